"""Which articles repeat another: agency copy, shortened, with another headline or a word changed.

Candidates share fingerprints chosen by winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local
algorithms for document fingerprinting", SIGMOD 2003), which finds every common run of at least
SHINGLE + WINDOW - 1 words wherever it stands. They are then compared exactly, by how many of the
shorter text's shingles the longer one has (containment: Broder, "On the resemblance and containment
of documents", 1997), because outlets cut the tail of what they print.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

SHINGLE = 4  # words
WINDOW = 12  # shingles, of which one becomes a fingerprint
CONTAINED = 0.6  # of the shorter text's shingles; a word changed in ten leaves about as many
SHORTEST = 30  # shingles: a shorter text proves nothing
SHARED = 2  # fingerprints, before texts are compared at all
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is compared: what it is called, when it appeared, its shingles."""

    article: str
    issued: str
    shingles: frozenset[int]

    @property
    def rank(self) -> tuple[int, str, str]:
        """Which of several texts the others are copies of: the fullest, then the earliest."""
        return -len(self.shingles), self.issued or "9999", self.article


def shingles(text: str) -> tuple[int, ...]:
    """A number for each run of SHINGLE words, in text order; case and punctuation do not count."""
    words = [word.lower() for word in _WORD.findall(text)]
    runs = (" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))
    return tuple(
        int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs
    )


def fingerprints(hashes: Collection[int]) -> Iterator[str]:
    """The fingerprints of a text: the smallest number of each window, once each."""
    numbers = tuple(hashes)
    starts = range(max(1, len(numbers) - WINDOW + 1))
    chosen = {min(numbers[at : at + WINDOW]) for at in starts} if numbers else set()
    for number in sorted(chosen):
        yield f"text {number:016x}"


def containment(one: Text, two: Text) -> float:
    """How much of the shorter text is in the longer; 0 where it is too short to tell."""
    shorter = min(len(one.shingles), len(two.shingles))
    return len(one.shingles & two.shingles) / shorter if shorter >= SHORTEST else 0


def originals(
    texts: Mapping[str, Text], similar: Callable[[str], Collection[str]]
) -> dict[str, tuple[str, float]]:
    """For each text that repeats another: the text behind it, and how much of it that has.

    The text behind it repeats none itself; every chain of copies ends in one.
    """
    found: dict[str, tuple[str, float]] = {}
    for text in sorted(texts.values(), key=lambda each: each.rank):
        fuller = [texts[o] for o in similar(text.article) if texts[o].rank < text.rank]
        if fuller:
            nearest = min(fuller, key=lambda each: (each.article in found, each.rank))
            behind = found[nearest.article][0] if nearest.article in found else nearest.article
            found[text.article] = (behind, round(containment(text, nearest), 2))
    return found
