from __future__ import annotations

from itertools import pairwise

import pytest

from kg.read.blocks import blocks

WRAPPED = """ Armenia and Azerbaijan on Tuesday reached a ceasefire that ended fighting along
their border, the defence ministry in Yerevan said late in the evening.

The war of six weeks ended a year ago in a deal that saw Armenia cede land it had
held for decades.
 "An agreement was reached to cease fire from 18:30," the ministry in Yerevan said
on Tuesday.

Related article: Armenia Seeks Aid

Appeals to Moscow

The foreign ministry expressed its concern and called in a short statement on all



parties to respect the agreements.
"""


def parts(text: str) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(text[block.start : block.end].split())) for block in blocks(text)]


def test_a_hard_wrapped_text_falls_into_its_paragraphs() -> None:
    assert [(kind, words[:24]) for kind, words in parts(WRAPPED)] == [
        ("paragraph", "Armenia and Azerbaijan o"),
        ("paragraph", "The war of six weeks end"),
        ("paragraph", '"An agreement was reache'),
        ("boilerplate", "Related article: Armenia"),
        ("heading", "Appeals to Moscow"),
        ("paragraph", "The foreign ministry exp"),
    ]


def test_a_page_break_inside_a_sentence_does_not_end_the_paragraph() -> None:
    assert parts(WRAPPED)[-1][1].endswith(
        "called in a short statement on all parties to respect the agreements."
    )


def test_blocks_cover_all_but_blanks_and_do_not_overlap() -> None:
    found = blocks(WRAPPED)
    assert all(above.end <= below.start for above, below in pairwise(found))
    covered = "".join(WRAPPED[block.start : block.end] for block in found)
    assert "".join(covered.split()) == "".join(WRAPPED.split())
    assert all(WRAPPED[b.start : b.end] == WRAPPED[b.start : b.end].strip() for b in found)


def test_without_hard_wrapping_each_line_is_a_paragraph() -> None:
    text = "Troops crossed the river on Monday, officials said.\nThe capital denied it.\n"
    assert [kind for kind, _ in parts(text)] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Related article: Something else",
        "Read more: Something else",
        "ADVERTISEMENT",
        "By Jane Doe",
        "Friday, August 21, 2015",
        "https://example.org/x",
        "© 2021 Somebody",
        "* * *",
    ],
)
def test_what_is_no_news_is_boilerplate(line: str) -> None:
    assert parts(f"{line}\n\nTroops crossed the river.")[0] == ("boilerplate", line)


@pytest.mark.parametrize(
    "line",
    ["By Monday troops had crossed the river.", "Watch towers were hit.", "Share prices fell."],
)
def test_a_sentence_that_begins_like_boilerplate_is_a_paragraph(line: str) -> None:
    assert parts(f"{line}\n\nTroops crossed the river.")[0] == ("paragraph", line)


def test_a_text_without_full_stops_is_still_read() -> None:
    assert parts("Armenia attacked Azerbaijan") == [("paragraph", "Armenia attacked Azerbaijan")]
