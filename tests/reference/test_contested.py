"""Who held a contested place on a day, and who claims it: one sentence per place."""

from __future__ import annotations

import pytest

from tests.reference.facts import ask


def holders_of(place: str, day: str) -> list[str]:
    """Who certainly held a place on a day."""
    rows = ask(f"""
        SELECT ?who {{
          ?control casus:controlledPlace <place/{place}> ; casus:controller ?who ;
                   casus:startLatest ?since .
          FILTER (?since < "{day}T23:59:59Z"^^xsd:dateTime)
          OPTIONAL {{ ?control casus:endEarliest ?until }}
          FILTER (!BOUND(?until) || ?until > "{day}T23:59:59Z"^^xsd:dateTime)
        }}""")
    return [who for (who,) in rows]


def claimants(place: str) -> list[str]:
    rows = ask(
        f"SELECT ?who {{ ?title casus:claimedPlace <place/{place}> ; casus:titleClaimant ?who }}"
    )
    return [who for (who,) in rows]


@pytest.mark.parametrize(
    ("day", "place", "holder"),
    [
        ("1995-01-01", "lachin", "polity/nagorno-karabakh"),
        ("2016-04-02", "kalbajar", "polity/nagorno-karabakh"),
        ("2020-11-26", "kalbajar", "state/AZE"),
        ("2016-04-02", "aghdam", "polity/nagorno-karabakh"),
        ("2021-11-16", "qubadli", "state/AZE"),
        ("2016-04-02", "shusha", "polity/nagorno-karabakh"),
        ("2021-11-16", "nagorno-karabakh", "polity/nagorno-karabakh"),
        ("2023-10-01", "nagorno-karabakh", "state/AZE"),
        ("2015-01-01", "crimea", "state/RUS"),
        ("2022-06-01", "kherson", "state/RUS"),
        ("2022-12-01", "kherson", "state/UKR"),
        ("1999-01-01", "abkhazia", "polity/abkhazia"),
        ("1999-01-01", "transnistria", "polity/transnistria"),
        ("1980-01-01", "northern-cyprus", "state/TUR"),
        ("2010-01-01", "kosovo", "polity/kosovo"),
        ("2000-01-01", "gaza-strip", "state/ISR"),
        ("2006-06-01", "gaza-strip", "state/PSE"),
        ("2014-07-01", "gaza-strip", "polity/gaza-authorities"),
        ("2014-07-01", "west-bank", "state/ISR"),
        ("2014-07-01", "golan-heights", "state/ISR"),
        ("2014-07-01", "aksai-chin", "state/CHN"),
        ("2014-07-01", "western-sahara", "state/MAR"),
    ],
)
def test_on_a_day_a_contested_place_is_held_by(day: str, place: str, holder: str) -> None:
    assert holders_of(place, day) == [holder]


def test_while_the_districts_changed_hands_no_holder_is_certain() -> None:
    assert holders_of("zangilan", "2020-10-20") == []


def test_control_is_no_claim_and_a_claim_is_no_control() -> None:
    assert claimants("kherson-oblast") == ["state/RUS", "state/UKR"]
    assert holders_of("kherson-oblast", "2023-01-01") == []


@pytest.mark.parametrize(
    ("place", "sides"),
    [
        ("nagorno-karabakh", ["polity/nagorno-karabakh", "state/AZE"]),
        ("abkhazia", ["polity/abkhazia", "state/GEO"]),
        ("south-ossetia", ["polity/south-ossetia", "state/GEO"]),
        ("transnistria", ["polity/transnistria", "state/MDA"]),
        ("northern-cyprus", ["polity/northern-cyprus", "state/CYP"]),
        ("kosovo", ["polity/kosovo", "state/SRB"]),
        ("taiwan", ["polity/taiwan", "state/CHN"]),
        ("crimea", ["state/RUS", "state/UKR"]),
        ("aksai-chin", ["state/CHN", "state/IND"]),
        ("western-sahara", ["polity/sahrawi-republic", "state/MAR"]),
    ],
)
def test_every_side_that_claims_a_place_is_listed(place: str, sides: list[str]) -> None:
    assert claimants(place) == sides


@pytest.mark.parametrize("place", ["kosovo", "taiwan", "western-sahara", "aksai-chin"])
def test_where_the_united_nations_leave_it_open_a_place_lies_in_no_territory(place: str) -> None:
    assert (
        ask(f"SELECT ?in {{ <place/{place}> casus:within+ ?in . ?in a casus:StateTerritory }}")
        == []
    )


def test_the_first_level_regions_of_georgia_kyrgyzstan_and_tajikistan_are_places() -> None:
    counts = {
        state: len(
            ask(f"""SELECT ?code {{
              ?region a casus:AdministrativeArea ; casus:subdivisionCode ?code ;
                      casus:within <territory/{state}> }}""")
        )
        for state in ("GEO", "KGZ", "TJK")
    }
    assert counts == {"GEO": 10, "KGZ": 7, "TJK": 4}
