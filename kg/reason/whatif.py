"""What if: the same reasoning over a store with some facts more and some less. Nothing is written.

A file in Turtle says what would be so; where a property can have one value only (a bound of a
period, the party of a participation), the new value takes the place of the old. A file in TriG can
also take statements out: those in the graph `graph/retracted`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import CasusError
from kg.ontology import ontology_quads
from kg.reason.conclusions import EVERY_GOAL, Conclusion, conclusions
from kg.reason.content import ARMED
from kg.reason.engine import Conclusions
from kg.reason.facts import BOUNDS, Graphs, Subject
from kg.reason.near import facts_near
from kg.reason.rules import program
from kg.reason.words import Words
from kg.store import Store
from kg.vocabulary import BASE, GRAPH, OWL, PREFIXES, RDF, REFERENCE_GRAPH

RETRACTED = GRAPH.retracted
MOST = 5_000  # events that are reasoned over twice in one go


class BadSupposition(CasusError):
    """A file of suppositions that cannot be read, or that supposes nothing."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """Statements that would be so, and statements that would not."""

    added: frozenset[Quad]
    retracted: frozenset[Quad]


@dataclass(frozen=True, slots=True)
class Difference:
    """What would no longer follow, what would follow, and what would follow otherwise."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]

    def text(self) -> str:
        """The difference for a reader, a line a conclusion."""
        signs = (("-", self.gone), ("+", self.new), ("~", self.changed))
        lines = [f"{sign} {line}" for sign, lines in signs for line in lines]
        return "\n".join(lines) if lines else "Nothing would change."

    def json(self) -> dict[str, list[str]]:
        """The difference for a machine."""
        return {"gone": list(self.gone), "new": list(self.new), "changed": list(self.changed)}


class Supposed:
    """A store as it would be under a supposition."""

    def __init__(self, graphs: Graphs, supposition: Supposition) -> None:
        self._graphs = graphs
        self._added = supposition.added
        self._retracted = supposition.retracted

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The statements that match what is given."""
        for quad in self._graphs.quads_for_pattern(subject, predicate, object, graph_name):
            if quad not in self._retracted and quad not in self._added:
                yield quad
        wanted = (subject, predicate, object, graph_name)
        for quad in self._added:
            have = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            if all(want is None or want == has for want, has in zip(wanted, have, strict=True)):
                yield quad

    def __contains__(self, quad: object) -> bool:
        """Whether there is this statement."""
        return quad in self._added or (quad not in self._retracted and quad in self._graphs)


def supposition(graphs: Graphs, text: str, name: str = "-") -> Supposition:
    """What a text in Turtle or TriG supposes of a store; our prefixes are known."""
    syntax = RdfFormat.TURTLE if Path(name).suffix == ".ttl" else RdfFormat.TRIG
    known = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    try:
        quads = list(parse((known + text).encode(), format=syntax, base_iri=f"{BASE}id/"))
    except (SyntaxError, ValueError) as error:
        raise BadSupposition(f"{name} is not {syntax.name}: {error}") from error
    if not quads:
        raise BadSupposition(f"{name} supposes nothing: write statements, such as an endLatest")
    retracted = {quad for quad in quads if quad.graph_name == RETRACTED}
    stated = [quad for quad in quads if quad not in retracted]
    out = {twin for quad in retracted for twin in _twins(quad)}
    out |= {
        old for quad in stated if _has_one_value(quad.predicate) for old in _former(graphs, quad)
    }
    into = {twin for quad in stated for twin in _twins(quad)}
    return Supposition(frozenset(into), frozenset(out - into))


def what_if(
    store: Store, supposed: Supposition, events: Collection[NamedNode] | None = None
) -> Difference:
    """What would follow otherwise from some events (None: from all armed actions)."""
    graphs = store.oxigraph
    asked = set(events) if events else set(_armed_events(graphs))
    if len(asked) > MOST:
        raise BadSupposition(
            f"the store holds {len(asked)} armed actions; name the events to ask about (--event)"
        )
    now = _concluded(graphs, asked)
    then = _concluded(Supposed(graphs, supposed), asked)
    words = Words(graphs)
    return Difference(
        gone=tuple(sorted(now[iri].sentence(words) for iri in now.keys() - then.keys())),
        new=tuple(sorted(then[iri].sentence(words) for iri in then.keys() - now.keys())),
        changed=tuple(
            sorted(
                f"{then[iri].sentence(words)} ({_how(now[iri])} before, {_how(then[iri])} then)"
                for iri in now.keys() & then.keys()
                if _how(now[iri]) != _how(then[iri])
            )
        ),
    )


def _concluded(graphs: Graphs, events: Iterable[NamedNode]) -> dict[str, Conclusion]:
    found = Conclusions(program(*EVERY_GOAL), facts_near(graphs, events))
    return {each.iri: each for each in conclusions(found)}


def _how(each: Conclusion) -> str:
    return ", ".join(["certain" if each.certain else "possible", *sorted(each.marks)])


def _armed_events(graphs: Graphs) -> Iterator[NamedNode]:
    for kind in sorted(ARMED):
        for quad in graphs.quads_for_pattern(None, RDF.type, NamedNode(kind), None):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject


def _twins(quad: Quad) -> Iterator[Quad]:
    """A statement as the reference graph and the default graph hold it."""
    if isinstance(quad.graph_name, DefaultGraph) or quad.graph_name == RETRACTED:
        for graph in (REFERENCE_GRAPH, DefaultGraph()):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
    else:
        yield quad


def _former(graphs: Graphs, quad: Quad) -> Iterator[Quad]:
    for twin in _twins(quad):
        yield from graphs.quads_for_pattern(twin.subject, twin.predicate, None, twin.graph_name)


def _has_one_value(predicate: NamedNode) -> bool:
    functional = Quad(predicate, RDF.type, OWL.FunctionalProperty, ontology_quads()[0].graph_name)
    return predicate in BOUNDS or functional in ontology_quads()
