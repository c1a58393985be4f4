"""What is printed on the pages of a PDF, as runs of characters, each with its place."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import Unreadable

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

MOST_CHARACTERS = 200_000  # on a page; a newspaper has 30,000
_WIDE = 1.1  # times the size of the letters: what is further apart is not one line
_SAME_LINE = 0.5  # times the size: a superscript stays in its line
_HYPHENS = {"\u0002": "-", "\ufffe": "-", "\u00ad": "-"}  # how PDFium and printers write them


@dataclass(frozen=True, slots=True)
class Run:
    """Words on one line without a wide gap; in points, from the lower left of the page."""

    left: float
    right: float
    base: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class _Letter:
    left: float
    right: float
    base: float
    size: float
    text: str


def runs(page: PdfPage) -> list[Run]:
    """The runs of a page in the order in which the file has them."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > MOST_CHARACTERS:
            raise Unreadable(f"has {count:,} characters on one page, which no article has")
        return list(_joined(_letters(textpage, count)))
    finally:
        textpage.close()


def _letters(textpage: PdfTextPage, count: int) -> Iterator[_Letter]:
    import pypdfium2.raw as pdfium

    left, right, low, high, base = (ctypes.c_double() for _ in range(5))
    for at in range(count):
        text = chr(pdfium.FPDFText_GetUnicode(textpage, at))
        text = _HYPHENS.get(text, text)
        if text in "\r\n" or "\ud800" <= text <= "\udfff":
            continue
        pdfium.FPDFText_GetCharBox(textpage, at, left, right, low, high)
        if text.isspace():
            yield _Letter(left.value, left.value, low.value, 0.0, " ")
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, at, left, base)
        size = _size(pdfium.FPDFText_GetFontSize(textpage, at), high.value - low.value)
        yield _Letter(left.value, max(right.value, left.value), base.value, size, text)


def _size(said: float, height: float) -> float:
    """The size of the letters: what the font says, unless the page scales it out of proportion."""
    return said if 0.5 * said < 2 * height < 4 * said else max(1.4 * height, 1.0)


def _joined(letters: Iterator[_Letter]) -> Iterator[Run]:
    line: list[_Letter] = []
    space = False
    for letter in letters:
        if letter.text == " ":
            space = True
            continue
        if line and not _goes_on(line[-1], letter):
            yield _run(line)
            line = []
        elif line and space:
            line.append(_Letter(letter.left, letter.left, letter.base, letter.size, " "))
        line.append(letter)
        space = False
    if line:
        yield _run(line)


def _goes_on(before: _Letter, letter: _Letter) -> bool:
    size = max(before.size, letter.size)
    level = abs(before.base - letter.base) <= _SAME_LINE * size
    return level and -size <= letter.left - before.right <= _WIDE * size


def _run(line: list[_Letter]) -> Run:
    sizes = sorted(letter.size for letter in line)
    return Run(
        left=line[0].left,
        right=max(letter.right for letter in line),
        base=line[0].base,
        size=sizes[len(sizes) // 2],
        text="".join(letter.text for letter in line),
    )
