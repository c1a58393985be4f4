"""Answers compared as the suites mean it: rows in any order, blank nodes by their place.

Literals are compared by what the store keeps of them: it writes numbers and dates in their
canonical form, and integers of every size as xsd:integer (oxigraph issue 526).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from kg.vocabulary import RDF, XSD, Namespace
from tests.w3c.suite import Term

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_BLANK = re.compile(r"(?<!\S)_:\S+")
_ROW = NamedNode("urn:row")
_RESULTS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
    ".csv": QueryResultsFormat.CSV,
}
_RDF = {
    ".ttl": RdfFormat.TURTLE,
    ".rdf": RdfFormat.RDF_XML,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".n3": RdfFormat.TURTLE,
}


@dataclass(frozen=True)
class Table:
    """The rows of a SELECT."""

    names: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def shape(self) -> object:
        """What two tables have in common if they are the same answer."""
        names = sorted(set(self.names))
        quads = []
        for number, row in enumerate(self.rows):
            node = BlankNode(f"row{number}")
            quads.append(Quad(node, _ROW, _ROW))
            for name, term in zip(self.names, row, strict=True):
                if term is not None:
                    quads.append(Quad(node, NamedNode(f"urn:{name}"), term))
        return names, _canonical(quads)


@dataclass(frozen=True)
class Graph:
    """The triples of a CONSTRUCT, or the quads of a store."""

    quads: tuple[Quad, ...]

    def shape(self) -> object:
        return _canonical(self.quads)


Answer = bool | Table | Graph


def same(first: Answer, second: Answer) -> bool:
    """Whether two answers say the same."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    return type(first) is type(second) and first.shape() == second.shape()


def kept(term: Term) -> Term:
    """A term as the store keeps it."""
    store = Store()
    store.add(Quad(_ROW, _ROW, term))
    return next(iter(store)).object


def _canonical(quads: Iterable[Quad]) -> frozenset[Quad]:
    data = Dataset(Quad(q.subject, q.predicate, kept(q.object), q.graph_name) for q in quads)
    data.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(data)


def read(content: bytes, suffix: str, base: str) -> Answer:
    """An answer in a file or a reply."""
    if suffix in _RDF:
        quads = tuple(parse(content, _RDF[suffix], base_iri=base))
        found = _result_set(quads)
        return Graph(quads) if found is None else found
    if suffix == ".csv":
        return _csv(content)
    results = parse_query_results(content, _RESULTS[suffix])
    if isinstance(results, QueryBoolean):
        return bool(results)
    assert not isinstance(results, QueryTriples)
    names = tuple(variable.value for variable in results.variables)
    return Table(names, tuple(tuple(row[name] for name in names) for row in results))


def read_file(path: Path, base: str) -> Answer:
    """The answer that a file of the suites expects."""
    return read(path.read_bytes(), path.suffix, base)


def lossy(table: Table) -> Table:
    """A table as CSV can tell it: no types, no names of blank nodes."""

    def told(term: Term | None) -> Literal:
        return Literal("" if term is None else _spaced(kept(term)))

    return Table(table.names, tuple(tuple(map(told, row)) for row in table.rows))


def _spaced(term: Term) -> str:
    """A term as the engine writes it in CSV, which for triple terms no standard says."""
    if isinstance(term, Triple):
        return " ".join(map(_spaced, (term.subject, term.predicate, term.object)))
    return "_:" if isinstance(term, BlankNode) else term.value


def distinct(answer: Answer) -> Answer:
    """A table with each row once: what REDUCED may make of it."""
    if isinstance(answer, Table):
        return Table(answer.names, tuple(dict.fromkeys(answer.rows)))
    return answer


def _csv(content: bytes) -> Table:
    lines = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    names = tuple(lines[0]) if lines else ()
    rows = [line or [""] for line in lines[1:]] if names else [[] for _ in lines[1:]]
    cells = [[Literal(_BLANK.sub("_:", cell)) for cell in row] for row in rows]
    return Table(names, tuple(map(tuple, cells)))


def _result_set(quads: Sequence[Quad]) -> Answer | None:
    """A result set written in RDF."""
    data = Dataset(quads)

    def values(node: object, predicate: NamedNode) -> Iterator[Term]:
        assert isinstance(node, NamedNode | BlankNode)
        found = data.quads_for_subject(node)
        return (quad.object for quad in found if quad.predicate == predicate)

    sets = [q.subject for q in quads if q.predicate == RDF.type and q.object == RS.ResultSet]
    if not sets:
        return None
    for value in values(sets[0], RS.boolean):
        return value == Literal("true", datatype=XSD.boolean)
    names = tuple(n.value for n in values(sets[0], RS.resultVariable) if isinstance(n, Literal))
    rows = []
    for solution in values(sets[0], RS.solution):
        row: dict[str, Term] = {}
        for binding in values(solution, RS.binding):
            (name,) = values(binding, RS.variable)
            assert isinstance(name, Literal)
            (row[name.value],) = values(binding, RS.value)
        rows.append(tuple(row.get(name) for name in names))
    return Table(names, tuple(rows))


def in_graph(quads: Iterable[Quad], name: str | None) -> list[Quad]:
    """Quads moved to a graph."""
    graph = DefaultGraph() if name is None else NamedNode(name)
    return [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]


def load(path: Path, base: str) -> list[Quad]:
    """The statements of a file of RDF."""
    form = _RDF[path.suffix]
    return list(parse(path=str(path), format=form, base_iri=base, rename_blank_nodes=True))
