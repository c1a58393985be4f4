"""Running one query on a store: shared by the engine in this process and the query processes.

Imports little but pyoxigraph, so that a query process starts in some milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import IO

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    serialize,
)

from server.measure import Measured, too_many

Term = NamedNode | BlankNode | Literal | Triple
Pairs = tuple[tuple[str, str], ...]
Results = QuerySolutions | QueryBoolean | QueryTriples


class NoQuery(Exception):
    """The text is no SPARQL query; the message is the parser's."""


class NotAcceptable(Exception):
    """The answer cannot have any format that was asked for; the argument is the kind."""


class Failed(Exception):
    """The engine gave up; the message is its own."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query with everything that its answer depends on, as plain JSON-able values.

    `table` and `graph` are the media types wanted, depending on what the query turns out to be;
    `terms` are values of variables in N-Triples notation; a `remote` query asks other hosts; a
    `dump` is all there is, whatever the text; an answer of more than `rows` (triples, of a
    graph) or `size` bytes, unless 0, is not given. It is hashable, so that answers can be kept by
    their queries.
    """

    text: str
    table: str | None = "application/sparql-results+json"
    graph: str | None = "text/turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    terms: Pairs = ()
    base: str | None = None
    prefixes: Pairs = ()  # declared beforehand, and used in Turtle
    remote: bool = False
    dump: bool = False
    rows: int = 0
    size: int = 0


FIELDS = tuple(field.name for field in fields(Query))

_TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
_GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
_UNKNOWN_FUNCTION = re.compile(r"The custom function <([^>]*)> is not supported")


def term(notation: str) -> Term:
    """The term that an N-Triples notation denotes.

    >>> term('"chat"@fr').value
    'chat'
    """
    (quad,) = parse(f"<urn:s> <urn:p> {notation} .".encode(), format=RdfFormat.N_TRIPLES)
    found: Term = quad.object
    return found


def evaluate(store: Store, query: Query, begin: Callable[[str], None], output: IO[bytes]) -> None:
    """Writes the answer to `output`, after telling `begin` whether it is a "table" or a "graph".

    An unknown function is an error of the expression, not of the query (SPARQL 1.1, 17.3):
    the engine thinks otherwise, so such functions are given to it, answering nothing.
    """
    if query.dump:
        begin("graph")
        store.dump(output, RdfFormat.N_QUADS)
        return output.flush()
    unknown: dict[NamedNode, Callable[..., None]] = {}
    while True:
        try:
            results = _results(store, query, unknown)
        except RuntimeError as error:
            missing = _UNKNOWN_FUNCTION.search(str(error))
            if not missing or NamedNode(missing[1]) in unknown:
                raise Failed(str(error)) from error
            unknown[NamedNode(missing[1])] = _nothing
        else:
            break
    measured = Measured(output, query.rows, query.size) if query.rows or query.size else output
    return _write(results, query, begin, measured)  # type: ignore[arg-type]


def _nothing(*_: Term) -> None:
    return None


def _results(
    store: Store, query: Query, functions: Mapping[NamedNode, Callable[..., None]]
) -> Results:
    try:
        return store.query(
            query.text,
            base_iri=query.base,
            prefixes=dict(query.prefixes),
            default_graph=_default_graph(query),
            named_graphs=_named_graphs(query),
            substitutions={Variable(name): term(text) for name, text in query.terms},
            custom_functions=dict(functions),
        )
    except SyntaxError as error:
        raise NoQuery(str(error)) from error
    except (ValueError, OSError) as error:
        raise Failed(str(error)) from error


def _default_graph(query: Query) -> list[NamedNode | BlankNode | DefaultGraph] | None:
    """The graphs given; an empty one if only named graphs were given (SPARQL 1.1, 13.2)."""
    if query.named_graphs or query.default_graphs:
        return [NamedNode(iri) for iri in query.default_graphs]
    return None


def _named_graphs(query: Query) -> list[NamedNode | BlankNode] | None:
    """The graphs given; none if only default graphs were given."""
    if query.named_graphs or query.default_graphs:
        return [NamedNode(iri) for iri in query.named_graphs]
    return None


def _write(results: Results, query: Query, begin: Callable[[str], None], output: IO[bytes]) -> None:
    if isinstance(results, QueryTriples):
        form = _GRAPHS.get(query.graph or "")
        if form is None:
            raise NotAcceptable("graph")
        begin("graph")
        prefixes = dict(query.prefixes) if form in (RdfFormat.TURTLE, RdfFormat.TRIG) else None
        serialize(_triples(results, query.rows), output, form, prefixes=prefixes)
    else:
        table = _TABLES.get(query.table or "")
        if table is None:
            raise NotAcceptable("table")
        begin("table")
        if isinstance(output, Measured) and isinstance(results, QuerySolutions):
            output.count(query.table or "")
        results.serialize(output, table)
    output.flush()


def _triples(results: QueryTriples, most: int) -> Iterator[Triple]:
    """The triples, once each where the engine repeats one in a row."""
    last: Triple | None = None
    given = 0
    for triple in results:
        if triple != last:
            given += 1
            if most and given > most:
                raise too_many(most)
            yield triple
        last = triple
