"""What stands between quotation marks: the runs of characters that somebody else speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Article, Block, Span

_QUESTIONS = 3  # paragraphs that ask, in an interview
_FURTHER = 3  # paragraphs that a quotation may go on over
_OPEN, _CLOSE, _STRAIGHT = frozenset("“„«"), frozenset("”»"), '"'
_MARKS = re.compile('[“„«”»"]')


def quotations(article: Article) -> tuple[Span, ...]:
    """The quotations of the article's paragraphs, marks included.

    A quotation left open goes on over the next paragraphs if one of them closes it.
    """
    found: list[Span] = []
    paragraphs = [block for block in article.blocks if block.kind == "paragraph"]
    for at, block in enumerate(paragraphs):
        start = max(block.start, found[-1].end if found else 0)
        further = paragraphs[at + 1 : at + 1 + _FURTHER]
        found += _within(article.text, start, block.end, further)
    return tuple(found)


def statements(article: Article) -> tuple[Span, ...]:
    """The unmarked speech of the article: paragraphs after one that ends "the minister said:"."""
    paragraphs = [block for block in article.blocks if block.kind == "paragraph"]
    colons = [n for n, block in enumerate(paragraphs) if _ends_in(article.text, block, ":")]
    ends = [*(n for n in colons[1:]), len(paragraphs)]
    return tuple(
        Span(paragraphs[at + 1].start, paragraphs[end - 1].end)
        for at, end in zip(colons, ends, strict=False)
        if at + 1 < end and article.text[paragraphs[at + 1].start] not in (*_OPEN, _STRAIGHT)
    )


def answers(article: Article) -> tuple[Span, ...]:
    """What is answered in an interview: the paragraphs after those that ask.

    An interview asks in three paragraphs or more; a single sentence after an answer may be the
    interviewer's and counts as nobody's.
    """
    paragraphs = [block for block in article.blocks if block.kind != "boilerplate"]
    asking = [n for n, block in enumerate(paragraphs) if _ends_in(article.text, block, "?")]
    if len(asking) < _QUESTIONS or 4 * len(asking) < len(paragraphs):
        return ()
    found = []
    for at in range(asking[0] + 1, len(paragraphs)):
        block = paragraphs[at]
        told = article.text[block.start : block.end].rstrip().rstrip(".").count(". ")
        if at not in asking and (at - 1 in asking or told):
            found.append(Span(block.start, block.end))
    return tuple(found)


def goes_on(article: Article, before: Span, quotation: Span) -> bool:
    """Whether a quotation was left open at the end of its paragraph, to go on in another."""
    left_open = article.text[before.end - 1] not in (*_CLOSE, _STRAIGHT)
    return left_open and not article.text[before.end : quotation.start].strip()


def _ends_in(text: str, block: Block, mark: str) -> bool:
    return text[block.start : block.end].rstrip().endswith(mark)


def _within(text: str, start: int, end: int, further: Sequence[Block]) -> Iterator[Span]:
    opened: int | None = None
    for mark in _MARKS.finditer(text, start, end):
        char = mark[0]
        if opened is None:
            if char in _OPEN or char == _STRAIGHT:
                opened = mark.start()
        elif char in _CLOSE or char == _STRAIGHT:
            yield Span(opened, mark.end())
            opened = None
    if opened is not None:
        yield Span(opened, _closing(text, further) or end)


def _closing(text: str, further: Sequence[Block]) -> int | None:
    """Where one of the next paragraphs ends a quotation; None if it opens one of its own first."""
    for block in further:
        for mark in _MARKS.finditer(text, block.start, block.end):
            char, at = mark[0], mark.start()
            if char in _OPEN or (char == _STRAIGHT and at == block.start):
                return None
            return at + 1
    return None
