"""Times are compared day by day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kg.evaluate.days import Days
from kg.evaluate.parts import time_score
from kg.evaluate.scores import Score
from kg.model import Time
from tests.evaluate.articles import claim, gold


def time(first: int, last: int) -> Time:
    start, end = datetime(2023, 5, first, tzinfo=UTC), datetime(2023, 5, last, 23, tzinfo=UTC)
    return Time(start, start, end, end)


@pytest.mark.parametrize(
    ("found", "score"),
    [
        (time(12, 12), Score(hits=1)),
        (time(10, 13), Score(wrong=1, missed=1, near=1)),
        (time(13, 13), Score(wrong=1, missed=1)),
        (None, Score(missed=1)),
    ],
)
def test_the_same_days_are_right_and_a_day_in_common_is_near(
    found: Time | None, score: Score
) -> None:
    (asked,) = gold("[shelled] Goris | Shelling claimed on=2023-05-12").claims
    told = claim("shelled", "Shelling")
    object.__setattr__(told, "time", found)
    assert time_score(asked, told) == score


def test_a_time_that_the_text_does_not_tell_is_not_scored() -> None:
    (asked,) = gold("[shelled] Goris | Shelling claimed").claims
    assert time_score(asked, claim("shelled", "Shelling")) == Score()


def test_an_open_time_covers_no_days() -> None:
    assert Days.of(Time(None, None, None, None)) is None
