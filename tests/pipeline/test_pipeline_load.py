"""From files to the store with the parser and the extractor that ship."""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.backends import spread
from kg.model import Article
from kg.pipeline import Loaded, Report, Unchanged, extract, load
from kg.read import Given, Skipped
from kg.store import Store
from kg.store.export import export

Fresh = Callable[[Path], Path]
SAMPLES = Path("kg/samples/articles.jsonl")
NEWS = Path("../shared/articles/open_news.jsonl")
TEXT = "Azerbaijan attacked Armenia on Tuesday, the Armenian defence ministry said.\n"


def loaded(store: Store, *sources: object, **given: str) -> Report:
    report = Report()
    for outcome in load(map(str, sources), store, Given(**given)):
        report += outcome
    return report


def dump(store: Store) -> bytes:
    stream = io.BytesIO()
    export(store, stream, "nq")
    return stream.getvalue()


@pytest.fixture
def store(tmp_path: Path, fresh: Fresh) -> Iterator[Store]:
    with Store.open(fresh(tmp_path / "store")) as opened:
        yield opened


def test_an_article_goes_all_the_way(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    report = loaded(store, path, date="2021-11-16", publisher="Test Wire")
    assert (report.loaded, report.skipped) == (1, ())
    assert bool(store.query("ASK { ?a a casus:Article ; casus:text ?text ; dcterms:issued ?d }"))


def test_loading_twice_changes_nothing(store: Store) -> None:
    first = loaded(store, SAMPLES)
    before = dump(store)
    second = loaded(store, SAMPLES)
    assert (first.unchanged, second.loaded, second.unchanged) == (0, 0, first.loaded)
    assert dump(store) == before


def test_the_order_of_articles_makes_no_difference(tmp_path: Path, fresh: Fresh) -> None:
    lines = SAMPLES.read_text("utf-8").splitlines(keepends=True)[:3]
    dumps = []
    for name, order in (("a", lines), ("b", lines[::-1])):
        (tmp_path / f"{name}.jsonl").write_text("".join(order), "utf-8")
        with Store.open(fresh(tmp_path / name)) as store:
            loaded(store, tmp_path / f"{name}.jsonl")
            dumps.append(dump(store))
    assert dumps[0] == dumps[1]


def test_other_metadata_make_an_article_be_read_again(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    loaded(store, path, date="2021-11-16")
    report = loaded(store, path, date="2021-11-17")
    assert report.loaded == 1
    found = store.query("SELECT ?date { ?a a casus:Article ; dcterms:issued ?date }")
    assert [row["date"].value for row in found] == ["2021-11-17"]  # type: ignore[union-attr]


def test_what_cannot_be_read_is_reported_and_the_rest_loaded(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\0")
    report = loaded(store, tmp_path / "*.txt", tmp_path / "missing.txt")
    assert report.loaded == 1
    assert [str(skipped).replace(f"{tmp_path}/", "") for skipped in report.skipped] == [
        "empty.txt is empty: it holds no text",
        "image.txt is not text: it is a binary file",
        "missing.txt does not exist",
    ]
    assert str(report).startswith("4 read: 1 loaded (")
    assert str(report).splitlines()[0].endswith(" statements), 0 unchanged, 3 skipped")
    assert str(report).splitlines()[1:] == [
        "  1 does not exist",
        "  1 is empty",
        "  1 is not text",
    ]


def test_each_article_is_logged_on_a_line(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    with caplog.at_level(logging.INFO, "kg.pipeline"):
        loaded(store, path)
        loaded(store, path, tmp_path / "missing.txt")
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 3
    assert lines[0].startswith(f"{path}: loaded, ")
    assert lines[1:] == [f"{path}: unchanged", f"{tmp_path}/missing.txt does not exist"]


def test_extraction_needs_no_store(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    (found,) = extract([str(path)])
    assert not isinstance(found, Skipped)
    assert found.article.text == TEXT


def test_outcomes_add_up() -> None:
    report = Report() + Loaded("a", 3, 30) + Unchanged("b") + Skipped("c", "is empty")
    assert (report.loaded, report.claims, report.quads, report.unchanged) == (1, 3, 30, 1)
    assert report.skipped == (Skipped("c", "is empty"),)


@pytest.mark.slow
def test_several_processes_give_the_same_graph(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text("".join(SAMPLES.read_text("utf-8").splitlines(keepends=True)[:3]), "utf-8")
    loaded(store, path)
    parallel = Store.memory()
    assert len(list(load([str(path)], parallel, workers=2))) == 3
    assert dump(parallel) == dump(store)


def test_items_are_taken_only_as_fast_as_they_are_done() -> None:
    taken: list[int] = []

    def numbers() -> object:
        for number in range(1000):
            taken.append(number)
            yield number

    results = spread(abs, numbers(), workers=2)  # type: ignore[arg-type]
    assert [next(results), next(results)] == [0, 1]
    assert len(taken) < 20
    results.close()  # type: ignore[attr-defined]


def test_an_article_is_a_value_that_travels_between_processes() -> None:
    import pickle

    article = Article("Text.", ())
    assert pickle.loads(pickle.dumps(article)) == article


@pytest.mark.slow
def test_a_killed_load_of_real_news_run_again_gives_the_clean_graph(tmp_path: Path) -> None:
    if not NEWS.exists():
        pytest.skip("the collection of open news is not part of the repository")
    command = [sys.executable, "-c", "from kg.cli import main; main()", "load", str(NEWS)]
    clean, killed = tmp_path / "clean", tmp_path / "killed"
    subprocess.run([*command, "--store", clean], check=True, env=_environment())
    loading = subprocess.Popen([*command, "--store", killed], env=_environment())
    while not any(killed.glob("graph/*.log")):
        assert loading.poll() is None
    try:
        loading.wait(2)
    except subprocess.TimeoutExpired:
        loading.send_signal(signal.SIGKILL)
        loading.wait()
    subprocess.run([*command, "--store", killed], check=True, env=_environment())
    with Store.read(clean) as one, Store.read(killed) as two:
        assert dump(one) == dump(two)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": "."}


def test_the_samples_say_whose_they_are() -> None:
    for line in SAMPLES.read_text("utf-8").splitlines():
        assert {"title", "date", "publisher", "licence", "text"} <= json.loads(line).keys()
