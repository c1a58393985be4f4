"""From tables to quads: every row read, every rule checked, every link followed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.errors import CasusError
from kg.ontology import data_path, module_quads
from kg.reference.table import Table
from kg.reference.tables import PROSE, TABLES
from kg.vocabulary import CASUS, ID, RDF, REFERENCE_GRAPH


class BrokenRow(CasusError):
    """A row of a reference table that breaks a rule; the message names file, row and rule."""


@dataclass(frozen=True)
class Row:
    """One line of a table; `number` counts as an editor does, the header being line 1."""

    table: Table
    number: int
    cells: Mapping[str, str]

    def broken(self, rule: str) -> BrokenRow:
        """The error that says which row breaks which rule."""
        return BrokenRow(f"ontology/reference/{self.table.file}, row {self.number}: {rule}")

    @property
    def subject(self) -> NamedNode:
        """What the row is about."""
        try:
            return ID[self.table.subject(self.cells)]
        except ValueError as rule:
            raise self.broken(str(rule)) from rule


@cache
def reference_quads() -> tuple[Quad, ...]:
    """The reference graph, the same at each call and on each machine."""
    return build(data_path("ontology", "reference"))


def build(folder: Path) -> tuple[Quad, ...]:
    """The quads of the tables in a folder, in the order of the files, each once.

    Raises BrokenRow where a cell is malformed, a subject is described twice in one table, or a
    link leads to a thing that no table describes.
    """
    prose = [quad for name in PROSE for quad in module_quads(f"reference/{name}", REFERENCE_GRAPH)]
    quads: dict[Quad, Row | None] = dict.fromkeys(prose)
    for table in TABLES:
        for row in rows(table, folder):
            quads.update((quad, row) for quad in row_quads(row) if quad not in quads)
    check_links(quads)
    return tuple(quads)


def rows(table: Table, folder: Path) -> Iterator[Row]:
    """The rows of a table, empty cells left out."""
    path = folder / table.file
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, strict=True)
        header = Row(table, 1, {})
        if set(lines.fieldnames or ()) != set(table.columns):
            raise header.broken(f"the columns must be {', '.join(table.columns)}")
        seen: set[str] = set()
        for line in lines:
            row = Row(table, lines.line_num, {k: v for k, v in line.items() if k and v})
            if None in line or None in line.values():
                raise row.broken("more or fewer cells than the header has columns")
            if missing := table.needed - row.cells.keys():
                raise row.broken(f"{sorted(missing)[0]} is empty")
            if row.subject.value in seen:
                raise row.broken(f"{row.subject.value} is already described in this table")
            seen.add(row.subject.value)
            yield row


def row_quads(row: Row) -> Iterator[Quad]:
    """What one row says: its class, its cells, and what follows from the row as a whole."""
    subject = row.subject
    kind = row.table.kind(row.cells)
    if row.table.kinds and kind not in row.table.kinds:
        raise row.broken(f"{kind!r} is none of: {', '.join(sorted(row.table.kinds))}")
    yield Quad(subject, RDF.type, CASUS[kind], REFERENCE_GRAPH)
    for column, cell in row.cells.items():
        try:
            facts = tuple(row.table.columns[column](cell))
        except ValueError as rule:
            raise row.broken(f"{column}: {rule}") from rule
        yield from (Quad(subject, *fact, REFERENCE_GRAPH) for fact in facts)
    yield from (Quad(*fact, REFERENCE_GRAPH) for fact in row.table.also(subject, row.cells))


def check_links(quads: Mapping[Quad, Row | None]) -> None:
    """Nothing happens, unless a row names a thing that the reference graph does not describe."""
    described = {quad.subject for quad in quads}
    for quad, row in quads.items():
        target = quad.object
        if not isinstance(target, NamedNode) or target in described:
            continue
        if target.value.startswith(ID.prefix):
            rule = f"{target.value} is described nowhere in ontology/reference/"
            raise row.broken(rule) if row else BrokenRow(f"{quad.subject}: {rule}")
