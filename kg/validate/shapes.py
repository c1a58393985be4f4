"""What the SHACL shapes of ontology/shapes.ttl find wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from pyoxigraph import Quad, RdfFormat, serialize
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.ontology import turtle
from kg.validate.report import Problem, name
from kg.vocabulary import local_name


def shape_problems(quads: Collection[Quad]) -> Iterator[Problem]:
    """One problem for each result of SHACL over the union of the quads.

    Pass the ontology with the data: a shape for agents is one for states.
    """
    homes: dict[str, str] = {}
    for quad in quads:
        homes.setdefault(name(quad.subject), name(quad.graph_name))
    shapes = _shapes()
    _, results, _ = validate(_graph(quads), shacl_graph=shapes, inference="none", inplace=True)
    for result in results.subjects(RDF.type, SH.ValidationResult):
        focus = str(results.value(result, SH.focusNode))
        value = results.value(result, SH.value)
        message = str(results.value(result, SH.resultMessage))
        yield Problem(
            homes.get(focus, ""),
            focus,
            _rule(shapes, results, result),
            message if value is None else f"{message[:-1]}, but here: {value}",
        )


def _graph(quads: Collection[Quad]) -> Graph:
    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=triples, format="nt")


@cache
def _shapes() -> Graph:
    return Graph().parse(data=turtle("shapes"), format="turtle")


def _rule(shapes: Graph, results: Graph, result: Node) -> str:
    """The named shape behind a result and the constraint that failed."""
    source = results.value(result, SH.sourceShape)
    named = next((owner for owner in shapes.subjects(SH.property, source)), source)
    component = results.value(result, SH.sourceConstraintComponent)
    constraint = str(component).rpartition("#")[2].removesuffix("ConstraintComponent")
    return f"{local_name(str(named))}, {constraint}"
