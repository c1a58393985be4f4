"""When an article appeared: ISO 8601 dates as given, datelines as written."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from kg.errors import Unreadable

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?P<weekday>[A-Z][a-z]+day),?\s+)?"
_DATES = (
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})"),
    re.compile(rf"{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+(?P<year>\d{{4}})"),
)
_PLACE = re.compile(r"[A-Z][\w .'’/-]{1,40}[,:]\s+")
_AFTER_DATE = re.compile(r"\s*(\([^)]{2,40}\)\s*)?[-–—:]|\s*$")


def published(text: str) -> str:
    """A date or date-time as ISO 8601, possibly partial; raises Unreadable for what is none.

    ISO 8601 is read, the dates of e-mail and HTTP (RFC 5322), and days written out in English.

    >>> published("2016-10"), published("2021-11-16 18:30+04:00")
    ('2016-10', '2021-11-16T18:30:00+04:00')
    >>> published("Tue, 16 Nov 2021 18:30:00 +0400"), published("November 16, 2021")
    ('2021-11-16T18:30:00+04:00', '2021-11-16')
    """
    text = text.strip()
    try:
        if re.fullmatch(r"[1-9]\d{3}", text):
            return text
        if re.fullmatch(r"[1-9]\d{3}-\d\d", text):
            return f"{date.fromisoformat(text + '-01'):%Y-%m}"
        if re.fullmatch(r"[1-9]\d{3}-\d\d-\d\d", text):
            return date.fromisoformat(text).isoformat()
        if re.match(r"[1-9]\d{3}-\d\d-\d\d[T ]|[1-9]\d{7}T", text):
            return datetime.fromisoformat(text).isoformat()
        if re.match(r"\w{3,9}, \d{1,2} \w{3} \d{4} ", text):
            return parsedate_to_datetime(text).isoformat()
    except ValueError:
        pass
    if is_only_a_date(text) and (day := any_date(text)):
        return day
    raise Unreadable(
        f"unknown date {text!r}: write it as 2021-11-16, 2021-11-16T18:30+04:00, 2021-11 or 2021"
    )


def dateline(text: str) -> str | None:
    r"""The day that an article says it appeared on, if its first lines say so beyond doubt.

    >>> dateline("Wednesday, January 23, 2019 \n\nGermany on Monday banned ...")
    '2019-01-23'
    >>> dateline("YEREVAN, November 16, 2021 (Agency) - Armenia ...")
    '2021-11-16'
    >>> dateline("The war of November 9, 2020 ended ...")
    """
    lines = [line for line in (raw.strip() for raw in text[:2000].splitlines()) if line]
    for line in lines[:3]:
        found = dated_line(line)
        if found:
            return found
    return None


def dated_line(line: str) -> str | None:
    """The day that a line opens with, after at most a place name, as datelines do."""
    line = line.strip()
    place = _PLACE.match(line)
    for start in (0, place.end() if place else 0):
        for pattern in _DATES:
            match = pattern.match(line, start)
            if match and _AFTER_DATE.match(line, match.end()):
                return _day(match)
    return None


def any_date(line: str) -> str | None:
    """The first day that is written out anywhere in a line.

    >>> any_date("The Test Wire | Tuesday, 16 November 2021 | page 1")
    '2021-11-16'
    """
    matches = (match for pattern in _DATES for match in pattern.finditer(line))
    return next(filter(None, map(_day, matches)), None)


def is_only_a_date(line: str) -> bool:
    """Whether a line holds a date and nothing else.

    >>> is_only_a_date("Friday, August 21, 2015")
    True
    """
    return any(pattern.fullmatch(line.strip()) for pattern in _DATES)


def _day(match: re.Match[str]) -> str | None:
    """The day in ISO form; None where month or weekday contradict it."""
    name = match["month"].lower()
    months = [n for n, month in enumerate(_MONTHS, 1) if month == name or month[:3] == name[:4]]
    if not months:
        return None
    try:
        day = date(int(match["year"]), months[0], int(match["day"]))
    except ValueError:
        return None
    said = match["weekday"]
    return None if said and said.lower() != _DAYS[day.weekday()] else day.isoformat()
