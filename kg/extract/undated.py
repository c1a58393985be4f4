"""When things happened that no words of the text date: only what the telling itself gives away.

News tells its own events in the simple past. They lie between the day of the news (which the first
paragraphs name) and publication if they stand in the lead, after a date of the same paragraph, or
among the parties of the lead. All else that is past happened before publication, and no more is
known. What is told of another day, of several occasions or as a mark to count from gets no time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kg.extract.clauses import governor, tense_of
from kg.extract.factuality import is_definite
from kg.extract.scene import Scene
from kg.extract.story import Story
from kg.extract.times import TimeExpression
from kg.extract.triggers import Match
from kg.model import Time
from kg.ontology import class_ancestors

_UNITS = frozenset({"minute", "hour", "day", "week", "month", "year", "decade"})
_LASTING = frozenset({"ArmedConflict", "Support", "Cooperation"})  # older than the day's news
_OLD = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Telling:
    """How a sentence is told: in which story, in whose words, after which days.

    `flashback` tells that the paragraph has gone back in time before, `since` is the recent day
    that it spoke of last; `reported` that the event stands in reported speech, where the past
    perfect is only the past; `parties` are those who take part in the event.
    """

    story: Story
    flashback: bool = False
    since: Time | None = None
    reported: bool = False
    parties: frozenset[str] = frozenset()


def undated(scene: Scene, match: Match, telling: Telling) -> Time | None:
    """The time of an event that no time expression dates."""
    if "own" in match.trigger.flags or _is_days_after(scene, match):
        return None
    if any(e.kind == "duration" and governor(scene, e) == match.head for e in scene.times):
        return None  # "for several days"
    if match.trigger.kind in _LASTING or _is_aside(scene, match):
        return None
    tense = tense_of(scene, match)
    past = tense == "past" or (tense == "pluperfect" and telling.reported)
    told = _of_telling(scene, match, telling.story) if telling.reported and past else None
    if told is not None:
        return told if tense == "past" else Time(None, told.end_latest, None, told.end_latest)
    if not past and tense not in ("perfect", "pluperfect", "progressive"):
        return None
    day, published = _since(scene, match, telling), telling.story.published
    if published is None:
        return None
    if day is None or (tense in ("perfect", "pluperfect") and not past):
        return Time(None, published.end_latest, None, published.end_latest)
    first, last = day.start_earliest, published.end_latest
    return Time(first, last, first, last)


def _since(scene: Scene, match: Match, telling: Telling) -> Time | None:
    """The day since which an event of the news happened; None for background."""
    story = telling.story
    if telling.flashback or _is_told_of_another_day(scene, match, story):
        return None
    if telling.since is not None:
        return telling.since
    if story.is_lead(scene):
        return story.day
    if not story.named:
        return None
    if "ArmedAction" in class_ancestors(match.trigger.kind):
        return story.day if telling.parties and telling.parties <= story.parties else None
    return story.day if telling.parties & story.parties else None


def recent_day(scene: Scene, story: Story) -> Time | None:
    """The last recent day that a sentence names for what its clauses tell."""
    days = [e.time for e in scene.times if e.kind == "date" and is_recent(e, story)]
    return days[-1] if days else None


def is_recent(expression: TimeExpression, story: Story) -> bool:
    """Whether an expression names a day of the news or shortly before."""
    start, latest = expression.time.start_earliest, expression.time.start_latest
    if story.published is None or start is None or latest is None:
        return False
    end = story.published.end_latest
    return end is not None and latest - start < timedelta(days=1) and end - _OLD <= start <= end


def is_flashback(scene: Scene, story: Story) -> bool:
    """Whether a sentence takes the reader back in time."""
    return any(_is_old(expression, story) for expression in scene.times)


def _is_old(expression: TimeExpression, story: Story) -> bool:
    if story.day is None or story.day.start_earliest is None or expression.kind == "duration":
        return False
    latest = expression.time.start_latest
    return latest is not None and latest < story.day.start_earliest - _OLD


def _is_other_day(expression: TimeExpression, story: Story) -> bool:
    """Whether an expression names a time that the day of the news is not in."""
    start, end = expression.time.start_earliest, expression.time.end_latest
    if story.day is None or expression.kind == "duration" or start is None or end is None:
        return False
    first, last = story.day.start_earliest, story.day.end_latest
    return first is not None and last is not None and (end < first or last < start)


def _is_told_of_another_day(scene: Scene, match: Match, story: Story) -> bool:
    """Whether the sentence, up to where reported speech or a relative clause ends it, is old."""
    tree = scene.tree
    for expression in scene.times:
        if not _is_other_day(expression, story):
            continue
        verb = governor(scene, expression)
        if verb < 0 or scene.tokens[verb].upos in ("NOUN", "PROPN", "ADJ"):
            continue
        path = [verb, *tree.ancestors(verb)]
        if not any(scene.tokens[i].deprel.startswith("acl") for i in path):
            return True
        if match.head in path or any(i in path for i in tree.ancestors(match.head)):
            return True
    return False


def _of_telling(scene: Scene, match: Match, story: Story) -> Time | None:
    """The day on which an event was told, if not that of the news: "The day before, X said …"."""
    cues = [
        index
        for index in scene.tree.ancestors(match.head)
        if scene.frames.meaning("cue", scene.tokens[index].lemma.lower(), "VERB") is not None
    ]
    for expression in scene.times:
        if expression.kind != "date" or not _is_other_day(expression, story):
            continue
        if governor(scene, expression) in cues or (expression.tokens[0] <= 1 and cues):
            return expression.time
    return None


def _is_days_after(scene: Scene, match: Match) -> bool:
    """Whether an event is only a mark to count from: "twelve days after an attack killed …"."""
    tokens = scene.tokens
    for at in range(match.head - 1, 0, -1):
        if tokens[at].upos == "VERB":
            return False
        if tokens[at].text.lower() in ("after", "before", "since"):
            return tokens[at - 1].lemma.lower() in _UNITS
    return False


def _is_aside(scene: Scene, match: Match) -> bool:
    """Whether a noun speaks of several occasions ("attacks on citizens") or of one told before."""
    carried = any(above == match.carrier for above in scene.tree.ancestors(match.head))
    if match.trigger.upos != "NOUN" or carried:
        return False
    if is_definite(scene, match):
        return True
    aside = scene.tree.prepositions[match.head] in ("after", "since", "before", "following")
    return aside or scene.tokens[match.head].feats.get("Number") == "Plur"
