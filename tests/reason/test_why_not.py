"""What does not follow is explained by the conditions that fail."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, Quad

from kg.reason import reason, why_not
from kg.reason.explain import NothingToExplain
from kg.vocabulary import CASUS, ID, REFERENCE_GRAPH
from tests.reason.test_accounts import attack, owed
from tests.scenarios import golden, place, store_of


def told(event: str, state: str, store=None) -> str:
    found = why_not(store or golden(), ID[f"event/{event}"].value, ID[f"state/{state}"].value)
    return found.text()


def test_azerbaijan_had_left_the_treaty() -> None:
    text = told("lachin", "KAZ")
    assert "Art. 4 of the Collective Security Treaty comes nearest to protecting Azerbaijan" in text
    assert "Azerbaijan was bound until 1999-04-20, and no longer on 2021-11-16" in text


def test_an_attacker_inside_the_alliance_frees_its_members() -> None:
    text = told("batken", "RUS")
    assert "Tajikistan was itself a party on 2022-09-16" in text


def test_what_does_oblige_is_said_first() -> None:
    assert "In Armenia's account it would" in told("syunik", "RUS")


def far_islands():
    """Islands of the United Kingdom that no treaty of the North Atlantic covers."""
    story = attack("1982-04-02", "far-islands", "GBR", "ARG")
    (claim,) = story.claims
    story.claims.clear()
    where = claim.places[0]
    story.claim(
        "ArmedAttack",
        "islands",
        "attacked",
        {"attacker": (claim.roles[0].entity, "Troops")},
        at=(place("far-islands"), where.text),
        time=claim.time,
        by=(claim.attribution[0].speaker, claim.attribution[0].text),
    )
    store = store_of(story)
    islands = ID["place/far-islands"], CASUS.territoryOf, ID["state/GBR"]
    store.oxigraph.extend([Quad(*islands, REFERENCE_GRAPH), Quad(*islands, DefaultGraph())])
    return store


def test_an_attack_on_far_islands_is_outside_the_area_of_the_north_atlantic_treaty() -> None:
    store = far_islands()
    reason(store)
    assert "north-atlantic-treaty" not in {row[0] for row in owed(store, "GBR")}
    text = told("islands", "USA", store)
    assert "Art. 5 of the North Atlantic Treaty comes nearest to protecting United Kingdom" in text
    assert "lies outside the area that Art. 5 of the North Atlantic Treaty covers" in text


def test_a_duty_that_names_another_is_no_duty_of_this_one() -> None:
    store = store_of(attack("2022-01-10", "guam", "USA", "PRK"))
    text = told("attack-USA-2022-01-10", "JPN", store)
    assert "is owed by United States, not by Japan" in text
    assert "protects Japan, not United States" in text


def test_states_that_were_never_allies_come_nowhere_near() -> None:
    assert "have never been party to one treaty of mutual defence" in told("syunik", "BRA")


def test_a_denied_attack_obliges_nobody() -> None:
    text = told("shelling", "RUS")
    assert "Azerbaijan says that it did not happen" in text


def test_an_unknown_event_is_answered_in_one_sentence() -> None:
    with pytest.raises(NothingToExplain, match="is no event that a claim of this store is about"):
        told("none", "RUS")
