"""Claims in the terms of PLOVER, which counts who did what kind of thing to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.frames import Frames
from kg.extract.names_organs import country_of
from kg.extract.scene import kind_of
from kg.model import Claim, Entity
from kg.ontology import property_ancestors

# A friendly act that is only planned is an agreement to act; a hostile one is a threat.
_FRIENDLY = frozenset({"SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "CONSULT"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})
# Where the text names nobody: rioters and attackers are of the country where they are; a protest is
# against one's own government, a measure of the authorities against somebody in their own country.
_BY_SOMEBODY_THERE = frozenset({"PROTEST"})
_AT_HOME = frozenset({"PROTEST", "COERCE"})


@dataclass(frozen=True, slots=True)
class Coded:
    """An event as PLOVER codes it: its type, the states that act and those acted upon."""

    type: str
    source: frozenset[str]
    target: frozenset[str]

    def json(self) -> dict[str, object]:
        """The event as a line of predictions has it."""
        source, target = states_in(self.source), states_in(self.target)
        return {"type": self.type, "source": sorted(source), "target": sorted(target)}


def code(claim: Claim, frames: Frames) -> Iterator[Coded]:
    """A claim in PLOVER's terms; nothing where PLOVER has no type for it.

    PLOVER codes what is announced as the announcement: a friendly act planned is AGREE, a hostile
    one THREATEN. What is negated or only imagined is no event.
    """
    kind = frames.codes.get(claim.type)
    plover = kind.plover if kind else ""
    source = _states(claim, "initiator")
    if claim.type == "Casualties":
        plover = "ASSAULT" if source or _states(claim, "victim") else ""
    if claim.type in ("ArmedConflict", "ArmedClash") and not _states(claim, "party"):
        return  # a war that is only mentioned
    if claim.factuality == "planned":
        plover = _announced(plover)
    elif claim.factuality not in ("asserted", "claimed"):
        return
    if not plover:
        return
    source |= _states(claim, "party") | _states(claim, "mediator")
    ground = _where(claim)
    if not source and plover in _BY_SOMEBODY_THERE:
        source = ground
    target = _states(claim, "target") or ground
    if not target and plover in _AT_HOME and len(source) == 1:
        target = source
    yield Coded(plover, source, target)


def _announced(plover: str) -> str:
    if plover in _FRIENDLY:
        return "AGREE"
    return "THREATEN" if plover in _HOSTILE else ""


def _states(claim: Claim, part: str) -> frozenset[str]:
    """The codes of those who play a part, or one under it in the hierarchy of roles."""
    played = [r for r in claim.roles if r.role == part or part in property_ancestors(r.role)]
    return frozenset(code for role in played if (code := _code_of(role.entity)))


def _code_of(entity: Entity) -> str | None:
    """The code that PLOVER gives an agent: its state's, "IGO" or "NGO"; None if unknown."""
    if entity.type == "NonGovernmentalOrganization":
        return country_of(entity) or "NGO"
    if kind_of(entity.type, "InternationalOrganization") or "/org/" in (entity.principal or ""):
        return "IGO"
    return country_of(entity)


def _where(claim: Claim) -> frozenset[str]:
    """The states on whose ground an event happens: PLOVER's target where no other is named."""
    grounds = [
        ground
        for role in (*claim.places, *claim.roles)
        if kind_of(role.entity.type, "Place") and (ground := country_of(role.entity))
    ]
    return frozenset(grounds)


def states_in(codes: Iterable[str]) -> set[str]:
    """The codes of PLOVER among the codes: ISO 3166-1 alpha-3, "IGO" and "NGO"."""
    return {code for code in codes if len(code) == 3 and code.isalpha() and code.isupper()}
