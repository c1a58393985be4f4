"""What each way of saying when means, given the day of publication and the day last spoken of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from kg.extract.times_calendar import (
    MONTHS,
    WEEKDAYS,
    Days,
    ago,
    calendar_unit,
    day,
    month_before,
    month_days,
    weekday,
    year_days,
)
from kg.model import Sentence

COUNTS = {
    word: number
    for number, words in enumerate(
        "a|an one two three four five six seven eight nine ten eleven twelve".split(), start=0
    )
    for word in words.split("|")
}
COUNTS.update({"a": 1, "an": 1})
_A_MONTH = timedelta(31)


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of a sentence that say when, at these characters of the sentence."""

    start: int
    end: int
    kind: str
    days: Days | None = None
    clock: time | None = None
    offset: int | None = None  # minutes east of UTC
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What relative words count from: the day of publication, and the times last spoken of.

    `current` is the last day of the news, `last` the last time of all in the paragraph.
    """

    sentence: Sentence
    published: Days | None
    current: Days | None
    last: Days | None = None
    ahead: bool = False  # the verb that the words belong to looks to the future

    @property
    def day(self) -> Days | None:
        """The day last spoken of, else that of publication."""
        return self.current or self.published

    def beside(self, earliest: int, latest: int) -> Days | None:
        """The days that lie so many days off the time last spoken of."""
        day = self.last or self.day
        if day is None or day.last - day.first > _A_MONTH:
            return None  # "five days later", where only a year was named
        return Days(day.first + timedelta(earliest), day.last + timedelta(latest))

    def each(self, reading: Callable[[date], Days | None]) -> Days | None:
        """What the words mean, whichever of the days of publication is the true one."""
        if self.published is None:
            return None
        first, last = reading(self.published.first), reading(self.published.last)
        if first is None or last is None:
            return None
        if self.published.is_day:
            return first
        return Days(min(first.first, last.first), max(first.last, last.last))


Reading = Callable[[re.Match[str], Scene], Days | None]


def _month_number(word: str) -> int:
    return next(n for n, m in enumerate(MONTHS, 1) if m.startswith(word[:3].lower()))


def full_date(match: re.Match[str], scene: Scene) -> Days | None:
    """The day of "April 9, 2008" or "9 November": without a year the nearest that has been."""
    parts = match.groupdict()
    month, number = _month_number(parts["month"]), int(parts["day"])
    if parts["year"]:
        return day(int(parts["year"]), month, number)
    return scene.each(lambda today: _nearest(today, month, number, scene.ahead))


def _nearest(today: date, month: int, number: int, ahead: bool) -> Days | None:
    this, last = day(today.year, month, number), day(today.year - 1, month, number)
    if this is None or this.first <= today:
        return this
    if ahead or (this.first - today).days <= 7:
        return this
    return last


def days_of_month(match: re.Match[str], scene: Scene) -> Days | None:
    """The days of "5-6 April 2016"."""
    first = full_date(match, scene)
    last = day(first.first.year, first.first.month, int(match["until"])) if first else None
    return Days(first.first, last.last) if first and last and first.first < last.last else None


def iso_date(match: re.Match[str], _: Scene) -> Days | None:
    """The days of "2021-11-16"."""
    return day(int(match[1]), int(match[2]), int(match[3]))


def month_year(match: re.Match[str], _: Scene) -> Days | None:
    """The days of "November 2020": all of the month."""
    return month_days(int(match["year"]), _month_number(match["month"]))


def month_alone(match: re.Match[str], scene: Scene) -> Days | None:
    """The days of "in November": the last that began; "next May": the coming one."""
    month, word = _month_number(match["month"]), (match["which"] or "").lower()
    step = {"last": -1, "next": 1}.get(word, 0)

    def meant(today: date) -> Days:
        if step > 0 or (scene.ahead and month > today.month):
            return month_days(today.year + (month <= today.month), month)
        if step < 0 and month == today.month:
            return month_days(today.year - 1, month)
        return month_before(today, month)

    return scene.each(meant)


def year_ago_in_month(match: re.Match[str], scene: Scene) -> Days | None:
    """The days of "a year ago in November": that month of the year before."""
    back = _count(match["count"]) if match["count"] else 1
    month = _month_number(match["month"])
    return scene.each(lambda today: month_days(today.year - back, month))


def month_of_year(match: re.Match[str], scene: Scene) -> Days | None:
    """The days of "February last year": all of the month."""
    step = {"last": -1, "next": 1}.get(match["which"], 0)
    month = _month_number(match["month"])
    return scene.each(lambda today: month_days(today.year + step, month))


def whole_year(match: re.Match[str], _: Scene) -> Days | None:
    """The days of "in 1991": all of the year."""
    return year_days(int(match["year"]))


def whole_decade(match: re.Match[str], _: Scene) -> Days | None:
    """The days of "the 1990s"."""
    first = int(match["decade"])
    return Days(date(first, 1, 1), date(first + 9, 12, 31))


def week_day(match: re.Match[str], scene: Scene) -> Days | None:
    """The days of "on Sunday": the nearest past, today too; with "next" or "will" the coming."""
    number = WEEKDAYS.index(match["weekday"].lower())
    which = (match["which"] or "").lower()
    if which == "next" or "coming" in which or (scene.ahead and not which):
        direction = "next"
    else:
        direction = "last" if which == "last" else "past"

    def meant(today: date) -> Days:
        found = weekday(today, number, direction)
        return Days(found, found)

    return scene.each(meant)


def near_day(match: re.Match[str], scene: Scene) -> Days | None:
    """The days of "today", "yesterday"; "overnight" began on the day before."""
    word, today = match[0].lower(), scene.published
    if word == "overnight" and today is not None:
        return Days(today.first - timedelta(1), today.last)
    step = -1 if word in ("yesterday", "last night") else int(word == "tomorrow")
    return today.shifted(step) if today else None


def same_day(_: re.Match[str], scene: Scene) -> Days | None:
    """The days of "earlier in the day": the day last spoken of."""
    return scene.day


def day_beside(match: re.Match[str], scene: Scene) -> Days | None:
    """The days of "the day before": counted from the day last spoken of."""
    step = -1 if any(word in match[0].lower() for word in ("before", "previous")) else 1
    day = scene.last or scene.day
    return scene.beside(step, step) if day is None or day.is_day else scene.beside(0, step)


def so_much_later(match: re.Match[str], scene: Scene) -> Days | None:
    """The days of "seven days earlier", "two weeks later", as exactly as the unit says."""
    size, slack = {"day": (1, 0), "week": (7, 3), "month": (30, 15), "year": (365, 183)}[
        match["unit"]
    ]
    step = _count(match["count"]) * size * (1 if match["way"] == "later" else -1)
    return scene.beside(step - slack, step + slack)


def hours_later(_: re.Match[str], scene: Scene) -> Days | None:
    """The days of "hours later": the day last spoken of, or the next."""
    return scene.beside(0, 1)


def unit_of_calendar(match: re.Match[str], scene: Scene) -> Days | None:
    """The days of "last week", "this month", "last year"."""
    step = {"last": -1, "previous": -1, "past": -1, "next": 1}.get(match["which"].lower(), 0)
    unit = match["unit"].lower()
    return scene.each(lambda today: calendar_unit(today, unit, step))


def so_long_ago(match: re.Match[str], scene: Scene) -> Days | None:
    """The days of "two weeks ago", as exactly as the unit says."""
    count, unit = _count(match["count"]), match["unit"]
    return scene.each(lambda today: ago(today, count, unit))


def lately(match: re.Match[str], scene: Scene) -> Days | None:
    """The days of "in recent days", "over the last six months": up to today."""
    size = {"day": 1, "week": 7, "month": 31, "year": 366}[match["unit"]]
    word = match["count"].lower()
    one = not word and not match[0].endswith("s")  # "over the last year"
    count = _count(word) if word in COUNTS or word.isdigit() else 1 if one else 10
    back = timedelta(size * count)
    return scene.each(lambda today: Days(today - back, today))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else COUNTS[word.lower()]


def clock_time(match: re.Match[str], text: str) -> Expression | None:
    """The hour of "18:30 (1430 GMT)", and its zone where both times are given."""
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    half = (parts["half"] or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    colon = parts["minute"] is not None and ":" in match[0]
    if hour > 23 or minute > 59 or not (colon or half or parts["zone"] or parts["other"]):
        return None
    offset = 0 if parts["zone"] else None
    if parts["other"]:
        there = int(parts["other"][:2]) * 60 + int(parts["other"][-2:])
        offset = (hour * 60 + minute - there + 720) % 1440 - 720
    before = text[: match.start()].lower().split()[-1:]
    opens = before in (["from"], ["since"], ["after"])
    return Expression(
        *match.span(), "instant", clock=time(hour, minute), offset=offset, open_end=opens
    )


def no_days(_: re.Match[str], __: Scene) -> Days | None:
    """No days: "six weeks" says nothing of when."""
    return None
