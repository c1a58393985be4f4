"""What a table of the reference graph is, and the readings that several tables share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.reference.cells import (
    Reading,
    both,
    code,
    days,
    links,
    not_after,
    not_before,
    parts,
    phrases,
)
from kg.vocabulary import CASUS, DCTERMS, ID, RDF, RDFS, SKOS, XSD, slug

Cells = Mapping[str, str]
Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]


def nothing(cell: str) -> tuple[()]:
    """A column that is part of the row's name or is read with the row as a whole."""
    return ()


def no_more(subject: NamedNode, cells: Cells) -> tuple[()]:
    """For a table whose rows say no more than their cells."""
    return ()


@dataclass(frozen=True)
class Table:
    """How the rows of one file read.

    `subject` gives the path of the row's IRI below `id/`, `kind` the name of its class, which is
    one of `kinds` where a cell names it; `columns` says how each cell reads, `also` what
    follows from the whole row; the cells `needed` must not be empty.
    """

    file: str
    subject: Callable[[Cells], str]
    kind: Callable[[Cells], str]
    columns: Mapping[str, Reading]
    needed: frozenset[str]
    kinds: frozenset[str] = frozenset()
    also: Callable[[NamedNode, Cells], Iterable[Statement]] = no_more


LABEL = phrases(RDFS.label)
ALIASES = phrases(SKOS.altLabel)
SOURCE = links(DCTERMS.source, below="source/")
ISO2 = code(CASUS.iso2, "[A-Z]{2}", "two capital letters (ISO 3166-1 alpha-2)")
ISO3 = code(CASUS.iso3, "[A-Z]{3}", "three capital letters (ISO 3166-1 alpha-3)")
WIKIDATA = code(CASUS.wikidataId, "Q[1-9][0-9]*", "a Wikidata item such as Q399")
GEONAMES = code(CASUS.geonamesId, "[1-9][0-9]*", "a GeoNames number")
FROM = both(not_before(CASUS.startEarliest), not_after(CASUS.startLatest))
UNTIL = both(not_before(CASUS.endEarliest), not_after(CASUS.endLatest))


def cow(predicate: NamedNode) -> Reading:
    """A cell that holds a state number of the Correlates of War."""
    return code(predicate, "[1-9][0-9]{0,2}", "a Correlates of War number", XSD.integer)


def named(pattern: str) -> Callable[[Cells], str]:
    """Subjects named after a cell, as in `state/{code}`."""
    return lambda cells: pattern.format_map(cells)


def spell(pattern: str, cells: Cells, *dates: str) -> str:
    """The path of a dated situation: who and what, and the year of the first date that is known.

    >>> spell("membership/{org}-{party}", {"org": "EU", "party": "state/FRA", "on": "1958"}, "on")
    'membership/EU-FRA-1958'
    """
    last = {column: cell.rsplit("/", 1)[-1] for column, cell in cells.items()}
    first = next((cells[column] for column in dates if column in cells), None)
    return pattern.format_map(last) + (f"-{days(first)[0].year}" if first else "")


def by_column(column: str) -> Callable[[Cells], str]:
    """The class that a cell names."""
    return lambda cells: cells[column]


def always(kind: str) -> Callable[[Cells], str]:
    """The same class for every row."""
    return lambda cells: kind


def sources(subject: NamedNode, cells: Cells) -> Iterable[Statement]:
    """The sources of a row, for a thing that the row describes beside its subject."""
    return ((subject, DCTERMS.source, ID[f"source/{key}"]) for key in parts(cells["source"]))


def territory_and_capital(subject: NamedNode, cells: Cells) -> Iterator[Statement]:
    """A state has a territory, and a seat of government whose name may stand for it."""
    territory = ID[f"territory/{cells['code']}"]
    yield territory, RDF.type, CASUS.StateTerritory
    yield territory, RDFS.label, Literal(f"territory of {cells['label']}", language="en")
    yield territory, CASUS.territoryOf, subject
    yield from sources(territory, cells)
    yield from capital(subject, cells, territory)


def capital(subject: NamedNode, cells: Cells, territory: NamedNode | None) -> Iterator[Statement]:
    """The seat of government; `capitalOf` is left unsaid where the seat itself is disputed."""
    if "capital" not in cells:
        return
    place = ID[f"place/{slug(cells['capital'])}"]
    yield place, RDF.type, CASUS.CapitalCity
    yield place, RDFS.label, Literal(cells["capital"], language="en")
    yield place, CASUS.metonymFor, subject
    if cells.get("capital_disputed") != "yes":
        yield place, CASUS.capitalOf, subject
        if territory:
            yield place, CASUS.within, territory
    for column, reading in (("capital_aliases", ALIASES), ("capital_geonames", GEONAMES)):
        if column in cells:
            yield from ((place, *fact) for fact in reading(cells[column]))
    yield from sources(place, cells)


def capital_of_polity(subject: NamedNode, cells: Cells) -> Iterator[Statement]:
    """A polity has a seat of government too, in the territory of the state it is counted to."""
    state = cells.get("parent_state")
    return capital(subject, cells, ID[f"territory/{state}"] if state else None)


def treaty_bounds(subject: NamedNode, cells: Cells) -> Iterator[Statement]:
    """From between signature and entry into force to between notice of exit and its effect.

    A bound whose date is not known is left open.
    """
    moments = {
        CASUS.startEarliest: (not_before, ("signed", "in_force")),
        CASUS.startLatest: (not_after, ("in_force",)),
        CASUS.endEarliest: (not_before, ("notice_of_exit", "exit_effective")),
        CASUS.endLatest: (not_after, ("exit_effective",)),
    }
    for predicate, (reading, columns) in moments.items():
        known = next((cells[column] for column in columns if column in cells), None)
        if known:
            yield from ((subject, *fact) for fact in reading(predicate)(known))
