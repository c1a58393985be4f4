"""Which kinds of events can be one, as the ontology has it."""

from __future__ import annotations

from functools import cache

from kg.ontology import class_ancestors, is_a, ontology_quads, property_ancestors
from kg.vocabulary import CASUS, local_name

PERSONAL = ("Consultation", "SpeechAct")  # who in person took part tells two of them apart


@cache
def root(kind: str) -> str:
    """The widest kind that still tells what happened: two levels below Event.

    >>> root("Shelling"), root("PhoneCall"), root("ArmedClash")
    ('ArmedAttack', 'Consultation', 'ArmedClash')
    """
    lineage = (kind, *class_ancestors(kind))
    general = next((name for name in lineage if "Event" in class_ancestors(name)[:1]), kind)
    below = [name for name in lineage if is_a(name, general) and name != general]
    return below[-1] if below else kind


@cache
def can_be_one(kind: str, other: str) -> bool:
    """Whether one kind is the other or a special case of it, and tells what happened.

    >>> can_be_one("Shelling", "ArmedAttack"), can_be_one("Shelling", "AirStrike")
    (True, False)
    """
    return root(kind) == root(other) and (is_a(kind, other) or is_a(other, kind))


@cache
def side(role: str) -> str:
    """On which side a role is played: "initiator", "target", or the role's own name."""
    above = (role, *property_ancestors(role))
    return next((name for name in ("initiator", "target") if name in above), role)


@cache
def is_participant(role: str) -> bool:
    """Whether a role is played by an agent rather than a place or a norm."""
    return "participant" in property_ancestors(role)


@cache
def recurs(kind: str) -> bool:
    """Whether the same agents can bring about several such events in one day."""
    return bool({kind, *class_ancestors(kind)} & _marked("recurs"))


@cache
def dated_by_year(kind: str) -> bool:
    """Whether events of the kind are told of by their year."""
    return kind in _marked("datedByYear")


@cache
def is_personal(kind: str) -> bool:
    """Whether who in person took part tells two events of the kind apart."""
    return any(is_a(kind, personal) for personal in PERSONAL)


@cache
def _marked(annotation: str) -> frozenset[str]:
    return frozenset(
        local_name(quad.subject.value)
        for quad in ontology_quads()
        if quad.predicate == CASUS[annotation] and hasattr(quad.subject, "value")
    )
