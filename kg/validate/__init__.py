"""Whether a graph is as it should be: shapes, terms, evidence, consistency with the ontology.

Stands beside the reasoner, above the store: `check` is given quads and returns a `Report`, which
`kg check` prints.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from kg.ontology import NoJava, consistency, module_quads, ontology_quads
from kg.validate.report import Problem, Report, name
from kg.validate.shapes import shape_problems
from kg.validate.terms import evidence_problems, hearsay_problems, term_problems
from kg.vocabulary import GRAPH, ID, ONTOLOGY_GRAPH, RDF, REFERENCE_GRAPH, local_name

__all__ = ["Problem", "Report", "check"]

NOT_ASKED = "not checked: OWL consistency (not asked for)"
HERMIT_LIMIT = 200_000  # statements that it takes in about a minute and 2 GB


class HasQuads(Protocol):
    """A store."""

    def quads(self) -> Iterable[Quad]:
        """Its statements, each with its graph."""
        ...


def check(source: HasQuads | Iterable[Quad], *, owl: bool = True) -> Report:
    """What is wrong with a store, or with a set of quads in named graphs.

    The ontology is added where it lacks. Perspectives are left out: they repeat what claims say.
    Without `owl`, HermiT is not asked, which takes seconds.
    """
    given = source if isinstance(source, Iterable) else source.quads()
    quads = tuple(dict.fromkeys((*ontology_quads(), *_in_named_graphs(given))))
    apart = tuple(dict.fromkeys(_apart(quads)))
    with ThreadPoolExecutor(1) as beside:  # HermiT is a process of its own
        asked = beside.submit(_consistency, apart) if owl else None
        found = {
            *(*shape_problems(apart), *term_problems(apart)),
            *(*evidence_problems(quads), *hearsay_problems(quads)),
        }
        inconsistent, note = asked.result() if asked else (set[Problem](), NOT_ASKED)
    graphs = len({quad.graph_name for quad in quads})
    counted = f"checked {len(quads)} statements in {graphs} graphs against the shapes and terms"
    return Report(tuple(sorted(found | inconsistent)), (counted, note))


def _in_named_graphs(quads: Iterable[Quad]) -> Iterator[Quad]:
    """What is stated or inferred; the default graph and the perspectives only repeat it."""
    perspectives = GRAPH["perspective/"].value
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and not graph.value.startswith(perspectives):
            yield quad


def _apart(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads with the event in each claim's content renamed after the claim.

    Two claims may contradict each other about one event, and neither is ill-formed by that.
    """
    claims, events = ID["claim/"].value, ID["event/"].value
    for quad in quads:
        graph, subject = name(quad.graph_name), name(quad.subject)
        if not (graph.startswith(claims) and subject.startswith(events)):
            yield quad
            continue
        yield Quad(
            NamedNode(f"{graph}#{local_name(subject)}"),
            quad.predicate,
            quad.object,
            quad.graph_name,
        )
        if quad.predicate == RDF.type:
            yield quad


def _consistency(quads: Collection[Quad]) -> tuple[set[Problem], str]:
    """What HermiT finds, and a note on what it was given, if it ran."""
    given = quads if len(quads) <= HERMIT_LIMIT else [*filter(_is_curated, quads)]
    try:
        messages = consistency((*given, *module_quads("axioms-dl")))
    except NoJava as error:
        return set(), f"not checked: OWL consistency ({error})"
    problems = {Problem("all graphs", "ontology", "OWL", f"{message}.") for message in messages}
    if len(given) < len(quads):
        return problems, (
            "checked OWL consistency of ontology and reference data with HermiT; not checked: that "
            f"of the articles (more than {HERMIT_LIMIT} statements)"
        )
    return problems, "checked OWL consistency with HermiT"


def _is_curated(quad: Quad) -> bool:
    return quad.graph_name in (ONTOLOGY_GRAPH, REFERENCE_GRAPH)
