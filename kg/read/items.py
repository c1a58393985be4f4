"""What readers give: an item of news as its source writes it, and how it becomes an Article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO
from urllib.parse import urlsplit

from kg.errors import CasusError, Unreadable
from kg.model import Article, Block
from kg.read.blocks import blocks
from kg.read.datelines import apart
from kg.read.dates import dateline, published
from kg.read.language import ENGLISH, language_of

MAX_TEXT = 2_000_000  # bytes; the longest news article is a hundredth of it
MAX_FILE = 32_000_000  # bytes of a file that is read whole, such as a page or a feed

# What no XML may hold, and so no answer of the endpoint: in a text they stand for blanks.
_CONTROLS = dict.fromkeys((*range(1, 9), 11, *range(14, 32), 127), " ")
_CONTROLS |= {0x0C: "\n", 0x0D: "\n", 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


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
    """An item of news as its source writes it: raw text and whatever metadata came with it.

    `date` is what the source states; `guess` a day that was inferred from how it looks, taken
    where neither metadata nor a dateline say more. `blocks` is None where the text alone tells
    how it falls into them.
    """

    source: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    guess: str | None = None
    blocks: tuple[Block, ...] | None = None

    def article(self, given: Given) -> Article | Skipped:
        """The article, what the caller gives before what the source says."""
        text = canonical(self.text)
        try:
            _check(text)
            date, basis = self._published(text, given)
        except Unreadable as error:
            return Skipped(self.source, str(error))
        parts = apart(text, blocks(text) if self.blocks is None else self.blocks)
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
            language=given.language or language_of(_prose(text, parts), self.language or ENGLISH),
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
        if found := dateline(text):
            return found, "dateline"
        return self.guess, "page" if self.guess else None


@dataclass(frozen=True, slots=True)
class Reader:
    """A plug point: which beginnings of files it accepts, and the items it finds in one.

    `suffixes` are the names that folders are searched for; a file named by itself needs none.
    """

    name: str
    suffixes: tuple[str, ...]
    accepts: Callable[[bytes], bool]
    items: Callable[[BinaryIO, str], Iterator[Item | Skipped]]


def canonical(text: str) -> str:
    r"""The text that is stored and that offsets count into.

    It is what the source says, character for character, but for a byte order mark, for line ends,
    which become "\n", and for control characters, which become blanks.

    >>> canonical("\ufeffOne.\r\nTwo\x07three.")
    'One.\nTwo three.'
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").translate(_CONTROLS)


def _prose(text: str, parts: tuple[Block, ...]) -> str:
    return "\n".join(text[part.start : part.end] for part in parts if part.kind == "paragraph")


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
