"""Ontology and reference data in the store, kept at the version of the software that opens it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pyoxigraph as ox
from pyoxigraph import Literal, Quad

from kg.ontology import ontology_quads
from kg.rdf.run import knowledge_digest
from kg.reference import reference_quads
from kg.store.shown import shown, supported
from kg.vocabulary import DCTERMS, ONTOLOGY_GRAPH, REFERENCE_GRAPH

_log = logging.getLogger(__name__)


def refresh(store: ox.Store) -> bool:
    """Bring both graphs up to date; False if they were.

    The mark of the version goes first and comes last: killed in between, the next opening does
    it again, and what was already done does no harm.
    """
    mark = Quad(ONTOLOGY_GRAPH, DCTERMS.identifier, Literal(knowledge_digest()), ONTOLOGY_GRAPH)
    if mark in store:
        return False
    for quad in list(_marks(store)):
        store.remove(quad)
    graphs = (ONTOLOGY_GRAPH, REFERENCE_GRAPH)
    old = {quad for name in graphs for quad in store.quads_for_pattern(None, None, None, name)}
    new = {*ontology_quads(), *reference_quads()}
    added = new - old
    store.bulk_extend([*added, *map(shown, added)])
    for quad in old - new:
        if not _stays(store, quad, new):
            store.remove(shown(quad))
        store.remove(quad)
    store.extend([mark, shown(mark)])
    _log.info("ontology and reference data: %d statements in, %d out", len(added), len(old - new))
    return True


def _marks(store: ox.Store) -> Iterator[Quad]:
    """The versions that the store is marked with, in every graph."""
    return store.quads_for_pattern(ONTOLOGY_GRAPH, DCTERMS.identifier, None, None)


def _stays(store: ox.Store, quad: Quad, new: set[Quad]) -> bool:
    """Whether the default graph goes on to show the triple of a quad that leaves."""
    graphs = (ONTOLOGY_GRAPH, REFERENCE_GRAPH)
    triple = quad.subject, quad.predicate, quad.object
    return any(Quad(*triple, name) in new for name in graphs) or supported(store, quad, graphs)
