"""A sentence on the way to its mentions: the known names in it, and what was seen so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.gazetteer import Gazetteer, Hit
from kg.extract.names_words import Noun
from kg.model import Entity, Token

NOT_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June "
    "July August September October November December Twitter Facebook Telegram Islam Related "
    "Ramadan Christmas Reuters North South East West".split()
)
HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Seen:
    """A noun phrase that names somebody, before people are told apart.

    A thing has its `entity`; a person or a holder of an office has a `name`, an `office`, or both,
    and the `owner` of the office.
    """

    first: int
    last: int
    head: int
    entity: Entity | None = None
    name: str | None = None
    office: Noun | None = None
    owner: Entity | None = None


@dataclass
class Scan:
    """The reading of one sentence: its known names, and what was seen so far."""

    tokens: Sequence[Token]
    gazetteer: Gazetteer
    people: Sequence[tuple[int, int]]  # first and last token of names that a tagger calls people
    hits: tuple[Hit, ...] = ()
    ending: dict[int, Hit] = field(default_factory=dict)
    starting: dict[int, Hit] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    def add_hit(self, hit: Hit) -> None:
        """Let a phrase own others, as a name does: "the defence ministry spokesman"."""
        self.ending[hit.last] = hit
        self.starting[hit.first] = hit


def head_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token of the span whose head lies outside; the last such, punctuation aside."""
    heads = [
        at
        for at in range(first, last + 1)
        if not first <= tokens[at].head <= last and tokens[at].upos not in ("PUNCT", "DET", "PART")
    ]
    return heads[-1] if heads else last


def spelled(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words as written, one space where there was any."""
    parts = [tokens[first].text]
    for at in range(first + 1, last + 1):
        gap = " " if tokens[at].start > tokens[at - 1].end else ""
        parts.append(gap + tokens[at].text)
    return "".join(parts)


def is_person(hit: Hit) -> bool:
    """Whether a known name is a person's."""
    return hit.sense.entity.type == "Person"


def is_genitive(token: Token) -> bool:
    """Whether a token is the 's of a possessive, whatever the tagger calls it."""
    return token.text in ("'s", "’s", "'", "’") and token.upos in ("PART", "PUNCT", "AUX")
