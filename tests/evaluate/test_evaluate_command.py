"""`kg evaluate` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Kg
from tests.cli.conftest import kg as kg
from tests.evaluate.articles import HEAD, TEXT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    line = "Azerbaijan [shelled] Goris | Shelling claimed attacker=AZE by=ARM/said"
    path = tmp_path / "one.gold"
    path.write_text(f"{HEAD}\n\n{TEXT}\n\n== claims\n{line}\n", "utf-8")
    return path


def test_a_file_or_its_folder_may_be_named(kg: Kg, path: Path) -> None:
    done = kg("evaluate", path)
    assert done.status == 0
    assert done.out.startswith("1 claims in 1 articles\n")
    assert kg("evaluate", path.parent).out == done.out
    assert done.err == ""


def test_machines_get_json(kg: Kg, path: Path) -> None:
    found = json.loads(kg("evaluate", path, "--format", "json").out)
    assert found["subject"] == "1 claims in 1 articles"
    assert set(found["scores"]) == {"part", "event kind", "factuality", "role"}
    assert found["scores"]["part"]["claim"]["hits"] == 1


def test_errors_come_with_their_sentences(kg: Kg, path: Path) -> None:
    asked_too_much = path.read_text("utf-8").replace("attacker=AZE", "attacker=RUS")
    path.write_text(asked_too_much, "utf-8")
    out = kg("evaluate", path, "--errors").out
    assert "one.gold: role\n  in    Azerbaijan shelled Goris on Friday" in out
    assert "gold  shelled: attacker=RUS" in out


def test_a_word_that_is_no_path_is_answered_with_the_choices(kg: Kg) -> None:
    done = kg("evaluate", "plovr")
    assert done.status == 2
    assert "'plovr'; choose one of: confidence, gold, meantime, names" in done.err


def test_a_missing_file_is_named(kg: Kg, tmp_path: Path) -> None:
    done = kg("evaluate", tmp_path / "none.gold")
    assert done.status == 1
    assert "none.gold is no file of gold annotation" in done.err
