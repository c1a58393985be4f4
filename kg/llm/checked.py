"""The claims of a model that keep to the shapes and terms of the ontology."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from pyoxigraph import NamedNode, Quad

from kg.model import Extraction
from kg.ontology import ontology_quads
from kg.rdf import state
from kg.reference import reference_quads
from kg.validate.shapes import shape_problems
from kg.validate.terms import evidence_problems, term_problems
from kg.vocabulary import ID, RDF

_log = logging.getLogger(__name__)


def without_misshapen(extraction: Extraction) -> Extraction:
    """The extraction without the claims that SHACL or the ontology's domains and ranges reject."""
    if not extraction.claims:
        return extraction
    said = state(extraction)
    quads = (*ontology_quads(), *_known(said), *_as_told(said))
    problems = (*shape_problems(quads), *term_problems(quads), *evidence_problems(said))
    number = re.compile(rf"{extraction.article.sha256}-(\d+)")
    bad: set[int] = set()
    for problem in problems:
        if found := number.search(f"{problem.focus} {problem.graph}"):
            _log.info("a claim of the language model is dropped: %s", problem)
            bad.add(int(found[1]))
    kept = (claim for n, claim in enumerate(extraction.claims, 1) if n not in bad)
    return replace(extraction, claims=tuple(kept))


def _known(said: tuple[Quad, ...]) -> tuple[Quad, ...]:
    """What kind of thing the reference graph says that everything spoken of is."""
    things = {quad.object for quad in said if isinstance(quad.object, NamedNode)}
    return tuple(q for q in reference_quads() if q.predicate == RDF.type and q.subject in things)


def _as_told(said: tuple[Quad, ...]) -> tuple[Quad, ...]:
    """The statements with the event of each claim by itself: two claims may tell it differently."""
    claims, events = ID["claim/"].value, ID["event/"].value
    told = []
    for quad in said:
        graph, subject = quad.graph_name, quad.subject
        if (
            isinstance(graph, NamedNode)
            and graph.value.startswith(claims)
            and isinstance(subject, NamedNode)
            and subject.value.startswith(events)
        ):
            alone = NamedNode(f"{graph.value}#event")
            told.append(Quad(alone, quad.predicate, quad.object, graph))
            if quad.predicate != RDF.type:
                continue
        told.append(quad)
    return tuple(told)
