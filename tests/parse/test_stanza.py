"""A parse of Stanza written by hand: its models cannot be had in tests."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kg.errors import Unreadable
from kg.model import Article, Block, Name
from kg.parse import parser_of_language, stanza
from kg.parse.stanza import document

TEXT = "Paris\n\nLe ministre du Mali\na nié."
ARTICLE = Article(TEXT, (Block(0, 5, "heading"), Block(7, len(TEXT), "paragraph")), language="fr")


@dataclass
class Word:
    id: int
    text: str
    lemma: str | None
    upos: str
    feats: str | None
    head: int
    deprel: str


@dataclass
class Surface:
    start_char: int
    end_char: int
    words: list[Word]


@dataclass
class Named:
    type: str
    start_char: int
    end_char: int


@dataclass
class Parsed:
    tokens: list[Surface]
    ents: list[Named]


@dataclass
class Paragraph:
    sentences: list[Parsed]


def parse(text: str) -> Paragraph:
    assert text == "Le ministre du Mali a nié."
    words = [
        Word(1, "Le", "le", "DET", "Definite=Def|Gender=Masc", 2, "det"),
        Word(2, "ministre", "ministre", "NOUN", "Number=Sing", 7, "nsubj"),
        Word(3, "de", "de", "ADP", None, 5, "case"),
        Word(4, "le", "le", "DET", "Definite=Def", 5, "det"),
        Word(5, "Mali", "Mali", "PROPN", None, 2, "nmod"),
        Word(6, "a", "avoir", "AUX", "Tense=Pres", 7, "aux:tense"),
        Word(7, "nié", "nier", "VERB", "Tense=Past|VerbForm=Part", 0, "root"),
        Word(8, ".", None, "PUNCT", None, 7, "punct"),
    ]
    tokens = [
        Surface(0, 2, words[0:1]),
        Surface(3, 11, words[1:2]),
        Surface(12, 14, words[2:4]),
        Surface(15, 19, words[4:5]),
        Surface(20, 21, words[5:6]),
        Surface(22, 25, words[6:7]),
        Surface(25, 26, words[7:8]),
    ]
    return Paragraph([Parsed(tokens, [Named("LOC", 15, 19), Named("MISC", 0, 2)])])


def test_words_keep_their_grammar_and_their_characters() -> None:
    (sentence,) = document(ARTICLE, parse).sentences
    minister, mali, denied = (sentence.tokens[index] for index in (1, 4, 6))
    assert (minister.upos, minister.deprel, minister.head) == ("NOUN", "nsubj", 6)
    assert (denied.lemma, denied.head, denied.deprel) == ("nier", -1, "root")
    assert denied.feats == {"Tense": "Past", "VerbForm": "Part"}
    assert [TEXT[token.start : token.end] for token in (minister, mali, denied)] == [
        *("ministre", "Mali", "nié")
    ]
    assert sentence.block == 1


def test_words_that_are_written_as_one_share_its_characters() -> None:
    (sentence,) = document(ARTICLE, parse).sentences
    assert [(token.text, TEXT[token.start : token.end]) for token in sentence.tokens[2:4]] == [
        ("de", "du"),
        ("le", "du"),
    ]


def test_names_are_kept_whose_kind_we_know() -> None:
    assert document(ARTICLE, parse).names == (Name(22, 26, "LOC"),)


def test_a_language_without_a_parser_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stanza, "is_installed", lambda: False)
    with pytest.raises(Unreadable, match=r'is in German \(de\): .* "casus-kg\[stanza\]"'):
        parser_of_language("de")


def test_a_document_of_stanza_itself_is_read() -> None:
    doc = pytest.importorskip("stanza.models.common.doc", reason="extra stanza is not installed")
    words = [
        {"id": 1, "text": "Mali", "upos": "PROPN", "head": 2, "deprel": "nsubj"},
        {"id": 2, "text": "nie", "lemma": "nier", "upos": "VERB", "head": 0, "deprel": "root"},
    ]
    for word, start in zip(words, (0, 5), strict=True):
        word |= {"start_char": start, "end_char": start + len(str(word["text"]))}
    article = Article("Mali nie", (Block(0, 8, "paragraph"),), language="fr")
    (sentence,) = document(article, lambda text: doc.Document([words], text=text)).sentences
    assert [(token.start, token.end, token.lemma) for token in sentence.tokens] == [
        (0, 4, "Mali"),
        (5, 8, "nier"),
    ]
