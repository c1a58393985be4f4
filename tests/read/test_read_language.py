from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Article
from kg.read import Given, Item
from kg.read.language import language_of
from tests.read.samples import FIRST, GERMAN, html

NEWS = [
    Path("../shared/articles/open_news.jsonl"),
    Path("../shared/dev/plover_gsr_dev.jsonl"),
    Path("kg/samples/articles.jsonl"),
]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", GERMAN),
        (
            "fr",
            "Le ministère arménien de la Défense a déclaré mardi que les troupes azerbaïdjanaises "
            "avaient franchi la frontière dans la nuit.",
        ),
        ("ru", "Министерство обороны Армении сообщило во вторник о нападении на границе."),
        (
            "tr",
            "Ermenistan Savunma Bakanlığı salı günü yaptığı açıklamada sınırda çatışma çıktığını "
            "duyurdu.",
        ),
    ],
)
def test_other_languages_are_told(language: str, text: str) -> None:
    assert language_of(text, "en") == language


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        "Armenia attacked Azerbaijan on Tuesday.",
        "Putin, Lukashenko, Aliyev, Pashinyan, Tokayev, Japarov, Rahmon, Mirziyoyev",
        f'"{GERMAN[:80]}" said the minister, and the speaker of the parliament agreed with him '
        "on the need for talks with the government of the neighbouring country.",
        "12.30 18:45 2021",
        "ARMENIA SAYS AZERBAIJAN ATTACKED BORDER POSTS",
    ],
)
def test_english_short_and_mixed_texts_are_not_refused(text: str) -> None:
    assert language_of(text, "en") == "en"


def test_what_a_page_says_is_believed_where_the_text_does_not_tell() -> None:
    assert language_of("Kiew, Minsk, Warschau", "de-AT") == "de"


def test_what_the_caller_says_goes_first() -> None:
    found = Item("x", GERMAN).article(Given(language="en"))
    assert isinstance(found, Article)
    assert found.language == "en"


def test_the_language_of_a_page_is_told_from_its_text(article: Callable[[bytes], Article]) -> None:
    assert article(html(body=(GERMAN, GERMAN))).language == "de"


@pytest.mark.parametrize("path", NEWS, ids=lambda path: path.stem)
def test_no_english_article_is_taken_for_another_language(path: Path) -> None:
    if not path.exists():
        pytest.skip(f"{path} belongs to others and is not part of the repository")
    records = map(json.loads, path.read_text("utf-8").splitlines())
    assert {language_of(record["text"], "en") for record in records} == {"en"}
