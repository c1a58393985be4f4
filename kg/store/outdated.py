"""What of perspectives and inferences an article's change makes doubtful.

A conclusion names, by `casus:triggeredBy` and its other properties, every event that it follows
from. So when claims about an event come or go, whatever names the event or the claim goes too, and
the events are marked for `kg reason`: until then something may be missing, nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.store.shown import is_derived
from kg.vocabulary import CASUS, DCTERMS, REASONING_GRAPH, XSD

LINKS = (CASUS.sameEventAs, CASUS.rivalAccountOf)
WAITS = Literal("true", datatype=XSD.boolean)


class Outdated(NamedTuple):
    """Derived statements that have to go, and marks of what is to be reasoned over again."""

    gone: frozenset[Quad]
    marks: frozenset[Quad]


def is_reasoned(store: ox.Store) -> bool:
    """Whether the graphs of perspectives and inferences have been built."""
    found = store.quads_for_pattern(REASONING_GRAPH, DCTERMS.identifier, None, REASONING_GRAPH)
    return next(found, None) is not None


def outdated(store: ox.Store, articles: Iterable[Quad]) -> Outdated:
    """What the coming or going of these statements of articles makes doubtful."""
    events: set[NamedNode] = set()
    claims: set[NamedNode] = set()
    principals: set[NamedNode] = set()
    for quad in articles:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            if quad.predicate == CASUS.about:
                events.add(quad.object)
                claims.add(quad.subject)
            elif quad.predicate == CASUS.claimantPrincipal:
                principals.add(quad.object)
    return _doubtful(store, events, claims, principals)


def outdated_by_links(store: ox.Store, links: Iterable[Quad]) -> Outdated:
    """What the coming or going of these links between events or articles makes doubtful."""
    events: set[NamedNode] = set()
    for quad in links:
        ends = {end for end in (quad.subject, quad.object) if isinstance(end, NamedNode)}
        if quad.predicate in LINKS:
            events |= ends
        elif quad.predicate == CASUS.copyOf:
            claims = (claim for end in ends for claim in subjects(store, CASUS.reportedIn, end))
            events |= {event for claim in claims for event in objects(store, claim, CASUS.about)}
    return _doubtful(store, events, set(), set())


def _doubtful(
    store: ox.Store, events: set[NamedNode], claims: set[NamedNode], principals: set[NamedNode]
) -> Outdated:
    events = cluster(store, {*events, *_named_with(store, {*events, *claims})})
    marks = (
        Quad(each, CASUS.awaitsReasoning, WAITS, REASONING_GRAPH) for each in events | principals
    )
    return Outdated(frozenset(derived_from(store, events, claims)), frozenset(marks))


def cluster(store: ox.Store, events: Iterable[NamedNode]) -> set[NamedNode]:
    """Some events and all that links lead to, either way and on."""
    met: set[NamedNode] = set()
    ahead = list(events)
    while ahead:
        event = ahead.pop()
        if event not in met:
            met.add(event)
            for link in LINKS:
                ahead += [*objects(store, event, link), *subjects(store, link, event)]
    return met


def derived_from(
    store: ox.Store, events: Iterable[NamedNode], claims: Iterable[NamedNode] = ()
) -> Iterator[Quad]:
    """The derived statements about some events, their claims and these claims."""
    about = {claim for event in events for claim in subjects(store, CASUS.about, event)}
    for event in events:
        yield from _derived(store.quads_for_pattern(event, None, None, None))
        for found in list(store.quads_for_pattern(None, CASUS.triggeredBy, event, None)):
            yield from store.quads_for_pattern(found.subject, None, None, found.graph_name)
    for claim in {*about, *claims}:
        yield from _derived(store.quads_for_pattern(claim, None, None, None))
        for name in (CASUS.contradicts, CASUS.corroborates, CASUS.admits):
            yield from _derived(store.quads_for_pattern(None, name, claim, None))


def objects(store: ox.Store, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    """The individuals that a property leads to, as the default graph shows."""
    found = store.quads_for_pattern(subject, predicate, None, DefaultGraph())
    return [quad.object for quad in found if isinstance(quad.object, NamedNode)]


def subjects(store: ox.Store, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
    """The individuals that a property leads from, as the default graph shows."""
    found = store.quads_for_pattern(None, predicate, value, DefaultGraph())
    return [quad.subject for quad in found if isinstance(quad.subject, NamedNode)]


def _named_with(store: ox.Store, terms: Iterable[NamedNode]) -> Iterator[NamedNode]:
    """The events of every conclusion that names one of some events and claims."""
    for term in terms:
        for quad in _derived(store.quads_for_pattern(None, None, term, None)):
            found = store.quads_for_pattern(quad.subject, CASUS.triggeredBy, None, quad.graph_name)
            yield from (each.object for each in found if isinstance(each.object, NamedNode))


def _derived(quads: Iterable[Quad]) -> Iterator[Quad]:
    return (quad for quad in quads if is_derived(quad.graph_name))
