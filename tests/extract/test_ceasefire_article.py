"""What must be seen, and must not be seen, in the article that the project was started from."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from kg.extract import load_extractor
from kg.model import Article, Claim, Extraction
from kg.parse import load_parser
from kg.read import Given, read
from tests.extract.expected import day, found, names, speakers, who

SOURCE = Path(__file__).parents[3] / "shared/articles/2021-11-16-armenia-azerbaijan-ceasefire.txt"
NEWS_DAY = "2021-11-16"
pytestmark = pytest.mark.skipif(
    not SOURCE.is_file(), reason="the article belongs to its publisher and is not shipped"
)


@cache
def extraction() -> Extraction:
    [article] = read([str(SOURCE)], Given(date=NEWS_DAY, publisher="AFP"))
    assert isinstance(article, Article)
    return load_extractor()(load_parser()(article))


@pytest.fixture
def claims() -> tuple[Claim, ...]:
    return extraction().claims


def test_01_the_two_states_clashed_at_their_border(claims: tuple[Claim, ...]) -> None:
    assert found(
        claims,
        "ArmedClash",
        party=("ARM", "AZE"),
        day=NEWS_DAY,
        place="armenia-azerbaijan-border",
    )


def test_02_a_ceasefire_mediated_by_russia_took_effect(claims: tuple[Claim, ...]) -> None:
    ceasefires = found(claims, "Ceasefire", party=("ARM", "AZE"), mediator="RUS", by="ARM")
    moment = datetime(2021, 11, 16, 14, 30, tzinfo=UTC)
    assert any(c.time is not None and c.time.start_earliest == moment for c in ceasefires)
    assert any("ARM-ministry-of-defence" in c.attribution[0].speaker.iri for c in ceasefires)


def test_03_one_armenian_soldier_was_killed(claims: tuple[Claim, ...]) -> None:
    assert found(
        claims, "Casualties", victim="ARM", effect="killed", minimum=1, operator="atLeast", by="ARM"
    )


def test_04_twelve_armenian_servicemen_were_captured(claims: tuple[Claim, ...]) -> None:
    assert found(
        claims, "Capture", captor="AZE", captive="ARM", effect="captured", minimum=12, by="ARM"
    )


def test_05_two_positions_were_lost(claims: tuple[Claim, ...]) -> None:
    assert found(claims, "TerritoryChange", lostBy="ARM", effect="lost", minimum=2, by="ARM")


def test_06_each_side_accuses_the_other(claims: tuple[Claim, ...]) -> None:
    both = ("ARM", "AZE")
    assert found(claims, "Accusation", speaker=both, accused=both, day=NEWS_DAY)


def test_07_armenian_troops_attacked_positions_in_two_districts(claims: tuple[Claim, ...]) -> None:
    [attack] = found(claims, "ArmedAttack", attacker="ARM", attackTarget="AZE", place="kalbajar")
    assert speakers(attack) == ["AZE"]
    assert found([attack], "ArmedAttack", place="lachin")


def test_08_two_azerbaijani_soldiers_were_wounded(claims: tuple[Claim, ...]) -> None:
    assert found(claims, "Casualties", victim="AZE", effect="wounded", minimum=2, by="AZE")


def test_09_azerbaijani_troops_stopped_the_advance(claims: tuple[Claim, ...]) -> None:
    assert found(claims, "Incursion", attackTarget="AZE", by="AZE")
    assert found(claims, "Capture", captor="AZE", captive="ARM", by="AZE")


def test_10_azerbaijani_forces_tried_to_break_through(claims: tuple[Claim, ...]) -> None:
    assert found(claims, "Incursion", attacker="AZE", by="ARM")


def test_11_the_prime_minister_accuses_azerbaijan_of_aggression(claims: tuple[Claim, ...]) -> None:
    [accusation] = found(claims, "Accusation", speaker="nikol-pashinyan", accused="AZE")
    [attack] = found(claims, "ArmedAttack", attacker="AZE", by="ARM", place="ARM")
    assert who(accusation, "speaker") == {"ARM"}
    assert {r.entity.iri for r in accusation.roles if r.role == "allegedEvent"} == {attack.event}
    assert attack.factuality == "claimed"


def test_12_turkey_backed_azerbaijan_in_the_war(claims: tuple[Claim, ...]) -> None:
    [support] = found(claims, "Support", supporter="TUR", supported="AZE")
    assert support.time is not None
    assert support.time.end_latest is not None
    assert support.time.end_latest.year <= 2020


def test_13_armenia_appeals_to_russia_under_the_treaty(claims: tuple[Claim, ...]) -> None:
    assert found(
        claims,
        "Invocation",
        speaker="ARM",
        addressee="RUS",
        invokes="collective-security-treaty",
    )


def test_14_the_secretary_of_the_security_council_appeals(claims: tuple[Claim, ...]) -> None:
    appeals = found(claims, "Appeal", addressee="RUS")
    assert any(
        names(c, "speaker") == {"armen-grigoryan"} or "armen-grigoryan" in _voices(c)
        for c in appeals
    )


def _voices(claim: Claim) -> set[str]:
    return {a.speaker.iri.rsplit("/", 1)[-1] for a in claim.attribution}


def test_15_putin_and_pashinyan_spoke_by_phone(claims: tuple[Claim, ...]) -> None:
    [call] = found(claims, "PhoneCall", party=("vladimir-putin", "nikol-pashinyan"))
    assert "RUS-presidency" in _voices(call)


def test_16_the_defence_ministers_spoke_by_phone(claims: tuple[Claim, ...]) -> None:
    calls = found(claims, "PhoneCall", party=("sergei-shoigu", "ARM", "AZE"))
    assert any("interfax" in _voices(c) for c in calls)
    assert found(claims, "Commitment", initiator="RUS")


@pytest.mark.parametrize("speaker", ["EU", "UN"])
def test_17_the_union_and_the_united_nations_call_for_an_end(
    claims: tuple[Claim, ...], speaker: str
) -> None:
    assert found(claims, "CallForRestraint", speaker=speaker, addressee=("ARM", "AZE"))


def test_18_the_council_president_calls_for_a_ceasefire(claims: tuple[Claim, ...]) -> None:
    [call] = found(claims, "CallForRestraint", speaker="charles-michel")
    assert call.factuality == "asserted"


def test_19_the_united_nations_urge_restraint(claims: tuple[Claim, ...]) -> None:
    calls = found(claims, "CallForRestraint", speaker="UN", addressee=("ARM", "AZE"))
    assert any("urge" in c.trigger.of(extraction().article.text) for c in calls)


def test_20_france_is_concerned_and_calls_for_respect(claims: tuple[Claim, ...]) -> None:
    assert found(claims, "Statement", speaker="FRA")
    assert found(claims, "CallForRestraint", speaker="FRA")


def test_21_they_traded_accusations_on_sunday(claims: tuple[Claim, ...]) -> None:
    both = ("ARM", "AZE")
    assert found(claims, "Accusation", speaker=both, accused=both, day="2021-11-14")


def test_22_the_corridor_was_closed_on_saturday(claims: tuple[Claim, ...]) -> None:
    [closure] = found(claims, "Closure", place="lachin-corridor")
    assert speakers(closure) == ["nagorno-karabakh"]
    assert day(closure) == "2021-11-13"


def test_23_the_war_of_the_year_before(claims: tuple[Claim, ...]) -> None:
    [dead] = found(claims, "Casualties", effect="killed", minimum=6500)
    wars = [c for c in found(claims, "ArmedConflict") if c.event == dead.within]
    assert wars
    assert all(c.time and c.time.end_latest and c.time.end_latest.year == 2020 for c in wars)
    assert found(claims, "AgreementSigning", mediator="RUS") or found(
        claims, "Mediation", mediator="RUS"
    )
    assert found(claims, "TerritoryChange", lostBy="ARM", factuality="asserted")


def test_24_the_separatists_broke_away(claims: tuple[Claim, ...]) -> None:
    [secession] = found(claims, "Secession", seceder="nagorno-karabakh", secededFrom="AZE")
    assert secession.time is not None
    assert secession.time.start_earliest is not None
    assert secession.time.start_earliest.year == 1991
    [dead] = found(claims, "Casualties", effect="killed", minimum=30000)
    assert dead.within is not None
    assert dead.within not in {c.event for c in found(claims, "ArmedClash")}


def test_the_dead_of_the_war_are_not_of_the_clash(claims: tuple[Claim, ...]) -> None:
    clashes = {c.event for c in found(claims, "ArmedClash", day=NEWS_DAY)}
    for casualties in found(claims, "Casualties"):
        if casualties.figure and (casualties.figure.minimum or 0) > 100:
            assert casualties.within not in clashes
            assert day(casualties) != NEWS_DAY


def test_russia_neither_attacks_nor_is_attacked(claims: tuple[Claim, ...]) -> None:
    for attack in found(claims, "ArmedAction"):
        for role in ("attacker", "attackTarget", "party", "captor", "captive", "victim"):
            assert "RUS" not in who(attack, role)


def test_headings_and_links_are_no_events(claims: tuple[Claim, ...]) -> None:
    text = extraction().article.text
    for claim in claims:
        evidence = claim.evidence.of(text)
        assert "Related article" not in evidence
        assert "Appeals to Moscow" not in evidence


def test_every_claim_has_its_characters(claims: tuple[Claim, ...]) -> None:
    text = extraction().article.text
    for claim in claims:
        assert claim.evidence.start <= claim.trigger.start < claim.trigger.end <= claim.evidence.end
        assert claim.evidence.of(text).strip()
        for role in claim.roles:
            assert text[role.start : role.end] == role.text


def test_the_foreign_invasion_is_only_imagined(claims: tuple[Claim, ...]) -> None:
    text = extraction().article.text
    imagined = [c for c in claims if c.trigger.of(text) in ("invasion", "flare-up")]
    assert all(c.factuality in ("hypothetical", "conditional") for c in imagined)
