"""The words that say when: one pattern for each way of saying it, and how each is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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

_MONTH = "|".join(
    (*(m.capitalize() for m in MONTHS), *(f"{m[:3].capitalize()}\\.?" for m in MONTHS), "Sept\\.?")
)
_WEEKDAY = "|".join(name.capitalize() for name in WEEKDAYS)
_COUNTS = {
    word: number
    for number, words in enumerate(
        "a|an one two three four five six seven eight nine ten eleven twelve".split(), start=0
    )
    for word in words.split("|")
}
_COUNTS.update({"a": 1, "an": 1})
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_COUNTS)})"
_UNIT = r"(day|week|month|year|decade)s?"
_HINT = re.compile(
    rf"\d|{_WEEKDAY}|{_MONTH}|day|night|morning|afternoon|evening|week|month|year|decade|hour|"
    r"noon|recent|now\b|[Dd]awn"
)


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
    """What relative words count from: the day of publication, and the day last spoken of."""

    sentence: Sentence
    published: Days | None
    current: Days | None
    ahead: bool = False  # the verb that the words belong to looks to the future

    @property
    def day(self) -> Days | None:
        """The day last spoken of, else that of publication."""
        return self.current or self.published

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


def expressions(
    text: str, sentence: Sentence, published: Days | None, current: Days | None
) -> list[Expression]:
    """The time expressions of a sentence, left to right."""
    if not _HINT.search(text):
        return []
    matches = [
        (match.start(), -match.end(), order, match)
        for order, (pattern, _, _) in enumerate(_PATTERNS)
        for match in pattern.finditer(text)
    ]
    found: list[Expression] = []
    end = -1
    for start, stop, order, match in sorted(matches, key=lambda m: m[:3]):
        if start < end:
            continue
        _, kind, reading = _PATTERNS[order]
        scene = Scene(sentence, published, current, _looks_ahead(sentence, start))
        one = _read(match, kind, reading, scene, text)
        if one is None:
            continue
        found.append(one)
        end = -stop
        if one.days and one.days.is_day and kind != "clock":
            current = one.days
    return found


def _read(
    match: re.Match[str], kind: str, reading: Reading, scene: Scene, text: str
) -> Expression | None:
    start, end = match.span()
    if kind == "clock":
        return _clock(match, text)
    if kind == "duration":
        return Expression(start, end, "duration")
    days = reading(match, scene)
    if days is None and kind == "absolute":
        return None
    return Expression(start, end, _direction(text[:start]), days)


def _direction(before: str) -> str:
    words = before.lower().split()[-2:]
    if words and words[-1] in ("the", "about", "around", "late", "early", "last"):
        words = words[:-1]
    last = words[-1] if words else ""
    if last in ("since", "after", "from"):
        return "since"
    return "until" if last in ("until", "till", "by") else "date"


def _looks_ahead(sentence: Sentence, start: int) -> bool:
    """Whether the verb over these words says "will"."""
    token = next((t for t in sentence.tokens if t.end > sentence.start + start), None)
    for _ in range(4):
        if token is None or token.head < 0:
            break
        token = sentence.tokens[token.head]
        if token.upos == "VERB":
            break
    if token is None or token.upos != "VERB":
        return False
    below = [sentence.tokens[child] for child in sentence.children[token.index]]
    return any(child.lemma == "will" and child.text.lower() != "would" for child in below)


Reading = Callable[[re.Match[str], Scene], Days | None]


def _month_number(word: str) -> int:
    return next(n for n, m in enumerate(MONTHS, 1) if m.startswith(word[:3].lower()))


def _full_date(match: re.Match[str], scene: Scene) -> Days | None:
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


def _iso(match: re.Match[str], _: Scene) -> Days | None:
    return day(int(match[1]), int(match[2]), int(match[3]))


def _month_year(match: re.Match[str], _: Scene) -> Days | None:
    return month_days(int(match["year"]), _month_number(match["month"]))


def _month_alone(match: re.Match[str], scene: Scene) -> Days | None:
    month, word = _month_number(match["month"]), (match["which"] or "").lower()
    step = {"last": -1, "next": 1}.get(word, 0)

    def meant(today: date) -> Days:
        if step > 0 or (scene.ahead and month > today.month):
            return month_days(today.year + (month <= today.month), month)
        if step < 0 and month == today.month:
            return month_days(today.year - 1, month)
        return month_before(today, month)

    return scene.each(meant)


def _year_ago_in_month(match: re.Match[str], scene: Scene) -> Days | None:
    back = _count(match["count"]) if match["count"] else 1
    month = _month_number(match["month"])
    return scene.each(lambda today: month_days(today.year - back, month))


def _year(match: re.Match[str], _: Scene) -> Days | None:
    return year_days(int(match["year"]))


def _decade(match: re.Match[str], _: Scene) -> Days | None:
    first = int(match["decade"])
    return Days(date(first, 1, 1), date(first + 9, 12, 31))


def _weekday(match: re.Match[str], scene: Scene) -> Days | None:
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


def _near_day(match: re.Match[str], scene: Scene) -> Days | None:
    word = match[0].lower()
    step = -1 if word in ("yesterday", "last night", "overnight") else int(word == "tomorrow")
    return scene.published.shifted(step) if scene.published else None


def _same_day(_: re.Match[str], scene: Scene) -> Days | None:
    return scene.day


def _day_beside(match: re.Match[str], scene: Scene) -> Days | None:
    words = match[0].lower()
    count = _count(match["count"]) if match.groupdict().get("count") else 1
    back = any(word in words for word in ("before", "previous", "earlier"))
    return scene.day.shifted(-count if back else count) if scene.day else None


def _unit(match: re.Match[str], scene: Scene) -> Days | None:
    step = {"last": -1, "previous": -1, "past": -1, "next": 1}.get(match["which"].lower(), 0)
    unit = match["unit"].lower()
    return scene.each(lambda today: calendar_unit(today, unit, step))


def _ago(match: re.Match[str], scene: Scene) -> Days | None:
    count, unit = _count(match["count"]), match["unit"]
    return scene.each(lambda today: ago(today, count, unit))


def _lately(match: re.Match[str], scene: Scene) -> Days | None:
    size = {"day": 1, "week": 7, "month": 31, "year": 366}[match["unit"]]
    count = _count(match["count"]) if match["count"] in _COUNTS or match["count"].isdigit() else 10
    back = timedelta(size * count)
    return scene.each(lambda today: Days(today - back, today))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]


def _clock(match: re.Match[str], text: str) -> Expression | None:
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


def _no_days(_: re.Match[str], __: Scene) -> Days | None:
    return None


_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_PART = r"(?:(?:early|late|mid|mid-|the end of|the beginning of)[ -])?"
_CLOCK = (
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap]\.?m\.?|[AP]\.?M\.?)?"
    r"(?:\s+local(?:\s+time)?)?(?:\s*(?P<zone>GMT|UTC))?"
    r"(?:,?\s*\(?\s*(?P<other>\d\d[:.]?\d\d)\s*(?:GMT|UTC)\)?)?"
)


def _patterns() -> Iterator[tuple[str, str, Reading]]:
    yield (
        rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*{_YEAR})?(?!\d|:)",
        "absolute",
        _full_date,
    )
    yield (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+{_YEAR})?\b",
        "absolute",
        _full_date,
    )
    yield r"\b(\d{4})-(\d\d)-(\d\d)\b", "absolute", _iso
    yield rf"\b{_PART}(?P<month>{_MONTH})(?:\s+of)?,?\s+{_YEAR}\b", "absolute", _month_year
    yield (
        rf"\b(?:(?P<count>{_NUMBER})\s+years?\s+ago|last\s+year),?\s+in\s+(?P<month>{_MONTH})\b",
        "date",
        _year_ago_in_month,
    )
    yield (
        rf"(?:\b(?P<which>last|this|next)\s+|(?<=\bin )|(?<=\bsince )|(?<=\bof )|(?<=\buntil ))(?P<month>{_MONTH})(?!\s*\d)\b",
        "date",
        _month_alone,
    )
    yield (
        rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\bthe )|(?<=\bof )|(?<=\bduring )|(?<=\buntil )|(?<=\bby )|(?<=\bfrom )|(?<=\bbefore )|(?<=\bafter )|(?<=[a-z]\s\()){_PART}{_YEAR}(?![\d,.]*\d|%|\s*(?:m|km|people|soldiers|troops)\b)",
        "absolute",
        _year,
    )
    yield (
        r"\b(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<decade>(?:1[89]|20)\d0)s\b",
        "absolute",
        _decade,
    )
    yield (
        rf"\b(?:(?P<which>last|this|next|this coming)\s+)?(?P<weekday>{_WEEKDAY})(?:\s+(?:morning|afternoon|evening|night))?\b",
        "date",
        _weekday,
    )
    yield (
        r"\b(?:[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening)|[Oo]vernight)\b",
        "date",
        _near_day,
    )
    yield (
        r"\b(?:[Ee]arlier|[Ll]ater)\s+(?:in|on|during)?\s*(?:the|that|the same)\s+day\b|\b(?:the|that) same day\b|\bthat day\b",
        "date",
        _same_day,
    )
    yield (
        rf"\b[Tt]he (?:day before|previous day|following day|next day|day after)\b|\b(?P<count>{_NUMBER})\s+days?\s+(?:earlier|later|before)\b",
        "date",
        _day_beside,
    )
    yield (
        r"\b(?:[Ee]arlier\s+|[Ll]ater\s+)?(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious)\s+(?P<unit>week|weekend|month|year)\b",
        "date",
        _unit,
    )
    yield (
        r"\b(?:[Ee]arlier|[Ll]ater)\s+in\s+(?P<which>the)\s+(?P<unit>week|month|year)\b",
        "date",
        _unit,
    )
    yield rf"\b(?P<count>{_NUMBER})\s+(?P<unit>day|week|month|year|decade)s?\s+ago\b", "date", _ago
    yield (
        rf"\b(?:in|over|during|for)\s+(?:the\s+)?(?:last|past|recent)\s*(?P<count>{_NUMBER}|few|several|)\s*(?P<unit>day|week|month|year)s?\b",
        "date",
        _lately,
    )
    yield (
        rf"\b(?P<count>{_NUMBER})(?:\s+|-){_UNIT}(?:-(?:long|old))?\b(?!\s+(?:ago|earlier|later|before))",
        "duration",
        _no_days,
    )
    yield _CLOCK + r"(?=\W|$)", "clock", _no_days


_PATTERNS: tuple[tuple[re.Pattern[str], str, Reading], ...] = tuple(
    (re.compile(pattern), kind, reading) for pattern, kind, reading in _patterns()
)
