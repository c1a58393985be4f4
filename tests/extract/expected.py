"""What tests ask of claims: by kind, parts played, figure, day and voice."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Claim
from kg.ontology import is_a
from kg.vocabulary import local_name


def who(claim: Claim, role: str) -> set[str]:
    """The codes, or else the local names, of those who play a part."""
    return {r.entity.code or local_name(r.entity.iri) for r in claim.roles if r.role == role}


def names(claim: Claim, role: str) -> set[str]:
    """The local names of those who play a part."""
    return {local_name(r.entity.iri) for r in claim.roles if r.role == role}


def places(claim: Claim) -> set[str]:
    return {local_name(place.entity.iri) for place in claim.places} | {
        local_name(r.entity.iri) for r in claim.roles if r.role == "territory"
    }


def speakers(claim: Claim) -> list[str]:
    """Who says so, innermost first, by code or local name."""
    return [a.speaker.code or local_name(a.speaker.iri) for a in claim.attribution]


def day(claim: Claim) -> str | None:
    """The day the event starts on, if one day is known."""
    time = claim.time
    if time is None or time.start_earliest is None or time.start_latest is None:
        return None
    first, last = time.start_earliest.date(), time.start_latest.date()
    return first.isoformat() if first == last else None


def found(claims: Iterable[Claim], kind: str, **wanted: object) -> list[Claim]:
    """The claims of a kind, or a narrower one, that show all that is wanted.

    Wanted: factuality, by (a speaker), day, place, minimum, effect, or a role with codes it must
    have.
    """
    return [c for c in claims if is_a(c.type, kind) and all(_shows(c, *w) for w in wanted.items())]


def _shows(claim: Claim, key: str, value: object) -> bool:
    if key == "factuality":
        return claim.factuality == value
    if key == "by":
        return value in speakers(claim)
    if key == "day":
        return day(claim) == value
    if key == "place":
        return value in places(claim)
    if key in ("minimum", "effect", "operator"):
        return claim.figure is not None and getattr(claim.figure, key) == value
    codes = {value} if isinstance(value, str) else set(value)  # type: ignore[call-overload]
    return codes <= who(claim, key) | names(claim, key)
