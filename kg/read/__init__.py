"""Sources to Articles: the readers, chosen by what a file holds.

A reader says whether it accepts the beginning of a file and yields its articles. Packages add
their own through the entry point group "casus.reader", whose objects are `Reader` values; they
are asked before the built-in ones. What cannot be read is yielded too, as `Skipped`, with the
reason in one sentence: nothing stops the batch and nothing disappears.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import entry_points

from kg.errors import UnknownChoice, Unreadable
from kg.model import Article
from kg.read.feeds import FEED
from kg.read.html import HTML
from kg.read.items import Given, Item, Reader, Skipped
from kg.read.newsml import NEWSML
from kg.read.packed import HEAD, Opened
from kg.read.pdf import PDF
from kg.read.records import RECORDS
from kg.read.sources import Source, expand
from kg.read.text import TEXT
from kg.read.warc import WARC

__all__ = ["Given", "Item", "Reader", "Skipped", "load_reader", "read", "readers", "size"]

GROUP = "casus.reader"
_UNKNOWN_BINARY = "is not text: it is a binary file"
_UNKNOWN_MARKUP = "is XML of an unknown kind: NewsML-G2, RSS, Atom and XHTML are read"
_log = logging.getLogger(__name__)


def readers() -> tuple[Reader, ...]:
    """Every reader in the order in which they are asked; the last accepts any text."""
    added = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return (*(point.load() for point in added), WARC, PDF, RECORDS, NEWSML, FEED, HTML, TEXT)


def load_reader(name: str) -> Reader:
    """The reader of that name."""
    known = {reader.name: reader for reader in readers()}
    if name not in known:
        raise UnknownChoice("reader", name, known)
    return known[name]


def read(
    sources: Iterable[str],
    given: Given | None = None,
    reader: str | None = None,
    watch: Callable[[int], object] = lambda taken: None,
) -> Iterator[Article | Skipped]:
    """The articles of files, folders, patterns and "-" (standard input), one at a time.

    What is given by the caller (a date, a publisher) goes before what the sources say. `watch` is
    told how many bytes are taken from files, as they are.
    """
    given = (given or Given()).checked()
    known = readers() if reader is None else (load_reader(reader),)
    suffixes = _suffixes(known)
    for source in expand(sources, suffixes):
        if isinstance(source, Skipped):
            yield source
            continue
        for item in _items(source, known, suffixes, watch):
            yield item.article(given) if isinstance(item, Item) else item


def size(sources: Iterable[str]) -> int:
    """How many bytes `read` will take from the files of the sources, as far as can be known."""
    found = expand(sources, _suffixes(readers()))
    return sum(source.size() for source in found if isinstance(source, Source))


def _suffixes(known: Iterable[Reader]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(suffix for each in known for suffix in each.suffixes))


def _items(
    source: Source,
    known: tuple[Reader, ...],
    suffixes: tuple[str, ...],
    watch: Callable[[int], object],
) -> Iterator[Item | Skipped]:
    try:
        for opened in source.streams(suffixes, watch):
            yield from [opened] if isinstance(opened, Skipped) else _of_stream(opened, known)
    except Exception as error:
        yield _skipped(source.name, error)


def _of_stream(opened: Opened, known: tuple[Reader, ...]) -> Iterator[Item | Skipped]:
    """The items of a stream; whatever is wrong with it stays its own misfortune."""
    try:
        head = opened.stream.peek(HEAD)
        if not head:
            raise Unreadable("is empty: it holds no text")
        chosen = next((each for each in known if each.accepts(head)), None)
        if chosen is None:
            raise Unreadable(_UNKNOWN_BINARY if b"\0" in head else _UNKNOWN_MARKUP)
        yield from chosen.items(opened.stream, opened.name)
    except Exception as error:
        yield _skipped(opened.name, error)


def _skipped(name: str, error: Exception) -> Skipped:
    """Why a source gives nothing; a library that stumbles over a file must not end the run."""
    if isinstance(error, Unreadable):
        return Skipped(name, str(error))
    _log.error("%s", name, exc_info=error)
    return Skipped(name, f"cannot be read: {type(error).__name__}: {error}")
