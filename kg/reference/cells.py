"""How one cell of a reference table reads: what its characters say about the row's subject.

A reading turns a cell into facts (a predicate and a value); one that cannot raises a ValueError
whose words are the rule that the cell breaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from pyoxigraph import Literal, NamedNode

from kg.vocabulary import ID, XSD

Fact = tuple[NamedNode, NamedNode | Literal]
Reading = Callable[[str], Iterable[Fact]]


def parts(cell: str) -> list[str]:
    """The entries of a cell that lists several.

    >>> parts("Kyiv|Kiev")
    ['Kyiv', 'Kiev']
    """
    entries = [entry.strip() for entry in cell.split("|")]
    if not all(entries) or len(set(entries)) < len(entries):
        raise ValueError(f"{cell!r} has an empty or a repeated entry")
    return entries


def phrases(*predicates: NamedNode) -> Reading:
    """A cell that lists English names or phrases."""

    def read(cell: str) -> list[Fact]:
        found = [Literal(one, language="en") for one in parts(cell)]
        return [(predicate, value) for predicate in predicates for value in found]

    return read


def names(predicate: NamedNode) -> Reading:
    """A cell that lists strings of no language: abbreviations, notes on method."""
    return lambda cell: [(predicate, Literal(one)) for one in parts(cell)]


def code(
    predicate: NamedNode, pattern: str, rule: str, datatype: NamedNode = XSD.string
) -> Reading:
    """A cell that must match `pattern`; `rule` says in words what that asks."""

    def read(cell: str) -> list[Fact]:
        if not re.fullmatch(pattern, cell):
            raise ValueError(f"{cell!r} is not {rule}")
        return [(predicate, Literal(cell, datatype=datatype))]

    return read


def one_of(predicate: NamedNode, *choices: str) -> Reading:
    """A cell that holds one of a few words."""
    return code(predicate, "|".join(choices), f"one of: {', '.join(choices)}")


def links(*predicates: NamedNode, below: str = "") -> Reading:
    """A cell that lists things by their IRIs below `id/`, as in `state/ARM|org/EU`."""

    def read(cell: str) -> list[Fact]:
        for one in parts(cell):
            if not re.fullmatch(r"[a-z]+/[A-Za-z0-9][\w./-]*", below + one):
                raise ValueError(f"{one!r} is not the path of a thing, such as state/ARM")
        return [(predicate, ID[below + one]) for predicate in predicates for one in parts(cell)]

    return read


def on(predicate: NamedNode) -> Reading:
    """A cell that is a date; one without a day says nothing here, only in the bounds."""

    def read(cell: str) -> list[Fact]:
        first, last = days(cell)
        return [(predicate, _moment(f"{first}T00:00:00Z"))] if first == last else []

    return read


def not_before(predicate: NamedNode) -> Reading:
    """A cell whose date bounds an interval from below."""
    return lambda cell: [(predicate, _moment(f"{days(cell)[0]}T00:00:00Z"))]


def not_after(predicate: NamedNode) -> Reading:
    """A cell whose date bounds an interval from above; a stretch left open does not."""

    def read(cell: str) -> list[Fact]:
        last = days(cell)[1]
        return [(predicate, _moment(f"{last}T23:59:59Z"))] if last != date.max else []

    return read


def both(*readings: Reading) -> Reading:
    """A cell that says several things."""
    return lambda cell: [fact for read in readings for fact in read(cell)]


def days(cell: str) -> tuple[date, date]:
    """The first and the last day of a day, a month, a year, or of a stretch from one to another.

    >>> [str(day) for day in days("1998-02")]
    ['1998-02-01', '1998-02-28']
    >>> [str(day) for day in days("2012-06-28/2012-12-19")]
    ['2012-06-28', '2012-12-19']

    A stretch may be left open: `2021-03/..` lies in March 2021 or at any time after.
    """
    earliest, _, latest = cell.partition("/")
    first = _days(earliest)[0]
    last = date.max if latest == ".." else _days(latest or earliest)[1]
    if last < first:
        raise ValueError(f"{cell!r} ends before it starts")
    return first, last


def _days(cell: str) -> tuple[date, date]:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", cell):
        raise ValueError(f"{cell!r} is not a date such as 1992, 1992-05 or 1992-05-15")
    year, month, day = [int(number) for number in cell.split("-")] + [0] * (2 - cell.count("-"))
    if day:
        return date(year, month, day), date(year, month, day)
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _moment(lexical: str) -> Literal:
    return Literal(lexical, datatype=XSD.dateTime)
