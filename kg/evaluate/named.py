"""The names of the parser, corrected and completed by those that are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.gazetteer import Gazetteer, Hit
from kg.model import Document, Name, Sentence

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

    Where both see the very same words the gazetteer says what they denote; where they overlap the
    parser's longer name stands; what only the gazetteer sees is a name if it is no demonym.
    """
    known = {
        (name.start, name.end): name
        for sentence in document.sentences
        for name in _known(sentence, gazetteer)
    }
    names = [known.pop((name.start, name.end), name) for name in document.names]
    taken = sorted((name.start, name.end) for name in names)
    further = [name for name in known.values() if not _overlaps(name, taken)]
    return replace(document, names=tuple(sorted([*names, *further], key=lambda n: n.start)))


def _known(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Name]:
    for hit in gazetteer.find(sentence.tokens):
        label = _label(hit)
        tokens = sentence.tokens[hit.first : hit.last + 1]
        if label and any(token.upos == "PROPN" for token in tokens):
            yield Name(tokens[0].start, tokens[-1].end, label)


def _label(hit: Hit) -> str | None:
    return _LABELS.get(hit.sense.entity.type) if hit.sense.form == "name" else None


def _overlaps(name: Name, taken: list[tuple[int, int]]) -> bool:
    return any(start < name.end and name.start < end for start, end in taken)
