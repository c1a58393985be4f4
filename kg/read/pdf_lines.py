"""Printed lines to paragraphs: page furniture left out, hyphens undone, headings told by size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.read.blocks import HEADING_LENGTH, ends_sentence
from kg.read.pdf_runs import Run

_MARGIN = 2  # lines at the top and at the foot of a page that may be furniture
_BIGGER = 1.15  # times the size of the text: a heading
_LEADING = 1.4  # times the usual distance of lines: a new paragraph
_PAGE_NUMBER = re.compile(
    r"(page\s+)?[-–—|\s]*\d{1,4}(\s*(of|/)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_OPENS = re.compile(r"([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and the edges of the column that it stands in."""

    run: Run
    left: float
    right: float
    group: int


def without_furniture(pages: list[list[list[Run]]]) -> tuple[list[list[list[Run]]], list[str]]:
    """The pages without running heads, feet and page numbers, and what was left out."""
    margins = [_margin(page) for page in pages]
    seen = Counter(key for margin in margins for key in {_key(run) for run in margin})
    often = {key for key, count in seen.items() if count > 1 and 3 * count >= len(pages)}
    kept, dropped = list[list[list[Run]]](), list[str]()
    for page, margin in zip(pages, margins, strict=True):
        out = {run for run in margin if _key(run) in often or _PAGE_NUMBER.fullmatch(run.text)}
        dropped += [run.text for run in margin if run in out]
        kept.append([[run for run in group if run not in out] for group in page])
    return kept, dropped


def _margin(page: list[list[Run]]) -> list[Run]:
    ordered = sorted((run for group in page for run in group), key=lambda run: -run.base)
    return ordered[:_MARGIN] + ordered[max(len(ordered) - _MARGIN, _MARGIN) :]


def _key(run: Run) -> tuple[str, int]:
    """What running heads have in common on all pages: the words and the height."""
    return re.sub(r"\d+", "#", run.text), round(run.base / 4)


def paragraphs(pages: list[list[list[Run]]]) -> Iterator[tuple[str, str]]:
    """The kind and the text of each paragraph, over columns and pages."""
    lines = _lines(pages)
    if not lines:
        return
    leading, usual = _leading(lines), _usual_size(lines)
    words = _words([line.run.text for line in lines])
    group = [lines[0]]
    for line in lines[1:]:
        if _runs_on(group[-1], line, leading):
            group.append(line)
            continue
        yield _kind(group, usual), _text(group, words)
        group = [line]
    yield _kind(group, usual), _text(group, words)


def _lines(pages: list[list[list[Run]]]) -> list[Line]:
    groups = [group for page in pages for group in page if group]
    found = []
    for number, group in enumerate(groups):
        left, right = min(run.left for run in group), max(run.right for run in group)
        found += [Line(run, left, right, number) for run in group]
    return found


def _usual_size(lines: list[Line]) -> float:
    """The size of most characters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.run.size, 1)] += len(line.run.text)
    return sizes.most_common(1)[0][0]


def _words(texts: list[str]) -> Counter[str]:
    """The words of the article that no line end divides."""
    found: Counter[str] = Counter()
    divided = False
    for text in texts:
        words = _WORD.findall(text.lower())
        ends = _BROKEN.search(text) is not None
        found.update(words[divided : len(words) - ends])
        divided = ends
    return found


def _leading(lines: list[Line]) -> float:
    """The usual distance of lines in a paragraph, in times their size."""
    steps = [
        (above.run.base - below.run.base) / above.run.size
        for above, below in pairwise(lines)
        if above.group == below.group and _like(above, below)
    ]
    return median(steps) if steps else 1.2


def _like(above: Line, below: Line) -> bool:
    return abs(above.run.size - below.run.size) <= 0.1 * above.run.size


def _runs_on(above: Line, below: Line, leading: float) -> bool:
    """Whether a paragraph goes on from one line to the next."""
    if not _like(above, below):
        return False
    done, width = ends_sentence(above.run.text), above.right - above.left
    short = above.run.right < above.right - 0.25 * width
    if above.group != below.group:  # the next column or page
        return not done and (not short or below.run.text[0].islower())
    size = above.run.size
    if above.run.base - below.run.base > _LEADING * leading * size:
        return False
    indented = below.run.left - below.left > 0.8 * size > above.run.left - above.left
    return not (indented or (done and short))


def _kind(group: list[Line], usual: float) -> str:
    bigger = group[0].run.size > _BIGGER * usual and len(group) <= 4
    lone = len(group) == 1 and len(group[0].run.text) <= HEADING_LENGTH
    return "heading" if bigger or (lone and not ends_sentence(group[0].run.text)) else "paragraph"


def _text(group: Iterable[Line], words: Counter[str]) -> str:
    text = ""
    for line in group:
        text = joined(text, line.run.text, words) if text else line.run.text
    return " ".join(text.split())


def joined(above: str, below: str, words: Counter[str]) -> str:
    """Two lines as one: a hyphen at the end is kept where the word has one of its own.

    The other words of the article tell: the word without the hyphen, the word with it, or both
    halves as words by themselves.

    >>> joined("along their bor-", "der on Monday", Counter())
    'along their border on Monday'
    >>> joined("a Russian-", "brokered truce", Counter(["russian", "brokered"]))
    'a Russian-brokered truce'
    """
    first, second = _BROKEN.search(above), _OPENS.match(below)
    if first is None or second is None:
        return above + ("" if above.endswith("-") and below[:1].isdigit() else " ") + below
    left, right = first[1].lower(), second[1].lower()
    if second[1][0].isupper() or (words[left] and words[right] and not words[left + right]):
        return above + below
    if words[f"{left}-{right}"] and not words[left + right]:
        return above + below
    return above[:-1] + below
