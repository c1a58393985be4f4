"""Answers of queries as text: tables for people, standard formats for machines."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence

import click
import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat

from kg.errors import BadQuery
from kg.vocabulary import PREFIXES, XSD

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld")
ROWS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
TRIPLES = {
    "table": RdfFormat.TURTLE,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "xml": RdfFormat.RDF_XML,
}
PLAIN = {XSD.string, XSD.integer, XSD.decimal, XSD.boolean, XSD.dateTime, XSD.date}

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def show(answer: Answer, format: str) -> None:
    """Print an answer; a format that cannot hold it is a mistake in the query."""
    if isinstance(answer, ox.QueryTriples):
        if format not in TRIPLES:
            raise BadQuery(f"{format} holds rows; this query gives triples: use ttl, nt or jsonld")
        show_triples(answer, format)
    elif format in ROWS:
        _write(_rows(answer, ROWS[format]))
    elif format != "table":
        raise BadQuery(f"{format} holds triples; this query gives rows: use csv, tsv, json or xml")
    elif isinstance(answer, ox.QueryBoolean):
        click.echo("yes" if bool(answer) else "no")
    else:
        head = [variable.value for variable in answer.variables]
        table(head, [[text(row[name]) for name in head] for row in answer])


def show_triples(triples: Iterable[ox.Triple], format: str) -> None:
    """Print statements in one of the formats of TRIPLES; as a table, they are Turtle."""
    syntax = TRIPLES[format]
    prefixes = PREFIXES if syntax is RdfFormat.TURTLE else None
    _write(ox.serialize(triples, format=syntax, prefixes=prefixes))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their headings; on a terminal, cells that would not fit are cut."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    if sys.stdout.isatty():
        widths = _fitting(widths, shutil.get_terminal_size().columns)
    lines = [head, ["─" * width for width in widths], *rows]
    for line in lines:
        cells = (_cut(cell, width).ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
    click.echo(f"({len(rows)} {'row' if len(rows) == 1 else 'rows'})", err=True)


def text(term: Term | None) -> str:
    """A term as people read it.

    >>> text(NamedNode("https://w3id.org/casus/id/state/ARM"))
    'id:state/ARM'
    """
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return _compact(term.value)
    if isinstance(term, Literal):
        value = " ".join(term.value.split())
        plain = term.language or term.datatype in PLAIN
        return value if plain else f"{value}^^{text(term.datatype)}"
    return str(term)


def _compact(iri: str) -> str:
    """The IRI with the longest prefix that fits."""
    fitting = [(len(base), name) for name, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    length, name = max(fitting)
    return f"{name}:{iri[length:]}"


def _fitting(widths: list[int], columns: int) -> list[int]:
    """Column widths brought down, the widest first, until they fit into the terminal."""
    room = max(columns - 2 * (len(widths) - 1), 8 * len(widths))
    while sum(widths) > room:
        widest = widths.index(max(widths))
        widths[widest] -= 1
    return widths


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"


def _rows(answer: ox.QuerySolutions | ox.QueryBoolean, syntax: QueryResultsFormat) -> bytes:
    if isinstance(answer, ox.QueryBoolean) and syntax in (
        QueryResultsFormat.CSV,
        QueryResultsFormat.TSV,
    ):
        return b"true\n" if bool(answer) else b"false\n"
    return answer.serialize(format=syntax) or b""


def _write(content: bytes | None) -> None:
    output = sys.stdout.buffer
    output.write(content or b"")
    if content and not content.endswith(b"\n"):
        output.write(b"\n")
    output.flush()
