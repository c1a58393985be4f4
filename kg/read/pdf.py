"""The reader of PDF: one file, one article, as PDFium finds its characters on the pages.

The canonical text is the printed text in reading order: columns one after the other, words that
a line end divides whole again, paragraphs a line each with blank lines between them. Running
heads, feet and page numbers are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import Unreadable
from kg.read.blocks import assembled
from kg.read.dates import any_date
from kg.read.items import MAX_FILE, MAX_TEXT, Item, Reader, Skipped
from kg.read.pdf_lines import paragraphs, without_furniture
from kg.read.pdf_order import columns
from kg.read.pdf_runs import Run, runs

MOST_PAGES = 200


def printed(raw: bytes, source: str, address: str | None = None) -> Item:
    """The article of a PDF."""
    pages, left_out = without_furniture(list(_pages(raw)))
    found = list(paragraphs(pages))
    if not found:
        raise Unreadable("holds no text: it is a scan, which needs character recognition first")
    headings = [text for kind, text in found[:6] if kind == "heading"]
    text, blocks = assembled(found)
    guess = next(filter(None, map(any_date, left_out)), None)
    title = headings[0] if headings else None
    return Item(source, text, title=title, url=address, guess=guess, blocks=blocks)


def _pages(raw: bytes) -> Iterator[list[list[Run]]]:
    """The lines of each page, in columns."""
    import pypdfium2 as pdfium

    if len(raw) > MAX_FILE:
        raise Unreadable(f"is a PDF longer than {MAX_FILE:,} bytes")
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "is locked by a password" if locked else "is a damaged PDF file"
        raise Unreadable(why) from error
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(f"has {len(document):,} pages, which no article has")
        size = 0
        for number in range(len(document)):
            page = document[number]
            try:
                found = runs(page)
            finally:
                page.close()
            size += sum(len(run.text) for run in found)
            if size > MAX_TEXT:
                raise Unreadable(f"has more than {MAX_TEXT:,} characters, which no article has")
            yield columns(found)
    except pdfium.PdfiumError as error:
        raise Unreadable(f"is a damaged PDF file: {error}") from error
    finally:
        document.close()


def _items(stream: BinaryIO, source: str) -> Iterator[Item | Skipped]:
    yield printed(stream.read(MAX_FILE + 1), source)


PDF = Reader("pdf", (".pdf",), lambda head: b"%PDF-" in head[:1024], _items)
