"""How right the extractor is: its claims measured against annotated sentences.

`evaluate` reads files of gold annotation, one JSON object a line, and gives precision beside
recall for each. Two kinds of line are known:

PLOVER      {"id", "text", "event": "ASSAULT", "source": [{"code"}], "target": [{"code"}]}
triggers    {"id", "sentences": [...], "tokens": [...], "token_sentence": [...], "events": [...]}

A wrong claim costs more than a missing one, so read the precision first. The figures are those of
the parser and extractor together, on sentences without their articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kg.errors import CasusError, Unreadable
from kg.extract import Extractor, load_extractor
from kg.extract.coding import Coded, code, states_in
from kg.extract.frames import Frames, load_frames
from kg.model import Article, Block
from kg.parse import Parser, load_parser

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Score:
    """Hits, false alarms and misses, which can be added up."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hits / (self.hits + self.wrong) if self.hits + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @classmethod
    def of(cls, gold: Iterable[object], found: Iterable[object]) -> Score:
        """The score of one set against another."""
        gold, found = set(gold), set(found)
        return cls(len(gold & found), len(found - gold), len(gold - found))


@dataclass(frozen=True, slots=True)
class Measure:
    """The scores of one file, by what was scored."""

    source: str
    scores: Mapping[str, Score]

    def __str__(self) -> str:
        lines = [f"{'':<14}{'precision':>10}{'recall':>8}{'F1':>8}"]
        lines += [
            f"{name:<14}{score.precision:>10.3f}{score.recall:>8.3f}{score.f1:>8.3f}"
            for name, score in self.scores.items()
        ]
        return "\n".join([self.source, *lines])


@dataclass(frozen=True, slots=True)
class Report:
    """The measures of several files."""

    measures: tuple[Measure, ...]

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.measures))


def evaluate(paths: Sequence[str]) -> Report:
    """The measures of gold files, one for each."""
    if not paths:
        raise CasusError("no gold annotation ships with Casus; name a file to measure against")
    parse, extract, frames = load_parser(), load_extractor(), load_frames()
    measures = []
    for path in paths:
        rows = _rows(path)
        if "event" in rows[0]:
            scores = _plover_scores(rows, [plover_of(r, parse, extract, frames) for r in rows])
        elif "token_sentence" in rows[0]:
            scores = {
                "trigger": _trigger_score(rows, [triggers_of(r, parse, extract) for r in rows])
            }
        else:
            raise Unreadable(f"{path} holds no gold annotation that is known")
        measures.append(Measure(Path(path).name, scores))
    return Report(tuple(measures))


def _rows(path: str) -> list[Row]:
    try:
        lines = Path(path).read_text("utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Unreadable(f"{path} holds no JSON lines: {error}") from error
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise Unreadable(f"{path} holds no gold annotation")
    return rows


def _article(text: str, published: str | None = None) -> Article:
    return Article(text, (Block(0, len(text), "paragraph"),), published=published)


# PLOVER


def plover_of(row: Row, parse: Parser, extract: Extractor, frames: Frames) -> list[Coded]:
    """The events of one sentence in PLOVER's terms."""
    claims = extract(parse(_article(cast(str, row["text"])))).claims
    found = {coded.json().__repr__(): coded for c in claims for coded in code(c, frames)}
    return list(found.values())


def _plover_scores(rows: Sequence[Row], predictions: Sequence[Sequence[Coded]]) -> dict[str, Score]:
    scores = dict.fromkeys(("type", "source", "target", "joint"), Score())
    for row, events in zip(rows, predictions, strict=True):
        gold = Coded(cast(str, row["event"]), _codes(row, "source"), _codes(row, "target"))
        best = max(events, key=lambda event: _fit(event, gold), default=None)
        found = best or Coded("", frozenset(), frozenset())
        joint = _pairs(found) if best else set()
        for name, score in (
            ("type", Score.of({gold.type}, {event.type for event in events})),
            ("source", Score.of(gold.source, states_in(found.source))),
            ("target", Score.of(gold.target, states_in(found.target))),
            ("joint", Score.of(_pairs(gold), joint)),
        ):
            scores[name] += score
    return scores


def _fit(event: Coded, gold: Coded) -> tuple[bool, int]:
    shared = len(event.source & gold.source) + len(event.target & gold.target)
    return event.type == gold.type, shared


def _pairs(event: Coded) -> set[tuple[str, str, str]]:
    sources, targets = states_in(event.source) or {""}, states_in(event.target) or {""}
    return {(event.type, source, target) for source in sources for target in targets}


def _codes(row: Row, part: str) -> frozenset[str]:
    actors = cast(Sequence[Mapping[str, str]], row[part])
    return frozenset(states_in(actor["code"] for actor in actors))


# Triggers


def triggers_of(row: Row, parse: Parser, extract: Extractor) -> list[frozenset[int]]:
    """The tokens of the gold tokenisation that the claims of a document were triggered by."""
    tokens = cast(Sequence[str], row["tokens"])
    sentence_of = cast(Sequence[int], row["token_sentence"])
    text, starts, blocks = _laid_out(tokens, sentence_of)
    date = cast("str | None", row.get("date"))
    article = Article(text, blocks, published=date)
    found = []
    for claim in extract(parse(article)).claims:
        inside = [
            index
            for index, start in enumerate(starts)
            if start < claim.trigger.end and claim.trigger.start < start + len(tokens[index])
        ]
        found.append(frozenset(inside))
    return list(dict.fromkeys(found))


def _laid_out(
    tokens: Sequence[str], sentence_of: Sequence[int]
) -> tuple[str, list[int], tuple[Block, ...]]:
    """The tokens as a text of one paragraph a sentence, and where each token starts."""
    text, starts, blocks = "", [], []
    for index, token in enumerate(tokens):
        if index and sentence_of[index] != sentence_of[index - 1]:
            text += "\n\n"
        elif index and token not in (",", ".", "'s", ")", ";", ":", "n't"):
            text += " "
        if not index or sentence_of[index] != sentence_of[index - 1]:
            blocks.append(len(text))
        starts.append(len(text))
        text += token
    ends = [*(start - 2 for start in blocks[1:]), len(text)]
    made = tuple(Block(start, end, "paragraph") for start, end in zip(blocks, ends, strict=True))
    return text, starts, made


def _trigger_score(rows: Sequence[Row], predictions: Sequence[Sequence[frozenset[int]]]) -> Score:
    total = Score()
    for row, triggers in zip(rows, predictions, strict=True):
        total += _document_score(row, triggers)
    return total


def _document_score(row: Row, triggers: Sequence[frozenset[int]]) -> Score:
    annotated = set(cast(Sequence[int], row["annotated_sentences"]))
    sentence_of = cast(Sequence[int], row["token_sentence"])
    window = {index for index, sentence in enumerate(sentence_of) if sentence in annotated}
    events = [e for e in cast(Sequence[Row], row["events"]) if e["sentence"] in annotated]
    words = [e for e in events if e["pos"] in ("VERB", "NOUN", "OTHER")]
    gold = {frozenset(cast(Sequence[int], event["tokens"])) for event in words}
    neutral = {
        token for e in events if e not in words for token in cast(Sequence[int], e["tokens"])
    }
    found: set[frozenset[int]] = set()
    wrong = 0
    for trigger in triggers:
        if not trigger & window:
            continue
        fresh = sorted((g for g in gold - found if g & trigger), key=sorted)
        if fresh:
            found.add(fresh[0])
        elif not any(g & trigger for g in gold) and not trigger & neutral:
            wrong += 1
    return Score(len(found), wrong, len(gold) - len(found))
