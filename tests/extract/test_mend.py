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
