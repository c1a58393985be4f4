from __future__ import annotations

import pytest

from server.highlight import Annotation, Segment, segments, wraps

TEXT = "Armenian troops' attack on Lachin 🕊️ ended."


def test_text_without_annotations_is_one_segment() -> None:
    assert segments(TEXT, []) == (Segment(TEXT),)


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 15), (0, 8), (17, 23)],
        [(0, 23), (9, 33), (17, 23)],
        [(0, len(TEXT)), (0, len(TEXT))],
        [(5, 5), (-1, 3), (10, 999)],
        [(34, 36)],
    ],
    ids=["nested", "crossing", "equal", "impossible", "beyond the basic plane"],
)
def test_no_character_is_lost_or_repeated(spans: list[tuple[int, int]]) -> None:
    found = segments(TEXT, [Annotation(*span, "mention", "x") for span in spans])
    assert "".join(segment.text for segment in found) == TEXT


def test_a_line_that_was_wrapped_flows_and_a_paragraph_does_not() -> None:
    first = "A line of a text that some programme has wrapped at its"
    text = f"{first}\nend, as old ones do.\nA new paragraph.\n\nAnother."
    found = segments(text, wraps(text))
    assert [each.text for each in found if each.looks == "wrap"] == ["\n"]
    assert found[0].text == first
    assert "".join(each.text for each in found) == text


def test_inside_nested_annotations_the_innermost_gives_the_link() -> None:
    outer = Annotation(0, 23, "trigger f-denied", "Attack, denied", "#claim-1")
    inner = Annotation(0, 8, "mention", "Armenia", "/page/state/ARM")
    first, second, rest = segments(TEXT, [outer, inner])
    assert (first.text, first.href) == ("Armenian", "/page/state/ARM")
    assert first.looks == "mention trigger f-denied"
    assert first.title == "Armenia; Attack, denied"
    assert (second.text, second.href) == (" troops' attack", "#claim-1")
    assert rest == Segment(" on Lachin 🕊️ ended.")
