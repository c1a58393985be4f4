"""Chains of alliances, balance, and what several accounts have in common."""

from __future__ import annotations

import pytest

from kg.reason import alliance_paths, balance, common_ground, joint, principal
from kg.reason.asked import BadDay
from kg.reason.perspectives import NoSuchPrincipal
from kg.vocabulary import CASUS, ID, perspective_graph
from tests.reason.test_incremental import same_attack_told_by_another
from tests.scenarios import golden, lachin, store_of, syunik

ARMENIA, AZERBAIJAN, FRANCE = (ID[f"state/{code}"] for code in ("ARM", "AZE", "FRA"))


def paths(one: str, other: str, day: str = "2021-11-16") -> str:
    return alliance_paths(
        golden(), ID[f"state/{one}"].value, ID[f"state/{other}"].value, day
    ).text()


def test_the_united_states_and_azerbaijan_are_linked_through_turkey() -> None:
    text = paths("USA", "AZE")
    assert text.startswith("1 chain of alliances of 2 steps between United States and Azerbaijan")
    assert "United States – Turkey – Azerbaijan" in text
    assert "Turkey was bound by the North Atlantic Treaty" in text


def test_allies_are_one_step_apart_and_no_longer_chain_is_given() -> None:
    assert "of 1 step between Armenia and Russia" in paths("ARM", "RUS")


def test_before_the_treaty_there_was_no_chain() -> None:
    assert paths("USA", "AZE", "2005-01-01").startswith("No chains")


def test_what_is_no_day_is_answered_in_one_sentence() -> None:
    with pytest.raises(BadDay, match="'soon' is no day"):
        paths("USA", "AZE", "soon")


def test_an_ally_of_both_adversaries_is_an_unbalanced_triad() -> None:
    text = balance(golden(), "2022-09-16").text()
    told = "Kyrgyzstan's account: Russia, between Kyrgyzstan and Tajikistan, is unbalanced"
    assert told in text


def test_a_joint_perspective_holds_what_either_claims() -> None:
    graphs = golden().oxigraph
    both = joint(graphs, [ARMENIA, AZERBAIJAN])
    events = {triple.subject for triple in both if triple.predicate == CASUS.attacker}
    assert {ID["event/syunik"], ID["event/lachin"]} <= events


def test_the_joint_perspective_of_one_is_its_perspective() -> None:
    store = golden()
    told = {quad.triple for quad in store.quads(perspective_graph("ARM"))}
    assert joint(store.oxigraph, [ARMENIA]) == told


def test_a_principal_is_found_by_its_code_or_its_iri() -> None:
    graphs = golden().oxigraph
    assert principal(graphs, "ARM") == principal(graphs, ARMENIA.value) == ARMENIA


@pytest.mark.parametrize("name", ["XYZ", ID["state/XYZ"].value])
def test_who_says_nothing_has_no_perspective(name: str) -> None:
    with pytest.raises(NoSuchPrincipal, match="no claim is made on behalf of"):
        principal(golden().oxigraph, name)


def test_common_ground_is_what_both_say() -> None:
    graphs = store_of(syunik(), lachin(), same_attack_told_by_another()).oxigraph
    shared = common_ground(graphs, ARMENIA, FRANCE)
    assert {triple.predicate for triple in shared} >= {CASUS.attacker, CASUS.occurredAt}
    attackers = [
        t for t in common_ground(graphs, ARMENIA, AZERBAIJAN) if t.predicate == CASUS.attacker
    ]
    assert attackers == []
