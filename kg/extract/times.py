"""When: the time expressions of a document, each resolved to four bounds."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Document, Time


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
    """The time expressions of the document in text order."""
    return ()
