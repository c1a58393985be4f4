"""/page/…: anything else with an IRI: states, organisations, people, places, treaties, terms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import Literal, NamedNode, Triple

from kg.vocabulary import BASE, CASUS, ID, RDF, RDFS, SKOS, local_name
from server import intervals, queries
from server.accounts import Link, bounds_of, link, named, value
from server.evaluation import Term
from server.intervals import Bounds
from server.pages.page import Page, behind
from server.site import Site
from server.tables import Cell, Row, cell, short

SHOWN_VALUES = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """A property with its values."""

    property: Link
    values: tuple[Cell, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Situation:
    """A membership, a participation in a treaty or an office held, with its dates."""

    kind: Link
    href: str | None
    other: Link
    when: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in short."""

    href: str | None
    iri: str
    kind: Link
    event: Link
    factuality: str
    principal: Link | None
    role: str | None
    filler: Link | None
    quote: str
    article: Link
    issued: str | None


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something that points here, and by which property."""

    source: Link
    property: Link


@dataclass(frozen=True, slots=True)
class Follows:
    """A conclusion of some account that concerns the thing."""

    label: str
    iri: str
    href: str | None


@dataclass(frozen=True, slots=True)
class ThingPage(Page):
    """A thing with all that is said of it."""

    template: ClassVar[str] = "thing.html"

    iri: str
    kinds: tuple[Link, ...]
    names: tuple[str, ...]
    definition: str | None
    facts: tuple[Fact, ...]
    situations: tuple[Situation, ...]
    made: tuple[Told, ...]
    about: tuple[Told, ...]
    follows: tuple[Follows, ...]
    incoming: tuple[Incoming, ...]
    more_incoming: bool


def thing_page(here: Site, node: NamedNode) -> ThingPage:
    """The page of any IRI that the store speaks of."""
    rows = queries.rows(here, "facts", thing=node)
    labels = _literals(rows, RDFS.label)
    agent = node.value.startswith(ID.prefix)
    incoming, more = _incoming(here, node)
    return ThingPage(
        title=labels[0] if labels else local_name(node.value) or node.value,
        behind=behind("facts", thing=node),
        iri=node.value,
        kinds=_kinds(rows),
        names=tuple(dict.fromkeys(_literals(rows, SKOS.altLabel))),
        definition=next(iter(_literals(rows, SKOS.definition)), None),
        facts=_facts(rows),
        situations=_situations(here, node) if agent else (),
        made=_told(queries.rows(here, "claims-made", principal=node)) if agent else (),
        about=_told(queries.rows(here, "claims-about", thing=node)) if agent else (),
        follows=_follows(here, node) if agent else (),
        incoming=incoming,
        more_incoming=more,
    )


_ELSEWHERE = (RDFS.label, SKOS.altLabel, SKOS.definition, RDF.type)


def _literals(rows: list[Row], predicate: NamedNode) -> list[str]:
    """The literals of a property, English first."""
    found = [
        row["value"]
        for row in rows
        if row["property"] == predicate and isinstance(row["value"], Literal)
    ]
    found.sort(key=lambda each: isinstance(each, Literal) and each.language != "en")
    return list(dict.fromkeys(each.value for each in found if isinstance(each, Literal)))


def _kinds(rows: list[Row]) -> tuple[Link, ...]:
    found = {
        row["value"].value: value(row, "valueLabel")
        for row in rows
        if row["property"] == RDF.type and isinstance(row["value"], NamedNode)
    }
    ours = {iri: label for iri, label in found.items() if iri.startswith(BASE)}
    return tuple(named(iri, label) for iri, label in sorted((ours or found).items()))


def _facts(rows: list[Row]) -> tuple[Fact, ...]:
    properties: dict[str, Link] = {}
    values: dict[str, dict[str, Cell]] = defaultdict(dict)
    for row in rows:
        if row["property"] in _ELSEWHERE:
            continue
        iri = value(row, "property") or ""
        properties.setdefault(iri, _property(iri, value(row, "propertyLabel")))
        values[iri].setdefault(str(row["value"]), _cell(row["value"], value(row, "valueLabel")))
    return tuple(
        Fact(
            properties[iri],
            tuple(values[iri].values())[:SHOWN_VALUES],
            max(0, len(values[iri]) - SHOWN_VALUES),
        )
        for iri in sorted(properties, key=lambda iri: properties[iri].label)
    )


def _property(iri: str, label: str | None) -> Link:
    return named(iri, label or short(iri))


def _cell(term: Term, label: str | None) -> Cell:
    """A value by its label if it has one."""
    shown = cell(term) or Cell("")
    if isinstance(term, NamedNode) and label:
        return Cell(label, shown.href, shown.full)
    if isinstance(term, Triple):
        return Cell(str(term))
    return shown


def _situations(here: Site, node: NamedNode) -> tuple[Situation, ...]:
    found: dict[str, Situation] = {}
    for row in queries.rows(here, "situations", thing=node):
        iri = value(row, "situation") or ""
        kind, other = link(row, "kind"), link(row, "other")
        if not kind or not other or not kind.iri.startswith(CASUS.prefix):
            continue
        bounds = bounds_of(row)
        shown = Situation(kind, named(iri).href, other, intervals.worded(bounds), bounds)
        found.setdefault(iri, shown)
    return tuple(
        sorted(found.values(), key=lambda each: (each.kind.label, each.other.label, each.when))
    )


def _told(rows: list[Row]) -> tuple[Told, ...]:
    found: dict[str, Told] = {}
    for row in rows:
        claim, event, article = link(row, "claim"), link(row, "event"), link(row, "article")
        kind = link(row, "type")
        if not (claim and event and article and kind) or claim.iri in found:
            continue
        found[claim.iri] = Told(
            claim.href,
            claim.iri,
            kind,
            event,
            local_name(value(row, "factuality") or ""),
            link(row, "principal"),
            value(row, "roleLabel"),
            link(row, "filler"),
            value(row, "quote") or "",
            article,
            intervals.date(value(row, "issued")),
        )
    return tuple(found.values())


def _follows(here: Site, node: NamedNode) -> tuple[Follows, ...]:
    rows = queries.rows(here, "owed", thing=node)
    found = {value(row, "conclusion") or "": value(row, "label") or "" for row in rows}
    return tuple(Follows(label, iri, named(iri).href) for iri, label in found.items())


# claims and their pieces: what they say of the thing stands in lists of its own
_SHOWN_OTHERWISE = tuple(
    ID[f"{kind}/"].value for kind in ("claim", "role", "figure", "attribution", "span", "casus")
)


def _incoming(here: Site, node: NamedNode) -> tuple[tuple[Incoming, ...], bool]:
    rows = queries.rows(here, "incoming", thing=node, after=Literal(""))
    found: dict[tuple[str, str], Incoming] = {}
    for row in rows:
        source, iri = value(row, "source"), value(row, "property")
        if source and iri and not source.startswith(_SHOWN_OTHERWISE):
            label = value(row, "propertyLabel")
            shown = Incoming(named(source, value(row, "label")), _property(iri, label))
            found.setdefault((source, iri), shown)
    return tuple(found.values())[:SHOWN_VALUES], len(found) > SHOWN_VALUES
