"""What readers give: an item of news as its source writes it, and how it becomes an Article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO
from urllib.parse import urlsplit

from kg.errors import CasusError, Unreadable
from kg.model import Article
from kg.read.blocks import blocks
from kg.read.dates import dateline, published

MAX_TEXT = 2_000_000  # bytes; the longest news article is a hundredth of it


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that gives no article, and why, in words that follow its name."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source} {self.reason}"


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata that the caller gives for every article read."""

    date: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None

    def checked(self) -> Given:
        """The same, with the date in ISO form; raises CasusError if it is none."""
        try:
            return replace(self, date=published(self.date) if self.date else None)
        except Unreadable as error:
            raise CasusError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Item:
    """An item of news as its source writes it: raw text and whatever metadata came with it."""

    source: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None

    def article(self, given: Given) -> Article | Skipped:
        """The article, what the caller gives before what the source says."""
        text = self.text.removeprefix("\ufeff").replace("\r\n", "\n")
        try:
            _check(text)
            date, basis = self._published(text, given)
        except Unreadable as error:
            return Skipped(self.source, str(error))
        parts = blocks(text)
        first = parts[0]
        headline = text[first.start : first.end] if first.kind == "heading" else None
        url = given.url or self.url
        return Article(
            text=text,
            blocks=parts,
            title=given.title or self.title or headline,
            published=date,
            date_basis=basis,
            publisher=given.publisher or self.publisher or _host(url),
            url=url,
            language=given.language or self.language or "en",
            licence=self.licence,
            source=self.source,
        )

    def _published(self, text: str, given: Given) -> tuple[str | None, str | None]:
        """When it appeared, and where that was found."""
        if given.date:
            return given.date, "given"
        if self.date:
            try:
                return published(self.date), "metadata"
            except Unreadable as error:
                raise Unreadable(f"has an {error}") from error
        found = dateline(text)
        return found, "dateline" if found else None


@dataclass(frozen=True, slots=True)
class Reader:
    """A plug point: which beginnings of files it accepts, and the items it finds in one.

    `suffixes` are the names that folders are searched for; a file named by itself needs none.
    """

    name: str
    suffixes: tuple[str, ...]
    accepts: Callable[[bytes], bool]
    items: Callable[[BinaryIO, str], Iterator[Item | Skipped]]


def _check(text: str) -> None:
    """Raise Unreadable for a text that no article can be."""
    if not text.strip():
        raise Unreadable("is empty: it holds no text")
    if "\0" in text:
        raise Unreadable("is not text: it holds NUL characters")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        broken = text[error.start]
        raise Unreadable(f"holds half a character (U+{ord(broken):04X}); encode it anew") from error
    if size > MAX_TEXT:
        raise Unreadable(f"has {size:,} bytes of text; an article has {MAX_TEXT:,} at most")


def _host(url: str | None) -> str | None:
    """The site that a URL points to, which stands in for an unnamed publisher.

    >>> _host("https://www.gov.uk/government/news/x")
    'gov.uk'
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
