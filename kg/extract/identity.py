"""Which event a draft speaks of: its identity, from kind, parties, day and place."""

from __future__ import annotations

from kg.extract.keys import Identity, event_iri
from kg.extract.linking import Draft
from kg.extract.story import name_of
from kg.model import Article, Time
from kg.ontology import class_ancestors, property_ancestors
from kg.vocabulary import local_name

_LOOSE = frozenset({"Denial", "Rejection", "Statement", "Condemnation", "Commitment", "Concession"})
_WHOLE = frozenset({"ArmedConflict", "Casualties"})  # a war, or the losses of one side


def iri_of(draft: Draft, article: Article, alleged: str = "") -> str:
    """The IRI of the event that a draft speaks of."""
    identity = _identity(draft, alleged)
    time = None if _is_vague(draft.kind, identity) else _key_time(draft)
    return event_iri(identity, time, article, draft.first)


def _is_vague(kind: str, identity: Identity) -> bool:
    """Whether there may have been many such events a day: one party known, and no place."""
    if kind in _WHOLE or "ArmedAction" not in class_ancestors(kind):
        return False
    return not identity.place and len(identity.actors | identity.others) < 2


def _key_time(draft: Draft) -> Time | None:
    if draft.factuality in ("conditional", "hypothetical", "planned") and not draft.dated.explicit:
        return None
    if draft.kind in _LOOSE and not any("target" in property_ancestors(r) for r, _ in draft.roles):
        return None
    return draft.time


def _identity(draft: Draft, alleged: str) -> Identity:
    kinds = class_ancestors(draft.kind)
    speech = "SpeechAct" in kinds
    personal = speech or "Consultation" in (draft.kind, *kinds)
    counted = draft.kind == "Casualties"
    actors: set[str] = set()
    others: set[str] = set()
    for role, filler in draft.roles:
        if (counted and role != "victim") or "participant" not in property_ancestors(role):
            continue
        name = local_name(filler.entity.iri) if personal else name_of(filler.entity)
        targeted = "target" in property_ancestors(role)
        (others if targeted else actors).add(name)
    detail = draft.cast.match.trigger.effect or "" if counted else alleged
    unit = draft.cast.quantity.unit if counted and draft.cast.quantity else None
    place = "" if speech or counted else _spot(draft)
    return Identity(
        draft.kind,
        frozenset(actors),
        frozenset(others - actors if not speech else others),
        "-".join(part for part in (detail, unit or "") if part),
        place,
    )


def _spot(draft: Draft) -> str:
    """The slug of the most specific place, unless it is a country or a border."""
    for place in draft.places:
        if place.entity.type not in ("StateTerritory", "BorderSegment"):
            return local_name(place.entity.iri)
    return ""
