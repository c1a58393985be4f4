"""What stands between quotation marks: the runs of characters that somebody else speaks."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Article, Span

_OPEN, _CLOSE, _STRAIGHT = frozenset("“„«"), frozenset("”»"), '"'


def quotations(article: Article) -> tuple[Span, ...]:
    """The quotations of the article's paragraphs, marks included.

    A quotation that its paragraph leaves open ends with the paragraph.
    """
    found: list[Span] = []
    for block in article.blocks:
        if block.kind == "paragraph":
            found += _within(article.text, block.start, block.end)
    return tuple(found)


def _within(text: str, start: int, end: int) -> Iterator[Span]:
    opened: int | None = None
    for at in range(start, end):
        char = text[at]
        if opened is None:
            if char in _OPEN or char == _STRAIGHT:
                opened = at
        elif char in _CLOSE or char == _STRAIGHT:
            yield Span(opened, at + 1)
            opened = None
    if opened is not None:
        yield Span(opened, end)
