"""Measuring on sentences annotated with PLOVER events.

A line holds {"id", "text", "event": "ASSAULT", "source": [{"code"}], "target": [{"code"}]}. The
type is scored over all events found; of those the one that fits best is scored for its states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from kg.evaluate.lines import Row
from kg.evaluate.scores import Mistake, Score
from kg.extract import Extractor
from kg.extract.coding import Coded, code, states_in
from kg.extract.frames import Frames
from kg.model import Article, Block
from kg.parse import Parser

PARTS = ("type", "source", "target", "joint")
_NOTHING = Coded("", frozenset(), frozenset())


def events_of(row: Row, parse: Parser, extract: Extractor, frames: Frames) -> list[Coded]:
    """The events of one sentence in PLOVER's terms."""
    text = cast(str, row["text"])
    claims = extract(parse(Article(text, (Block(0, len(text), "paragraph"),)))).claims
    found = {repr(coded.json()): coded for c in claims for coded in code(c, frames)}
    return list(found.values())


def scores(row: Row, events: Sequence[Coded]) -> dict[str, Score]:
    """The scores of one sentence, by part."""
    gold = gold_event(row)
    best = max(events, key=lambda event: _fit(event, gold), default=None)
    found = best or _NOTHING
    return {
        "type": Score.of({gold.type}, {event.type for event in events}),
        "source": Score.of(gold.source, states_in(found.source)),
        "target": Score.of(gold.target, states_in(found.target)),
        "joint": Score.of(_pairs(gold), _pairs(found) if best else set()),
    }


def mistakes(row: Row, events: Sequence[Coded]) -> Iterator[Mistake]:
    """The sentence as a mistake if anything in it is wrong."""
    found = scores(row, events)
    parts = [name for name in PARTS if found[name].wrong + found[name].missed]
    if parts:
        told = "; ".join(_words(event) for event in events) or "nothing"
        source, text = str(row["id"]), cast(str, row["text"])
        yield Mistake(source, ", ".join(parts), text, _words(gold_event(row)), told)


def _words(event: Coded) -> str:
    source, target = (" ".join(sorted(states_in(part))) for part in (event.source, event.target))
    return f"{event.type} {source or '-'} > {target or '-'}"


def gold_event(row: Row) -> Coded:
    """The event that is annotated."""
    return Coded(cast(str, row["event"]), _codes(row, "source"), _codes(row, "target"))


def _codes(row: Row, part: str) -> frozenset[str]:
    actors = cast(Sequence[Mapping[str, str]], row[part])
    return frozenset(states_in(actor["code"] for actor in actors))


def _fit(event: Coded, gold: Coded) -> tuple[bool, int]:
    shared = len(event.source & gold.source) + len(event.target & gold.target)
    return event.type == gold.type, shared


def _pairs(event: Coded) -> set[tuple[str, str, str]]:
    sources, targets = states_in(event.source) or {""}, states_in(event.target) or {""}
    return {(event.type, source, target) for source in sources for target in targets}
