from __future__ import annotations

import pytest

from kg.model import Name
from kg.parse.conllu import BadTree, documents, read, write

SENTENCE = """\
# newdoc
# sent_id = 1
# text = Troops didn't leave Goris.
1	Troops	troop	NOUN	_	Number=Plur	4	nsubj	_	_
2	did	do	AUX	_	Mood=Ind|Tense=Past	4	aux	_	SpaceAfter=No
3	n't	not	PART	_	Polarity=Neg	4	advmod	_	_
4	leave	leave	VERB	_	VerbForm=Inf	0	root	_	_
5	Goris	Goris	PROPN	_	Number=Sing	4	obj	_	Name=B-LOC|SpaceAfter=No
6	.	.	PUNCT	_	_	4	punct	_	_

"""
SECOND = """\
# newpar
# sent_id = 2
# text = They stay.
1	They	they	PRON	_	Case=Nom	2	nsubj	_	_
2	stay	stay	VERB	_	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	_	_	2	punct	_	_

"""


def test_what_is_read_is_written_back_unchanged() -> None:
    assert write(read(SENTENCE + SECOND)) == SENTENCE + SECOND


def test_tokens_cover_their_exact_characters() -> None:
    document = read(SENTENCE + SECOND)
    for sentence in document.sentences:
        for token in sentence.tokens:
            assert document.article.text[token.start : token.end] == token.text


def test_a_new_paragraph_is_a_new_block_after_a_blank_line() -> None:
    document = read(SENTENCE + SECOND)
    assert document.article.text == "Troops didn't leave Goris.\n\nThey stay."
    assert [sentence.block for sentence in document.sentences] == [0, 1]
    assert [block.kind for block in document.article.blocks] == ["paragraph", "paragraph"]


def test_heads_count_from_nought_and_the_root_has_none() -> None:
    heads = [token.head for token in read(SENTENCE).sentences[0].tokens]
    assert heads == [3, 3, 3, -1, 3, 3]


def test_names_come_from_the_last_column() -> None:
    assert read(SENTENCE).names == (Name(20, 25, "LOC"),)


def test_the_words_of_a_contraction_lie_inside_it() -> None:
    source = (
        "# text = I don't.\n1\tI\tI\tPRON\t_\t_\t2\tnsubj\t_\t_\n"
        "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
        "2\tdo\tdo\tAUX\t_\t_\t0\troot\t_\t_\n3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_\n"
        "4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
    )
    spans = [(token.start, token.end) for token in read(source).sentences[0].tokens]
    assert spans == [(0, 1), (2, 4), (4, 7), (7, 8)]


def test_the_words_of_a_fused_form_cover_all_of_it() -> None:
    source = (
        "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "1\tde\tde\tADP\t_\t_\t3\tcase\t_\t_\n2\tle\tle\tDET\t_\t_\t3\tdet\t_\t_\n"
        "3\tpays\tpays\tNOUN\t_\t_\t0\troot\t_\t_\n\n"
    )
    document = read(source)
    assert document.article.text == "du pays"
    spans = [(token.start, token.end) for token in document.sentences[0].tokens]
    assert spans == [(0, 2), (0, 2), (3, 7)]


def test_empty_nodes_are_passed_over() -> None:
    empty = "1.1\tleft\tleave\tVERB\t_\t_\t_\t_\t_\t_\n"
    first, rest = SECOND.split("2\tstay", 1)
    assert write(read(first + empty + "2\tstay" + rest)) == write(read(SECOND))


def test_a_treebank_falls_into_its_documents() -> None:
    assert [len(found.sentences) for found in documents(SENTENCE + SECOND + SENTENCE)] == [2, 1]


def test_a_word_that_is_not_in_the_text_is_named() -> None:
    with pytest.raises(BadTree, match="'Gorisa' does not come next"):
        read(SENTENCE.replace("5\tGoris", "5\tGorisa"))


def test_a_line_without_ten_columns_is_shown() -> None:
    with pytest.raises(BadTree, match="has 2 columns"):
        read("1\tTroops\n\n")
