"""When: the time expressions of a document, each resolved to four bounds."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta, timezone

from kg.extract.times_calendar import Days, published_days
from kg.extract.times_patterns import expressions
from kg.extract.times_readings import Expression
from kg.model import Document, Sentence, Time


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when or how long, and the interval they mean.

    `kind` is "instant" (a clock time), "date" (a day or a longer calendar unit), "duration"
    ("six weeks"; no bounds), or "since" and "until" (the interval starts or ends there).
    """

    sentence: int
    tokens: tuple[int, int]  # first and last token index in the sentence, both included
    start: int
    end: int
    time: Time
    kind: str


def resolve_times(document: Document) -> tuple[TimeExpression, ...]:
    """The time expressions of the document in text order.

    Words that count from the day of publication have no bounds where that day is unknown.
    """
    published = published_days(document.article.published)
    found: list[TimeExpression] = []
    current: Days | None = None
    last: tuple[int, Days | None] = (-1, None)
    for at, sentence in enumerate(document.sentences):
        if sentence.block != last[0]:
            last = (sentence.block, None)
        text = document.article.text[sentence.start : sentence.end].replace("\n", " ")
        read = expressions(text, sentence, published, current, last[1])
        days = [one.days for one in read if one.days and one.days.is_day and not one.clock]
        for one in read:
            day = days[0] if days else current or published
            words = " ".join(text[one.start : one.end].split())
            found.append(_expression(at, sentence, one, _time(one, day, words)))
        if days and (published is None or _is_news(days[-1], published)):
            current = days[-1]
        spoken = [one.days for one in read if one.days and not one.clock]
        last = (sentence.block, spoken[-1] if spoken else last[1])
    return tuple(found)


def _is_news(days: Days, published: Days) -> bool:
    """Whether "earlier in the day" may go on to speak of these days."""
    return days.first >= published.first - timedelta(10)


def _expression(at: int, sentence: Sentence, one: Expression, time: Time) -> TimeExpression:
    tokens = _tokens(sentence, sentence.start + one.start, sentence.start + one.end)
    start, end = sentence.tokens[tokens[0]].start, sentence.tokens[tokens[1]].end
    return TimeExpression(at, tokens, start, end, time, one.kind)


def _time(one: Expression, day: Days | None, words: str) -> Time:
    nothing = Time(None, None, None, None, words)
    if one.clock:
        if day is None:
            return nothing
        if one.offset is None or not day.is_day:
            return day.bounds(words, "since" if one.open_end else "date")
        zone = timezone(timedelta(minutes=one.offset))
        return day.at_hour(one.clock.replace(tzinfo=zone), words, open_end=one.open_end)
    return one.days.bounds(words, one.kind) if one.days else nothing


def _tokens(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    starts = [token.start for token in sentence.tokens]
    first = max(0, bisect_right(starts, start) - 1)
    last = max(first, bisect_right(starts, end - 1) - 1)
    return first, last
