"""The calendar arithmetic of news: runs of days, and what "last Monday" is on a given day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kg.model import Time

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, both ends included."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last

    def shifted(self, days: int) -> Days:
        """The run so many days later."""
        step = timedelta(days)
        return Days(self.first + step, self.last + step)

    def at_hour(self, moment: time, text: str | None = None, *, open_end: bool = False) -> Time:
        """An exact moment of a single day; with `open_end` it is only where something starts."""
        at = datetime.combine(self.first, moment)
        return Time(at, at, None if open_end else at, None if open_end else at, text)

    def bounds(self, text: str, kind: str = "date") -> Time:
        """The bounds of what happens, or (by `kind`) starts or ends, within the run."""
        early = datetime.combine(self.first, time(), UTC)
        late = datetime.combine(self.last, time(23, 59, 59), UTC)
        if kind == "since":
            return Time(early, late, None, None, text)
        if kind == "until":
            return Time(None, None, early, late, text)
        return Time(early, late, early, late, text)


def published_days(published: str | None) -> Days | None:
    """The days an article may be from: one, or all of a partial date's.

    >>> published_days("2016-10")
    Days(first=datetime.date(2016, 10, 1), last=datetime.date(2016, 10, 31))
    """
    parts = (published or "")[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return year_days(numbers[0])
        if len(numbers) == 2:
            return month_days(numbers[0], numbers[1])
        return Days(date(*numbers), date(*numbers))
    except (ValueError, TypeError):
        return None


def year_days(year: int) -> Days:
    """All of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def month_days(year: int, month: int) -> Days:
    """All of a month."""
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def day(year: int, month: int, number: int) -> Days | None:
    """One day of the calendar, None where it has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Days(found, found)


def weekday(today: date, number: int, direction: str) -> date:
    """The weekday that is meant on a day: "past" counts today, "last" does not, "next" comes.

    >>> weekday(date(2021, 11, 16), 6, "past")
    datetime.date(2021, 11, 14)
    """
    if direction == "next":
        return today + timedelta((number - today.weekday() - 1) % 7 + 1)
    if direction == "last":
        return today - timedelta((today.weekday() - number - 1) % 7 + 1)
    return today - timedelta((today.weekday() - number) % 7)


def month_before(today: date, month: int) -> Days:
    """The latest month of that name that has begun."""
    return month_days(today.year if month <= today.month else today.year - 1, month)


def months_later(today: date, months: int) -> date:
    """The same day so many months later, or the month's last."""
    total = today.year * 12 + today.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def ago(today: date, count: int, unit: str) -> Days:
    """So many units before a day, as exactly as the unit says it.

    >>> ago(date(2021, 11, 16), 1, "week")
    Days(first=datetime.date(2021, 11, 6), last=datetime.date(2021, 11, 12))
    """
    if unit == "day":
        found = today - timedelta(count)
        return Days(found, found)
    if unit == "week":
        middle, slack = today - timedelta(7 * count), 3
    elif unit == "month":
        middle, slack = months_later(today, -count), 15
    else:
        size = {"year": 12, "decade": 120}[unit]
        middle, slack = months_later(today, -size * count), 183 if unit == "year" else 1826
    return Days(middle - timedelta(slack), middle + timedelta(slack))


def calendar_unit(today: date, unit: str, step: int) -> Days:
    """The calendar week, month or year that lies `step` units from today's."""
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(7 * step)
        return Days(monday, monday + timedelta(6))
    if unit == "weekend":
        saturday = weekday(today, 5, "past") + timedelta(7 * min(step + 1, 1) - 7 if step else 0)
        return Days(saturday, saturday + timedelta(1))
    if unit == "month":
        there = months_later(today.replace(day=1), step)
        return month_days(there.year, there.month)
    return year_days(today.year + step)
