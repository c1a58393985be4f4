"""A verb that a parser hung on the object before it goes to the verb that it belongs to."""

from __future__ import annotations

from kg.extract.mend import mended
from tests.extract.trees import document

STOPPED = (
    "Troops|troop|NOUN|2|nsubj stopped|stop|VERB|0|root|past the|the|DET|4|det "
    "advance|advance|NOUN|2|obj and|and|CCONJ|6|cc captured|capture|VERB|{head}|conj|past "
    "soldiers|soldier|NOUN|6|obj .|.|PUNCT|2|punct"
)


def test_a_verb_is_coordinated_with_the_verb_not_with_its_object() -> None:
    (sentence,) = mended(document(STOPPED.format(head=4))).sentences
    assert sentence.tokens[sentence.tokens[5].head].text == "stopped"


def test_a_tree_that_is_right_stays_as_it_is() -> None:
    given = document(STOPPED.format(head=2))
    assert mended(given) == given


LOST = (
    "Armenia|Armenia|PROPN|{of}|nsubj had|have|AUX|{of}|aux|past lost|lose|VERB|4|amod|done "
    "control|control|NOUN|0|root .|.|PUNCT|4|punct"
)


def test_a_verb_taken_for_an_adjective_governs_its_object_and_has_its_subject() -> None:
    for of in (3, 4):
        (sentence,) = mended(document(LOST.format(of=of))).sentences
        armenia, had, lost, control, _ = sentence.tokens
        assert (lost.head, lost.deprel) == (-1, "root")
        assert (control.head, control.deprel) == (2, "obj")
        assert armenia.head == had.head == 2


CALLED = (
    "Norway|Norway|PROPN|2|nsubj called|call|VERB|0|root|past on|on|ADP|4|case "
    "both|both|PRON|2|obl to|to|PART|6|mark stop|stop|VERB|2|advcl|inf and|and|CCONJ|8|cc "
    "offered|offer|VERB|{head}|conj|past help|help|NOUN|8|obj .|.|PUNCT|2|punct"
)


def test_a_past_tense_goes_on_from_a_past_tense_not_from_an_infinitive() -> None:
    (sentence,) = mended(document(CALLED.format(head=6))).sentences
    assert sentence.tokens[sentence.tokens[7].head].text == "called"
