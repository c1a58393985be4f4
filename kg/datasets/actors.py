"""Who the names and codes of a dataset mean: a state we know, an organ of it, or one of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.datasets.triples import Node, described, line, node, term, thing
from kg.reference import reference_quads
from kg.vocabulary import CASUS, ID, RDF, RDFS, SKOS, local_name

PARTIES = ("State", "DeFactoPolity", "InternationalOrganization", "NonStateArmedGroup")
_NAMES = (RDFS.label, SKOS.altLabel, CASUS.abbreviation)


@cache
def by_name() -> dict[str, NamedNode]:
    """States, polities, organisations and groups of the reference graph by their names."""
    kinds = {CASUS[kind] for kind in (*PARTIES, "CollectiveDefenceOrganization")}
    parties = {
        q.subject for q in reference_quads() if q.predicate == RDF.type and q.object in kinds
    }
    found: dict[str, NamedNode] = {}
    for predicate in _NAMES:  # a label goes before an alias of another
        for quad in reference_quads():
            if quad.predicate == predicate and quad.subject in parties:
                assert isinstance(quad.subject, NamedNode)
                assert isinstance(quad.object, Literal)
                found.setdefault(quad.object.value.casefold(), quad.subject)
    return found


@cache
def by_code(predicate: str) -> dict[str, tuple[NamedNode, ...]]:
    """States by a code such as iso3."""
    found: dict[str, tuple[NamedNode, ...]] = {}
    for quad in reference_quads():
        if quad.predicate == CASUS[predicate] and isinstance(quad.subject, NamedNode):
            assert isinstance(quad.object, Literal)
            found[quad.object.value] = (*found.get(quad.object.value, ()), quad.subject)
    return found


def state_by_cow(code: str, on: date) -> NamedNode | None:
    """The member of the state system that had a Correlates of War number on a day."""
    moment = on.isoformat()
    alive = [who for who, first, last in _system().get(code, ()) if first <= moment <= last]
    return alive[0] if alive else None


@cache
def _system() -> dict[str, tuple[tuple[NamedNode, str, str], ...]]:
    """By number: members of the state system, with the first and the last day of each spell."""
    facts: dict[str, dict[NamedNode, NamedNode | Literal]] = {}
    for quad in reference_quads():
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            facts.setdefault(quad.subject.value, {})[quad.predicate] = quad.object
    found: dict[str, tuple[tuple[NamedNode, str, str], ...]] = {}
    for spell in facts.values():
        member = spell.get(CASUS.systemMember)
        if isinstance(member, NamedNode):
            first, last = spell.get(CASUS.startEarliest), spell.get(CASUS.endLatest)
            days = (first.value[:10] if first else ""), (last.value[:10] if last else "9999")
            code = spell[CASUS.systemNumber].value
            found[code] = (*found.get(code, ()), (member, *days))
    return found


class Actors:
    """The actors of one file; each is described once, where the reference graph does not."""

    def __init__(self, dataset: str) -> None:
        self._dataset = dataset
        self._said: set[str] = set()

    def called(self, name: str, identifier: str, kind: str) -> tuple[Node, list[str]]:
        """The actor of that name: one we know, or else one of the dataset's own."""
        known = by_name().get(_plain(name).casefold())
        if known:
            return node(known), []
        own = thing(f"{self._dataset}-actor", identifier or name)
        return own, self._once(own, described(own, kind, name))

    def organ(self, state: NamedNode, suffix: str, kind: str, label: str) -> tuple[Node, list[str]]:
        """An organ of a state, named as the loader names it."""
        own = node(ID[f"organ/{local_name(state.value)}-{suffix}"])
        return own, self._once(own, self._organ(own, state, kind, label))

    def _organ(self, own: Node, state: NamedNode, kind: str, label: str) -> Iterator[str]:
        yield from described(own, kind, label)
        yield line(own, term("organOf"), node(state))

    def _once(self, own: Node, lines: Iterator[str]) -> list[str]:
        if own in self._said:
            return []
        self._said.add(own)
        return list(lines)


def _plain(name: str) -> str:
    """A name without the office and the years that datasets add.

    >>> _plain("Government of Russia (Soviet Union)"), _plain("Military Forces of Armenia (2018-)")
    ('Russia', 'Military Forces of Armenia')
    """
    return re.sub(r"\s*\(.*\)\s*$", "", name).removeprefix("Government of ").strip()
