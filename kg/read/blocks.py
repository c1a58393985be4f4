"""How a text falls into paragraphs, headings and boilerplate, over its unchanged characters.

News comes with one line per paragraph, or hard-wrapped with blank lines between paragraphs, or
as a PDF exports it: hard-wrapped, some blank lines lost, others in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Block
from kg.read.dates import is_only_a_date

_MARKS = re.compile(r"[^\w\s]+|[\d_]+")
_BLANKS = re.compile(r"\s+")
WIDEST_WRAP = 120  # longer lines are whole paragraphs
FULL_LINE = 0.7  # of the widest line: shorter ones end a paragraph
HEADING_LENGTH = 100

_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[”\"]$")
_BOILERPLATE = re.compile(
    r"""(related(\s(articles?|stories|news|content))?|read(\s(more|also|next))?|see\salso|also\sread
        |more\son\sthis(\sstory)?|watch|listen|photos?|images?|video|caption|credit|tags?|topics?
        |sources?|external\slinks?|share(\sthis)?|follow\sus|subscribe|sign\sup|copyright)\s*[:|]
    | (advertisement|share(\sthis)?(\sarticle|\sstory)?|read\smore|see\salso|print|comments?
        |continue\sreading|more\son\sthis\sstory|sources?|external\slinks?|sister\slinks?
        |related\s(news|articles?|stories))$
    | by\s[^\W\d_][\w.'’-]*(\s[^\W\d_][\w.'’-]*){1,3}(,\s[\w\s]{2,30})?$
    | (©|\(c\)\s|copyright\s|all\srights\sreserved) | https?://\S+$ | \W+$""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the blanks around it; `chunk` counts the blank lines gone by."""

    start: int
    end: int
    text: str
    chunk: int


def blocks(text: str) -> tuple[Block, ...]:
    r"""The blocks of a text in order; the blanks between them belong to none.

    >>> [block.kind for block in blocks("Appeals to Moscow\n\nArmenia appealed to Russia.")]
    ['heading', 'paragraph']
    """
    lines = _lines(text)
    if not lines:
        return ()
    wrapped, width = _wrapping(lines)
    groups = [[lines[0]]]
    for above, below in pairwise(lines):
        if _runs_on(above, below, wrapped, width):
            groups[-1].append(below)
        else:
            groups.append([below])
    found = tuple(_block(text, group) for group in groups)
    if any(block.kind == "paragraph" for block in found):
        return found
    return tuple(Block(b.start, b.end, _all_headings(b.kind)) for b in found)


def assembled(lines: Iterable[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    r"""The text of lines whose kind is known, with blank lines between them, and its blocks.

    >>> assembled([("heading", "Appeals"), ("paragraph", "Armenia asked."), ("paragraph", "Share")])
    ... # doctest: +NORMALIZE_WHITESPACE
    ('Appeals\n\nArmenia asked.\n\nShare', (Block(start=0, end=7, kind='heading'),
     Block(start=9, end=23, kind='paragraph'), Block(start=25, end=30, kind='boilerplate')))
    """
    found, texts, start = [], [], 0
    for kind, line in lines:
        kind = "boilerplate" if _is_boilerplate(line) or not _is_prose(line) else kind
        found.append(Block(start, start + len(line), kind))
        texts.append(line)
        start += len(line) + 2
    return "\n\n".join(texts), tuple(found)


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    start = chunk = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            first = start + raw.index(stripped)
            found.append(_Line(first, first + len(stripped), stripped, chunk))
        else:
            chunk += 1
        start += len(raw) + 1
    return found


def ends_sentence(text: str) -> bool:
    """Whether a line stops where a sentence does."""
    return bool(_ENDS_SENTENCE.search(text))


def _wrapping(lines: list[_Line]) -> tuple[bool, int]:
    """Whether the text is hard-wrapped, and its widest line.

    It is if most lines that another follows are nearly as wide as the widest, and some of them
    stop in the middle of a sentence.
    """
    inner = [above.text for above, below in pairwise(lines) if above.chunk == below.chunk]
    width = max(len(line.text) for line in lines)
    full = sum(len(text) >= FULL_LINE * width for text in inner)
    open_ended = sum(not _ENDS_SENTENCE.search(text) for text in inner)
    wrapped = full >= 0.6 * len(inner) and open_ended >= 0.3 * len(inner)
    return bool(inner) and width <= WIDEST_WRAP and wrapped, width


def _runs_on(above: _Line, below: _Line, wrapped: bool, width: int) -> bool:
    """Whether a paragraph goes on from one line to the next."""
    if not wrapped or _is_boilerplate(above.text) or _is_boilerplate(below.text):
        return False
    full, open_ended = len(above.text) >= FULL_LINE * width, not _ENDS_SENTENCE.search(above.text)
    if above.chunk != below.chunk:  # a page break in the middle of a sentence
        return full and open_ended and below.text[0].islower()
    return full or (open_ended and not _opens(below.text)) or below.text[0].islower()


def _opens(line: str) -> bool:
    """Whether a line may begin a paragraph: with a capital, a digit or a quotation mark."""
    return line[0].isupper() or line[0].isdigit() or line[0] in "\"“„«'‘"


def _block(text: str, group: list[_Line]) -> Block:
    start, end = group[0].start, group[-1].end
    return Block(start, end, _kind(group) if _is_prose(text[start:end]) else "boilerplate")


def _kind(group: list[_Line]) -> str:
    line = group[0].text
    if len(group) == 1 and _is_boilerplate(line):
        return "boilerplate"
    if len(group) == 1 and len(line) <= HEADING_LENGTH and not _ENDS_SENTENCE.search(line):
        return "heading"
    return "paragraph"


def _is_boilerplate(line: str) -> bool:
    return bool(_BOILERPLATE.match(line)) or is_only_a_date(line)


def _is_prose(text: str) -> bool:
    """Whether most of it is letters, as in anything that a parser can read.

    >>> _is_prose("At 18:30 on 16 November"), _is_prose("1.2 3.4 | 5.6 (7.8) EUR")
    (True, False)
    """
    marks = sum(map(len, _MARKS.findall(text)))
    return 2 * marks <= len(text) - sum(map(len, _BLANKS.findall(text)))


def _all_headings(kind: str) -> str:
    """A text of headings alone is a text without full stops."""
    return "paragraph" if kind == "heading" else kind
