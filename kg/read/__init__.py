"""Sources to Articles: the readers, chosen by what a file holds.

A reader says whether it accepts the beginning of a file and yields its articles. Packages add
their own through the entry point group "casus.reader", whose objects are `Reader` values; they
are asked before the built-in ones. What cannot be read is yielded too, as `Skipped`, with the
reason in one sentence: nothing stops the batch and nothing disappears.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points

from kg.errors import UnknownChoice, Unreadable
from kg.model import Article
from kg.read.items import Given, Item, Reader, Skipped
from kg.read.records import RECORDS
from kg.read.sources import Source, expand
from kg.read.text import TEXT

__all__ = ["Given", "Item", "Reader", "Skipped", "load_reader", "read", "readers"]

GROUP = "casus.reader"


def readers() -> tuple[Reader, ...]:
    """Every reader in the order in which they are asked; the last accepts any text."""
    added = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return (*(point.load() for point in added), RECORDS, TEXT)


def load_reader(name: str) -> Reader:
    """The reader of that name."""
    known = {reader.name: reader for reader in readers()}
    if name not in known:
        raise UnknownChoice("reader", name, known)
    return known[name]


def read(
    sources: Iterable[str], given: Given | None = None, reader: str | None = None
) -> Iterator[Article | Skipped]:
    """The articles of files, folders, patterns and "-" (standard input), one at a time.

    What is given by the caller (a date, a publisher) goes before what the sources say.
    """
    given = (given or Given()).checked()
    known = readers() if reader is None else (load_reader(reader),)
    suffixes = tuple(suffix for each in known for suffix in each.suffixes)
    for source in expand(sources, suffixes):
        yield from [source] if isinstance(source, Skipped) else _articles(source, known, given)


def _articles(
    source: Source, known: tuple[Reader, ...], given: Given
) -> Iterator[Article | Skipped]:
    try:
        with source.open() as stream:
            head = source.head(stream)
            chosen = next((each for each in known if each.accepts(head)), known[-1])
            for item in chosen.items(stream, source.name):
                yield item if isinstance(item, Skipped) else item.article(given)
    except Unreadable as error:
        yield Skipped(source.name, str(error))
