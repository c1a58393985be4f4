"""Whom the local names of a gold file denote, and for whom they act.

An entity is told by the end of its IRI: `ARM`, `ARM-ministry-of-defence`, `north-atlantic-treaty`;
one that is not in the reference graph by the words that name it: `deir-mimas`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.evaluate.gold import UNNAMED, Declared
from kg.extract.gazetteer import load_gazetteer
from kg.model import Entity
from kg.ontology import data_path
from kg.vocabulary import ID


def tail(iri: str) -> str:
    """What follows the kind of thing in one of our IRIs.

    >>> tail("https://w3id.org/casus/id/agreement/collective-security-treaty/article-4")
    'collective-security-treaty/article-4'
    """
    return iri.removeprefix(ID.prefix).partition("/")[2]


@dataclass(frozen=True)
class Known:
    """The entities of the reference graph, and the codes of their principals, by their names."""

    codes: Mapping[str, str | None]

    def principal(self, name: str, declared: Mapping[str, Declared]) -> str | None:
        """The code of the principal that a name of a gold file acts for, if it has one."""
        if name in declared:
            return declared[name].principal
        return self.codes[name] if name in self.codes else self._owner(name)

    def _owner(self, name: str) -> str | None:
        """The code of the owner in a name made of it and an organ: "KHM-armed-forces"."""
        parts = name.split("-")
        owners = ("-".join(parts[:cut]) for cut in range(len(parts) - 1, 0, -1))
        return next((code for owner in owners if (code := self.codes.get(owner))), None)

    def denotes(self, name: str, declared: Mapping[str, Declared]) -> bool:
        """Whether a name of a gold file denotes anything."""
        whole = re.sub(r"/article-[\w-]+$", "", name)
        return bool(
            whole in declared or whole in self.codes or whole == UNNAMED or self._owner(whole)
        )


@cache
def known() -> Known:
    """The entities of the shipped reference graph and of its list of places."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for iri, entity in sorted(load_gazetteer().entities.items()):
        found[tail(iri)].append(entity)
    codes = {
        name: next((entity.code for entity in entities if entity.code), None)
        for name, entities in found.items()
    }
    listed = data_path("ontology", "reference", "gazetteer.csv").read_text("utf-8")
    for line in listed.splitlines()[1:]:
        codes.setdefault(line.partition(",")[0].partition("/")[2], None)
    return Known(codes)


def principal_of(entity: Entity) -> str | None:
    """The code of the principal; of a people or group without one, that of its country.

    >>> principal_of(Entity("https://w3id.org/casus/id/group/UKR-people", "Group", "Ukrainians"))
    'UKR'
    """
    country = tail(entity.iri).partition("-")[0].upper()
    if entity.code or "/group/" not in entity.iri or country not in known().codes:
        return entity.code
    return country if known().codes[country] == country else None
