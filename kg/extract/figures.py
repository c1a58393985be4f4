"""How many: the quantities of a sentence, with their bounds and the noun they count."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Sentence


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count: "more than 6,500 dead", "a dozen others", "one of its soldiers".

    `head` is the token of what is counted (the number itself where no noun follows), `numbers` the
    tokens that say how many, `unit` the lemma of the counted noun or None. `operator` is one of
    exactly, atLeast, moreThan, about, atMost, fewerThan. `another` marks "another 12".
    """

    head: int
    numbers: tuple[int, ...]
    minimum: int | None
    maximum: int | None
    operator: str
    unit: str | None
    text: str
    start: int
    end: int
    another: bool = False


def quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """The quantities of the sentence in text order; dates and clock times are none."""
    return ()
