"""Event kinds carry the codes by which users of PLOVER and CAMEO data find them."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from kg.ontology import classes_under, ontology_quads
from kg.vocabulary import CASUS, local_name

PLOVER = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
GROUPS = {  # kinds that only gather others
    *("Event", "ArmedAction", "TroopMovement", "DiplomaticEvent"),
    *("SpeechAct", "PressureEvent", "PoliticalEvent"),
}
NOT_IN_PLOVER = {"Casualties", "Statement"}  # a record field there; and what carries claims


def codes(predicate: str) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for quad in ontology_quads():
        if quad.predicate == CASUS[predicate]:
            found[local_name(quad.subject.value)].add(quad.object.value)
    return found


@pytest.mark.parametrize("kind", sorted(set(classes_under("Event")) - GROUPS - NOT_IN_PLOVER))
def test_every_kind_has_one_plover_type(kind: str) -> None:
    (plover,) = codes("plover")[kind]
    assert plover in PLOVER


def test_every_cameo_code_is_three_or_four_digits_of_a_known_root() -> None:
    for kind, found in codes("cameo").items():
        for code in found:
            assert re.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}", code), kind


def test_a_mode_comes_with_a_type() -> None:
    assert codes("ploverMode").keys() <= codes("plover").keys()
