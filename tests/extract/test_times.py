from datetime import UTC, datetime, timedelta, timezone

import pytest

from kg.extract.times import TimeExpression, resolve_times
from kg.model import Document
from tests.extract.treebank import read


def words(text: str, *more: str, published: str | None = "2021-11-16") -> Document:
    """Sentences whose trees do not matter: every word hangs on the first."""
    sentences = [
        " ".join(f"{word}/{'NOUN' if n else 'VERB'}/{1 if n else 0}/{'dep' if n else 'root'}"
                 for n, word in enumerate(one.split()))
        for one in (text, *more)
    ]  # fmt: skip
    return read(*sentences, published=published)


def days(expression: TimeExpression) -> tuple[str, str]:
    """The first and last day of what happens then."""
    time = expression.time
    assert time.start_earliest
    assert time.end_latest
    assert (time.start_earliest, time.start_latest) == (time.end_earliest, time.end_latest)
    return time.start_earliest.date().isoformat(), time.end_latest.date().isoformat()


@pytest.mark.parametrize(
    ("text", "found", "first", "last"),
    [
        ("fought on Tuesday", "Tuesday", "2021-11-16", "2021-11-16"),
        ("fought on Sunday", "Sunday", "2021-11-14", "2021-11-14"),
        ("fought last Tuesday", "last Tuesday", "2021-11-09", "2021-11-09"),
        ("meets next Friday", "next Friday", "2021-11-19", "2021-11-19"),
        ("fought yesterday", "yesterday", "2021-11-15", "2021-11-15"),
        ("fought earlier in the day", "earlier in the day", "2021-11-16", "2021-11-16"),
        ("fought last week", "last week", "2021-11-08", "2021-11-14"),
        ("fought earlier this month", "earlier this month", "2021-11-01", "2021-11-30"),
        ("lost last year 's war", "last year", "2020-01-01", "2020-12-31"),
        ("ended a year ago in November", "a year ago in November", "2020-11-01", "2020-11-30"),
        ("ended in November 2020", "November 2020", "2020-11-01", "2020-11-30"),
        ("ended in September", "September", "2021-09-01", "2021-09-30"),
        ("ended in December", "December", "2020-12-01", "2020-12-31"),
        ("ended in 1991", "1991", "1991-01-01", "1991-12-31"),
        ("signed on 9 November 2020", "9 November 2020", "2020-11-09", "2020-11-09"),
        ("signed on November 9 , 2020", "November 9, 2020", "2020-11-09", "2020-11-09"),
        ("signed on December 31", "December 31", "2020-12-31", "2020-12-31"),
        ("signed two days ago", "two days ago", "2021-11-14", "2021-11-14"),
        ("began in the 1990s", "the 1990s", "1990-01-01", "1999-12-31"),
        ("In March , troops fought", "March", "2021-03-01", "2021-03-31"),
        ("fought in February last year", "February last year", "2020-02-01", "2020-02-29"),
        ("visited on 5 - 6 April 2016", "5-6 April 2016", "2016-04-05", "2016-04-06"),
        ("shelled overnight", "overnight", "2021-11-15", "2021-11-16"),
        ("died in last year 's war", "last year", "2020-01-01", "2020-12-31"),
        ("attacked over the last year", "over the last year", "2020-11-15", "2021-11-16"),
    ],
)
def test_words_of_news_name_days(text: str, found: str, first: str, last: str) -> None:
    (expression,) = resolve_times(words(text))
    assert expression.time.text == found
    assert days(expression) == (first, last)


def test_the_day_before_counts_from_the_day_last_spoken_of() -> None:
    sunday, before = resolve_times(words("traded fire on Sunday", "closed the day before"))
    assert days(sunday) == ("2021-11-14", "2021-11-14")
    assert days(before) == ("2021-11-13", "2021-11-13")


def test_weeks_later_counts_from_the_time_last_spoken_of() -> None:
    _, later, unknown = (
        *resolve_times(words("fought on 1 March 2020", "signed Two weeks later")),
        resolve_times(words("fought in 1991", "signed two weeks later"))[1],
    )
    assert days(later) == ("2020-03-12", "2020-03-18")
    assert unknown.time.start_earliest is None


def test_a_local_time_with_gmt_is_an_exact_instant() -> None:
    (expression,) = resolve_times(words("cease fire from 18:30 ( 1430 GMT )"))
    instant = datetime(2021, 11, 16, 18, 30, tzinfo=timezone(timedelta(hours=4)))
    assert expression.time.start_earliest == expression.time.start_latest == instant
    assert expression.time.end_latest is None
    assert expression.kind == "instant"


def test_a_local_time_without_a_zone_is_only_known_to_its_day() -> None:
    (expression,) = resolve_times(words("struck at 4:00 a.m."))
    assert expression.kind == "instant"
    assert days(expression) == ("2021-11-16", "2021-11-16")


def test_since_starts_and_does_not_end() -> None:
    (expression,) = resolve_times(words("fought since Thursday"))
    time = expression.time
    assert expression.kind == "since"
    assert time.start_earliest == datetime(2021, 11, 11, tzinfo=UTC)
    assert time.start_latest == datetime(2021, 11, 11, 23, 59, 59, tzinfo=UTC)
    assert (time.end_earliest, time.end_latest) == (None, None)


def test_until_ends_and_does_not_start() -> None:
    (expression,) = resolve_times(words("stays until 2025"))
    assert expression.kind == "until"
    assert expression.time.start_earliest is None
    assert expression.time.end_latest == datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_a_duration_has_no_bounds() -> None:
    (expression,) = resolve_times(words("a six - week conflict"))
    assert expression.kind == "duration"
    assert expression.time.start_earliest is None


def test_a_future_verb_looks_ahead() -> None:
    document = read(
        "They/PRON/3/nsubj will/AUX/3/aux meet/VERB/0/root on/ADP/5/case Friday/PROPN/3/obl"
    )
    (expression,) = resolve_times(document)
    assert days(expression) == ("2021-11-19", "2021-11-19")


def test_a_month_of_publication_bounds_what_is_said_of_today() -> None:
    (expression,) = resolve_times(words("attacked today", published="2016-10"))
    assert days(expression) == ("2016-10-01", "2016-10-31")


def test_without_a_date_of_publication_relative_words_have_no_bounds() -> None:
    (expression,) = resolve_times(words("attacked on Monday", published=None))
    assert expression.time.text == "Monday"
    assert expression.time.start_earliest is None


def test_without_a_date_of_publication_absolute_words_keep_theirs() -> None:
    (expression,) = resolve_times(words("ended in November 2020", published=None))
    assert days(expression) == ("2020-11-01", "2020-11-30")


def test_an_expression_knows_its_characters_and_tokens() -> None:
    document = words("fought on Sunday night again")
    (expression,) = resolve_times(document)
    assert document.article.text[expression.start : expression.end] == "Sunday night"
    assert expression.tokens == (2, 3)


@pytest.mark.parametrize(
    "text", ["may have fought", "second of them", "killed 12 soldiers", "marched"]
)
def test_other_words_are_no_times(text: str) -> None:
    assert resolve_times(words(text)) == ()


@pytest.mark.parametrize("text", ["fought since last year 's war", "fought since the 2020 war"])
def test_words_that_date_a_war_say_nothing_of_what_came_since(text: str) -> None:
    (expression,) = resolve_times(words(text))
    assert expression.kind == "date"
    assert days(expression) == ("2020-01-01", "2020-12-31")
