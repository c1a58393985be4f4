"""A published table: what it is, the columns it must have, and what a row of it says."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.errors import CasusError

Row = Mapping[str, str]
csv.field_size_limit(1 << 24)  # outlines of places are long


class BadRow(ValueError):
    """A row that says nothing we can state; the message is the reason."""


class WrongTable(CasusError):
    """A file that is not the table it was taken for."""


@dataclass(frozen=True)
class Dataset:
    """A dataset that can be imported.

    `statements` is called once a file and gives a reading: what one row says, as lines of
    N-Triples. A reading may remember what it has already said about things that rows share.
    `columns` are those that a file must have, one set for each kind of file that is published.
    """

    name: str
    title: str
    publisher: str
    url: str
    terms: str
    columns: tuple[frozenset[str], ...]
    statements: Callable[[], Callable[[Row], Iterable[str]]]
    delimiter: str = ","
    headers: tuple[tuple[str, ...], ...] = ()  # the columns in order, where files have no header


def rows(dataset: Dataset, stream: io.BufferedIOBase) -> Iterator[tuple[int, Row | BadRow]]:
    """The rows of a table with the numbers of their lines; raises WrongTable before the first."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")  # type: ignore[type-var]
    lines = csv.reader(text, delimiter=dataset.delimiter)
    if dataset.headers:  # files of that age quote nothing
        lines = csv.reader(text, delimiter=dataset.delimiter, quoting=csv.QUOTE_NONE)
    first = next(lines, None)
    if first is None:
        raise WrongTable("is empty")
    header = _header(dataset, first)
    if dataset.headers:
        yield 1, _row(header, first)
    for cells in lines:
        yield lines.line_num, _row(header, cells)


def _header(dataset: Dataset, first: list[str]) -> tuple[str, ...]:
    if dataset.headers:
        for header in dataset.headers:
            if len(header) == len(first):
                return header
        widths = " or ".join(str(len(header)) for header in dataset.headers)
        raise WrongTable(f"has {len(first)} columns where {dataset.title} has {widths}")
    header = tuple(name.strip().lower() for name in first)
    missing = min((columns - set(header) for columns in dataset.columns), key=len)
    if missing:
        lacking = ", ".join(sorted(missing))
        raise WrongTable(f"is not {dataset.title}: it has no column {lacking}")
    return header


def _row(header: tuple[str, ...], cells: list[str]) -> Row | BadRow:
    if len(cells) != len(header):
        return BadRow(f"has {len(cells)} cells where the header has {len(header)}")
    return dict(zip(header, cells, strict=True))


def number(row: Row, column: str) -> int | None:
    """A whole number, None where the cell says that there is none (empty, NA, negative)."""
    cell = row.get(column, "").strip()
    if cell in ("", "NA", "."):
        return None
    try:
        value = int(float(cell))
    except (ValueError, OverflowError):
        raise BadRow(f"{column} is {cell!r}, no number") from None
    return value if value >= 0 else None


def needed(row: Row, column: str) -> str:
    """A cell that may not be empty."""
    cell = row.get(column, "").strip()
    if not cell:
        raise BadRow(f"{column} is empty")
    return cell
