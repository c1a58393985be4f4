"""The measurements as they are run: read, parse, extract, compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from kg.errors import Unreadable
from kg.evaluate import meantime, plover
from kg.evaluate.annotated import report_of
from kg.evaluate.calibration import Calibration, Sample, calibration, samples
from kg.evaluate.checks import problems
from kg.evaluate.gold import GoldArticle, gold_paths, read_gold
from kg.evaluate.lines import read_rows
from kg.evaluate.scores import Mistake, Report, Score, Table
from kg.extract import load_extractor
from kg.extract.frames import load_frames
from kg.model import Document, Extraction
from kg.parse import load_parser

Item = TypeVar("Item")


class Watch(Protocol):
    """Passes items on, and may show how many have gone by."""

    def __call__(self, items: Sequence[Item], /) -> Iterable[Item]:
        """The items."""


def unwatched(items: Sequence[Item], /) -> Iterable[Item]:
    """The items as they are."""
    return items


def evaluate_gold(sources: Sequence[str], watch: Watch = unwatched) -> Report:
    """The report on annotated articles; `sources` are files, or folders of `*.gold`.

    Raises Unreadable if a file cannot be read, or names what the ontology does not know.
    """
    return report_of((gold, found) for gold, _, found in extracted(sources, watch))


def evaluate_confidence(sources: Sequence[str], watch: Watch = unwatched) -> Calibration:
    """How the confidence of claims compares with how many of them say nothing wrong."""
    return calibration(gold_samples(sources, watch))


def gold_samples(sources: Sequence[str], watch: Watch = unwatched) -> Iterator[Sample]:
    """The claims of annotated articles as calibration sees them."""
    for gold, document, found in extracted(sources, watch):
        yield from samples(gold, document, found)


def extracted(
    sources: Sequence[str], watch: Watch = unwatched
) -> Iterator[tuple[GoldArticle, Document, Extraction]]:
    """Annotated articles with what the parser and the extractor make of them."""
    articles = [read_gold(path) for path in gold_paths(tuple(sources))]
    for wrong in (problem for gold in articles for problem in problems(gold)):
        raise Unreadable(wrong)
    parse, extract = load_parser(), load_extractor()
    for gold in watch(articles):
        document = parse(gold.article)
        yield gold, document, extract(document)


def evaluate_plover(path: str, watch: Watch = unwatched) -> Report:
    """The report on sentences annotated with PLOVER events, one JSON object a line."""
    rows = read_rows(path, ("id", "text", "event", "source", "target"))
    parse, extract, frames = load_parser(), load_extractor(), load_frames()
    scores = dict.fromkeys(plover.PARTS, Score())
    mistakes: list[Mistake] = []
    for row in watch(rows):
        events = plover.events_of(row, parse, extract, frames)
        for name, score in plover.scores(row, events).items():
            scores[name] += score
        mistakes += plover.mistakes(row, events)
    table = Table("PLOVER", scores)
    return Report(f"{len(rows)} sentences", (table,), tuple(mistakes))


def evaluate_meantime(path: str, watch: Watch = unwatched) -> Report:
    """The report on the words that name events in annotated documents, one object a line."""
    fields = ("id", "tokens", "token_sentence", "annotated_sentences", "events")
    rows = read_rows(path, fields)
    parse, extract = load_parser(), load_extractor()
    total = Score()
    for row in watch(rows):
        total += meantime.score(row, meantime.triggers_of(row, parse, extract))
    return Report(f"{len(rows)} documents", (Table("MEANTIME", {"trigger": total}),))
