"""The facts that the rules start from, by predicate.

Facts of the reference graph have no claim in them; facts of an account name the claim that says so,
which is also the graph it stands in, so every leaf of a proof leads back to its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.vocabulary import CASUS

Value = str | int
Row = tuple[Value, ...]
Subject = NamedNode | BlankNode | Triple


class Graphs(Protocol):
    """What reasoning reads from: a store, or a store as it would be with other facts."""

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The statements that match what is given."""

    def __contains__(self, quad: object) -> bool:
        """Whether there is this statement."""


DEFAULT = DefaultGraph()
EVER, NEVER = -62135596800, 253402300799  # the first and the last second of four-digit years
DAY = 86_400
SPAN = 30 * DAY  # times meet in spans of this length before they are compared
WIDEST = 366 * DAY  # an event dated worse than this meets nothing by its time


BOUNDS = tuple(CASUS[name] for name in ("startEarliest", "startLatest", "endEarliest", "endLatest"))


class Facts(dict[str, set[Row]]):
    """Rows by predicate."""

    def add(self, predicate: str, *values: Value) -> None:
        """Note one fact."""
        self.setdefault(predicate, set()).add(values)

    def rows(self, predicate: str) -> set[Row]:
        """The rows of a predicate, none if nothing was noted."""
        return self.get(predicate, set())

    def texts(self, predicate: str, column: int) -> set[str]:
        """The distinct names in one column."""
        return {str(row[column]) for row in self.rows(predicate)}


def seconds(literal: object) -> int | None:
    """An xsd:dateTime as seconds since 1970.

    >>> seconds(Literal("1970-01-02T00:00:00Z"))
    86400
    """
    if not isinstance(literal, Literal):
        return None
    moment = datetime.fromisoformat(literal.value)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def spans(first: int, last: int) -> range:
    """The numbers of the thirty-day spans that a period touches; none if it is too long.

    >>> list(spans(0, 40 * DAY)), list(spans(EVER, 0))
    ([0, 1], [])
    """
    return range(first // SPAN, last // SPAN + 1) if last - first <= WIDEST else range(0)


def shown(
    graphs: Graphs, subject: Subject | None, predicate: NamedNode, value: NamedNode | None = None
) -> Iterator[Quad]:
    """What the default graph says."""
    return graphs.quads_for_pattern(subject, predicate, value, DEFAULT)


def objects(graphs: Graphs, subject: Subject, predicate: NamedNode) -> list[NamedNode]:
    """The individuals that a property leads to."""
    quads = shown(graphs, subject, predicate)
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode)]


def subjects(graphs: Graphs, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
    """The individuals that a property leads from."""
    quads = shown(graphs, None, predicate, value)
    return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]


def text(graphs: Graphs, subject: Subject, predicate: NamedNode) -> str | None:
    """The least value of a property as text; None if there is none."""
    quads = shown(graphs, subject, predicate)
    values = (quad.object.value for quad in quads if isinstance(quad.object, Literal | NamedNode))
    return min(values, default=None)


def bounds(graphs: Graphs, situation: Subject) -> tuple[int, int, int, int]:
    """Begun not before, not after; ended not before, not after: in seconds, unknown ones wide."""
    told = {quad.predicate: seconds(quad.object) for quad in _stated(graphs, situation)}
    first, last, out, gone = (told.get(predicate) for predicate in BOUNDS)
    start = EVER if first is None else first
    if out is None:  # ended at some moment before the last bound: certain at no moment
        out = NEVER if gone is None else start
    return start, NEVER if last is None else last, out, NEVER if gone is None else gone


def _stated(graphs: Graphs, situation: Subject) -> list[Quad]:
    """When a situation begins and ends, as stated."""
    quads = graphs.quads_for_pattern(situation, None, None, DEFAULT)
    return [quad for quad in quads if quad.predicate in BOUNDS]


def upward(
    graphs: Graphs, start: Iterable[str], predicates: dict[NamedNode, str], found: Facts
) -> set[str]:
    """Follow properties upward from some individuals, noting facts; everything met on the way."""
    met: set[str] = set()
    ahead = sorted(start)
    while ahead:
        node = ahead.pop()
        if node in met:
            continue
        met.add(node)
        for predicate, name in predicates.items():
            for above in objects(graphs, NamedNode(node), predicate):
                found.add(name, node, above.value)
                ahead.append(above.value)
    return met
