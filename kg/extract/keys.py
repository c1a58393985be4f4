"""The IRI of an event: a function of what happened, to whom, when and where.

Two reports of one event meet in one IRI without knowing of each other. An event whose parties or
day the text does not tell gets a key bound to its article, so that vague events never merge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from kg.model import Article, Time
from kg.vocabulary import ID, slug


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one event from another: kind, who did it, to whom, what is special, when, where.

    `actors` and `others` are local names of agents; `detail` is the effect on persons and the
    like; `place` the slug of a settlement or smaller.
    """

    kind: str
    actors: frozenset[str]
    others: frozenset[str] = frozenset()
    detail: str = ""
    place: str = ""


def event_iri(identity: Identity, time: Time | None, article: Article, offset: int) -> str:
    """The IRI of the event; bound to the article where parties or date are unknown.

    `offset` is where the article first speaks of the event.
    """
    when = date_key(time)
    kind = slug(_spaced(identity.kind))
    if not when or not (identity.actors | identity.others):
        return ID[f"event/{kind}-{article.sha256[:12]}-{offset}"].value
    parts = [kind, identity.detail, _joined(identity.actors)]
    parts += [_joined(identity.others), when, identity.place]
    return ID["event/" + "-".join(part for part in parts if part)].value


def date_key(time: Time | None) -> str:
    """The day, month or year that an interval falls in; empty where it is wider or unknown.

    >>> from datetime import datetime, UTC
    >>> day = datetime(2021, 11, 16, tzinfo=UTC)
    >>> date_key(Time(day, day, day, day))
    '2021-11-16'
    """
    if time is None:
        return ""
    first = time.start_earliest or time.end_earliest
    last = time.end_latest or time.start_latest
    if time.start_earliest is not None and time.start_latest is not None:
        last = time.start_latest
    if first is None or last is None:
        return ""
    if last - first <= timedelta(hours=25):
        return first.date().isoformat()
    if timedelta(days=27) <= last - first <= timedelta(days=32):
        return f"{first:%Y-%m}"
    return f"{first:%Y}" if timedelta(days=360) <= last - first <= timedelta(days=367) else ""


def _joined(names: Iterable[str]) -> str:
    return "-".join(sorted(names))


def _spaced(name: str) -> str:
    """A class name as words: "ArmedClash" is "Armed Clash"."""
    return "".join(f" {c}" if c.isupper() else c for c in name).strip()
