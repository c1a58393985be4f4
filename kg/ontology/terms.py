"""The statements of the ontology, and what lies above and below its classes and properties."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from kg.ontology.files import data_path, turtle
from kg.vocabulary import CASUS, ONTOLOGY_GRAPH, RDFS, local_name

Term = TypeVar("Term")

MODULES = (
    *("casus", "core", "actor", "place", "event", "treaty", "claim", "source"),
    *("link", "frames", "align", "datasets"),
)


def module_quads(name: str, graph: NamedNode = ONTOLOGY_GRAPH) -> tuple[Quad, ...]:
    """The statements of one Turtle file of ontology/.

    Blank nodes are numbered in the order of the text, so that two reads give the same quads.
    """
    labels: dict[BlankNode, BlankNode] = {}

    def stable(term: Term) -> Term | BlankNode:
        if not isinstance(term, BlankNode):
            return term
        return labels.setdefault(term, BlankNode(f"{name.replace('-', '')}{len(labels) + 1}"))

    return tuple(
        Quad(stable(quad.subject), quad.predicate, stable(quad.object), graph)
        for quad in parse(turtle(name).encode(), format=RdfFormat.TURTLE)
    )


@cache
def ontology_quads() -> tuple[Quad, ...]:
    """The whole ontology, in its graph: everything but the DL-only axioms and the shapes."""
    there = (name for name in MODULES if data_path("ontology", f"{name}.ttl").is_file())
    return tuple(quad for name in there for quad in module_quads(name))


def class_ancestors(local: str) -> tuple[str, ...]:
    """The classes above one of ours, nearest first.

    >>> class_ancestors("Ministry")
    ('GovernmentBody', 'Organization', 'Agent')
    """
    return _ancestors(local, RDFS.subClassOf)


def property_ancestors(local: str) -> tuple[str, ...]:
    """The properties above one of ours, nearest first.

    >>> property_ancestors("occurredAt")
    ('involvedPlace',)
    """
    return _ancestors(local, RDFS.subPropertyOf)


def is_a(local: str, ancestor: str) -> bool:
    """Whether a class is another one or falls under it.

    >>> is_a("State", "Agent"), is_a("State", "State"), is_a("State", "Place")
    (True, True, False)
    """
    return local == ancestor or ancestor in class_ancestors(local)


def classes_under(local: str) -> tuple[str, ...]:
    """A class and all classes below it, by name.

    >>> classes_under("PoliticalEntity")
    ('DeFactoPolity', 'PoliticalEntity', 'State')
    """
    children = {child for child, _ in _edges(RDFS.subClassOf)}
    return tuple(sorted({local} | {child for child in children if is_a(child, local)}))


@cache
def _edges(predicate: NamedNode) -> tuple[tuple[str, str], ...]:
    """(below, above) for our own named terms, in the order of the files."""
    return tuple(
        (local_name(quad.subject.value), local_name(quad.object.value))
        for quad in ontology_quads()
        if quad.predicate == predicate
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(CASUS.prefix)
    )


@cache
def _ancestors(local: str, predicate: NamedNode) -> tuple[str, ...]:
    above: dict[str, None] = {}
    level = [local]
    while level:
        level = [up for low in level for down, up in _edges(predicate) if down == low]
        level = [up for up in level if up not in above and up != local]
        above.update(dict.fromkeys(level))
    return tuple(above)
