"""Statements as lines of N-Triples: building quads one by one would take longer than loading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NewType

from pyoxigraph import Literal, NamedNode

from kg.datasets.table import BadRow, Row, number
from kg.ontology import ontology_quads
from kg.vocabulary import CASUS, DCTERMS, ID, RDF, RDFS, XSD, Namespace, local_name, slug

Node = NewType("Node", str)  # a term as N-Triples writes it

TYPE, LABEL, IDENTIFIER = (str(term) for term in (RDF.type, RDFS.label, DCTERMS.identifier))
_WITHIN = re.compile(r"[A-Za-z0-9._-]+")


def line(subject: Node, predicate: str, value: Node) -> str:
    """One statement."""
    return f"{subject} {predicate} {value} .\n"


@cache
def term(local: str, namespace: Namespace = CASUS) -> Node:
    """A class or property of ours.

    >>> term("Agent")
    '<https://w3id.org/casus/ont/Agent>'
    """
    return Node(str(namespace[local]))


def node(iri: NamedNode) -> Node:
    """A thing that has an IRI."""
    return Node(str(iri))


def thing(kind: str, name: str) -> Node:
    """A thing of a dataset, named by an identifier of its own or else by its label.

    >>> thing("gdelt", "1089")
    '<https://w3id.org/casus/id/gdelt/1089>'
    """
    local = name if _WITHIN.fullmatch(name) else slug(name)
    if not local:
        raise BadRow(f"{name!r} is no identifier")
    return Node(f"<{ID.prefix}{kind}/{local}>")


def text(words: str) -> Node:
    """Words in no stated language."""
    return Node(str(Literal(" ".join(words.split()))))


def integer(value: int) -> Node:
    """A whole number."""
    return Node(f'"{value}"^^{XSD.integer}')


def decimal(cell: str, column: str, limit: float) -> Node:
    """A number between -limit and limit, such as a latitude."""
    try:
        value = float(cell)
    except ValueError:
        value = limit + 1
    if not -limit <= value <= limit:
        raise BadRow(f"{column} is {cell!r}, not between -{limit:g} and {limit:g}")
    return Node(f'"{value:.6f}"^^{XSD.decimal}')


def described(subject: Node, kind: str, label: str) -> Iterator[str]:
    """Class and name of a thing."""
    yield line(subject, TYPE, term(kind))
    yield line(subject, LABEL, text(label))


def web_page(cell: str) -> Node:
    """An address, as an IRI where it is one and as a string where it is not."""
    try:
        return Node(str(NamedNode(cell)))
    except ValueError:
        return Node(str(Literal(cell, datatype=XSD.anyURI)))


# Time


def day(cell: str, column: str) -> date:
    """A date as tables write it: 2021-11-16 with a time or without, 20211116, 16 November 2021."""
    found = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)(\D.*)?", cell.strip())
    if found:
        return _date(int(found[1]), int(found[2]), int(found[3]), column)
    found = re.fullmatch(r"(\d\d?) ([A-Z][a-z]+) (\d{4})", cell.strip())
    if found and found[2] in _MONTHS:
        return _date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]), column)
    raise BadRow(f"{column} is {cell!r}, no date")


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _date(year: int, month: int, day_: int, column: str) -> date:
    try:
        return date(year, month, day_)
    except ValueError as error:
        raise BadRow(f"{column} is no date: {error}") from None


def span(row: Row, year: str, month: str, day_: str) -> tuple[date, date] | None:
    """First and last day of a date in three columns, of which month and day may be unknown."""
    found = number(row, year)
    if not found:
        return None
    in_month, on_day = number(row, month), number(row, day_)
    if not in_month:
        return _date(found, 1, 1, year), _date(found, 12, 31, year)
    if on_day:
        exactly = _date(found, in_month, on_day, day_)
        return exactly, exactly
    return month_of(found, _date(found, in_month, 1, month).month)


def month_of(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def bounds(subject: Node, which: str, days: tuple[date, date] | None) -> Iterator[str]:
    """Earliest and latest moment at which something starts, or ends."""
    if days:
        yield line(subject, term(f"{which}Earliest"), moment(days[0], "00:00:00"))
        yield line(subject, term(f"{which}Latest"), moment(days[1], "23:59:59"))


def during(subject: Node, first: date, last: date) -> list[str]:
    """Something that lies somewhere between two days."""
    return [*bounds(subject, "start", (first, last)), *bounds(subject, "end", (first, last))]


@cache
def moment(on: date, at: str) -> Node:
    """A moment in UTC."""
    return Node(f'"{on.isoformat()}T{at}Z"^^{XSD.dateTime}')


# Codes


@cache
def coded(annotation: str) -> dict[str, str]:
    """What the codes of a scheme mean: local names of our terms by code.

    >>> coded("ucdpViolence")["3"]
    'ArmedAttack'
    """
    return {
        quad.object.value: local_name(quad.subject.value)
        for quad in ontology_quads()
        if quad.predicate == CASUS[annotation]
        and isinstance(quad.object, Literal)
        and isinstance(quad.subject, NamedNode)
    }
