import pytest

from kg.extract.figures import Quantity, quantities
from tests.extract.treebank import read


def only(sentence: str) -> Quantity:
    (quantity,) = quantities(read(sentence).sentences[0])
    return quantity


SOLDIERS = "soldiers/soldier/NOUN/0/root"


@pytest.mark.parametrize(
    ("words", "minimum", "maximum", "operator"),
    [
        ("12/NUM/2/nummod", 12, 12, "exactly"),
        ("two/NUM/2/nummod", 2, 2, "exactly"),
        ("twenty/NUM/4/nummod -/PUNCT/3/punct four/NUM/1/compound", 24, 24, "exactly"),
        ("a/DET/2/det dozen/NUM/3/nummod", 12, 12, "exactly"),
        ("three/NUM/2/nummod hundred/NUM/3/nummod", 300, 300, "exactly"),
        ("at/ADP/2/case least/ADJ/3/advmod one/NUM/4/nummod", 1, None, "atLeast"),
        ("more/ADJ/3/advmod than/ADP/1/fixed 6,500/NUM/4/nummod", 6500, None, "moreThan"),
        ("over/ADP/2/advmod 200/NUM/3/nummod", 200, None, "moreThan"),
        ("around/ADV/2/advmod 30,000/NUM/3/nummod", 30000, 30000, "about"),
        ("nearly/ADV/2/advmod forty/NUM/3/nummod", 40, 40, "about"),
        ("up/ADP/3/advmod to/ADP/1/fixed 50/NUM/4/nummod", None, 50, "atMost"),
        ("fewer/ADJ/3/advmod than/ADP/1/fixed 50/NUM/4/nummod", None, 50, "fewerThan"),
        ("between/ADP/4/case 3/NUM/5/nummod and/CCONJ/4/cc 5/NUM/2/conj", 3, 5, "exactly"),
        ("3/NUM/4/nummod to/ADP/3/case 5/NUM/1/nmod", 3, 5, "exactly"),
        ("dozens/dozen/NOUN/3/nmod of/ADP/3/case", 24, None, "atLeast"),
        ("hundreds/hundred/NOUN/3/nmod of/ADP/3/case", 200, None, "atLeast"),
    ],
)
def test_words_and_digits_bound_a_count(
    words: str, minimum: int | None, maximum: int | None, operator: str
) -> None:
    found = only(f"{words} {SOLDIERS}")
    assert (found.minimum, found.maximum, found.operator) == (minimum, maximum, operator)
    assert found.unit == "soldier"


def test_one_of_its_soldiers_counts_soldiers() -> None:
    found = only(
        "one/NUM/5/nsubj of/ADP/4/case its/PRON/4/nmod:poss soldiers/soldier/NOUN/1/nmod "
        "died/die/VERB/0/root"
    )
    assert (found.minimum, found.unit, found.head) == (1, "soldier", 3)


def test_the_dead_need_no_noun() -> None:
    found = only(
        "It/PRON/2/nsubj left/leave/VERB/0/root more/ADJ/5/advmod than/ADP/3/fixed "
        "6,500/NUM/6/nummod dead/ADJ/2/xcomp"
    )
    assert (found.minimum, found.operator, found.unit) == (6500, "moreThan", None)
    assert found.text == "more than 6,500 dead"


def test_another_twelve_is_marked() -> None:
    found = only("another/DET/3/det 12/NUM/3/nummod soldiers/soldier/NOUN/0/root")
    assert (found.minimum, found.another, found.text) == (12, True, "another 12 soldiers")


def test_a_quantity_knows_its_characters() -> None:
    document = read(
        "They/PRON/2/nsubj lost/lose/VERB/0/root two/NUM/4/nummod posts/post/NOUN/2/obj"
    )
    (found,) = quantities(document.sentences[0])
    assert document.article.text[found.start : found.end] == "two posts"
    assert (found.head, found.numbers) == (3, (2,))


@pytest.mark.parametrize(
    "sentence",
    [
        "in/ADP/2/case 1991/NUM/0/root",
        "on/ADP/2/case November/PROPN/0/root 9/NUM/2/nmod:unmarked",
        "at/ADP/2/case 18:30/NUM/0/root",
        "Article/PROPN/0/root 4/NUM/1/nmod",
        "six/NUM/3/nummod -/PUNCT/1/punct week/NOUN/4/compound war/NOUN/0/root",
        "for/ADP/3/case six/NUM/3/nummod weeks/week/NOUN/0/root",
        "85/NUM/2/nummod %/SYM/0/root",
        "160/NUM/2/nummod km/NOUN/0/root",
        "no/DET/2/det one/PRON/0/root",
        "$/SYM/0/root 500/NUM/1/nummod",
    ],
)
def test_dates_times_labels_measures_and_money_are_no_counts(sentence: str) -> None:
    assert quantities(read(sentence).sentences[0]) == ()
