"""The world's larger cities and first-level subdivisions, for names that the reference lacks.

The list is long and little of it occurs in an article, so a line becomes a name only when its
first word is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from functools import cached_property

from kg.extract.gazetteer import Sense, Spelling, fold, split_name
from kg.model import Entity
from kg.ontology import data_path
from kg.vocabulary import ID


class ListedPlaces:
    """The places of gazetteer.csv by the first word of their names."""

    def __init__(self, lines: list[str], known: Container[str]) -> None:
        self._lines = lines
        self._known = known
        self._made: dict[str, tuple[Spelling, ...]] = {}

    def beginning(self, word: str) -> tuple[Spelling, ...]:
        """The names that begin with a folded word, the longest first."""
        if word not in self._index:
            return ()
        if word not in self._made:
            found = [spelling for line in self._index[word] for spelling in self._spellings(line)]
            fitting = (spelling for spelling in found if spelling.words[0] == word)
            self._made[word] = tuple(sorted(fitting, key=lambda one: -len(one.words)))
        return self._made[word]

    @cached_property
    def _index(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for line in self._lines:
            cells = line.split(",")
            for name in (cells[2], *cells[5].split("|")):
                first = fold(name.replace("-", " ").split(" ", 1)[0])
                if first and (first not in index or index[first][-1] is not line):
                    index[first].append(line)
        return dict(index)

    def _spellings(self, line: str) -> list[Spelling]:
        iri, kind, name, country, _, aliases = line.split(",")
        if ID[iri].value in self._known:
            return []
        place = Entity(ID[iri].value, kind, name, organ_of=ID[f"territory/{country}"].value)
        made = []
        for spelled in (name, *filter(None, aliases.split("|"))):
            words, cases = zip(*split_name(spelled), strict=True)
            made.append(Spelling(words, cases, (Sense(place),)))
        return made


def listed_places(known: Container[str]) -> ListedPlaces:
    """The list of places, less those that the reference graph knows by their IRI."""
    path = data_path("ontology", "reference", "gazetteer.csv")
    lines = path.read_text("utf-8").splitlines()[1:] if path.is_file() else []
    return ListedPlaces(lines, known)
