"""What the SHACL shapes of ontology/shapes.ttl find wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from pyoxigraph import Quad, RdfFormat, serialize
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.ontology import turtle
from kg.validate.report import Problem, name
from kg.vocabulary import local_name

LIMIT = 200_000  # statements that rdflib holds in a few hundred MB


def shape_problems(quads: Collection[Quad], limit: int = LIMIT) -> Iterator[Problem]:
    """One problem for each result of SHACL over the union of the quads.

    Pass the ontology with the data: a shape for agents is one for states. Of many articles, so
    many are taken at a time that a batch has about `limit` statements.
    """
    for batch in _batches(quads, limit):
        yield from _batch_problems(batch)


def _batches(quads: Iterable[Quad], limit: int) -> Iterator[list[Quad]]:
    """All that is known, with some articles at a time: each describes all that it speaks of."""
    known: list[Quad] = []
    articles: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        article = re.search(r"/(?:article|claim)/([0-9a-f]+)", name(quad.graph_name))
        (articles[article[1]] if article else known).append(quad)
    batch = [*known]
    for _, told in sorted(articles.items()):
        if len(batch) > len(known) and len(batch) + len(told) > limit:
            yield batch
            batch = [*known]
        batch += told
    yield batch


def _batch_problems(quads: Collection[Quad]) -> Iterator[Problem]:
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
