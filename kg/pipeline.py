"""All the way: read the articles, parse each, extract its claims, state them, replace its graph."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import Quad

from kg.backends import spread
from kg.errors import Unreadable
from kg.extract import load_extractor
from kg.model import Article, Extraction
from kg.parse import parser_of_language
from kg.rdf import metadata, state, this_run
from kg.read import Given, Skipped, read
from kg.store import Store

Item = TypeVar("Item")

_log = logging.getLogger(__name__)
_MATTER = re.compile(r"[:;,]? \(|: |; ")  # where a reason goes on to the particulars


@dataclass(frozen=True, slots=True)
class Stated:
    """An article as quads, ready to be stored."""

    article: Article
    claims: int
    quads: tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article whose graph the store now holds."""

    source: str
    claims: int
    quads: int

    def __str__(self) -> str:
        return f"{self.source}: loaded, {self.claims} claims, {self.quads} statements"


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An article that the store held already, made by this very software."""

    source: str

    def __str__(self) -> str:
        return f"{self.source}: unchanged"


Outcome = Loaded | Unchanged | Skipped


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the articles of a load."""

    loaded: int = 0
    unchanged: int = 0
    claims: int = 0
    quads: int = 0
    skipped: tuple[Skipped, ...] = ()

    def __add__(self, outcome: Outcome) -> Report:
        """The report with one more outcome in it."""
        if isinstance(outcome, Skipped):
            skipped = (*self.skipped, outcome)
            return Report(self.loaded, self.unchanged, self.claims, self.quads, skipped)
        if isinstance(outcome, Unchanged):
            unchanged = self.unchanged + 1
            return Report(self.loaded, unchanged, self.claims, self.quads, self.skipped)
        claims, quads = self.claims + outcome.claims, self.quads + outcome.quads
        return Report(self.loaded + 1, self.unchanged, claims, quads, self.skipped)

    @property
    def read(self) -> int:
        """How many articles there were, with those that were skipped."""
        return self.loaded + self.unchanged + len(self.skipped)

    @property
    def reasons(self) -> Counter[str]:
        """How often what was skipped was skipped for what."""
        return Counter(_MATTER.split(skipped.reason)[0] for skipped in self.skipped)

    def __str__(self) -> str:
        said = (
            f"{self.read} read: {self.loaded} loaded ({self.claims} claims, {self.quads} "
            f"statements), {self.unchanged} unchanged, {len(self.skipped)} skipped"
        )
        reasons = sorted(self.reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        return "\n".join([said, *(f"  {count} {reason}" for reason, count in reasons)])


def load(
    sources: Iterable[str],
    store: Store,
    given: Given | None = None,
    workers: int = 1,
    *,
    watch: Callable[[int], object] = lambda taken: None,
) -> Iterator[Outcome]:
    """Bring every article of the sources into the store; what became of each, as it happens.

    `watch` is told how many bytes are taken from files, as they are.
    """
    found = read(sources, given, watch=watch)
    articles = (_unless_held(item, store) for item in found)
    for batch in _batches(spread(stated, articles, workers)):
        store.replace_articles(item.quads for item in batch if isinstance(item, Stated))
        for item in batch:
            outcome = _loaded(item) if isinstance(item, Stated) else item
            _log.info("%s", outcome)
            yield outcome


def extract(sources: Iterable[str], given: Given | None = None) -> Iterator[Extraction | Skipped]:
    """What every article of the sources says; no store takes part."""
    for item in read(sources, given):
        yield item if isinstance(item, Skipped) else _guarded(understood, item)


def stated(item: Article | Unchanged | Skipped) -> Stated | Unchanged | Skipped:
    """An article parsed, its claims extracted and stated; anything else as it came."""
    return _guarded(_stated, item) if isinstance(item, Article) else item


def understood(article: Article) -> Extraction:
    """What an article says; raises Unreadable where no parser reads its language."""
    parse, extract = parser_of_language(article.language), load_extractor()
    return extract(parse(article))


def _stated(article: Article) -> Stated:
    found = understood(article)
    return Stated(article, len(found.claims), state(found))


def _guarded(work: Callable[[Article], Item], article: Article) -> Item | Skipped:
    """What becomes of an article: one bad article must not stop a thousand good ones."""
    try:
        return work(article)
    except Unreadable as error:
        return Skipped(_name(article), str(error))
    except Exception as error:
        _log.exception("%s", article.source)
        return Skipped(_name(article), f"cannot be understood: {type(error).__name__}: {error}")


def _unless_held(item: Article | Skipped, store: Store) -> Article | Unchanged | Skipped:
    if isinstance(item, Article) and store.holds_article(metadata(item, this_run())):
        return Unchanged(_name(item))
    return item


def _loaded(item: Stated) -> Loaded:
    return Loaded(_name(item.article), item.claims, len(item.quads))


def _batches(items: Iterable[Item], most: int = 64) -> Iterator[list[Item]]:
    """Items in ever larger batches: the first is stored at once, many are stored fast."""
    size, batch = 1, list[Item]()
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            size, batch = min(2 * size, most), []
    if batch:
        yield batch


def _name(article: Article) -> str:
    return article.source or article.sha256
