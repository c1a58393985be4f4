from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Extraction
from kg.parse import parser_of_language, stanza
from kg.pipeline import extract
from kg.read import Skipped
from tests.read.samples import FIRST, GERMAN


def test_an_article_in_another_language_is_refused_and_the_others_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stanza, "is_installed", lambda: False)
    parser_of_language.cache_clear()
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in (GERMAN, FIRST)), "utf-8")
    refused, read = extract([str(path)])
    assert isinstance(refused, Skipped)
    assert refused.reason.startswith("is in German (de): only English is read without pip install")
    assert isinstance(read, Extraction)
    assert read.claims
