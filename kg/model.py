"""The values that flow through the pipeline: Article, Document, Extraction.

Read this file first. A stage takes one of these values and returns the next; all are frozen.
Every offset counts Unicode code points into `Article.text`; ends are exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of an article."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or boilerplate (a "Related article" line, a share button)."""

    start: int
    end: int
    kind: str  # "paragraph" | "heading" | "boilerplate"


@dataclass(frozen=True)
class Article:
    """One news item as read: its canonical text, how that text falls into blocks, its metadata.

    `published` is an ISO 8601 date or date-time, possibly partial ("2016-10"); `date_basis` says
    where it was found ("given", "metadata", "dateline"); `source` names the file or line read.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    date_basis: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    licence: str | None = None
    source: str | None = None

    @cached_property
    def sha256(self) -> str:
        """The identity of the article: the digest of its canonical text in UTF-8."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of Universal Dependencies. `head` is an index into the sentence, -1 at the root."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: Mapping[str, str]
    head: int
    deprel: str


@dataclass(frozen=True)
class Sentence:
    """A parsed sentence; `block` is the index of its block in the article."""

    tokens: tuple[Token, ...]
    block: int

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tokens[-1].end

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token, the indices of its dependents in text order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                below[token.head].append(token.index)
        return tuple(map(tuple, below))


@dataclass(frozen=True, slots=True)
class Name:
    """A name found by the statistical tagger: "PER", "LOC" or "ORG"."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Document:
    """An article with its paragraphs parsed into sentences."""

    article: Article
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that names denote: an agent, a place or a norm.

    `type` is the local name of its class. `principal` is the IRI of the political entity or
    international organisation on whose behalf it acts (itself for those two); `code` is the
    local name of that principal ("ARM", "EU", "nagorno-karabakh"), None where there is none.
    `organ_of` is the agent it is an organ or office holder of. `country` is the ISO 3166-1 alpha-3
    code of the state in which an agent that acts for no state is at home ("LKA" for the LTTE).
    """

    iri: str
    type: str
    label: str
    principal: str | None = None
    code: str | None = None
    organ_of: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that denotes an entity; `sentence` and `head` locate its head token."""

    start: int
    end: int
    text: str
    entity: Entity
    sentence: int
    head: int


@dataclass(frozen=True, slots=True)
class Role:
    """Who or what plays which part; `role` is the local name of an ontology property."""

    role: str
    entity: Entity
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Time:
    """Four bounds of an interval in UTC-aware time, and the words that gave them.

    An unknown bound is None. "Tuesday" starts and ends within one day; "at 18:30" has
    start_earliest == start_latest.
    """

    start_earliest: datetime | None
    start_latest: datetime | None
    end_earliest: datetime | None
    end_latest: datetime | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: `effect` what befell the units ("killed"), `side` whose they were.

    `operator` is one of exactly, atLeast, moreThan, about, atMost, fewerThan;
    `minimum` and `maximum` bound the count (None: unbounded).
    """

    minimum: int | None
    maximum: int | None
    operator: str
    effect: str
    unit: str | None = None
    side: Entity | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, by which words. `stance` is the cue's: said, claimed, denied, confirmed, ..."""

    speaker: Entity
    text: str
    start: int
    end: int
    cue: Span | None
    stance: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What an article says happened, in whose voice, and how sure.

    `type` is the local name of an event class. `places` lists where, the most specific first.
    `attribution` runs from the innermost speaker to the outermost reporter; it is empty in the
    outlet's own voice. `factuality` is one of asserted, claimed, denied, negated, planned,
    conditional, hypothetical. `event` is the IRI of the event the claim is about, `within` the
    IRI of a larger event of the same article that it is part of.
    """

    event: str
    type: str
    trigger: Span
    evidence: Span
    roles: tuple[Role, ...]
    factuality: str
    confidence: float
    time: Time | None = None
    places: tuple[Role, ...] = ()
    figure: Figure | None = None
    attribution: tuple[Attribution, ...] = ()
    within: str | None = None


@dataclass(frozen=True)
class Extraction:
    """Everything one article says, as far as it was understood."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = field(default=())
