from __future__ import annotations

import pytest

from tests.reference.facts import ask, certainly_bound

CST = "collective-security-treaty"


def test_on_16_november_2021_six_states_are_certainly_bound_by_the_cst() -> None:
    assert certainly_bound(CST, "2021-11-16") == {"RUS", "BLR", "KAZ", "KGZ", "TJK", "ARM"}


def test_on_16_november_2021_russia_and_armenia_are_certainly_bound_by_theirs_of_1997() -> None:
    assert certainly_bound("russia-armenia-1997", "2021-11-16") == {"RUS", "ARM"}


def test_on_16_november_2021_turkey_and_azerbaijan_are_certainly_bound_by_2010() -> None:
    assert certainly_bound("turkey-azerbaijan-2010", "2021-11-16") == {"TUR", "AZE"}


def test_the_shusha_declaration_is_no_treaty_and_binds_nobody_for_certain() -> None:
    assert ask("SELECT ?type { <agreement/shusha-declaration> a ?type }") == [
        ("https://w3id.org/casus/ont/PoliticalDeclaration",)
    ]
    assert certainly_bound("shusha-declaration", "2021-11-16") == set()


def test_uzbekistan_left_between_its_note_and_the_decision_of_the_council() -> None:
    assert ask(f"""
        SELECT ?earliest ?latest {{
          <participation/{CST}-UZB-2006> casus:endEarliest ?earliest ; casus:endLatest ?latest
        }}""") == [("2012-06-28T00:00:00Z", "2012-12-19T23:59:59Z")]


@pytest.mark.parametrize(
    ("day", "bound"),
    [
        ("1996-01-01", True),
        ("2000-01-01", False),
        ("2010-01-01", True),
        ("2012-10-01", False),
        ("2021-11-16", False),
    ],
)
def test_uzbekistan_is_bound_in_two_spells(day: str, bound: bool) -> None:
    assert ("UZB" in certainly_bound(CST, day)) is bound


@pytest.mark.parametrize("state", ["AZE", "GEO"])
def test_azerbaijan_and_georgia_left_the_collective_security_treaty_in_april_1999(
    state: str,
) -> None:
    assert state in certainly_bound(CST, "1999-04-19")
    assert state not in certainly_bound(CST, "1999-04-21")


def test_the_armenian_freeze_of_2024_is_asserted_and_denied_and_ends_nothing() -> None:
    assert ask(f"""
        SELECT ?who ?standing {{
          ?assertion casus:assertsStatusOf <participation/{CST}-ARM-1992> ;
                     casus:statusAsserter ?who ; casus:assertedStatus ?standing
        }}""") == [("org/CSTO", "full"), ("state/ARM", "frozen")]
    assert "ARM" in certainly_bound(CST, "2024-06-01")


def test_the_charter_of_the_cis_obliges_to_consult_and_never_to_defend() -> None:
    assert ask("""
        SELECT ?type {
          <agreement/cis-charter> casus:hasProvision/casus:imposes ?duty . ?duty a ?type
        }""") == [("https://w3id.org/casus/ont/ConsultationObligation",)]


def test_article_4_of_the_collective_security_treaty_needs_a_request() -> None:
    assert ask(f"""
        SELECT ?needed {{
          <agreement/{CST}/article-4/defence> a casus:DefenceObligation ;
                                              casus:requestNeeded ?needed
        }}""") == [("true",)]


def test_the_treaty_with_japan_obliges_the_united_states_alone_and_in_japan_only() -> None:
    assert ask("""
        SELECT ?by ?to ?where {
          <agreement/us-japan-1960/article-v/defence> casus:obligor ?by ; casus:beneficiary ?to ;
                                                      casus:locationScope ?where
        }""") == [("state/USA", "state/JPN", "territory/JPN")]


@pytest.mark.parametrize(
    ("territory", "inside"),
    [("TUR", True), ("USA", True), ("FIN", True), ("ARM", False), ("RUS", False), ("JPN", False)],
)
def test_the_north_atlantic_treaty_area_holds_the_territories_of_its_parties(
    territory: str, inside: bool
) -> None:
    rows = ask(f"""
        SELECT ?scope {{
          <agreement/north-atlantic-treaty/article-5/defence> casus:locationScope ?scope .
          <territory/{territory}> casus:within ?scope
        }}""")
    assert bool(rows) is inside


def test_finland_and_sweden_are_bound_by_the_north_atlantic_treaty_from_their_accession() -> None:
    assert {"FIN", "SWE"} & certainly_bound("north-atlantic-treaty", "2023-05-01") == {"FIN"}
    assert len(certainly_bound("north-atlantic-treaty", "2024-12-31")) == 32


def test_no_quotation_of_a_treaty_is_longer_than_forty_words() -> None:
    for (words,) in ask("SELECT ?words { ?provision casus:provisionText ?words }"):
        assert len(words.split()) <= 40


def test_the_bounds_of_every_spell_are_in_order() -> None:
    assert (
        ask("""
        SELECT ?spell {
          ?spell casus:startEarliest ?start ; casus:endLatest ?end FILTER (?end < ?start)
        }""")
        == []
    )
    for bound in ("start", "end"):
        assert (
            ask(f"""
            SELECT ?spell {{
              ?spell casus:{bound}Earliest ?early ; casus:{bound}Latest ?late
              FILTER (?late < ?early)
            }}""")
            == []
        )
