"""What the reference graph says of the agents, places and treaties that claims speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import NamedNode

from kg.ontology import classes_under
from kg.reason.content import AGENTS
from kg.reason.facts import Facts, Graphs, bounds, objects, subjects, upward
from kg.vocabulary import CASUS, RDF

ACTS_FOR_ITSELF = ("PoliticalEntity", "InternationalOrganization", "NonStateArmedGroup")
ABOVE = {
    CASUS.organOf: "organOf",
    CASUS.hasRepresented: "represents",
    CASUS.officeOf: "represents",
    CASUS.actsFor: "represents",
}
PROMISES = tuple(
    f"{kind}Obligation"
    for kind in ("Defence", "NonAggression", "Neutrality", "Consultation", "Ceasefire")
)


def add_background(found: Facts, graphs: Graphs) -> None:
    """Whose organ each agent is, where each place lies, and all treaties that bind."""
    add_people_and_places(found, graphs)
    add_treaties(found, graphs, _agreements(graphs))


def add_background_of_parties(found: Facts, graphs: Graphs) -> None:
    """The same with only the treaties of those whom these facts concern.

    No rule concludes anything from a treaty that binds none of them.
    """
    add_people_and_places(found, graphs)
    states = (
        found.texts("sovereign", 0) | found.texts("territoryOf", 1) | found.texts("borderOf", 1)
    )
    named = (NamedNode(norm) for norm in sorted(found.texts("invokes", 2)))
    add_treaties(found, graphs, {*agreements_of(graphs, states), *_named(graphs, named)})


def add_people_and_places(found: Facts, graphs: Graphs) -> None:
    """Whose organ each agent is, up to those who answer to nobody else; where each place lies."""
    plays = {(str(row[0]), str(row[2])) for role in AGENTS for row in found.rows(role)}
    plays |= {(str(row[0]), str(row[3])) for row in found.rows("figure")}
    for claim, agent in plays:
        found.add("plays", claim, agent)
    agents = {agent for _, agent in plays}
    offices = set(_offices_held(found, graphs))
    for agent in upward(graphs, agents | offices, ABOVE, found):
        if not _sovereign_kinds().isdisjoint(objects(graphs, NamedNode(agent), RDF.type)):
            found.add("sovereign", agent)
    places = found.texts("occurredAt", 2)
    for place in upward(graphs, places, {CASUS.within: "within"}, found):
        for name in ("territoryOf", "borderOf"):
            for state in objects(graphs, NamedNode(place), CASUS[name]):
                found.add(name, place, state.value)
        for title in subjects(graphs, CASUS.claimedPlace, NamedNode(place)):
            for claimant in objects(graphs, title, CASUS.titleClaimant):
                found.add("claimedBy", place, claimant.value)


def add_treaties(found: Facts, graphs: Graphs, agreements: Iterable[NamedNode]) -> None:
    """What some agreements promise, and who was bound by them when."""
    for agreement in sorted(agreements, key=lambda each: each.value):
        if _adds_duties(found, graphs, agreement):
            for row in subjects(graphs, CASUS.bindingAgreement, agreement):
                times = bounds(graphs, row)
                for party in objects(graphs, row, CASUS.boundParty):
                    found.add("participation", row.value, party.value, agreement.value, *times)
            for organisation in subjects(graphs, CASUS.constitutedBy, agreement):
                found.add("constitutedBy", organisation.value, agreement.value)


def binding_parties(graphs: Graphs) -> Facts:
    """All promises and participations, for questions about a day rather than an event."""
    found = Facts()
    add_treaties(found, graphs, _agreements(graphs))
    return found


def _adds_duties(found: Facts, graphs: Graphs, agreement: NamedNode) -> bool:
    """Note the duties an agreement lays down; whether there are any."""
    any_duty = False
    for norm in (agreement, *objects(graphs, agreement, CASUS.hasProvision)):
        for duty in objects(graphs, norm, CASUS.imposes):
            kinds = {kind.value for kind in objects(graphs, duty, RDF.type)} & _promises()
            for kind in kinds:
                any_duty = True
                found.add("duty", duty.value, kind, agreement.value)
                _add_duty(found, graphs, agreement, norm, duty, kind)
    return any_duty


def _add_duty(
    found: Facts, graphs: Graphs, agreement: NamedNode, norm: NamedNode, duty: NamedNode, kind: str
) -> None:
    if kind == CASUS.CeasefireObligation.value:
        for place in objects(graphs, duty, CASUS.locationScope):
            found.add("truceArea", duty.value, place.value)
    if kind != CASUS.DefenceObligation.value:
        return
    found.add("defence", duty.value, agreement.value)
    found.add("imposes", norm.value, duty.value)
    for name in ("obligor", "beneficiary", "locationScope"):
        for value in objects(graphs, duty, CASUS[name]):
            found.add(name, duty.value, value.value)


def _agreements(graphs: Graphs) -> Iterator[NamedNode]:
    """Every agreement that binds: treaties and ceasefires, not declarations."""
    for kind in _binding_kinds():
        yield from subjects(graphs, RDF.type, kind)


def agreements_of(graphs: Graphs, parties: Iterable[str]) -> Iterator[NamedNode]:
    """The agreements that some agents have ever been bound by."""
    for party in parties:
        for row in subjects(graphs, CASUS.boundParty, NamedNode(party)):
            for agreement in objects(graphs, row, CASUS.bindingAgreement):
                if _binds(graphs, agreement):
                    yield agreement


def _named(graphs: Graphs, norms: Iterable[NamedNode]) -> Iterator[NamedNode]:
    """The agreements that some norms are or belong to."""
    for norm in norms:
        provisions = [norm, *subjects(graphs, CASUS.imposes, norm)]
        wholes = {w for each in provisions for w in subjects(graphs, CASUS.hasProvision, each)}
        yield from (each for each in {*provisions, *wholes} if _binds(graphs, each))


def _binds(graphs: Graphs, agreement: NamedNode) -> bool:
    return any(kind in _binding_kinds() for kind in objects(graphs, agreement, RDF.type))


def _offices_held(found: Facts, graphs: Graphs) -> Iterator[str]:
    """The offices that people in the accounts held when they did what each claim says."""
    times = {row[:2]: (int(row[2]), int(row[3])) for row in found.rows("began")}
    acts: dict[str, set[tuple[str, tuple[int, int] | None]]] = {}
    for role in AGENTS:
        for claim, event, agent in found.rows(role):
            acts.setdefault(str(agent), set()).add((str(claim), times.get((claim, event))))
    for agent in sorted(acts):
        for holding in subjects(graphs, CASUS.holder, NamedNode(agent)):
            first, _, _, gone = bounds(graphs, holding)
            posts = objects(graphs, holding, CASUS.heldOffice)
            for claim, time in acts[agent]:
                if time is None or (first <= time[1] and time[0] < gone):
                    for post in posts:
                        found.add("spokeAs", claim, agent, post.value)
                        yield post.value


@cache
def _sovereign_kinds() -> frozenset[NamedNode]:
    return frozenset(CASUS[kind] for parent in ACTS_FOR_ITSELF for kind in classes_under(parent))


@cache
def _binding_kinds() -> tuple[NamedNode, ...]:
    kinds = {*classes_under("Treaty"), *classes_under("CeasefireAgreement")}
    return tuple(CASUS[kind] for kind in sorted(kinds))


@cache
def _promises() -> frozenset[str]:
    return frozenset(CASUS[kind].value for kind in PROMISES)
