"""Which graphs the default graph shows, and what else supports a triple in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import CasusError
from kg.vocabulary import CASUS, GRAPH, ONTOLOGY_GRAPH, REASONING_GRAPH, REFERENCE_GRAPH

GraphName = NamedNode | ox.BlankNode | DefaultGraph

_ARTICLES = GRAPH["article/"].value
_DERIVED = (GRAPH["perspective/"].value, GRAPH["inference/"].value)


def is_derived(graph: GraphName) -> bool:
    """Whether a graph can be made anew from the others."""
    return isinstance(graph, NamedNode) and (
        graph == REASONING_GRAPH or graph.value.startswith(_DERIVED)
    )


def require_derived(graphs: Iterable[GraphName]) -> None:
    """Raise CasusError unless all of these graphs can be made anew."""
    for name in sorted(map(str, {graph for graph in graphs if not is_derived(graph)})):
        raise CasusError(f"{name} is no derived graph and cannot be changed like one")


def is_article(graph: GraphName) -> bool:
    """Whether a graph is that of an article."""
    return isinstance(graph, NamedNode) and graph.value.startswith(_ARTICLES)


def shown_quads(quads: Collection[Quad]) -> set[Quad]:
    """What the default graph shows of an article: all but what is only claimed."""
    asserted = {
        quad.subject
        for quad in quads
        if quad.predicate == CASUS.factuality and quad.object == CASUS.asserted
    }
    return {
        shown(quad) for quad in quads if is_article(quad.graph_name) or quad.graph_name in asserted
    }


def shown(quad: Quad) -> Quad:
    """The triple of a quad as the default graph holds it."""
    return Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())


def supported(store: ox.Store, quad: Quad, without: Collection[GraphName]) -> bool:
    """Whether a graph that the default graph shows, other than these, holds the triple."""
    found = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(
        each.graph_name not in without and _is_shown(store, each.graph_name) for each in found
    )


def _is_shown(store: ox.Store, graph: GraphName) -> bool:
    if not isinstance(graph, NamedNode):
        return False
    if graph in (ONTOLOGY_GRAPH, REFERENCE_GRAPH) or is_article(graph):
        return True
    return Quad(graph, CASUS.factuality, CASUS.asserted, DefaultGraph()) in store


def claims_of(store: ox.Store, article: NamedNode, graph: NamedNode) -> list[NamedNode]:
    """The claims that an article reports, which are the names of their graphs."""
    found = store.quads_for_pattern(None, CASUS.reportedIn, article, graph)
    names = (quad.subject for quad in found)
    return sorted((n for n in names if isinstance(n, NamedNode)), key=lambda name: name.value)


def article_of(quads: Iterable[Quad]) -> str:
    """The digest of the one article that quads belong to."""
    graphs = {quad.graph_name for quad in quads if is_article(quad.graph_name)}
    if len(graphs) != 1:
        raise CasusError(f"the quads of one article were expected, and are of {len(graphs)}")
    return str(graphs.pop()).strip("<>").removeprefix(_ARTICLES)
