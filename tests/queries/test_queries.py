"""Competency questions: each saved query and the rows it gives over the golden stories."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kg.ontology import SavedQuery, saved_queries
from kg.store import Store
from kg.vocabulary import ID
from tests.scenarios import golden

QUERIES = {query.name: query for query in saved_queries()}
CST = "Collective Security Treaty"
RUS_ARM = "Treaty of Friendship, Cooperation and Mutual Assistance between Russia and Armenia"
TUR_AZE = "Agreement on Strategic Partnership and Mutual Support between Azerbaijan and Turkey"
DEFENCE, CONSULT = "defence obligation", "consultation obligation"
NOON = "2021-11-16T00:00:00Z"


def rows(
    name: str, *columns: str, store: Store | None = None, **values: str
) -> list[tuple[str, ...]]:
    """Some columns of a saved query's answer, local names for our individuals."""
    query = QUERIES[name]
    bind = {p.name: p.term(values.get(p.name)) for p in query.parameters if p.default or values}
    answer = (store or golden()).query(query.text, bind)
    return [tuple(shown(solution[column]) for column in columns) for solution in answer]


def shown(term: NamedNode | Literal | None) -> str:
    if term is None:
        return ""
    return re.sub(f"^{ID.prefix}\\w+/", "", term.value)


def test_who_attacked_whom_by_account() -> None:
    assert rows("who-attacked-whom", "account", "attacker", "target", "place", "factuality") == [
        ("Armenia", "Armed Forces of Azerbaijan", "Armed Forces of Armenia", "Syunik", "claimed"),
        (
            *("Azerbaijan", "Armed Forces of Armenia", "Armed Forces of Azerbaijan"),
            *("Lachin District", "claimed"),
        ),
        ("Kyrgyzstan", "armed forces of TJK", "", "Batken Region", "claimed"),
        (
            *("Tajikistan", "armed forces of KGZ", "armed forces of TJK"),
            *("", "claimed"),
        ),
    ]


def test_attacks_by_territory_in_each_account() -> None:
    assert rows("attacks-by-territory", "account", "attacker", "territory") == [
        ("Armenia's account", "Azerbaijan", "Armenia"),
        ("Azerbaijan's account", "Armenia", "Azerbaijan"),
        ("Kyrgyzstan's account", "Tajikistan", "Kyrgyzstan"),
    ]


def test_contradictions_on_who_attacked_and_on_whether() -> None:
    assert rows("contradictions", "kind", "first", "second", "day") == [
        ("denial", "Azerbaijan", "Armenia", "2021-11-16"),
        ("role", "Azerbaijan", "Armenia", "2021-11-16"),
        ("role", "Tajikistan", "Kyrgyzstan", "2022-09-16"),
    ]


def test_disagreements_event_by_event() -> None:
    assert rows("disagreements", "event", "first", "second", "on") == [
        ("lachin", "Azerbaijan", "Armenia", "role"),
        ("shelling", "Azerbaijan", "Armenia", "denial"),
        ("dushanbe", "Tajikistan", "Kyrgyzstan", "role"),
    ]


def test_nobody_is_borne_out_by_himself() -> None:
    assert rows("corroborations", "first") == []


def test_how_often_a_source_is_borne_out_or_contradicted() -> None:
    found = rows("reliability", "account", "claims", "borneOut", "contradicted")
    assert ("Armenia", "2", "0", "1") in found
    assert ("Ararat Wire", "3", "0", "0") in found


def test_talks_after_the_attack_are_a_response_and_no_performance() -> None:
    assert rows("responses", "owedBy", "owedTo", "kind", "performed") == [
        *2 * [("Russia", "Armenia", "phone call", "false")],
        *2 * [("Russia", "Armenia", "ceasefire", "false")],
    ]


def test_attacks_against_a_promise_not_to_attack() -> None:
    columns = ("account", "who", "whom", "obligation", "name")
    assert rows("breaches", *columns) == [
        ("Kyrgyzstan's account", "Tajikistan", "Kyrgyzstan", "non aggression obligation", CST)
    ]


def test_both_sides_tell_of_an_attack_under_the_ceasefire_of_2020() -> None:
    truce = "Trilateral statement of 9 November 2020 on Nagorno-Karabakh"
    assert rows("ceasefire-violations", "account", "attacker", "victim", "ceasefire") == [
        ("Armenia's account", "Azerbaijan", "Armenia", truce),
        ("Azerbaijan's account", "Armenia", "Azerbaijan", truce),
    ]


def test_an_appeal_under_a_treaty_that_is_met_is_no_mismatch() -> None:
    assert rows("treaty-mismatches", "named") == []


def test_who_would_owe_whom_in_a_matrix() -> None:
    columns = ("owedBy", "owedTo", "attacks", "requested", "contested", "boundToBoth")
    found = rows("obligations-matrix", *columns)
    assert ("Russia", "Armenia", "1", "true", "true", "true") in found
    assert ("Belarus", "Armenia", "1", "false", "true", "false") in found


def test_russia_was_bound_to_both_sides() -> None:
    assert rows("structural-balance", "account", "third", "attacked", "attacker", "strain") == [
        ("Armenia's account", "Russia", "Armenia", "Azerbaijan", "bound to both")
    ]


def test_the_united_states_and_azerbaijan_have_an_ally_in_common() -> None:
    found = rows("alliance-paths", "steps", "firstAlliance", "through", "secondAlliance")
    assert found == [("2", "North Atlantic Treaty", "Turkey", TUR_AZE)]
    assert rows("alliance-paths", "steps", one="state/ARM", other="state/TUR", date=NOON) == []
    allies = rows("alliance-paths", "steps", one="state/ARM", other="state/RUS", date=NOON)
    assert [row for row in allies if row == ("1",)] == [("1",), ("1",)]


def test_the_crisis_in_order_with_the_claims_of_both_sides() -> None:
    found = rows("crisis", "start", "account", "how")
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    assert {("Armenia", "claimed"), ("Azerbaijan", "denied"), ("Ararat Wire", "asserted")} <= {
        row[1:] for row in found
    }


def test_casualties_by_side_and_claimant() -> None:
    columns = ("side", "effect", "operator", "least", "most", "unit", "account")
    assert rows("casualties", *columns) == [
        ("Armenia", "killed", "atLeast", "1", "", "soldiers", "Armenia"),
        ("Azerbaijan", "wounded", "exactly", "2", "2", "soldiers", "Azerbaijan"),
    ]


def test_agreements_that_bind_armenia_on_the_day() -> None:
    found = rows("agreements-in-force", "name", "article", "obligation", "certainty")
    assert (CST, "4", DEFENCE, "certain") in found
    assert (RUS_ARM, "3", DEFENCE, "certain") in found
    assert TUR_AZE not in {row[0] for row in found}


def test_agreements_that_had_not_begun_do_not_bind() -> None:
    found = rows("agreements-in-force", "name", party="state/ARM", date="1991-06-01")
    assert CST not in {row[0] for row in found}


def test_obligations_of_russia_on_the_day() -> None:
    found = rows("obligations", "name", "article", "obligation", "requestNeeded")
    assert (CST, "4", DEFENCE, "true") in found
    assert (RUS_ARM, "3", DEFENCE, "") in found
    assert (RUS_ARM, "2", CONSULT, "") in found


@pytest.mark.parametrize(
    ("date", "certain", "possible"),
    [
        ("2021-11-16", {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"}, set()),
        ("2012-09-01", {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"}, {"UZB"}),
        ("2009-01-01", {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK", "UZB"}, set()),
    ],
)
def test_members_of_the_csto_at_a_date(date: str, certain: set[str], possible: set[str]) -> None:
    found = rows("members", "party", "certainty", organisation="org/CSTO", date=date)
    assert {party for party, mode in found if mode == "certain"} == certain
    assert {party for party, mode in found if mode == "possible"} == possible


def test_casus_foederis_by_account() -> None:
    columns = (
        "account",
        "article",
        "name",
        "owedBy",
        "owedTo",
        "certainty",
        "requested",
        "invoked",
    )
    armenia, azerbaijan = "Armenia's account", "Azerbaijan's account"
    allies = ("Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan")
    assert rows("casus-foederis", *columns) == [
        *(
            (
                *(armenia, "4", CST, ally, "Armenia", "certain"),
                *("true" if ally == "Russia" else "false", "true"),
            )
            for ally in allies
        ),
        (armenia, "3", RUS_ARM, "Russia", "Armenia", "certain", "true", "false"),
        (azerbaijan, "2", TUR_AZE, "Turkey", "Azerbaijan", "certain", "false", "false"),
    ]


def test_attacks_inside_an_alliance() -> None:
    columns = ("account", "aggressor", "victim", "name", "certainty")
    assert rows("intra-alliance-attacks", *columns) == [
        ("Kyrgyzstan's account", "Tajikistan", "Kyrgyzstan", CST, "certain"),
        ("Tajikistan's account", "Kyrgyzstan", "Tajikistan", CST, "possible"),
    ]


def test_invocations_with_words_and_offsets() -> None:
    columns = ("speaker", "addressee", "norm", "words", "start", "end", "reportedBy")
    assert rows("invocations", *columns) == [
        ("Armenia", "Russia", CST, "Collective Security Treaty", "229", "255", "Ararat Wire")
    ]


def test_russia_owes_something_to_both_sides() -> None:
    found = rows("owes-both-sides", "state", "obligationToOne", "obligationToOther")
    assert ("Russia", DEFENCE, "non aggression obligation") in found
    assert {row[0] for row in found} == {"Russia"}


def test_talks_before_the_ceasefire_in_order() -> None:
    assert rows("before-the-ceasefire", "effective", "kind", "from", "who") == [
        ("2021-11-16T14:30:00Z", "call for restraint", NOON, "Armenia"),
        ("2021-11-16T14:30:00Z", "call for restraint", NOON, "Azerbaijan"),
        (
            *("2021-11-16T14:30:00Z", "phone call", "2021-11-16T11:00:00Z"),
            "Armenian Ministry of Defence",
        ),
        (
            *("2021-11-16T14:30:00Z", "phone call", "2021-11-16T11:00:00Z"),
            "Russian Ministry of Defence",
        ),
    ]


def test_ceasefires_with_parties_mediator_and_moment() -> None:
    assert rows("ceasefires", "account", "party", "mediator", "from", "factuality") == [
        ("Ararat Wire", "Armenia", "Russia", "2021-11-16T14:30:00Z", "asserted"),
        ("Ararat Wire", "Azerbaijan", "Russia", "2021-11-16T14:30:00Z", "asserted"),
    ]


def test_who_spoke_for_which_state() -> None:
    assert rows("speakers", "principal", "speaker", "claims")[:2] == [
        ("Armenia", "Armenian Ministry of Defence", "2"),
        ("Azerbaijan", "Azerbaijani Ministry of Defence", "3"),
    ]


def test_who_held_office_on_the_day() -> None:
    found = rows("officeholders", "person", principal="state/ARM", date="2021-11-16")
    assert ("Nikol Pashinyan",) in found


def test_who_only_called_for_restraint() -> None:
    assert rows("only-called-for-restraint", "who", "calls") == [("European Union", "1")]


def test_capitals_that_stand_for_governments() -> None:
    assert rows("metonyms", "words", "stands", "mentions") == [("Baku", "Azerbaijan", "1")]


def test_events_that_rest_on_one_source() -> None:
    found = rows("single-source", "event", "account", "outlet")
    assert ("lachin", "Azerbaijan", "Absheron Gazette") in found
    assert "shelling" not in {row[0] for row in found}


def test_accounts_and_their_size() -> None:
    assert rows("accounts", "account", "claims") == [
        ("Ararat Wire's account", "3"),
        ("Absheron Gazette's account", "2"),
        ("Armenia's account", "2"),
        ("Azerbaijan's account", "2"),
        ("Kyrgyzstan's account", "1"),
        ("Tajikistan's account", "1"),
    ]


def test_accusations() -> None:
    assert rows("accusations", "accuser", "accused", "factuality", "words") == [
        ("Azerbaijan", "Armenia", "asserted", "Baku accused Armenia of a provocation.")
    ]


def test_the_timeline_is_in_order_and_leaves_out_what_is_denied() -> None:
    found = rows("timeline", "start", "event")
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    assert "shelling" not in {row[1] for row in found}


def test_every_claim_with_its_words() -> None:
    columns = ("account", "factuality", "kind", "roles", "places", "start", "end")
    found = rows("claims", *columns)
    assert len(found) == 12
    assert (
        *("Armenia", "claimed", "armed attack"),
        "attack target: Armed Forces of Armenia; attacker: Armed Forces of Azerbaijan",
        *("Syunik", "0", "104"),
    ) in found
    assert ("Azerbaijan", "denied", "shelling") in {row[:3] for row in found}


def test_allies_at_a_date() -> None:
    found = rows("alliances", "party", "ally", "name")
    assert ("Armenia", "Russia", CST) in found
    assert ("Azerbaijan", "Turkey", TUR_AZE) in found
    assert not {row for row in found if set(row[:2]) == {"Armenia", "Azerbaijan"}}


def test_places_that_two_parties_claim_name_both() -> None:
    found = rows("contested-places", "place", "claimant")
    for name, _ in found:
        assert len({claimant for place, claimant in found if place == name}) > 1


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_saved_query_describes_itself_and_can_be_asked(query: SavedQuery) -> None:
    assert query.title != query.name
    assert query.description
    rows(query.name)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_the_order_of_rows_is_given(query: SavedQuery) -> None:
    assert re.search(r"^ORDER BY", query.text, re.MULTILINE)


def test_every_saved_query_is_tested_by_name() -> None:
    tests = Path(__file__).parent.parent.rglob("test_*.py")
    text = "".join(file.read_text("utf-8") for file in tests)
    assert [name for name in QUERIES if f'"{name}"' not in text] == []
