"""The day that an article is about, and the day it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kg.extract.scene import Scene
from kg.model import Time

_RECENT = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Story:
    """The day that the article reports, and when it was published."""

    day: Time | None
    published: Time | None


def story_of(published: str | None, scenes: Sequence[Scene]) -> Story:
    """The day the news is about: the first recent one that its first sentences name."""
    day = day_of(published)
    if day is None or day.end_latest is None:
        return Story(None, None)
    for scene in scenes[:3]:
        for expression in scene.times:
            start = expression.time.start_earliest
            if expression.kind not in ("date", "instant") or start is None:
                continue
            if timedelta(0) <= day.end_latest - start <= _RECENT:
                return Story(_whole_day(start), day)
    return Story(day, day)


def day_of(published: str | None) -> Time | None:
    """The day, month or year of publication as an interval; None where it is unknown.

    >>> day_of("2021-11-16").start_earliest.isoformat()
    '2021-11-16T00:00:00+00:00'
    """
    if not published:
        return None
    parts = published[:10].split("-")
    try:
        year, month, day = (int(p) for p in [*parts, "1", "1"][:3])
        start = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    if len(parts) == 3:
        return _whole_day(start)
    end = datetime(year + 1, 1, 1, tzinfo=UTC)
    if len(parts) == 2:
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return Time(start, end, start, end)


def _whole_day(moment: datetime) -> Time:
    start = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    end = start + timedelta(days=1) - timedelta(seconds=1)
    return Time(start, end, start, end)
