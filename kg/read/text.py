"""The reader of plain text: one file, one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import Unreadable
from kg.read.items import MAX_TEXT, Item, Reader, Skipped

_MARKUP = re.compile(rb"(\xef\xbb\xbf)?\s*<(\?xml|!doctype|!--|rdf:|svg)", re.IGNORECASE)


def decoded(raw: bytes) -> str:
    """Bytes as text; raises Unreadable where they are not UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"is not valid UTF-8 (byte 0x{raw[error.start]:02X} at position {error.start:,}): "
            "convert it to UTF-8 first"
        ) from error


def _accepts(head: bytes) -> bool:
    """Whether it is no binary file, and no markup that no other reader knows."""
    return b"\0" not in head and not _MARKUP.match(head)


def _item(stream: BinaryIO, source: str) -> Iterator[Item | Skipped]:
    raw = stream.read(MAX_TEXT + 1)
    if len(raw) > MAX_TEXT:
        raise Unreadable(f"is longer than {MAX_TEXT:,} bytes, which no article is")
    yield Item(source, decoded(raw))


TEXT = Reader("text", (".txt", ".text"), _accepts, _item)
