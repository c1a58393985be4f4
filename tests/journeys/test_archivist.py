"""Somebody who keeps an archive loads it, breaks off, loads it again, and must lose nothing."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

from tests.journeys.conftest import COMMAND, SAMPLES, Kg, run


def test_loading_twice_changes_nothing(own: Path) -> None:
    before = run(own, "export").stdout
    again = run(own, "load", SAMPLES)
    assert "9 unchanged" in again.stdout
    assert run(own, "export").stdout == before


def test_a_load_that_was_killed_ends_like_one_that_was_not(tmp_path: Path, kg: Kg) -> None:
    process = subprocess.Popen([*COMMAND, "load", str(SAMPLES)], cwd=tmp_path)
    folder = tmp_path / "casus-store" / "graph"
    while process.poll() is None and not folder.is_dir():
        time.sleep(0.05)
    time.sleep(1.5)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert run(tmp_path, "load", SAMPLES).returncode == 0
    assert run(tmp_path, "reason").returncode == 0
    assert run(tmp_path, "export").stdout == kg("export").stdout


def test_one_bad_record_is_named_and_the_rest_is_loaded(tmp_path: Path) -> None:
    good = SAMPLES.read_text("utf-8").splitlines()[0]
    (tmp_path / "batch.jsonl").write_text(f'{good}\n{{"id": "broken"\n{{"title": "no text"}}\n')
    done = run(tmp_path, "load", "batch.jsonl")
    assert done.returncode == 1
    assert "1 loaded" in done.stdout
    assert "2 skipped" in done.stdout
    assert "batch.jsonl" in done.stderr
    assert "line 2" in done.stderr or ":2" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_backup_is_a_store(own: Path) -> None:
    assert run(own, "backup", "copy").returncode == 0
    assert run(own, "export", "--store", "copy").stdout == run(own, "export").stdout


def test_every_claim_shows_the_characters_it_rests_on(tmp_path: Path) -> None:
    done = run(tmp_path, "extract", SAMPLES)
    assert done.returncode == 0
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(records) == 9
    for record in records:
        text = record["article"]["text"]
        assert record["claims"]
        for mention in record["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
        for claim in record["claims"]:
            trigger, evidence = claim["trigger"], claim["evidence"]
            assert text[trigger["start"] : trigger["end"]] == trigger["text"]
            assert 0 <= evidence["start"] < evidence["end"] <= len(text)
            assert 0 < claim["confidence"] <= 1
            for role in claim["roles"]:
                assert text[role["start"] : role["end"]] == role["text"]
