"""Links brought up to date after articles came, changed or went.

What is linked is a function of the articles that the store holds, not of the order in which they
came. Only what shares a blocking key with a change is judged anew, so that one article costs the
same in a large store as in a small one. The function reads the store and says what to change; the
store does it in one step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.cluster.copies import Text, originals
from kg.cluster.grouping import joined, region
from kg.cluster.links import PREDICATES, Link, is_link, words
from kg.cluster.neighbourhood import Neighbourhood, index_graph
from kg.vocabulary import CASUS, local_name


@dataclass(frozen=True, slots=True)
class Change:
    """What to take out of a store and what to put in: whole graphs of links."""

    out: frozenset[NamedNode]
    into: tuple[Link, ...]

    @property
    def quads(self) -> tuple[Quad, ...]:
        """The statements of the links that come in."""
        return tuple(quad for link in self.into for quad in link.quads())


def index_of(graphs: ox.Store, sha256: str) -> set[Quad]:
    """Under which keys an article and its claims are compared; nothing if it is not there."""
    return Neighbourhood(graphs).index(sha256)


def keys_of(graphs: ox.Store, sha256: str) -> set[str]:
    """The keys that the index of a store has for an article."""
    entries = graphs.quads_for_pattern(None, CASUS.blockingKey, None, index_graph(sha256))
    return {words(quad.object) for quad in entries}


def change(graphs: ox.Store, keys: Collection[str], changed: Collection[str]) -> Change:
    """What to change in the links of everything that has one of these keys.

    `changed` names events and articles that may no longer be there.
    """
    near = Neighbourhood(graphs)
    fresh = frozenset(index_graph(local_name(name)) for name in changed)
    telling = [k for k in keys if not (near.is_common(k) and near.is_common(k, fresh))]
    events = {event for key in telling for event in near.events_under(key)}.union(changed)
    articles = {article for key in telling for article in near.articles_under(key)}.union(changed)
    links = [*_event_links(graphs, near, events), *_copy_links(graphs, near, articles)]
    old = frozenset(name for each in links for name in each.out)
    new = {link.iri: link for each in links for link in each.into}
    same = {name for name in old & new.keys() if _holds(graphs, new[name])}
    into = tuple(sorted(link for name, link in new.items() if name not in same))
    return Change(frozenset(old - same), into)


def _event_links(graphs: ox.Store, near: Neighbourhood, events: set[str]) -> Iterator[Change]:
    start = _linked(graphs, events, CASUS.sameEventAs)
    nodes, edges = region(start, near.neighbours, near.compatible)
    links = [
        Link(CASUS.sameEventAs.value, e.one, e.two, e.likeness.confidence, e.likeness.reason)
        for e in joined(edges, near.compatible)
    ]
    for event in sorted(nodes):
        for other, why in near.rivals(event).items():
            pair = min(event, other), max(event, other)
            links.append(Link(CASUS.rivalAccountOf.value, *pair, why.confidence, why.reason))
    yield Change(frozenset(_graphs_of(graphs, nodes, PREDICATES)), tuple(links))


def _copy_links(graphs: ox.Store, near: Neighbourhood, articles: set[str]) -> Iterator[Change]:
    met: set[str] = set()
    ahead = sorted(_linked(graphs, articles, CASUS.copyOf))
    while ahead:
        article = ahead.pop()
        if article not in met:
            met.add(article)
            ahead += sorted(near.similar(article))
    texts: dict[str, Text] = {each: text for each in sorted(met) if (text := near.text(each))}
    links = (
        Link(CASUS.copyOf.value, copy, behind, share, f"{share:.0%} of its text is in the other")
        for copy, (behind, share) in originals(texts, near.similar).items()
    )
    yield Change(frozenset(_graphs_of(graphs, met, (CASUS.copyOf,))), tuple(links))


def _linked(graphs: ox.Store, nodes: Iterable[str], predicate: NamedNode) -> set[str]:
    """Some things and all that stored links of one kind join to them."""
    met: set[str] = set()
    ahead = list(nodes)
    while ahead:
        node = ahead.pop()
        if node not in met:
            met.add(node)
            for quad in _links_at(graphs, node, predicate):
                ahead += [e.value for e in (quad.subject, quad.object) if isinstance(e, NamedNode)]
    return met


def _graphs_of(
    graphs: ox.Store, nodes: Iterable[str], predicates: Collection[NamedNode]
) -> Iterator[NamedNode]:
    for node in nodes:
        for predicate in predicates:
            for quad in _links_at(graphs, node, predicate):
                if isinstance(quad.graph_name, NamedNode):
                    yield quad.graph_name


def _links_at(graphs: ox.Store, node: str, predicate: NamedNode) -> Iterator[Quad]:
    """The stored links of one kind from or to a thing."""
    here = NamedNode(node)
    for found in (
        graphs.quads_for_pattern(here, predicate, None, None),
        graphs.quads_for_pattern(None, predicate, here, None),
    ):
        yield from (quad for quad in found if is_link(quad.graph_name))


def _holds(graphs: ox.Store, link: Link) -> bool:
    return all(quad in graphs for quad in link.quads())
