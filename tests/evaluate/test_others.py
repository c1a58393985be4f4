"""Measuring on annotation of others gives the numbers of its own script."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest

from kg.errors import Unreadable
from kg.evaluate import Score, evaluate_plover, meantime, plover
from kg.evaluate.lines import Row, read_rows
from kg.extract.coding import Coded

DEV = Path(__file__).parents[3] / "shared" / "dev"
ROW: Row = {
    "id": "1",
    "text": "Armenia shelled Azerbaijan.",
    "event": "ASSAULT",
    "source": [{"code": "ARM"}],
    "target": [{"code": "AZE"}],
}
KINDS = ("ASSAULT", "ACCUSE", "AID")
STATES = ("UKR", "ISR", "CHN", "USA")
there = pytest.mark.skipif(not DEV.is_dir(), reason="the development data lie beside no checkout")


def coded(kind: str, source: str, target: str) -> Coded:
    return Coded(kind, frozenset({source}), frozenset({target}))


def test_all_events_count_for_the_type_and_the_best_for_its_states() -> None:
    found = plover.scores(ROW, [coded("ACCUSE", "AZE", "ARM"), coded("ASSAULT", "ARM", "AZE")])
    assert found["type"] == Score(hits=1, wrong=1)
    assert found["source"] == found["target"] == found["joint"] == Score(hits=1)


def test_a_sentence_with_anything_wrong_is_a_mistake() -> None:
    (mistake,) = plover.mistakes(ROW, [coded("ASSAULT", "AZE", "ARM")])
    assert mistake.part == "source, target, joint"
    assert (mistake.gold, mistake.found) == ("ASSAULT ARM > AZE", "ASSAULT AZE > ARM")


def test_a_trigger_finds_an_event_once_and_other_parts_of_speech_are_neutral() -> None:
    row: Row = {
        "token_sentence": [0, 0, 0, 0],
        "annotated_sentences": [0],
        "events": [
            {"tokens": [1], "sentence": 0, "pos": "VERB"},
            {"tokens": [3], "sentence": 0, "pos": "ADJ"},
        ],
    }
    triggers = [frozenset({1}), frozenset({3}), frozenset({2})]
    assert meantime.score(row, triggers) == Score(hits=1, wrong=1)


def test_a_file_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text('{"id": 1}\n')
    with pytest.raises(Unreadable, match="object 1 lacks text, event, source, target"):
        evaluate_plover(str(path))


@there
def test_plover_scores_are_those_of_the_script(tmp_path: Path) -> None:
    rows = read_rows(str(DEV / "plover_gsr_dev.jsonl"), ("id", "event", "source", "target"))
    found = [
        [coded(KINDS[at % 3], "USA", "ARM"), coded("CONSULT", "RUS", STATES[at % 4])]
        for at in range(len(rows))
    ]
    lines = [
        {"id": row["id"], "events": [event.json() for event in events]}
        for row, events in zip(rows, found, strict=True)
    ]
    expected = _script("plover", lines, tmp_path)
    total = dict.fromkeys(plover.PARTS, Score())
    for row, events in zip(rows, found, strict=True):
        for part, score in plover.scores(row, events).items():
            total[part] += score
    for part, theirs in zip(plover.PARTS, expected.values(), strict=True):
        assert _rates(total[part]) == theirs


@there
def test_meantime_scores_are_those_of_the_script(tmp_path: Path) -> None:
    rows = read_rows(str(DEV / "meantime_events_dev.jsonl"), ("id", "tokens"))
    found = [
        [frozenset({at, at + 1}) for at in range(0, len(cast(list[str], row["tokens"])) - 1, 5)]
        for row in rows
    ]
    lines = [
        {"id": row["id"], "triggers": list(map(sorted, triggers))}
        for row, triggers in zip(rows, found, strict=True)
    ]
    total = sum(map(meantime.score, rows, found), Score())
    assert _rates(total) == _script("trig", lines, tmp_path)


def _script(task: str, lines: list[dict[str, object]], folder: Path) -> dict[str, object]:
    path = folder / "predictions.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    command = [sys.executable, str(DEV / "score.py"), task, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def _rates(score: Score) -> dict[str, float]:
    rates = {"P": score.precision, "R": score.recall, "F1": score.f1}
    return {name: round(rate, 3) for name, rate in rates.items()}
