"""The dateline that an agency puts before the first sentence: "YEREVAN, Nov 16 (Agency) - "."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Block

_NAME = r"[A-Z][\w.'’-]*"
_PLACE = rf"{_NAME}(?:[ /]{_NAME}){{0,3}}(?:, {_NAME}(?: {_NAME}){{0,2}})?"
_CAPITALS = r"[A-Z][A-Z.'’-]{3,}(?: [A-Z][A-Z.'’-]+){0,2}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"\([A-Z][\w ./-]{1,30}\)"
_BEFORE_DASH = (
    rf"(?:{_PLACE},? (?:{_DATE} )?)?{_AGENCY}",
    rf"{_PLACE}, {_DATE}",
    rf"{_CAPITALS}(?:, {_PLACE})?",
)
_DATELINE = re.compile(
    rf"(?:(?:{'|'.join(_BEFORE_DASH)})\s*(?:--?|–|—)|{_PLACE}, {_DATE}\. /{_NAME}/\.)"
    r"\s+(?=[\"“'‘]?[A-Z\d])"
)
_FIRST = 2  # paragraphs that may open with it: a summary may come before the text


def apart(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the dateline in one of its own, as boilerplate: it is no part of a sentence.

    >>> text = "YEREVAN, Nov 16 (Test Wire) - Armenia appealed to Russia."
    >>> [text[each.start : each.end] for each in apart(text, [Block(0, len(text), "paragraph")])]
    ['YEREVAN, Nov 16 (Test Wire) -', 'Armenia appealed to Russia.']
    """
    paragraphs = [block for block in blocks if block.kind == "paragraph"][:_FIRST]
    for block in paragraphs:
        found = _DATELINE.match(text, block.start, block.end)
        if found:
            return tuple(_split(blocks, block, text, found.end()))
    return tuple(blocks)


def _split(blocks: Sequence[Block], dated: Block, text: str, at: int) -> Iterator[Block]:
    for block in blocks:
        if block is dated:
            end = block.start + len(text[block.start : at].rstrip())
            yield Block(block.start, end, "boilerplate")
            yield Block(at, block.end, block.kind)
        else:
            yield block
