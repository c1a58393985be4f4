"""Answers read back into terms and shown to people: rows, cells, links, readable values."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import IO, cast

from markupsafe import Markup, escape
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    parse_query_results,
)

from kg.vocabulary import PREFIXES, XSD
from server import links
from server.engine import Answer, Chunks
from server.evaluation import Term

Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Cell:
    """A term as a page shows it: its text, where it leads, what it is in full."""

    text: str
    href: str | None = None
    full: str | None = None
    language: str | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a page shows it: a table, or the text of a graph."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    graph: str | None = None
    more: bool = False


class _Reader(io.RawIOBase):
    """The bytes of an answer as a file that is read as far as needed."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """The next bytes, none at the end."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def rows(answer: Answer) -> list[Row]:
    """The rows of a table in SPARQL results JSON; unbound variables are left out."""
    results = parse_query_results(answer.read(), format=QueryResultsFormat.JSON)
    assert isinstance(results, QuerySolutions), "a page query selects"
    names = [variable.value for variable in results.variables]
    return [
        {name: value for name in names if (value := solution[name]) is not None}
        for solution in results
    ]


def shown(answer: Answer, limit: int) -> Shown:
    """The first rows of a table, or the first characters of a graph, and whether more follow."""
    if answer.kind == "graph":
        return _graph(answer, limit * 500)
    results = parse_query_results(
        cast(IO[bytes], _Reader(answer.chunks)), format=QueryResultsFormat.JSON
    )
    if isinstance(results, QueryBoolean):
        return Shown(("answer",), ((Cell("yes" if results else "no"),),))
    columns = tuple(variable.value for variable in results.variables)
    first = list(islice(results, limit + 1))
    answer.close()
    found = tuple(tuple(map(cell, (row[name] for name in columns))) for row in first[:limit])
    return Shown(columns, found, more=len(first) > limit)


def _graph(answer: Answer, limit: int) -> Shown:
    text = b""
    for chunk in answer.chunks:
        text += chunk
        if len(text) > limit:
            break
    answer.close()
    return Shown(graph=text[:limit].decode("utf-8", "ignore"), more=len(text) > limit)


def cell(term: Term | None) -> Cell | None:
    """A term as a page shows it.

    >>> cell(NamedNode("https://w3id.org/casus/id/state/ARM"))
    Cell(text='id:state/ARM', href='/page/state/ARM', \
full='https://w3id.org/casus/id/state/ARM', language=None, number=False)
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        iri = term.value
        return Cell(short(iri), links.page(iri) or links.outward(iri), iri)
    if isinstance(term, Literal):
        datatype = None if term.datatype == XSD.string else short(term.datatype.value)
        numeric = term.datatype in (XSD.integer, XSD.decimal, XSD.double)
        return Cell(term.value, None, datatype, term.language, numeric)
    if isinstance(term, BlankNode):
        return Cell("[ ]", None, str(term))
    return Cell(str(term))


def coded(text: str) -> Markup:
    """A sentence in which what stands between backquotes is code.

    >>> coded("Needs `kg reason` & more")
    Markup('Needs <code>kg reason</code> &amp; more')
    """
    return Markup(re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(text))))


def short(iri: str) -> str:
    """An IRI with a known prefix, if it has one.

    >>> short("http://www.w3.org/2001/XMLSchema#date")
    'xsd:date'
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and len(iri) > len(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri
