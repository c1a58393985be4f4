"""How a parser is measured, on two sentences of ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Article, Document, Name
from kg.parse.conllu import BadTree, read
from kg.parse.evaluation import Scores, compare, compare_names, score
from kg.parse.iob2 import named_documents

GOLD = """\
# text = Troops left Gao.
1	Troops	troops	NOUN	_	Number=Plur	2	nsubj	_	_
2	left	leave	VERB	_	_	0	root	_	_
3	Gao	Gao	PROPN	_	_	2	obj	_	SpaceAfter=No
4	.	.	PUNCT	_	_	2	punct	_	_

# text = It rained.
1	It	it	PRON	_	_	2	expl	_	_
2	rained	rain	VERB	_	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	_	_	2	punct	_	_
"""
NAMES = """\
# text = Omar left Gao.
1	Omar	B-PER	-	-
2	left	O	-	-
3	Gao	B-LOC	-	-
4	.	O	-	-
"""


def found_as(old: str, new: str) -> Scores:
    """The scores of a parser that finds one line otherwise."""
    assert old in GOLD
    return compare(read(GOLD), read(GOLD.replace(old, new)))


def test_the_gold_parse_is_right_by_every_measure() -> None:
    counts = compare(read(GOLD), read(GOLD))
    assert counts.right == counts.gold == counts.found
    assert counts.f1("las") == 100


def test_a_wrong_head_counts_against_heads_and_relations() -> None:
    counts = found_as("_	2	obj", "_	1	obj")
    assert (counts.right["upos"], counts.right["uas"], counts.right["las"]) == (7, 6, 6)


def test_a_wrong_relation_leaves_the_head_right() -> None:
    counts = found_as("2	obj", "2	obl")
    assert (counts.right["uas"], counts.right["las"], counts.right["clas"]) == (7, 6, 4)


def test_subtypes_count_apart() -> None:
    counts = found_as("2	nsubj", "2	nsubj:pass")
    assert (counts.right["las"], counts.right["las_full"]) == (7, 6)


def test_function_words_and_marks_are_no_content_words() -> None:
    counts = found_as("2	punct	_	_\n\n", "3	punct	_	_\n\n")
    assert (counts.right["las"], counts.right["clas"], counts.gold["clas"]) == (6, 5, 5)


def test_a_word_cut_wrongly_counts_against_all_measures() -> None:
    joined = GOLD.replace(
        "3	Gao	Gao	PROPN	_	_	2	obj	_	SpaceAfter=No\n4	.	.",
        "3	Gao.	.	.",
    )
    joined = joined.replace("3	Gao.	.	.	PUNCT", "3	Gao.	Gao	PROPN")
    counts = compare(read(GOLD), read(joined))
    assert (counts.right["words"], counts.gold["words"], counts.found["words"]) == (5, 7, 6)
    assert counts.f1("words") == pytest.approx(200 * 5 / 13)


def test_the_parser_is_given_the_text_alone() -> None:
    seen: list[Article] = []

    def parse(article: Article) -> Document:
        seen.append(article)
        return Document(article, ())

    counts = score(parse, [read(GOLD)])
    assert [article.text for article in seen] == ["Troops left Gao. It rained."]
    assert counts.f1("las") == 0


def test_a_name_is_right_if_its_ends_and_its_label_are() -> None:
    [gold] = named_documents(NAMES)
    wrong = replace(gold, names=(Name(0, 4, "PER"), Name(10, 13, "ORG")))
    counts = compare_names(gold, wrong)
    assert (counts.right["names"], counts.gold["names"], counts.found["names"]) == (1, 2, 2)
    assert (counts.gold["LOC"], counts.found["LOC"], counts.right["PER"]) == (1, 0, 1)


def test_names_in_iob2_lie_in_the_running_text() -> None:
    [gold] = named_documents(NAMES)
    assert [gold.article.text[name.start : name.end] for name in gold.names] == ["Omar", "Gao"]


def test_a_line_without_a_label_is_shown() -> None:
    with pytest.raises(BadTree, match="'1\\\\tOmar'"):
        list(named_documents("# text = Omar\n1\tOmar\n"))
