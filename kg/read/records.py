"""The reader of JSON and JSON Lines: one object, one article.

An object has `text` and may have `title`, `date` (whole, partial or null), `publisher`, `url`,
`source` (a publisher, or a URL), `language`, `licence`; or it is a NewsArticle of schema.org, or
an item of ninjs. Lines are read one at a time, however long the file; a file that is one JSON
value is read whole, and so has a limit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.errors import Unreadable
from kg.read import ninjs, schema_org
from kg.read.items import MAX_FILE, MAX_TEXT, Item, Reader, Skipped
from kg.read.markup import written
from kg.read.text import decoded

MAX_LINE = 2 * MAX_TEXT  # JSON escapes make a text longer
_OPENS = re.compile(rb"(\xef\xbb\xbf)?\s*(\{\s*[\"}]|\[\s*[\[{\]])")

_MARKUP = re.compile(r"\s*<(p|div|h[1-6]|article|section|body|html|!doctype)\b", re.IGNORECASE)
_LISTS = ("articles", "items", "results", "@graph")
_FIELDS = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at"),
    "publisher": ("publisher", "outlet", "source"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "licence": ("licence", "license"),
}


def _items(stream: BinaryIO, source: str) -> Iterator[Item | Skipped]:
    """The records of lines or, where the first line is no JSON value, of the whole file."""
    first = stream.readline(MAX_LINE + 1)
    if len(first) > MAX_LINE or _is_value(first):
        yield from _lines(stream, first, source)
        return
    whole = first + stream.read(MAX_FILE)
    if len(whole) > MAX_FILE:
        raise Unreadable(
            f"is longer than {MAX_FILE:,} bytes and not JSON Lines: write one object a line"
        )
    try:
        value = _parsed(whole)
    except Unreadable:
        if whole.count(b"\n{") == 0:  # not lines of which the first is broken
            raise
        yield from _split(whole, source)
        return
    yield from _each(value, source)


def _lines(stream: BinaryIO, line: bytes, source: str) -> Iterator[Item | Skipped]:
    number = 0
    while line:
        number += 1
        if len(line) > MAX_LINE:
            yield Skipped(
                f"{source}:{number}", f"is longer than {MAX_LINE:,} bytes, which no article is"
            )
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE)
        elif line.strip():
            yield from _line(line, f"{source}:{number}")
        line = stream.readline(MAX_LINE + 1)


def _split(whole: bytes, source: str) -> Iterator[Item | Skipped]:
    for number, line in enumerate(whole.split(b"\n"), 1):
        if line.strip():
            yield from _line(line, f"{source}:{number}")


def _line(line: bytes, source: str) -> Iterator[Item | Skipped]:
    """The record of a line, or those of a line that is a list of them."""
    try:
        value = _parsed(line)
    except Unreadable as error:
        yield Skipped(source, str(error))
        return
    yield from _each(value, source)


def _each(value: object, source: str) -> Iterator[Item | Skipped]:
    records = _records(value)
    for number, record in enumerate(records, 1):
        yield _item(record, f"{source}:{number}" if len(records) > 1 else source)


def _records(value: object) -> list[object]:
    """The records that a JSON value holds: itself, its items, or those under a name for them."""
    if isinstance(value, dict) and not any(name in value for name in _FIELDS["text"]):
        for name in _LISTS:
            if isinstance(value.get(name), list):
                items: list[object] = value[name]
                return list(schema_org.articles_in(items)) if name == "@graph" else items
    return value if isinstance(value, list) else [value]


def _item(record: object, source: str) -> Item | Skipped:
    if not isinstance(record, dict):
        return Skipped(source, "is not a JSON object, as the record of an article must be")
    if status := ninjs.withheld(record):
        return Skipped(source, f"is {status}, says its provider")
    found = _fields(record)
    text = found.pop("text")
    if text is None:
        return Skipped(source, "has no text")
    if found["publisher"] and re.match(r"https?://", found["publisher"]):
        found["url"], found["publisher"] = found["url"] or found["publisher"], None
    blocks = None
    if _MARKUP.match(text):
        text, blocks = written(text)
    return Item(source, text, **found, blocks=blocks)


def _fields(record: Mapping[str, object]) -> schema_org.Fields:
    """What a record says, by our names: in its own form, else under the names we know."""
    found = {name: _field(record, keys) for name, keys in _FIELDS.items()}
    if schema_org.is_article(record):
        found |= {name: said for name, said in schema_org.fields(record).items() if said}
    elif ninjs.is_ninjs(record):
        found |= {name: said for name, said in ninjs.fields(record).items() if said}
    return found


def _field(record: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    """The first of the keys that holds something; numbers (the year 2016) count as text."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _parsed(raw: bytes) -> object:
    try:
        return json.loads(decoded(raw).removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        what = error.msg.removesuffix(" at")
        raise Unreadable(f"is not valid JSON: {what} at {line}column {error.colno}") from error
    except RecursionError as error:
        raise Unreadable("is JSON nested too deeply") from error
    except ValueError as error:  # an integer of thousands of digits
        raise Unreadable(f"is JSON that cannot be read: {error}") from error


def _is_value(line: bytes) -> bool:
    try:
        _parsed(line)
    except Unreadable:
        return False
    return True


RECORDS = Reader("json", (".json", ".jsonl", ".ndjson"), lambda h: bool(_OPENS.match(h)), _items)
