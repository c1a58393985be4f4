from __future__ import annotations

import pytest

from kg.model import Article
from kg.read import Given, Item
from tests.read.samples import FIRST, SECOND


def opening(text: str) -> list[str]:
    article = Item("x", text).article(Given())
    assert isinstance(article, Article)
    return [text[block.start : block.end] for block in article.blocks]


@pytest.mark.parametrize(
    "dateline",
    [
        "YEREVAN, Nov 16 (Test Wire) -",
        "YEREVAN, November 16, 2021 (Test Wire) —",
        "MOSCOW (TW) —",
        "Yerevan/Baku (TW) –",
        "BAKU, Azerbaijan (TW) --",
        "WASHINGTON -",
        "NEW YORK, Nov. 16 -",
        "TBILISI, 16 November. /TW/.",
        "(Test Wire) -",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    assert opening(f"{dateline} {FIRST}\n\n{SECOND}") == [dateline, FIRST, SECOND]


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance of thirty states — condemned the attack on Tuesday.",
        "Armenia (CSTO) was attacked on Tuesday - not for the first time, officials said.",
        "On November 16 — a Tuesday — fighting flared up.",
        "President Ilham Aliyev - Azerbaijan's leader - denied it.",
        "US-led forces left the country on Tuesday.",
    ],
)
def test_a_sentence_with_dashes_stays_whole(text: str) -> None:
    assert opening(f"{text}\n\n{SECOND}") == [text, SECOND]
