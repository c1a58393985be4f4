"""`kg evaluate parser`: treebanks and names, measured on two small files of ours."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from tests.cli.conftest import Kg
from tests.cli.conftest import kg as kg
from tests.parse.test_evaluation import GOLD, NAMES


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "two.conllu"
    path.write_text(GOLD, "utf-8")
    return path


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.iob2.xz"
    path.write_bytes(lzma.compress(NAMES.encode()))
    return path


def test_a_treebank_gives_a_row_for_each_measure(kg: Kg, treebank: Path) -> None:
    done = kg("evaluate", "parser", treebank)
    assert done.status == 0
    for measure in ("sentences", "words", "parts of speech", "UAS", "LAS", "CLAS"):
        assert measure in done.out


def test_names_are_measured_without_and_with_the_gazetteer(kg: Kg, names: Path) -> None:
    scores = json.loads(kg("evaluate", "parser", names, "--format", "json").out)["scores"]
    assert set(scores) == {"names.iob2.xz: parser alone", "names.iob2.xz: with gazetteer"}
    assert scores["names.iob2.xz: with gazetteer"]["names"]["hits"] == 2


def test_a_file_of_another_kind_is_refused_in_a_sentence(kg: Kg, tmp_path: Path) -> None:
    path = tmp_path / "tree.txt"
    path.write_text(GOLD, "utf-8")
    done = kg("evaluate", "parser", path)
    assert done.status == 1
    assert "a name ends in .conllu or .iob2" in done.err


def test_a_broken_treebank_is_named(kg: Kg, tmp_path: Path) -> None:
    path = tmp_path / "broken.conllu"
    path.write_text("1\tTroops\n", "utf-8")
    done = kg("evaluate", "parser", path)
    assert done.status == 1
    assert "broken.conllu cannot be read: a CoNLL-U line has 2 columns" in done.err


def test_without_files_it_says_what_to_give(kg: Kg) -> None:
    done = kg("evaluate", "parser")
    assert done.status == 2
    assert "none comes with Casus" in done.err
