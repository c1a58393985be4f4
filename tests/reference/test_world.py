from __future__ import annotations

import pytest

from tests.reference.facts import ask, holders


def test_every_member_and_both_observers_of_the_united_nations_are_states() -> None:
    assert len(ask("SELECT ?state { ?state a casus:State ; casus:geonamesId ?id }")) == 195


def test_the_states_of_old_treaties_have_no_iso_2_code_of_today() -> None:
    rows = ask("""
        SELECT ?code {
          ?state a casus:State ; casus:iso3 ?code FILTER NOT EXISTS { ?state casus:geonamesId ?id }
        }""")
    assert rows == [("CSK",), ("DDR",), ("SUN",), ("YUG",)]


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("UK", "state/GBR"),
        ("U.S.", "state/USA"),
        ("America", "state/USA"),
        ("Türkiye", "state/TUR"),
        ("Czech Republic", "state/CZE"),
        ("Kremlin", "organ/RUS-presidency"),
        ("State Department", "organ/USA-ministry-of-foreign-affairs"),
        ("Da'esh", "group/islamic-state"),
        ("Kelbajar", "place/kalbajar"),
        ("Stepanakert", "place/khankendi"),
        ("Pashinian", "person/nikol-pashinyan"),
        ("Zelenskiy", "person/volodymyr-zelensky"),
        ("CSTO pact", "agreement/collective-security-treaty"),
    ],
)
def test_news_spellings_meet_in_one_thing(name: str, thing: str) -> None:
    assert ask(f'SELECT ?thing {{ ?thing skos:altLabel "{name}"@en }}') == [(thing,)]


@pytest.mark.parametrize(
    ("demonym", "states"),
    [
        ("Armenian", ["state/ARM"]),
        ("Armenians", ["state/ARM"]),
        ("Azeri", ["state/AZE"]),
        ("Briton", ["state/GBR"]),
        ("Congolese", ["state/COD", "state/COG"]),
    ],
)
def test_demonyms_lead_to_every_state_that_they_may_mean(demonym: str, states: list[str]) -> None:
    rows = ask(f'SELECT ?state {{ ?state a casus:State ; casus:demonym "{demonym}"@en }}')
    assert [state for (state,) in rows] == states


@pytest.mark.parametrize(
    ("capital", "state"),
    [("Kiev", "UKR"), ("Yerevan", "ARM"), ("Baku", "AZE"), ("Washington", "USA")],
)
def test_a_capital_may_stand_for_its_state(capital: str, state: str) -> None:
    assert ask(f"""
        SELECT ?state {{
          ?place rdfs:label|skos:altLabel "{capital}"@en ; casus:metonymFor ?state
        }}""") == [(f"state/{state}",)]


def test_a_disputed_capital_is_a_metonym_and_no_more() -> None:
    assert ask("SELECT ?state { <place/jerusalem> casus:metonymFor ?state }") == [("state/ISR",)]
    assert ask("SELECT ?state { <place/jerusalem> casus:capitalOf|casus:within ?state }") == []


def test_every_polity_says_why_it_is_listed() -> None:
    assert (
        ask("""
        SELECT ?polity {
          ?polity a casus:DeFactoPolity FILTER NOT EXISTS { ?polity casus:inclusionCriterion ?why }
        }""")
        == []
    )


def test_nothing_is_both_a_state_and_a_polity() -> None:
    assert ask("SELECT ?thing { ?thing a casus:State , casus:DeFactoPolity }") == []


def test_the_bodies_of_an_organisation_act_for_it() -> None:
    rows = ask("SELECT ?body { ?body casus:organOf <org/EU> }")
    assert ("org/EU-council",) in rows


def test_an_outlet_is_based_in_a_state_and_never_its_organ() -> None:
    assert ask("SELECT ?o { ?o a casus:MediaOrganization ; casus:organOf ?state }") == []
    assert ask("SELECT ?state { <outlet/interfax> casus:basedIn ?state }") == [("state/RUS",)]


def test_an_armed_group_without_state_is_the_organ_of_none() -> None:
    assert ask("SELECT ?g { ?g a casus:NonStateArmedGroup ; casus:organOf ?state }") == []


@pytest.mark.parametrize(
    ("place", "territory"),
    [
        ("kalbajar", "AZE"),
        ("lachin-corridor", "AZE"),
        ("nagorno-karabakh", "AZE"),
        ("jermuk", "ARM"),
        ("syunik", "ARM"),
        ("batken", "KGZ"),
        ("balakot", "PAK"),
        ("crimea", "UKR"),
    ],
)
def test_a_place_lies_where_the_united_nations_count_it(place: str, territory: str) -> None:
    rows = ask(f"""
        SELECT ?territory {{
          <place/{place}> casus:within+ ?territory . ?territory a casus:StateTerritory
        }}""")
    assert rows == [(f"territory/{territory}",)]


def test_kashmir_lies_in_no_territory_and_two_states_claim_it() -> None:
    assert (
        ask("SELECT ?in { <place/pulwama> casus:within+ ?in . ?in a casus:StateTerritory }") == []
    )
    assert ask("""
        SELECT ?state { ?claim casus:claimedPlace <place/kashmir> ; casus:titleClaimant ?state }
        """) == [("state/IND",), ("state/PAK",)]


def test_the_lachin_corridor_leads_from_armenia_to_nagorno_karabakh() -> None:
    assert ask(
        "SELECT ?end { <place/lachin-corridor> a casus:Corridor ; casus:connects ?end }"
    ) == [
        ("place/nagorno-karabakh",),
        ("territory/ARM",),
    ]


def test_a_border_bounds_two_states() -> None:
    rows = ask("""
        SELECT ?border (COUNT(?state) AS ?states) {
          ?border a casus:BorderSegment ; casus:borderOf ?state
        } GROUP BY ?border HAVING (?states != 2)""")
    assert rows == []


@pytest.mark.parametrize(
    ("office", "day", "person"),
    [
        ("ARM-prime-minister", "2021-11-16", "nikol-pashinyan"),
        ("AZE-president", "2021-11-16", "ilham-aliyev"),
        ("RUS-president", "2021-11-16", "vladimir-putin"),
        ("RUS-minister-of-defence", "2021-11-16", "sergei-shoigu"),
        ("RUS-minister-of-foreign-affairs", "2021-11-16", "sergey-lavrov"),
        ("ARM-minister-of-defence", "2021-11-14", "arshak-karapetyan"),
        ("ARM-minister-of-defence", "2021-11-16", "suren-papikyan"),
        ("ARM-secretary-of-the-security-council", "2021-11-16", "armen-grigoryan"),
        ("EU-council-president", "2021-11-16", "charles-michel"),
        ("TUR-president", "2021-11-16", "recep-tayyip-erdogan"),
        ("CSTO-secretary-general", "2022-09-14", "stanislav-zas"),
        ("TUR-minister-of-foreign-affairs", "2022-09-13", "mevlut-cavusoglu"),
        ("USA-minister-of-foreign-affairs", "2019-02-26", "mike-pompeo"),
        ("USA-president", "2019-02-28", "donald-trump"),
        ("PAK-prime-minister", "2019-02-27", "imran-khan"),
        ("IND-minister-of-foreign-affairs", "2019-02-27", "sushma-swaraj"),
        ("DEU-chancellor", "2021-12-01", "angela-merkel"),
        ("DEU-chancellor", "2021-12-31", "olaf-scholz"),
        ("FRA-president", "2022-09-13", "emmanuel-macron"),
    ],
)
def test_who_held_an_office_on_a_day(office: str, day: str, person: str) -> None:
    assert list(holders(office, day)) == [person]


def test_a_term_known_only_up_to_its_source_is_certain_no_longer() -> None:
    assert list(holders("JOR-king", "2020-01-11")) == ["abdullah-ii"]
    assert list(holders("JOR-king", "2023-01-01")) == []
    assert (
        ask("""
        SELECT ?end {
          ?term casus:holder <person/abdullah-ii> ; casus:endLatest ?end
        }""")
        == []
    )


def test_the_armenian_security_council_had_no_known_secretary_in_august_2021() -> None:
    assert list(holders("ARM-secretary-of-the-security-council", "2021-08-01")) == []
