"""Scores that add up, and the tables made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_NUMBERS = ("precision", "recall", "F1")


@dataclass(frozen=True, slots=True)
class Score:
    """Hits, false alarms and misses, which can be added up.

    `near` counts what is nearly right, by a rule that stands beside the measure. It is part of
    `wrong` and of `missed`: partial credit is stated beside the score and never mixed into it.
    """

    hits: int = 0
    wrong: int = 0
    missed: int = 0
    near: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.hits + other.hits,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.near + other.near,
        )

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hits / (self.hits + self.wrong) if self.hits + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def lenient(self) -> Score:
        """The score if what is nearly right were right."""
        return Score(self.hits + self.near, self.wrong - self.near, self.missed - self.near)

    @classmethod
    def of(cls, gold: Iterable[object], found: Iterable[object]) -> Score:
        """The score of one set against another.

        >>> Score.of({"a", "b"}, {"b", "c"})
        Score(hits=1, wrong=1, missed=1, near=0)
        """
        gold, found = set(gold), set(found)
        return cls(len(gold & found), len(found - gold), len(gold - found))

    def json(self) -> dict[str, float | int]:
        """The score as an object: the rates rounded to three places, and the counts."""
        rates = zip(_NUMBERS, (self.precision, self.recall, self.f1), strict=True)
        counts = {"hits": self.hits, "wrong": self.wrong, "missed": self.missed, "near": self.near}
        return {**{name: round(rate, 3) for name, rate in rates}, **counts}


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something found wrong: where, what of a claim, what was said and what should have been."""

    source: str
    part: str
    sentence: str
    gold: str
    found: str

    def __str__(self) -> str:
        return (
            f"{self.source}: {self.part}\n  in    {self.sentence}\n"
            f"  gold  {self.gold}\n  found {self.found}"
        )

    def json(self) -> dict[str, str]:
        """The mistake as an object."""
        return {
            "source": self.source,
            "part": self.part,
            "sentence": self.sentence,
            "gold": self.gold,
            "found": self.found,
        }


@dataclass(frozen=True, slots=True)
class Table:
    """Scores of one sort, by what was scored."""

    title: str
    scores: Mapping[str, Score]

    def __str__(self) -> str:
        width = max(len(name) for name in (self.title, *self.scores))
        head = "".join(f"{name:>11}" for name in _NUMBERS)
        near = any(score.near for score in self.scores.values())
        lines = [f"{self.title:<{width}}{head}{'gold':>8}{'found':>8}" + f"{'near F1':>10}" * near]
        for name, score in self.scores.items():
            rates = "".join(f"{r:>11.3f}" for r in (score.precision, score.recall, score.f1))
            counts = f"{score.hits + score.missed:>8}{score.hits + score.wrong:>8}"
            lenient = f"{score.lenient.f1:>10.3f}" if score.near else ""
            lines.append(f"{name:<{width}}{rates}{counts}{lenient}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Report:
    """What a measurement found: its tables, and the mistakes one by one."""

    subject: str
    tables: Sequence[Table]
    mistakes: Sequence[Mistake] = field(default=())

    def __str__(self) -> str:
        return "\n\n".join((self.subject, *map(str, self.tables)))

    def json(self) -> dict[str, object]:
        """The report as an object: a member for each table, and one for the mistakes."""
        tables = {
            table.title: {name: score.json() for name, score in table.scores.items()}
            for table in self.tables
        }
        return {
            "subject": self.subject,
            "scores": tables,
            "errors": [mistake.json() for mistake in self.mistakes],
        }
