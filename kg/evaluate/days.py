"""Spans of days: how exactly a time must be told to count as right."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from kg.model import Time


@dataclass(frozen=True, slots=True)
class Days:
    """A span of whole days; both ends are included."""

    first: date
    last: date

    @classmethod
    def read(cls, text: str) -> Days:
        """The span that a day, month or year covers, or the one between two of them.

        >>> print(Days.read("2020-02"))
        2020-02-01..2020-02-29
        """
        start, _, end = text.partition("..")
        return cls(_bounds(start)[0], _bounds(end or start)[1])

    @classmethod
    def of(cls, time: Time) -> Days | None:
        """The days that a time may cover, None where it is open at an end."""
        start = time.start_earliest
        end = time.end_latest or time.start_latest
        if start is None or end is None:
            return None
        return cls(start.date(), max(start.date(), end.date()))

    def meets(self, other: Days) -> bool:
        """Whether the two spans share a day."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


def _bounds(text: str) -> tuple[date, date]:
    written = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    if not written:
        raise ValueError(f"a time is written 2023, 2023-05 or 2023-05-12, not {text!r}")
    year, month, day = (int(part) if part else None for part in written.groups())
    assert year is not None  # the pattern asks for it
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
