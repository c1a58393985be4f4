"""The reader of HTML: one page, one article, told from what surrounds it by trafilatura.

The canonical text is what trafilatura takes for the article, a paragraph, heading or list item a
line, with blank lines between them. Reader comments, tables and images are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import Unreadable
from kg.read.blocks import assembled
from kg.read.dates import dateline
from kg.read.items import Item, Reader, Skipped
from kg.read.markup import decoded_page, html_tree, lines
from kg.read.metadata import metadata_of

MAX_PAGE = 8_000_000  # bytes; pages of news have a twentieth
SHORTEST = 40  # characters of a paragraph, without one of which a page holds no article
_EARLIEST, _LATEST = "1995-01-01", "2099-12-31"  # for htmldate, which would ask the clock
_OPENS = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
    rb"<(!doctype\s+html|html|head|body|meta|title|article|section|main|div|p|h1|header)\b",
    re.IGNORECASE | re.DOTALL,
)


def page(
    raw: bytes, source: str, address: str | None = None, charset: str | None = None
) -> Item | Skipped:
    """The article of a page; `address` and `charset` are what HTTP said of it."""
    import trafilatura  # takes a third of a second, which other readers need not wait for

    if len(raw) > MAX_PAGE:
        raise Unreadable(f"is a page longer than {MAX_PAGE:,} bytes, which no article is")
    markup = decoded_page(raw, charset)
    tree = html_tree(markup)
    said = metadata_of(tree, address)
    found = trafilatura.bare_extraction(
        tree, fast=True, include_comments=False, include_tables=False
    )
    body = getattr(found, "body", None)
    text, blocks = assembled(lines(body)) if body is not None else ("", ())
    if not any(block.end - block.start >= SHORTEST for block in blocks if block.kind != "heading"):
        return Skipped(source, "holds no article that could be told from the page around it")
    guess = None if said["date"] or dateline(text) else _guessed(markup, address)
    return Item(source, text, **said, guess=guess, blocks=blocks)


def _guessed(markup: str, address: str | None) -> str | None:
    """The day that the page looks as if it appeared on: htmldate, asked last."""
    from htmldate import find_date

    return find_date(
        html_tree(markup),
        extensive_search=False,
        original_date=True,
        url=address,
        min_date=_EARLIEST,
        max_date=_LATEST,
    )


def _items(stream: BinaryIO, source: str) -> Iterator[Item | Skipped]:
    yield page(stream.read(MAX_PAGE + 1), source)


HTML = Reader("html", (".html", ".htm", ".xhtml"), lambda head: bool(_OPENS.match(head)), _items)
