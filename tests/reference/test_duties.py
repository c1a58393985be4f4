from __future__ import annotations

import pytest

from tests.reference.facts import ask, certainly_bound, duties


def test_the_treaty_with_korea_obliges_in_the_pacific_only() -> None:
    assert ask("""
        SELECT ?where {
          <agreement/us-korea-1953/article-iii/defence> casus:locationScope ?where
        }""") == [("place/pacific-area",)]
    (quotation,) = ask("""
        SELECT ?words { <agreement/us-korea-1953/article-iii> casus:provisionText ?words }""")
    assert "in the Pacific area" in quotation[0]


def test_the_treaty_with_korea_was_in_force_after_either_day_that_sources_name() -> None:
    assert certainly_bound("us-korea-1953", "1954-11-17") == set()
    assert certainly_bound("us-korea-1953", "1954-11-19") == {"KOR", "USA"}


@pytest.mark.parametrize(
    ("agreement", "kinds"),
    [
        ("budapest-memorandum-1994", {"ConsultationObligation", "NonAggressionObligation"}),
        ("russia-iran-2025", {"NeutralityObligation"}),
        ("china-russia-2001", {"ConsultationObligation", "NonAggressionObligation"}),
        ("five-power-defence-arrangements", {"ConsultationObligation"}),
        ("kazakhstan-uzbekistan-2022", {"ConsultationObligation"}),
        ("uk-ukraine-2024", {"ConsultationObligation"}),
    ],
)
def test_a_partnership_is_no_duty_to_defend(agreement: str, kinds: set[str]) -> None:
    assert duties(agreement) == kinds


@pytest.mark.parametrize(
    "agreement",
    [
        *("rio-treaty", "brussels-treaty", "arab-joint-defence-treaty", "saudi-pakistan-2025"),
        *("france-greece-2021", "aachen-2019", "uk-germany-2025", "france-poland-2025"),
        *("russia-abkhazia-2014", "russia-south-ossetia-2008", "russia-uzbekistan-2005"),
    ],
)
def test_a_defence_pact_obliges_to_defend(agreement: str) -> None:
    assert "DefenceObligation" in duties(agreement)


def test_the_compact_obliges_the_united_states_alone() -> None:
    assert ask("""
        SELECT ?by ?to {
          <agreement/compact-of-free-association-1986/article-defence-clause/defence>
            casus:obligor ?by ; casus:beneficiary ?to
        }""") == [("state/USA", "state/FSM"), ("state/USA", "state/MHL")]


def test_australia_and_indonesia_consulted_until_1999() -> None:
    assert certainly_bound("australia-indonesia-1995", "1997-01-01") == {"AUS", "IDN"}
    assert certainly_bound("australia-indonesia-1995", "2000-01-01") == set()


def test_the_treaty_of_india_and_the_soviet_union_binds_nobody_for_certain_after_1991() -> None:
    assert certainly_bound("india-soviet-1971", "1991-01-01") == {"IND", "SUN"}
    assert certainly_bound("india-soviet-1971", "1992-01-01") == set()


def test_the_budapest_memorandum_promises_ukraine_what_three_powers_shall_not_do() -> None:
    assert ask("""
        SELECT ?by ?to {
          <agreement/budapest-memorandum-1994/paragraph-2/non-aggression>
            casus:obligor ?by ; casus:beneficiary ?to
        }""") == [
        ("state/GBR", "state/UKR"),
        ("state/RUS", "state/UKR"),
        ("state/USA", "state/UKR"),
    ]


def test_a_treaty_whose_entry_into_force_was_not_verified_binds_nobody_for_certain() -> None:
    assert certainly_bound("saudi-pakistan-2025", "2025-12-31") == set()


def test_russia_and_abkhazia_are_bound_by_two_treaties_on_1_january_2020() -> None:
    for agreement in ("russia-abkhazia-2008", "russia-abkhazia-2014"):
        assert certainly_bound(agreement, "2020-01-01") == {"RUS", "polity/abkhazia"}
