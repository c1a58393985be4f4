"""Who goes on speaking over several paragraphs, with quotation marks and without."""

from __future__ import annotations

from kg.extract.quotes import goes_on, quotations, statements
from kg.model import Article, Block


def article(*paragraphs: str) -> Article:
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(len(text), len(text) + len(paragraph), "paragraph"))
        text += paragraph + "\n\n"
    return Article(text, tuple(blocks))


def test_what_a_colon_announces_is_said_to_the_end_of_the_article() -> None:
    given = article("A raid took place.", "The minister said:", "It was a crime.", "We mourn.")
    (said,) = statements(given)
    assert said.of(given.text) == "It was a crime.\n\nWe mourn."


def test_the_next_colon_hands_over_to_the_next_speaker() -> None:
    given = article("The minister said:", "It was a crime.", "His colleague added:", "We mourn.")
    assert [said.of(given.text) for said in statements(given)] == ["It was a crime.", "We mourn."]


def test_marked_speech_is_left_to_its_marks() -> None:
    given = article("The minister said:", "“It was a crime.”")
    assert not statements(given)
    assert [q.of(given.text) for q in quotations(given)] == ["“It was a crime.”"]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    given = article("He said: “We met.", "“We talked.”", "“Peace” is a word.")
    first, second, third = quotations(given)
    assert goes_on(given, first, second)
    assert not goes_on(given, second, third)
