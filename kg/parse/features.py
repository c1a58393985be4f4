"""What the network sees of a word: its norm, the letters it is made of, its shape, its spaces.

Everything but the spaces depends on the form alone, so a form is looked at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

UNKNOWN = 0
GRAMS, SUFFIXES, SHAPES = 16_384, 2_048, 512
_PLAIN = str.maketrans("‘’‚‛´`“”„‟«»–—‑‐‒―−", "''''''\"\"\"\"\"\"-------")
_DIGITS = str.maketrans("0123456789", "0000000000")


@dataclass(frozen=True, slots=True)
class Form:
    """The norm of a form, and the indices into the embedding tables that it calls for."""

    plain: str
    word: int
    grams: tuple[int, ...]
    suffix: int
    shape: int


def norm(form: str) -> str:
    """The form in lower case, with plain quotes and dashes, every digit a nought.

    >>> norm("Mid-‘90s")
    "mid-'00s"
    """
    return form.translate(_PLAIN).translate(_DIGITS).lower()


def shape(form: str) -> str:
    """Capitals, small letters, digits and other characters in a row, no more than two alike.

    >>> shape("Pashinyan"), shape("18:30")
    ('Xxx', 'dd:dd')
    """
    kinds: list[str] = []
    for char in form[:24]:
        kind = "X" if char.isupper() else "x" if char.islower() else "d" if char.isdigit() else char
        if kinds[-2:] != [kind, kind]:
            kinds.append(kind)
    return "".join(kinds[:8])


def form_of(text: str, words: Mapping[str, int]) -> Form:
    """The features of a form, given the indices of the words that training has seen."""
    plain = norm(text)
    framed = f"^{plain[:24]}$"
    grams = {framed[at : at + size] for size in (3, 4, 5) for at in range(len(framed) - size + 1)}
    return Form(
        plain=plain,
        word=words.get(plain, UNKNOWN),
        grams=tuple(sorted(_bucket(gram, GRAMS) for gram in grams or {framed})),
        suffix=_bucket(plain[-3:], SUFFIXES),
        shape=_bucket(shape(text), SHAPES),
    )


def spacing(before: bool, after: bool) -> int:
    """Whether white space comes before and after the word, as one number."""
    return 2 * before + after


def _bucket(text: str, size: int) -> int:
    return crc32(text.encode()) % size
