"""The day that an article is about, and the day it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kg.extract.scene import Scene, kind_of
from kg.model import Entity, Time
from kg.vocabulary import local_name

_RECENT = timedelta(days=4)
_LEAD, _SENTENCES = 2, 6


@dataclass(frozen=True, slots=True)
class Story:
    """The day that the article reports, when it was published, and whose news it is.

    `named` tells that the text itself gives the day; `lead` is the index of the sentence after the
    first paragraphs, `parties` are the codes or names of the agents spoken of there.
    """

    day: Time | None
    published: Time | None
    named: bool = False
    lead: int = 0
    parties: frozenset[str] = frozenset()

    def is_lead(self, scene: Scene) -> bool:
        """Whether a sentence stands in the first paragraphs."""
        return scene.index < self.lead


def story_of(published: str | None, scenes: Sequence[Scene]) -> Story:
    """What the news is about: the first recent day that its first paragraphs name, and who."""
    day, lead = day_of(published), _lead(scenes)
    parties = frozenset(
        name_of(mention.entity)
        for scene in scenes[:lead]
        for mention in scene.mentions
        if kind_of(mention.entity.type, "Agent")
    )
    if day is None or day.end_latest is None:
        return Story(None, None, lead=lead, parties=parties)
    for scene in scenes[:lead]:
        if not _tells(scene):
            continue
        for expression in scene.times:
            start = expression.time.start_earliest
            if expression.kind not in ("date", "instant") or start is None:
                continue
            if timedelta(0) <= day.end_latest - start <= _RECENT:
                return Story(_whole_day(start), day, named=True, lead=lead, parties=parties)
    return Story(day, day, lead=lead, parties=parties)


def name_of(entity: Entity) -> str:
    """The code of an agent's principal, else the local name of the agent itself."""
    return entity.code or local_name(entity.iri)


def _lead(scenes: Sequence[Scene]) -> int:
    """The index after the sentences of the first two paragraphs, headings not counted."""
    blocks: list[int] = []
    for scene in scenes:
        block = scene.sentence.block
        if block not in blocks and _tells(scene):
            blocks.append(block)
        if len(blocks) > _LEAD or scene.index >= _SENTENCES:
            return scene.index
    return len(scenes)


def _tells(scene: Scene) -> bool:
    """Whether a sentence is one, rather than a dateline."""
    return any(token.upos in ("VERB", "AUX") for token in scene.tokens)


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
