"""The reader of NewsML-G2: one news item, one article.

A news message may hold many items; those that their provider withholds or has cancelled are
skipped. Text stands in `inlineXML` as XHTML or NITF, or in `inlineData`.
Source: IPTC, NewsML-G2 Guidelines, https://iptc.org/std/NewsML-G2/guidelines/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import Unreadable
from kg.read.blocks import assembled
from kg.read.items import MAX_FILE, Item, Reader, Skipped
from kg.read.markup import Element, Text, lines, local_name, text_of, written, xml_tree

_OPENS = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(\[[^\]]*\]\s*)?>\s*)*"
    rb"<(\w+:)?(newsMessage|newsItem|packageItem)\b",
    re.DOTALL,
)
_HEADLINES = ("headline", "title", "hl1")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def _items(stream: BinaryIO, source: str) -> Iterator[Item | Skipped]:
    raw = stream.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise Unreadable(f"is longer than {MAX_FILE:,} bytes: split the news message")
    found = [each for each in xml_tree(raw).iter() if local_name(each) == "newsitem"]
    if not found:
        raise Unreadable("is NewsML-G2 without a news item")
    for number, each in enumerate(found, 1):
        yield _item(each, f"{source}:{number}" if len(found) > 1 else source)


def _item(item: Element, source: str) -> Item | Skipped:
    status = (_attribute(item, "pubStatus", "qcode") or "usable").rpartition(":")[2]
    if status != "usable":
        return Skipped(source, f"is {status}, says its provider")
    text, blocks = _content(item)
    if not text.strip():
        return Skipped(source, "has no text")
    return Item(
        source,
        text,
        title=next(filter(None, (_words(item, name) for name in _HEADLINES)), None),
        date=_words(item, "contentCreated")
        or _words(item, "firstCreated")
        or _words(item, "versionCreated"),
        publisher=_party(item, "provider") or _party(item, "creditline"),
        url=_attribute(item, "remoteContent", "href"),
        language=_attribute(item, "language", "tag") or item.get(_LANGUAGE),
        licence=_words(item, "usageTerms") or _words(item, "copyrightNotice"),
        blocks=blocks,
    )


def _content(item: Element) -> Text:
    """The text of the item: of XHTML and NITF the body, of plain data all."""
    for element in _named(item, "inlineXML"):
        body = next(_named(element, "body.content"), None)
        body = body if body is not None else next(_named(element, "body"), element)
        return assembled(lines(body))
    for element in _named(item, "inlineData"):
        return written("".join(str(text) for text in element.itertext()))
    return "", None


def _party(item: Element, name: str) -> str | None:
    """The name of a party, or else what identifies it."""
    for element in _named(item, name):
        said = _words(element, "name") or text_of(element) or element.get("literal")
        return said or (element.get("qcode") or "").rpartition(":")[2] or None
    return None


def _named(item: Element, name: str) -> Iterator[Element]:
    return (each for each in item.iter() if local_name(each) == name.lower())


def _attribute(item: Element, name: str, attribute: str) -> str | None:
    return next((each.get(attribute) for each in _named(item, name)), None)


def _words(item: Element, name: str) -> str | None:
    return next(filter(None, map(text_of, _named(item, name))), None)


NEWSML = Reader("newsml", (".xml",), lambda head: bool(_OPENS.match(head)), _items)
