"""A generated world to reason over: agreements, participations, and events with two claims each.

The same numbers give the same world. States, organs and places are those of the reference data;
agreements, parties, dates and claims are drawn with a fixed seed, so that an attack on a state
obliges some twenty others. One event in eight is an armed attack of which attacker and attacked
each give an account; the others are the talks, statements, appeals, aid and sanctions that make up
the rest of the news.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.reference import reference_quads
from kg.store import Store
from kg.vocabulary import CASUS, ID, RDF, RDFS, REFERENCE_GRAPH, XSD, article_graph

FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
DAYS = 8_000
CLAIMS_OF_ARTICLE = 10
ATTACKS = ("ArmedAttack", "Shelling", "AirStrike", "Incursion")
OTHERS = (
    *("Statement", "Statement", "Meeting", "Meeting", "PhoneCall", "Accusation", "Condemnation"),
    *("Appeal", "Invocation", "CallForRestraint", "Aid", "Sanction", "Mediation", "Ceasefire"),
    *("Threat", "ArmedClash"),
)
KINDS = (*ATTACKS, *OTHERS)
DUTIES = ("Defence", "NonAggression", "Consultation", "Neutrality", "NonAggression")


@dataclass(frozen=True)
class World:
    """How large the generated world is."""

    events: int
    agreements: int = 300
    participations: int = 4_000
    seed: int = 7


def fill(store: Store, world: World) -> None:
    """Write a world into a store that holds ontology and reference data alone."""
    store.oxigraph.bulk_extend(_twice(agreements(world), REFERENCE_GRAPH))
    store.oxigraph.bulk_extend(quad for article in articles(world) for quad in article)


def states() -> list[NamedNode]:
    """The states of the reference data, in order."""
    found = {
        quad.subject
        for quad in reference_quads()
        if quad.predicate == RDF.type and quad.object == CASUS.State
    }
    return sorted((s for s in found if isinstance(s, NamedNode)), key=lambda state: state.value)


def agreements(world: World) -> Iterator[Quad]:
    """Treaties of two parties or of many, each with one duty, and who was bound when."""
    draw, parties = random.Random(world.seed), states()
    left = world.participations
    for number in range(world.agreements):
        treaty = ID[f"agreement/generated-{number}"]
        duty = ID[f"agreement/generated-{number}/duty"]
        yield Quad(treaty, RDF.type, CASUS.Treaty, REFERENCE_GRAPH)
        yield Quad(treaty, RDFS.label, Literal(f"Treaty {number}"), REFERENCE_GRAPH)
        yield Quad(treaty, CASUS.imposes, duty, REFERENCE_GRAPH)
        kind = CASUS[f"{DUTIES[number // 2 % len(DUTIES)]}Obligation"]
        yield Quad(duty, RDF.type, kind, REFERENCE_GRAPH)
        remaining = world.agreements - number
        mean = left / remaining
        size = 2 if number % 2 and remaining > 1 else min(len(parties), round(2 * mean) - 2)
        size = left if remaining == 1 else max(2, min(size, left - 2 * (remaining - 1)))
        left -= size
        for place in range(size):
            party = draw.choice(parties)
            yield from _participation(f"generated-{number}-{place}", party, treaty, draw)


def _participation(
    name: str, party: NamedNode, treaty: NamedNode, draw: random.Random
) -> Iterator[Quad]:
    row = ID[f"participation/{name}"]
    start = FIRST_DAY + timedelta(days=draw.randrange(-10_000, DAYS))
    yield Quad(row, RDF.type, CASUS.TreatyParticipation, REFERENCE_GRAPH)
    yield Quad(row, CASUS.boundParty, party, REFERENCE_GRAPH)
    yield Quad(row, CASUS.bindingAgreement, treaty, REFERENCE_GRAPH)
    yield Quad(row, CASUS.startEarliest, _moment(start), REFERENCE_GRAPH)
    yield Quad(row, CASUS.startLatest, _moment(start + timedelta(days=30)), REFERENCE_GRAPH)
    if draw.random() < 0.6:
        end = start + timedelta(days=draw.randrange(100, 6_000))
        yield Quad(row, CASUS.endEarliest, _moment(end), REFERENCE_GRAPH)
        yield Quad(row, CASUS.endLatest, _moment(end + timedelta(days=90)), REFERENCE_GRAPH)


def articles(world: World, first: int = 0) -> Iterator[list[Quad]]:
    """The quads of each article, with what the default graph shows of them."""
    draw, parties = random.Random(world.seed + 1 + first), states()
    pending: list[tuple[str, NamedNode, str, NamedNode, NamedNode, datetime]] = []
    number = 0
    for event in range(first, first + world.events):
        one, other = draw.sample(parties, 2)
        day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
        is_attack = draw.random() < 0.125
        kind = draw.choice(ATTACKS if is_attack else OTHERS)
        for teller in (other, one):
            pending.append((f"generated-{event}", teller, kind, one, other, day))
        if len(pending) >= CLAIMS_OF_ARTICLE:
            yield list(_article(f"{first}-{number}", pending))
            pending, number = [], number + 1
    if pending:
        yield list(_article(f"{first}-{number}", pending))


def _article(
    name: str, told: list[tuple[str, NamedNode, str, NamedNode, NamedNode, datetime]]
) -> Iterator[Quad]:
    digest = sha256(name.encode()).hexdigest()
    graph, node = article_graph(digest), ID[f"article/{digest}"]
    yield from _twice([Quad(node, RDF.type, CASUS.Article, graph)], graph)
    for number, (event, teller, kind, one, other, day) in enumerate(told):
        claim = ID[f"claim/{digest}-{number}"]
        happened = ID[f"event/{event}"]
        metadata = (
            (RDF.type, CASUS.Claim),
            (CASUS.about, happened),
            (CASUS.reportedIn, node),
            (CASUS.factuality, CASUS.claimed),
            (CASUS.claimant, teller),
            (CASUS.claimantPrincipal, teller),
        )
        yield from _twice([Quad(claim, p, o, graph) for p, o in metadata], graph)
        yield from _content(claim, happened, kind, one, other, day)


def _content(
    claim: NamedNode,
    event: NamedNode,
    kind: str,
    one: NamedNode,
    other: NamedNode,
    day: datetime,
) -> Iterator[Quad]:
    yield Quad(event, RDF.type, CASUS[kind], claim)
    roles = ("attacker", "attackTarget") if kind in ATTACKS else ("speaker", "addressee")
    yield Quad(event, CASUS[roles[0]], one, claim)
    yield Quad(event, CASUS[roles[1]], other, claim)
    if kind in ATTACKS:
        yield Quad(event, CASUS.occurredAt, _territory(other), claim)
    end = day + timedelta(days=1, seconds=-1)
    bounds = (
        ("startEarliest", day),
        ("startLatest", end),
        ("endEarliest", day),
        ("endLatest", end),
    )
    for name, moment in bounds:
        yield Quad(event, CASUS[name], _moment(moment), claim)


def _territory(state: NamedNode) -> NamedNode:
    return ID[f"territory/{state.value.rsplit('/', 1)[-1]}"]


def _twice(quads: Iterator[Quad] | list[Quad], graph: NamedNode) -> Iterator[Quad]:
    """Quads in their own graph and as the default graph shows them."""
    for quad in quads:
        yield Quad(quad.subject, quad.predicate, quad.object, graph)
        yield Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())


def _moment(moment: datetime) -> Literal:
    return Literal(moment.isoformat().replace("+00:00", "Z"), datatype=XSD.dateTime)
