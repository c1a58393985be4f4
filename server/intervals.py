"""Four bounds of a time in words that claim no more than is known.

Pure. A bound is the lexical form of an xsd:dateTime, or None where it is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """When something began and ended, each between an earliest and a latest moment."""

    start_earliest: str | None = None
    start_latest: str | None = None
    end_earliest: str | None = None
    end_latest: str | None = None

    def __bool__(self) -> bool:
        return any((self.start_earliest, self.start_latest, self.end_earliest, self.end_latest))


def worded(bounds: Bounds) -> str:
    """The bounds as a reader says them.

    >>> worded(Bounds("2021-11-16T00:00:00Z", "2021-11-16T23:59:59Z",
    ...               "2021-11-16T00:00:00Z", "2021-11-16T23:59:59Z"))
    '16 Nov 2021'
    >>> worded(Bounds("2020-09-27T00:00:00Z", None, None, "2020-11-10T23:59:59Z"))
    'from 27 Sep 2020 or later until 10 Nov 2020 or earlier'
    >>> worded(Bounds("2021-11-16T14:30:00Z", "2021-11-16T14:30:00Z"))
    'from 16 Nov 2021, 14:30 UTC'
    """
    start = _moment(bounds.start_earliest, bounds.start_latest)
    end = _moment(bounds.end_earliest, bounds.end_latest)
    if start is None or end is None:
        known = [("from", start), ("until", end)]
        return " ".join(f"{word} {_some_time(moment)}" for word, moment in known if moment)
    if start == end:
        return start
    within = _within(bounds)
    return within or f"from {_some_time(start)} until {_some_time(end)}"


def _some_time(moment: str) -> str:
    return f"some time {moment}" if moment.startswith("between") else moment


def _within(bounds: Bounds) -> str | None:
    """The calendar unit that the whole interval may fill, when nothing narrower is known."""
    if bounds.start_earliest == bounds.end_earliest and bounds.start_latest == bounds.end_latest:
        return _moment(bounds.start_earliest, bounds.end_latest)
    if bounds.start_earliest and bounds.end_latest:
        first, last = _parsed(bounds.start_earliest), _parsed(bounds.end_latest)
        if first and last and _unit(first, last) and first.date() == last.date():
            return _unit(first, last)
    return None


def _moment(earliest: str | None, latest: str | None) -> str | None:
    """When a moment between two bounds was."""
    first, last = _parsed(earliest), _parsed(latest)
    if first and last:
        if first == last:
            return _exact(first)
        return _unit(first, last) or f"between {_day(first)} and {_day(_inclusive(last))}"
    if first:
        return f"{_exact(first)} or later"
    return f"{_exact(_inclusive(last))} or earlier" if last else None


def _unit(first: datetime, last: datetime) -> str | None:
    """The day, month or year that two moments enclose exactly."""
    end = _inclusive(last)
    if (first.hour, first.minute, first.second) != (0, 0, 0) or end < first:
        return None
    if (end.hour, end.minute) != (23, 59):
        return None
    if first.date() == end.date():
        return _day(first)
    after = end.date() + timedelta(days=1)
    if first.day == 1 and after.day == 1:
        if first.year == end.year and first.month == end.month:
            return f"{first:%b} {first.year}"
        if first.month == 1 and after.month == 1 and first.year == end.year:
            return str(first.year)
    return None


def _inclusive(last: datetime) -> datetime:
    """The last second before a bound that is the midnight after a day."""
    midnight = (last.hour, last.minute, last.second) == (0, 0, 0)
    return last - _SECOND if midnight else last


def _exact(moment: datetime) -> str:
    if (moment.hour, moment.minute, moment.second) in ((0, 0, 0), (23, 59, 59)):
        return _day(moment)
    return f"{_day(moment)}, {moment:%H:%M} UTC"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b} {moment.year}"


def _parsed(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def date(text: str | None) -> str | None:
    """A publication date, however exact, in words.

    >>> date("2021-11-16"), date("2016-10"), date("1991")
    ('16 Nov 2021', 'Oct 2016', '1991')
    """
    if text is None or len(text) < 7:
        return text
    if len(text) == 7:
        moment = _parsed(f"{text}-01")
        return f"{moment:%b} {moment.year}" if moment else text
    moment = _parsed(text)
    return _exact(moment) if moment else text
