"""Which graphs the default graph shows, and what else supports a triple in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import CasusError
from kg.vocabulary import CASUS, GRAPH, ONTOLOGY_GRAPH, REFERENCE_GRAPH

Subject = NamedNode | ox.BlankNode | ox.Triple
Object = NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Triple = tuple[Subject, NamedNode, Object]
GraphName = NamedNode | ox.BlankNode | DefaultGraph

_ARTICLES = GRAPH["article/"].value
_DERIVED = (GRAPH["perspective/"].value, GRAPH["inference/"].value)


def is_derived(graph: GraphName) -> bool:
    """Whether a graph can be made anew from the others."""
    return isinstance(graph, NamedNode) and graph.value.startswith(_DERIVED)


def is_article(graph: GraphName) -> bool:
    """Whether a graph is that of an article."""
    return isinstance(graph, NamedNode) and graph.value.startswith(_ARTICLES)


def shown_triples(quads: Collection[Quad]) -> set[Triple]:
    """The triples of an article that the default graph shows: all but what is only claimed."""
    asserted = {
        quad.subject
        for quad in quads
        if quad.predicate == CASUS.factuality and quad.object == CASUS.asserted
    }
    return {
        (quad.subject, quad.predicate, quad.object)
        for quad in quads
        if is_article(quad.graph_name) or quad.graph_name in asserted
    }


def supported(store: ox.Store, triple: Triple, without: Collection[GraphName]) -> bool:
    """Whether a graph that the default graph shows, other than these, holds the triple."""
    return any(
        quad.graph_name not in without and _is_shown(store, quad.graph_name)
        for quad in store.quads_for_pattern(*triple, None)
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
