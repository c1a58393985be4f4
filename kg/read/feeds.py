"""The reader of RSS and Atom: one entry, one article, its whole text or else its summary."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from kg.errors import Unreadable
from kg.read.items import MAX_FILE, Item, Reader, Skipped
from kg.read.markup import refuse_entities, written

_OPENS = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(\[[^\]]*\]\s*)?>\s*)*"
    rb"<(rss|feed|rdf:RDF|atom:feed)\b",
    re.DOTALL,
)


def _items(stream: BinaryIO, source: str) -> Iterator[Item | Skipped]:
    import feedparser

    raw = stream.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise Unreadable(f"is a feed longer than {MAX_FILE:,} bytes")
    refuse_entities(raw)
    # bytes in a stream: a string would be taken for an address and fetched
    feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        reason = feed.get("bozo_exception")
        raise Unreadable("is a feed without entries" + (f": {reason}" if reason else ""))
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, feed.feed, f"{source}:{number}")


def _entry(entry: Mapping[str, object], feed: Mapping[str, object], source: str) -> Item | Skipped:
    text, blocks = written(_longest(entry))
    if not text.strip():
        return Skipped(source, "has no text")
    return Item(
        source,
        text,
        title=_plain(entry.get("title")),
        date=_moment(entry.get("published_parsed")) or _moment(entry.get("updated_parsed")),
        publisher=_plain(_within(entry.get("source"), "title")) or _plain(feed.get("title")),
        url=_plain(entry.get("link")),
        language=_language(entry) or _plain(feed.get("language")),
        licence=_plain(entry.get("license")) or _plain(feed.get("license")),
        blocks=blocks,
    )


def _longest(entry: Mapping[str, object]) -> str:
    """The content of an entry, or its summary where that says more."""
    contents = entry.get("content")
    texts = [_within(each, "value") for each in contents] if isinstance(contents, list) else []
    texts.append(entry.get("summary"))
    return max((text for text in texts if isinstance(text, str)), key=len, default="")


def _language(entry: Mapping[str, object]) -> str | None:
    contents = entry.get("content")
    first = contents[0] if isinstance(contents, list) and contents else None
    return _plain(_within(first, "language"))


def _plain(value: object) -> str | None:
    """A line of text without markup."""
    return " ".join(written(value)[0].split()) or None if isinstance(value, str) else None


def _within(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, Mapping) else None


def _moment(value: object) -> str | None:
    """What feedparser makes of a date, which is in UTC."""
    if not isinstance(value, Sequence) or len(value) < 6 or not 1000 <= value[0] <= 9999:
        return None
    return time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.struct_time(value))


FEED = Reader("feed", (".rss", ".atom"), lambda head: bool(_OPENS.match(head)), _items)
