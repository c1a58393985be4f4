from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Article
from tests.read.samples import Printed, column, pdf

Only = Callable[[bytes], Article]
Reasons = Callable[[bytes], list[str]]

LEFT = column(
    *(50, 700),
    "Armenia and Azerbaijan on Tuesday reached a",
    "truce that ended the fighting along their bor-",
    "der, the defence ministry in Yerevan said. It",
    "thanked Russia, which had sent mediators.",
    "   ".join(["A spokesman in Baku denied that its troops"]),
    "had crossed the border, as Yerevan claims, and",
)
RIGHT = column(
    *(310, 700),
    "said that the Armenian army had opened fire.",
    "The war of six weeks ended a year ago in a",
    "deal that saw Armenia cede land it had held",
    "for decades. Peacekeepers patrol a corridor",
    "that links the region with Armenia, and more",
    "than a thousand people have since returned.",
)
TITLE: Printed = (50, 760, 20, "Armenia reports a truce")


def texts(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks]


def in_rows() -> list[Printed]:
    """Two columns as some programs write them: line by line across the page."""
    return [run for pair in zip(LEFT, RIGHT, strict=True) for run in pair]


@pytest.mark.parametrize("body", [[*LEFT, *RIGHT], in_rows()], ids=["by column", "by row"])
def test_columns_are_read_one_after_the_other(article: Only, body: list[Printed]) -> None:
    text = article(pdf([TITLE, *body])).text
    assert "as Yerevan claims, and said that the Armenian army had opened fire." in text
    assert "reached a truce that ended" in text


def test_a_word_that_a_line_end_divides_is_whole_again(article: Only) -> None:
    assert "along their border, the defence ministry" in article(pdf([TITLE, *LEFT])).text


def test_a_hyphen_of_the_word_itself_is_kept(article: Only) -> None:
    lines = column(
        *(50, 700),
        "The cease-fire was kept on Tuesday, as the cease-",
        "fire of last year had not been, both sides said.",
    )
    assert "as the cease-fire of last year" in article(pdf(lines)).text


def test_running_heads_and_page_numbers_are_no_part_of_the_text(article: Only) -> None:
    def page(number: int, body: list[Printed]) -> list[Printed]:
        head: Printed = (50, 810, 8, f"THE TEST WIRE   16 November 2021   page {number}")
        return [head, *body, (290, 30, 8, str(number))]

    second = column(
        50, 760, "The ministry in Baku denied this in the evening.", "It gave no names."
    )
    found = article(pdf(page(1, [TITLE, *LEFT]), page(2, second)))
    assert "TEST WIRE" not in found.text
    assert (found.published, found.date_basis) == ("2021-11-16", "page")
    assert "crossed the border, as Yerevan claims, and" in found.text


def test_a_sentence_goes_on_over_the_page(article: Only) -> None:
    first = column(50, 700, *[run[3] for run in LEFT])
    found = article(pdf(first, column(50, 760, "said that the Armenian army had opened fire.")))
    assert "claims, and said that the Armenian army had opened fire." in found.text


def test_a_gap_an_indent_and_a_short_line_begin_paragraphs(article: Only) -> None:
    lines = [
        *column(
            50, 700, "Armenia and Azerbaijan agreed on a truce on Tuesday, the", "ministry said."
        ),
        *column(
            50, 676, "Russia had sent mediators to both capitals on the day be-", "fore the truce."
        ),
        (62, 652, 10, "Iran welcomed the truce and called on both sides to keep"),
        *column(50, 640, "it.", "Turkey said the same in a statement."),
        *column(50, 600, "Georgia offered to hold talks on its territory next week."),
    ]
    assert [text.split()[0] for text in texts(article(pdf(lines)))] == [
        *("Armenia", "Russia", "Iran", "Turkey", "Georgia")
    ]


def test_large_letters_are_a_heading_and_the_title(article: Only) -> None:
    found = article(pdf([TITLE, *LEFT]))
    assert found.title == TITLE[3]
    assert found.blocks[0].kind == "heading"


def test_a_scan_is_named_as_one(reasons: Reasons) -> None:
    assert reasons(pdf([])) == [
        "holds no text: it is a scan, which needs character recognition first"
    ]


def test_a_damaged_file_is_named_as_one(reasons: Reasons) -> None:
    assert reasons(b"%PDF-1.7\nnothing follows") == ["is a damaged PDF file"]
