"""The words that say when: one pattern for each way of saying it."""

from __future__ import annotations

import re

from kg.extract import times_readings as read
from kg.extract.times_calendar import MONTHS, WEEKDAYS, Days
from kg.extract.times_readings import COUNTS, Expression, Reading, Scene
from kg.model import Sentence

_MONTH = "|".join(
    (*(m.capitalize() for m in MONTHS), *(f"{m[:3].capitalize()}\\.?" for m in MONTHS), "Sept\\.?")
)
_WEEKDAY = "|".join(name.capitalize() for name in WEEKDAYS)
_NUMBER = rf"(?:\d{{1,3}}|(?i:{'|'.join(COUNTS)}))"
_HINT = re.compile(
    rf"\d|{_WEEKDAY}|{_MONTH}|day|night|morning|afternoon|evening|week|month|year|decade|hour|"
    r"noon|recent|now\b|[Dd]awn"
)
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_PART = r"(?:(?:early|late|mid|mid-|the end of|the beginning of)[ -])?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_BEFORE_YEAR = (
    "in since the of during until by from before after "
    "In Since During Until By From Before After".split()
)
_YEAR_COMES = "|".join((*(rf"(?<=\b{word} )" for word in _BEFORE_YEAR), r"(?<=[a-z]\s\()"))
_MONTH_COMES = r"\b(?P<which>last|this|next)\s+|" + "|".join(
    rf"(?<=\b{word} )" for word in "[Ii]n [Ss]ince of [Uu]ntil [Dd]uring [Ee]arly [Ll]ate".split()
)
_RANGE = r"\s*(?:-|–|to|and)\s*(?P<until>\d{1,2})(?:st|nd|rd|th)?"
_NEAR = "today yesterday tomorrow tonight overnight".split()
_NEARER = ("last night", "this morning", "this afternoon", "this evening")
_AHEAD = frozenset("due set plan schedule expect agree intend prepare hope want ready".split())
_DAY_BESIDE = "day before|previous day|following day|next day|day after"
_UNIT = r"(day|week|month|year|decade)s?"
_NOT_AGO = r"(?!\s+(?:ago|earlier|later|before))"
# The way of reading, the words, and what they mean; earlier entries win where spans are equal.
_WORDS: tuple[tuple[str, str, Reading], ...] = (
    # April 9, 2008 · Dec. 26
    ("absolute", rf"\b(?P<month>{_MONTH})\s+{_DAY}(?:\s*,\s*{_YEAR})?(?!\d|:)", read.full_date),
    # 9 November 2020 · the 16th of November
    ("absolute", rf"\b{_DAY}\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+{_YEAR})?\b", read.full_date),
    # November 16-17 · 12 to 13 February
    (
        "absolute",
        rf"\b(?P<month>{_MONTH})\s+{_DAY}{_RANGE}(?:\s*,\s*{_YEAR})?(?!\d|:)",
        read.days_of_month,
    ),
    ("absolute", rf"\b{_DAY}{_RANGE}\s+(?P<month>{_MONTH})(?:,?\s+{_YEAR})?\b", read.days_of_month),
    ("absolute", r"\b(\d{4})-(\d\d)-(\d\d)\b", read.iso_date),
    # late November 2020
    ("absolute", rf"\b{_PART}(?P<month>{_MONTH})(?:\s+of)?,?\s+{_YEAR}\b", read.month_year),
    # a year ago in November
    (
        "date",
        rf"\b(?:(?P<count>{_NUMBER})\s+years?\s+ago|last\s+year),?\s+in\s+(?P<month>{_MONTH})\b",
        read.year_ago_in_month,
    ),
    # February last year
    (
        "date",
        rf"\b(?P<month>{_MONTH})(?:\s+of)?\s+(?P<which>last|this|next)\s+year\b",
        read.month_of_year,
    ),
    # in November · last April
    ("date", rf"(?:{_MONTH_COMES})(?P<month>{_MONTH})(?!\s*\d)\b", read.month_alone),
    # in 1991 · the 2020 war
    ("absolute", rf"(?:{_YEAR_COMES}){_PART}{_YEAR}(?![\d,.]*\d|%)", read.whole_year),
    (
        "absolute",
        r"\b(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<decade>(?:1[89]|20)\d0)s\b",
        read.whole_decade,
    ),
    # last Monday · Thursday afternoon
    (
        "date",
        rf"\b(?:(?P<which>last|this|next|this coming)\s+)?(?P<weekday>{_WEEKDAY})"
        r"(?:\s+(?:morning|afternoon|evening|night))?\b",
        read.week_day,
    ),
    ("date", rf"\b(?i:{'|'.join((*_NEAR, *_NEARER))})\b", read.near_day),
    # earlier in the day · that day
    (
        "date",
        r"\b(?i:earlier|later)\s+(?:in|on|during)?\s*(?:the|that|the same)\s+day\b"
        r"|\b(?:the|that) same day\b|\bthat day\b",
        read.same_day,
    ),
    # the day before · seven days earlier · hours later
    ("date", rf"\b(?i:the) (?:{_DAY_BESIDE})\b", read.day_beside),
    (
        "date",
        rf"\b(?P<count>{_NUMBER})\s+(?P<unit>day|week|month|year)s?\s+"
        r"(?P<way>earlier|later|before(?=\s*(?:[,.;:)]|$)))",
        read.so_much_later,
    ),
    ("date", r"\b(?i:minutes|hours) (?:earlier|later)\b", read.hours_later),
    # earlier this month · last year
    (
        "date",
        r"\b(?:(?i:earlier|later)\s+)?(?P<which>(?i:last|this|next|previous))\s+"
        r"(?P<unit>week|weekend|month|year)\b",
        read.unit_of_calendar,
    ),
    (
        "date",
        r"\b(?i:earlier|later)\s+in\s+(?P<which>the)\s+(?P<unit>week|month|year)\b",
        read.unit_of_calendar,
    ),
    (
        "date",
        rf"\b(?P<count>{_NUMBER})\s+(?P<unit>day|week|month|year|decade)s?\s+ago\b",
        read.so_long_ago,
    ),
    # years ago
    ("date", r"\b(?:weeks|months|years|decades) (?:ago|earlier|before)\b", read.no_days),
    # in recent days · over the last several months
    (
        "date",
        r"\b(?:in|over|during|for)\s+(?!last\s+(?:day|week|month|year)\b)"
        r"(?:the\s+)?(?:last|past|recent)\s*"
        rf"(?P<count>{_NUMBER}|few|several|)\s*(?P<unit>day|week|month|year)s?\b",
        read.lately,
    ),
    # six-week · two years
    (
        "duration",
        rf"\b(?P<count>{_NUMBER}|[Ss]everal|few|many)(?:\s+|-){_UNIT}(?:-(?:long|old))?\b{_NOT_AGO}",
        read.no_days,
    ),
    # 18:30 (1430 GMT) · 4:00 A.M. local time (0100 UTC)
    (
        "clock",
        r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap]\.?m\.?|[AP]\.?M\.?)?"
        r"(?:\s+local(?:\s+time)?)?(?:\s*(?P<zone>GMT|UTC))?"
        r"(?:,?\s*\(?\s*(?P<other>\d\d[:.]?\d\d)\s*(?:GMT|UTC)\)?)?(?=\W|$)",
        read.no_days,
    ),
)
_PATTERNS: tuple[tuple[re.Pattern[str], str, Reading], ...] = tuple(
    (re.compile(words), kind, reading) for kind, words, reading in _WORDS
)
_NAMES = {name: re.compile(name) for name in (_MONTH, _WEEKDAY)}
_NEEDED = tuple(  # what must stand in a sentence for a pattern to be worth a try
    next((has for name, has in _NAMES.items() if name in words), None) for _, words, _ in _WORDS
)


def expressions(
    text: str, sentence: Sentence, published: Days | None, current: Days | None, last: Days | None
) -> list[Expression]:
    """The time expressions of a sentence, left to right.

    `current` is the day of the news last spoken of, `last` the time last spoken of.
    """
    if not _HINT.search(text):
        return []
    has = {name: name.search(text) is not None for name in _NAMES.values()}
    matches = [
        (match.start(), -match.end(), order, match)
        for order, ((pattern, _, _), name) in enumerate(zip(_PATTERNS, _NEEDED, strict=True))
        if name is None or has[name]
        for match in pattern.finditer(text)
    ]
    found: list[Expression] = []
    end = -1
    for start, stop, order, match in sorted(matches, key=lambda m: m[:3]):
        if start < end:
            continue
        _, kind, reading = _PATTERNS[order]
        scene = Scene(sentence, published, current, last, _looks_ahead(sentence, start))
        one = _read(match, kind, reading, scene)
        if one is None:
            continue
        found.append(one)
        end = -stop
        if one.days and kind != "clock":
            current, last = one.days if one.days.is_day else current, one.days
    return found


def _read(match: re.Match[str], kind: str, reading: Reading, scene: Scene) -> Expression | None:
    text = match.string
    start, end = match.span()
    if kind == "clock":
        return read.clock_time(match, text)
    if kind == "duration":
        return Expression(start, end, "duration")
    days = reading(match, scene)
    if days is None and kind == "absolute":
        return None
    beside = re.match(r"['’]s\b", text[end:]) or (
        text[:start].lower().endswith("the ") and re.match(r" [a-z]", text[end:])
    )  # "since last year's war", "since the 2020 war": the words date the war
    return Expression(start, end, "date" if beside else _direction(text[:start]), days)


def _direction(before: str) -> str:
    words = before.lower().split()[-2:]
    if words and words[-1] in ("the", "about", "around", "late", "early", "last"):
        words = words[:-1]
    last = words[-1] if words else ""
    if last in ("since", "after", "from"):
        return "since"
    return "until" if last in ("until", "till", "by") else "date"


def _looks_ahead(sentence: Sentence, start: int) -> bool:
    """Whether the verb over these words looks ahead: "will meet", "are due to meet"."""
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
    if any(child.lemma == "will" and child.text.lower() != "would" for child in below):
        return True
    if token.feats.get("VerbForm") != "Inf" or any(t.lemma == "have" for t in below):
        return False
    above = sentence.tokens[token.head].lemma.lower() if token.head >= 0 else ""
    return above in _AHEAD or any(t.deprel == "aux" and t.lemma == "be" for t in below)
