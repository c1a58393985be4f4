"""The names of the parser, corrected and completed by those that are known."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.gazetteer import Gazetteer, Hit
from kg.model import Document, Name

# The classes of the ontology, by how annotation calls them; an office or a treaty is no such name.
_PLACES = frozenset(
    "State DeFactoPolity AdministrativeArea CapitalCity Settlement Region DisputedArea "
    "BorderSegment Corridor".split()
)
_BODIES = frozenset(
    "Organization InternationalOrganization NonGovernmentalOrganization MediaOrganization Ministry "
    "CollectiveDefenceOrganization NonStateArmedGroup PoliticalParty GovernmentBody ArmedForce "
    "MilitaryUnit PeacekeepingForce".split()
)
_LABELS = {"Person": "PER"} | dict.fromkeys(_PLACES, "LOC") | dict.fromkeys(_BODIES, "ORG")


def with_known_names(document: Document, gazetteer: Gazetteer) -> Document:
    """The document with the names that parser and gazetteer find together.

    Where both see the very same words the gazetteer says what they denote, unless only the list of
    the world's places knows them, which may as well be a person's; where they overlap the parser's
    name stands; what only the gazetteer sees is a name if it is no demonym.
    """
    known, listed = _known(document, gazetteer)
    names = [known.pop((name.start, name.end), name) for name in document.names]
    taken = [(name.start, name.end) for name in names]
    further = [n for n in (*known.values(), *listed) if not _overlaps(n, taken)]
    return replace(document, names=tuple(sorted([*names, *further], key=lambda n: n.start)))


def _known(
    document: Document, gazetteer: Gazetteer
) -> tuple[dict[tuple[int, int], Name], list[Name]]:
    """The names in the reference graph by their ends, and those in the list of places alone."""
    known: dict[tuple[int, int], Name] = {}
    listed: list[Name] = []
    for sentence in document.sentences:
        for hit in gazetteer.find(sentence.tokens):
            label = _label(hit)
            tokens = sentence.tokens[hit.first : hit.last + 1]
            if label and any(token.upos == "PROPN" for token in tokens):
                name = Name(tokens[0].start, tokens[-1].end, label)
                if hit.is_listed:
                    listed.append(name)
                else:
                    known[name.start, name.end] = name
    return known, listed


def _label(hit: Hit) -> str | None:
    return _LABELS.get(hit.sense.entity.type) if hit.sense.form == "name" else None


def _overlaps(name: Name, taken: list[tuple[int, int]]) -> bool:
    return any(start < name.end and name.start < end for start, end in taken)
