"""A text with overlapping annotations as a run of segments, ready to be written as HTML.

Pure. Joined, the segments are the text: no character is lost, none is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Annotation:
    """A run of characters that means something: a class for its looks, a title, a target."""

    start: int
    end: int
    looks: str
    title: str
    href: str | None = None

    @property
    def length(self) -> int:
        """How many characters it covers."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that the same annotations cover. The shortest one with a target gives the link."""

    text: str
    looks: str = ""
    title: str = ""
    href: str | None = None


_WRAP = re.compile(r"(?<=[^\n]{45}[^\n.!?:;\"'”’])\n(?=[^\n])")


def wraps(text: str) -> Iterator[Annotation]:
    r"""The line breaks inside long lines that go on: a page shows them as spaces.

    >>> list(wraps("short\nline")), list(wraps(60 * "a" + "\nb"))[0].start
    ([], 60)
    """
    for found in _WRAP.finditer(text):
        yield Annotation(found.start(), found.end(), "wrap", "")


def segments(text: str, annotations: Iterable[Annotation]) -> tuple[Segment, ...]:
    """The text cut wherever an annotation begins or ends.

    >>> [each.text for each in segments("Shelling killed two.", [Annotation(0, 8, "trigger", "")])]
    ['Shelling', ' killed two.']
    """
    inside = [each for each in annotations if 0 <= each.start < each.end <= len(text)]
    cuts = sorted({0, len(text), *(e.start for e in inside), *(e.end for e in inside)})
    return tuple(_segments(text, cuts, inside))


def _segments(text: str, cuts: list[int], annotations: list[Annotation]) -> Iterator[Segment]:
    ordered = sorted(annotations, key=lambda each: each.start)
    open_now: list[Annotation] = []
    upcoming = 0
    for start, end in pairwise(cuts):
        while upcoming < len(ordered) and ordered[upcoming].start <= start:
            open_now.append(ordered[upcoming])
            upcoming += 1
        open_now = [each for each in open_now if each.end > start]
        covering = sorted(open_now, key=lambda each: (each.length, each.looks, each.title))
        yield Segment(
            text[start:end],
            " ".join(dict.fromkeys(word for each in covering for word in each.looks.split())),
            "; ".join(dict.fromkeys(each.title for each in covering if each.title)),
            next((each.href for each in covering if each.href), None),
        )
