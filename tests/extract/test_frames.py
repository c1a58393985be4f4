"""The mini-language of frames.ttl, and the promises that the shipped frames keep."""

from __future__ import annotations

import pytest

from kg.extract.frames import BadFrame, load_frames, parse_path, parse_slots, parse_trigger
from kg.ontology import classes_under

NO_PLOVER = {"Casualties", "Statement"}
ABSTRACT = {
    "Event",
    "ArmedAction",
    "DiplomaticEvent",
    "SpeechAct",
    "PressureEvent",
    "PoliticalEvent",
}


def test_a_trigger_names_its_head_what_must_stand_with_it_and_its_roles() -> None:
    trigger = parse_trigger(
        "ArmedAttack", "open/VERB obj[fire|gunfire] : on|at=attackTarget ! loose"
    )
    assert trigger.lemmas == ("open",)
    assert trigger.upos == "VERB"
    assert [step.lemmas for step in trigger.parts[0]] == [frozenset({"fire", "gunfire"})]
    assert [slot.role for slot in trigger.slots] == ["attackTarget"]
    assert trigger.flags == {"loose"}


def test_a_trigger_s_own_slots_replace_those_of_its_kind() -> None:
    default = parse_slots("agent=attacker; patient=attackTarget")
    trigger = parse_trigger("Casualties", "die/VERB : agent=victim; patient=-", default)
    assert [slot.role for slot in trigger.slots] == ["victim"]


def test_a_path_may_have_several_steps() -> None:
    assert [step.functions for step in parse_path("under[mediation]>of")] == [("under",), ("of",)]


@pytest.mark.parametrize("line", ["attack", "attack/VERB [fire]", "attack/VERB : agent"])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(BadFrame, match=r"frames\.ttl: cannot read"):
        parse_trigger("ArmedAttack", line)


@pytest.mark.parametrize("kind", sorted(set(classes_under("Event")) - ABSTRACT))
def test_every_kind_of_event_has_its_codes(kind: str) -> None:
    codes = load_frames().codes
    if kind in NO_PLOVER:
        assert kind not in codes or not codes[kind].plover
    else:
        assert codes[kind].plover
        assert codes[kind].cameo


def test_every_role_of_the_frames_is_a_role_of_the_ontology() -> None:
    frames = load_frames()
    roles = {s.role for group in frames.triggers.values() for t in group for s in t.slots}
    assert roles <= set(frames.ranges)
