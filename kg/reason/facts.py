"""The facts that the rules start from, read from the store.

Facts of the reference graph have no claim in them; facts of an account name the claim that says so,
which is also the graph it stands in, so every leaf of a proof leads back to its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from pyoxigraph import Store as Graphs

from kg.ontology import class_ancestors, classes_under
from kg.reason.engine import Row
from kg.vocabulary import CASUS, RDF, local_name

Facts = dict[str, set[Row]]
Subject = NamedNode | BlankNode | Triple

DEFAULT = DefaultGraph()
EVER, NEVER = -62135596800, 253402300799  # the first and the last second of four-digit years
HELD = (CASUS.asserted, CASUS.claimed)  # what is denied, planned or supposed is no one's account
ROLES = ("attacker", "attackTarget", "occurredAt", "speaker", "addressee", "invokes")
AGENTS = ("attacker", "attackTarget", "speaker", "addressee")
ACTS_FOR_ITSELF = ("PoliticalEntity", "InternationalOrganization", "NonStateArmedGroup")


@dataclass(frozen=True, slots=True)
class Account:
    """Everything one principal says happened, as claims."""

    principal: NamedNode
    claims: tuple[NamedNode, ...]

    @property
    def code(self) -> str:
        """The name of the account's graphs."""
        return local_name(self.principal.value)


def accounts(graphs: Graphs) -> tuple[Account, ...]:
    """Every principal's account, by name."""
    claims: dict[NamedNode, list[NamedNode]] = {}
    for quad in _default(graphs, None, CASUS.claimantPrincipal):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            claims.setdefault(quad.object, []).append(quad.subject)
    return tuple(
        _account(graphs, principal, claims[principal])
        for principal in sorted(claims, key=lambda principal: principal.value)
    )


def account(graphs: Graphs, principal: NamedNode) -> Account:
    """One principal's account."""
    claims = _default(graphs, None, CASUS.claimantPrincipal, principal)
    return _account(graphs, principal, [quad.subject for quad in claims if _named(quad.subject)])


def _account(graphs: Graphs, principal: NamedNode, claims: Iterable[object]) -> Account:
    held = (claim for claim in claims if isinstance(claim, NamedNode) and _is_held(graphs, claim))
    return Account(principal, tuple(sorted(held, key=lambda claim: claim.value)))


def facts(graphs: Graphs, views: Iterable[Account]) -> Facts:
    """What the rules need to know to reason in the given accounts."""
    found: Facts = {}
    for view in views:
        for claim in view.claims:
            _add(found, "account", claim.value, view.principal.value)
            _add_claim(found, graphs, claim)
    _add_reported_appeals(found, graphs)
    _add_kinds(found)
    _add_agents(found, graphs)
    _add_places(found, graphs)
    _add_treaties(found, graphs)
    return found


def seconds(literal: object) -> int | None:
    """An xsd:dateTime as seconds since 1970.

    >>> seconds(Literal("1970-01-02T00:00:00Z"))
    86400
    """
    if not isinstance(literal, Literal):
        return None
    moment = datetime.fromisoformat(literal.value)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _add(found: Facts, predicate: str, *values: str | int) -> None:
    found.setdefault(predicate, set()).add(values)


def _named(node: object) -> bool:
    return isinstance(node, NamedNode)


def _default(
    graphs: Graphs, subject: Subject | None, predicate: NamedNode, value: NamedNode | None = None
) -> Iterator[Quad]:
    return graphs.quads_for_pattern(subject, predicate, value, DEFAULT)


def _is_held(graphs: Graphs, claim: NamedNode) -> bool:
    return any(Quad(claim, CASUS.factuality, value) in graphs for value in HELD)


# What accounts say


def _add_claim(found: Facts, graphs: Graphs, claim: NamedNode) -> None:
    """Kind, roles and beginning of the event, as the claim's own graph gives them."""
    bounds: dict[str, dict[str, int]] = {}
    for quad in graphs.quads_for_pattern(None, None, None, claim):
        event, predicate = quad.subject, local_name(quad.predicate.value)
        if not isinstance(event, NamedNode):
            continue
        if quad.predicate == RDF.type and isinstance(quad.object, NamedNode):
            _add(found, "kind", claim.value, event.value, quad.object.value)
        elif predicate in ROLES and isinstance(quad.object, NamedNode):
            _add(found, predicate, claim.value, event.value, quad.object.value)
        elif isinstance(quad.object, Literal) and predicate in ("startEarliest", "startLatest"):
            bounds.setdefault(event.value, {})[predicate] = seconds(quad.object) or 0
    for about, bound in bounds.items():
        if len(bound) == 2:
            began = (bound["startEarliest"], bound["startLatest"])
            _add(found, "began", claim.value, about, *began)


def _add_reported_appeals(found: Facts, graphs: Graphs) -> None:
    """Appeals that an outlet reports in its own voice: public acts, part of every account."""
    for kind in classes_under("Appeal"):
        for typed in _default(graphs, None, RDF.type, CASUS[kind]):
            for about in graphs.quads_for_pattern(None, CASUS.about, typed.subject, DEFAULT):
                claim = about.subject
                if isinstance(claim, NamedNode) and _is_asserted(graphs, claim):
                    _add(found, "ownVoice", claim.value)
                    _add_claim(found, graphs, claim)


def _is_asserted(graphs: Graphs, claim: NamedNode) -> bool:
    return Quad(claim, CASUS.factuality, CASUS.asserted) in graphs


def _add_kinds(found: Facts) -> None:
    for kind in {str(row[2]) for row in found.get("kind", ())}:
        _add(found, "kindOf", kind, kind)
        for ancestor in class_ancestors(local_name(kind)):
            _add(found, "kindOf", kind, CASUS[ancestor].value)


# What the reference graph says


def _upward(
    found: Facts, graphs: Graphs, start: set[str], predicates: dict[NamedNode, str]
) -> set[str]:
    """Follow properties upward from some individuals, noting facts; everything met on the way."""
    met: set[str] = set()
    ahead = sorted(start)
    while ahead:
        node = ahead.pop()
        if node in met:
            continue
        met.add(node)
        for predicate, name in predicates.items():
            for quad in _default(graphs, NamedNode(node), predicate):
                if isinstance(quad.object, NamedNode):
                    _add(found, name, node, quad.object.value)
                    ahead.append(quad.object.value)
    return met


def _add_agents(found: Facts, graphs: Graphs) -> None:
    """Whose organ each agent is, up to those who answer to nobody else."""
    agents = {str(row[2]) for role in AGENTS for row in found.get(role, ())}
    offices = set(_add_offices_held(found, graphs))
    above = {
        CASUS.organOf: "organOf",
        CASUS.hasRepresented: "represents",
        CASUS.officeOf: "represents",
        CASUS.actsFor: "represents",
    }
    sovereign = {CASUS[kind] for parent in ACTS_FOR_ITSELF for kind in classes_under(parent)}
    for agent in _upward(found, graphs, agents | offices, above):
        if any(quad.object in sovereign for quad in _default(graphs, NamedNode(agent), RDF.type)):
            _add(found, "sovereign", agent)


def _add_offices_held(found: Facts, graphs: Graphs) -> Iterator[str]:
    """The offices that people in the accounts held at the time of what they did."""
    began = {row[:2]: row[2:] for row in found.get("began", ())}
    acts = {(row[2], began.get(row[:2])) for role in AGENTS for row in found.get(role, ())}
    for person, time in sorted(acts, key=str):
        for quad in _default(graphs, None, CASUS.holder, NamedNode(str(person))):
            first, _, _, gone = _bounds(graphs, quad.subject)
            if time and (first > int(time[1]) or int(time[0]) >= gone):
                continue
            for post in _default(graphs, quad.subject, CASUS.heldOffice):
                if isinstance(post.object, NamedNode):
                    _add(found, "represents", str(person), post.object.value)
                    yield post.object.value


def _add_places(found: Facts, graphs: Graphs) -> None:
    """What each place of an event lies in, and whose territory or border that is."""
    places = {str(row[2]) for row in found.get("occurredAt", ())}
    for place in _upward(found, graphs, places, {CASUS.within: "within"}):
        for name in ("territoryOf", "borderOf"):
            for quad in _default(graphs, NamedNode(place), CASUS[name]):
                if isinstance(quad.object, NamedNode):
                    _add(found, name, place, quad.object.value)


def _add_treaties(found: Facts, graphs: Graphs) -> None:
    """Defence obligations that treaties impose, and who was bound when."""
    for treaty in _instances(graphs, "Treaty"):
        for duty, norm in _duties(graphs, treaty):
            _add(found, "defence", duty.value, treaty.value)
            _add(found, "imposes", norm.value, duty.value)
            for name in ("obligor", "beneficiary", "locationScope"):
                for quad in _default(graphs, duty, CASUS[name]):
                    if isinstance(quad.object, NamedNode):
                        _add(found, name, duty.value, quad.object.value)
    binding = {str(row[1]) for row in found.get("defence", ())}
    for quad in _default(graphs, None, CASUS.bindingAgreement):
        if isinstance(quad.object, NamedNode) and quad.object.value in binding:
            _add_participation(found, graphs, quad)
    for quad in _default(graphs, None, CASUS.constitutedBy):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            _add(found, "constitutedBy", quad.subject.value, quad.object.value)


def _instances(graphs: Graphs, kind: str) -> Iterator[NamedNode]:
    for name in classes_under(kind):
        for quad in _default(graphs, None, RDF.type, CASUS[name]):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject


def _duties(graphs: Graphs, treaty: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The defence obligations of a treaty, each with the norm that lays it down."""
    provisions = [quad.object for quad in _default(graphs, treaty, CASUS.hasProvision)]
    for norm in (treaty, *provisions):
        if isinstance(norm, NamedNode):
            for quad in _default(graphs, norm, CASUS.imposes):
                duty = quad.object
                if (
                    isinstance(duty, NamedNode)
                    and Quad(duty, RDF.type, CASUS.DefenceObligation) in graphs
                ):
                    yield duty, norm


def _add_participation(found: Facts, graphs: Graphs, binding: Quad) -> None:
    row = binding.subject
    if not isinstance(row, NamedNode) or not isinstance(binding.object, NamedNode):
        return
    bounds = _bounds(graphs, row)
    for quad in _default(graphs, row, CASUS.boundParty):
        if isinstance(quad.object, NamedNode):
            _add(
                found, "participation", row.value, quad.object.value, binding.object.value, *bounds
            )


def _bounds(graphs: Graphs, situation: Subject) -> tuple[int, int, int, int]:
    """Begun not before, not after; ended not before, not after: in seconds, unknown ones wide."""
    first, last, out, gone = (
        next((seconds(q.object) for q in _default(graphs, situation, CASUS[name])), None)
        for name in ("startEarliest", "startLatest", "endEarliest", "endLatest")
    )
    start = EVER if first is None else first
    if out is None:  # ended at some moment before the last bound: certain at no moment
        out = NEVER if gone is None else start
    return start, NEVER if last is None else last, out, NEVER if gone is None else gone
