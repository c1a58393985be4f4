"""The names that are known: what each spelling denotes, compiled from the reference graph.

The second file of the names stage: `gazetteer_build` fills the `Gazetteer` that `names` looks up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property, lru_cache
from typing import Protocol

from kg.model import Entity, Token
from kg.vocabulary import slug

_SPACES = str.maketrans(dict.fromkeys("-‐‑‒–—/,", " "))
_APOSTROPHES = str.maketrans("’‘`´ʼ", "'''''")
_SKIPPED = frozenset("-‐‑‒–'’")


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a spelling may denote.

    `form` tells the spelling's kind: "name", "demonym" ("Armenian", "Armenians"), "surname"; in a
    sentence also "holder", a titled person's phrase, whose entity is whom the person serves.
    `stands_for` is the polity that a capital's name may stand for.
    """

    entity: Entity
    form: str = "name"
    stands_for: Entity | None = None


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as a row of folded words, with the letter case each word must show."""

    words: tuple[str, ...]
    cases: tuple[str, ...]
    senses: tuple[Sense, ...]  # the likeliest first


@dataclass(frozen=True, slots=True)
class Hit:
    """A spelling found in a sentence; both token indices are included."""

    first: int
    last: int
    senses: tuple[Sense, ...]

    @property
    def sense(self) -> Sense:
        """The likeliest of its senses."""
        return self.senses[0]

    @property
    def is_listed(self) -> bool:
        """Whether only the list of the world's places knows the name, which may be a person's."""
        entity = self.senses[0].entity
        return entity.organ_of is not None and entity.type in ("Settlement", "AdministrativeArea")


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held which office when. `of` is the agent the office belongs to."""

    person: Entity
    office: str
    of: Entity
    since: datetime | None
    until: datetime | None

    def certain_at(self, when: datetime) -> bool:
        """Whether the office was held at that time, as far as is known."""
        return (self.since is None or self.since <= when) and (
            self.until is None or when <= self.until
        )


@dataclass(frozen=True, slots=True)
class KnownAgreement:
    """An agreement of the reference graph, with what recognises it in "the November deal"."""

    entity: Entity
    signed: datetime | None
    parties: frozenset[str]


class Places(Protocol):
    """Further names, made when their first word is asked for."""

    def beginning(self, word: str) -> tuple[Spelling, ...]:
        """The names that begin with a folded word, the longest first."""


@dataclass(frozen=True)
class Gazetteer:
    """Known names and what they denote, looked up by the longest match."""

    spellings: Mapping[str, tuple[Spelling, ...]]  # by first word, longest first
    places: Places | None = None
    entities: Mapping[str, Entity] = field(default_factory=dict)
    holdings: tuple[Holding, ...] = ()
    agreements: tuple[KnownAgreement, ...] = ()
    capitals: Mapping[str, Entity] = field(default_factory=dict)  # settlement IRI -> polity
    founding: Mapping[str, Entity] = field(default_factory=dict)  # organisation IRI -> its treaty
    borders: Mapping[frozenset[str], Entity] = field(default_factory=dict)  # the IRIs of states

    def find(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """The longest spellings that the tokens show, left to right, without overlap."""
        words = [fold(token.text) for token in tokens]
        hits: list[Hit] = []
        at = 0
        while at < len(words):
            hit = self._longest_at(tokens, words, at) if words[at] else None
            if hit:
                hits.append(hit)
            at = hit.last + 1 if hit else at + 1
        return tuple(hits)

    @cached_property
    def people(self) -> Mapping[tuple[str, ...], tuple[Entity, ...]]:
        """The known people by the sounds of their names, surnames too."""
        from kg.extract.names_people import sound

        found: dict[tuple[str, ...], list[Entity]] = {}
        for spelling in (one for spellings in self.spellings.values() for one in spellings):
            for person in [s.entity for s in spelling.senses if s.entity.type == "Person"]:
                key = tuple(sound(word) for word in spelling.words if word not in ("al", "el"))
                if person not in found.setdefault(key, []):
                    found[key].append(person)
        return {key: tuple(people) for key, people in found.items()}

    def named(self, name: str) -> Sense | None:
        """What exactly this name denotes, whatever its letter case."""
        words = tuple(word for word, _ in split_name(name)) or ("",)
        found = (s.senses[0] for s in self.spellings.get(words[0], ()) if s.words == words)
        return next(found, None)

    def _longest_at(self, tokens: Sequence[Token], words: Sequence[str], at: int) -> Hit | None:
        hit = _first_match(self.spellings.get(words[at], ()), tokens, words, at)
        if self.places and tokens[at].text[0].isupper():
            listed = _first_match(self.places.beginning(words[at]), tokens, words, at)
            if listed and (hit is None or listed.last > hit.last):
                return listed
        return hit


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """A word without case, accents, stops and apostrophes.

    >>> fold("Kəlbəcər"), fold("U.S."), fold("Da'esh"), fold("-")
    ('kelbecer', 'us', 'daesh', '')
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    return slug(word).replace("-", "")


def split_name(name: str) -> tuple[tuple[str, str], ...]:
    """A name as folded words, each with the case it asks for: "all", "first", "any", "=LeT".

    >>> split_name("Nagorno-Karabakh")
    (('nagorno', 'first'), ('karabakh', 'first'))
    >>> split_name("The People's Republic of US")
    (('people', 'first'), ('s', 'any'), ('republic', 'first'), ('of', 'any'), ('us', 'all'))
    """
    plain = name.translate(_APOSTROPHES).replace("'s ", " s ")
    pieces = ((fold(piece), piece) for piece in plain.translate(_SPACES).split())
    words = tuple((word, _case(piece)) for word, piece in pieces if word)
    return words[1:] if len(words) > 1 and words[0][0] == "the" else words


def _case(piece: str) -> str:
    if piece.lower() in ("al", "el"):
        return "any"
    letters = [letter for letter in piece if letter.isalpha()]
    if 2 <= len(letters) <= 6 and all(letter.isupper() for letter in letters):
        return "all"
    if len(letters) <= 4 and any(letter.isupper() for letter in letters[1:]):
        return f"={piece}"  # "LeT" is not "Let"
    return "first" if letters and letters[0].isupper() else "any"


def _first_match(
    spellings: Sequence[Spelling], tokens: Sequence[Token], words: Sequence[str], at: int
) -> Hit | None:
    for spelling in spellings:
        last = _match(spelling, tokens, words, at)
        if last is not None:
            return Hit(at, last, spelling.senses)
    return None


def _match(
    spelling: Spelling, tokens: Sequence[Token], words: Sequence[str], at: int
) -> int | None:
    """The index of the last token that the spelling covers from `at` on, hyphens skipped."""
    end = len(words)
    last = at
    for position, (word, case) in enumerate(zip(spelling.words, spelling.cases, strict=True)):
        if position:
            last += 1
            while last < end and tokens[last].text in _SKIPPED:
                last += 1
        if last >= end or words[last] != word or not _has_case(tokens[last].text, case):
            return None
    return last


def _has_case(text: str, case: str) -> bool:
    if case == "any":
        return True
    if case == "all":
        return text.upper() == text
    if case[0] == "=":
        return text == case[1:]
    return text[0].isupper() or not text[0].isalpha()


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the reference graph, built once per process."""
    from kg.extract.gazetteer_build import build_gazetteer
    from kg.reference import reference_quads

    return build_gazetteer(reference_quads())
