"""The shipped model on sentences of ours, and what it must never get wrong."""

from __future__ import annotations

import pickle

import pytest

from kg.errors import UnknownChoice
from kg.model import Article, Block, Document, Sentence, Token
from kg.parse import load_parser
from kg.parse.ud import LONGEST, cut


def article(*paragraphs: str) -> Article:
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), "paragraph"))
        at += len(paragraph) + 2
    return Article(text, tuple(blocks))


def parse(*paragraphs: str) -> Document:
    return load_parser("ud")(article(*paragraphs))


def only(text: str) -> Sentence:
    (sentence,) = parse(text).sentences
    return sentence


def word(sentence: Sentence, text: str) -> Token:
    return next(token for token in sentence.tokens if token.text == text)


def arc(sentence: Sentence, text: str) -> tuple[str, str]:
    """The relation of a word and the word it depends on."""
    token = word(sentence, text)
    return token.deprel, sentence.tokens[token.head].text if token.head >= 0 else ""


@pytest.mark.parametrize(
    ("text", "arcs"),
    [
        (
            "Two villages were captured by Ruritanian troops.",
            {"villages": ("nsubj:pass", "captured"), "troops": ("obl:agent", "captured")},
        ),
        (
            "Ivan Kovac, the foreign minister, arrived in Geneva on Monday.",
            {"Ivan": ("nsubj", "arrived"), "minister": ("appos", "Ivan")},
        ),
        (
            "The defence ministry said that its forces had repelled the attack.",
            {"said": ("root", ""), "repelled": ("ccomp", "said"), "attack": ("obj", "repelled")},
        ),
        (
            "Russia and Turkey signed an agreement in Moscow.",
            {"Russia": ("nsubj", "signed"), "Turkey": ("conj", "Russia")},
        ),
        (
            "Armenia, Belarus and Kazakhstan joined the talks.",
            {"Armenia": ("nsubj", "joined"), "Kazakhstan": ("conj", "Armenia")},
        ),
        (
            "The army did not attack the village.",
            {"not": ("advmod", "attack"), "village": ("obj", "attack")},
        ),
        (
            "The president accused the rebels of shelling the city.",
            {"president": ("nsubj", "accused"), "rebels": ("obj", "accused")},
        ),
        (
            "The soldiers who crossed the border were killed.",
            {"crossed": ("acl:relcl", "soldiers"), "soldiers": ("nsubj:pass", "killed")},
        ),
        (
            "At least 15 soldiers were wounded in the clashes.",
            {"15": ("nummod", "soldiers"), "clashes": ("obl", "wounded")},
        ),
        (
            "France's government condemned the invasion of Ukraine.",
            {"France": ("nmod:poss", "government"), "Ukraine": ("nmod", "invasion")},
        ),
        (
            "According to the ministry, the ceasefire was violated.",
            {"ministry": ("obl", "violated"), "ceasefire": ("nsubj:pass", "violated")},
        ),
        (
            "The two sides agreed to withdraw their troops from the region.",
            {"withdraw": ("xcomp", "agreed"), "troops": ("obj", "withdraw")},
        ),
        (
            "Iran will send drones to Syria if the talks fail.",
            {"drones": ("obj", "send"), "fail": ("advcl", "send")},
        ),
    ],
)
def test_a_construction_of_the_news_is_understood(
    text: str, arcs: dict[str, tuple[str, str]]
) -> None:
    sentence = only(text)
    assert {name: arc(sentence, name) for name in arcs} == arcs


def test_words_carry_lemma_part_of_speech_and_features() -> None:
    sentence = only("The rebels fled to Georgia.")
    fled = word(sentence, "fled")
    assert (fled.lemma, fled.upos, fled.feats["Tense"]) == ("flee", "VERB", "Past")
    assert (word(sentence, "Georgia").upos, word(sentence, "rebels").lemma) == ("PROPN", "rebel")


def test_names_of_states_and_people_are_found() -> None:
    text = "President Vladimir Putin visited Armenia."
    document = parse(text)
    found = {(text[name.start : name.end], name.label) for name in document.names}
    assert ("Vladimir Putin", "PER") in found
    assert ("Armenia", "LOC") in found


def test_a_paragraph_falls_into_its_sentences() -> None:
    first = "The U.S. envoy met Gen. Haftar in Tripoli."
    second = "They did not reach an agreement."
    text = f"{first} {second}"
    sentences = parse(text).sentences
    assert [text[found.start : found.end] for found in sentences] == [first, second]


def test_every_token_covers_its_exact_text() -> None:
    text = 'Armenia\'s  "army"\tsaid:\n“We’ll\u00a0hold Nagorno-Karabakh…”  (AFP) 🇦🇲 1,500 km².'
    document = parse(text)
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())


def test_hard_wrapped_lines_and_double_spaces_change_nothing_but_offsets() -> None:
    plain = parse("The troops of both sides left the town on Friday.")
    wrapped = parse("The  troops of\nboth sides \n left the\r\ntown on\tFriday.")

    def stripped(document: Document) -> list[tuple[str, int, str, str]]:
        tokens = [token for sentence in document.sentences for token in sentence.tokens]
        return [(token.text, token.head, token.deprel, token.lemma) for token in tokens]

    assert stripped(plain) == stripped(wrapped)


def test_headings_and_boilerplate_are_not_parsed() -> None:
    text = "Clashes resume\n\nTroops left.\n\nRelated article: More clashes"
    blocks = (Block(0, 14, "heading"), Block(16, 28, "paragraph"), Block(30, 59, "boilerplate"))
    document = load_parser("ud")(Article(text, blocks))
    assert [text[found.start : found.end] for found in document.sentences] == ["Troops left."]
    assert document.sentences[0].block == 1


@pytest.mark.parametrize("text", ["", " \n ", ".", "a", "((((", "🇦🇲", "\u200b", "x" * 20_000])
def test_any_text_is_parsed(text: str) -> None:
    document = parse(text)
    assert all(sentence.tokens for sentence in document.sentences)


def test_an_article_without_blocks_has_no_sentences() -> None:
    assert load_parser("ud")(Article("", ())).sentences == ()


def test_parsing_twice_gives_the_same() -> None:
    source = article("Troops entered Goris on Monday, officials said.", "Iran denied it.")
    assert load_parser("ud")(source) == load_parser("ud")(source)


def test_a_paragraph_does_not_depend_on_its_neighbours() -> None:
    alone = parse("Iran denied the report.").sentences[0]
    beside = parse("Troops entered Goris on Monday, officials said.", "Iran denied the report.")
    deprels = [token.deprel for token in beside.sentences[-1].tokens]
    assert deprels == [token.deprel for token in alone.tokens]


def test_a_document_can_travel_between_processes() -> None:
    document = parse("Iran denied the report.")
    assert pickle.loads(pickle.dumps(document)) == document


def test_a_long_paragraph_is_cut_where_sentences_end() -> None:
    text = "The troops left the town. " * 2_000
    pieces = list(cut(text, Block(0, len(text), "paragraph")))
    assert all(piece.of(text).startswith("The troops") for piece in pieces)
    assert "".join(piece.of(text) for piece in pieces) == text
    assert max(piece.end - piece.start for piece in pieces) < 1_000


def test_text_without_any_sentence_end_is_cut_between_words() -> None:
    text = "word " * 10_000
    pieces = list(cut(text, Block(0, len(text), "paragraph")))
    assert max(piece.end - piece.start for piece in pieces) <= LONGEST
    assert all(piece.of(text).endswith(" ") for piece in pieces)


def test_an_unknown_parser_names_the_choices() -> None:
    with pytest.raises(UnknownChoice, match=r"unknown parser 'stanford'; choose one of: .*ud"):
        load_parser("stanford")
