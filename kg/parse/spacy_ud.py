"""The parser that ships with Casus: a spaCy pipeline trained on English Universal Dependencies.

Each paragraph is parsed on its own. White space inside it means nothing, whatever its kind and
length, so hard-wrapped lines and double spaces do not matter; offsets stay those of the article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Article, Block, Document, Name, Sentence, Span, Token
from kg.parse.lemmas import lemmatiser

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = Path(__file__).parent / "model"
LONGEST = 5_000
_BREAK = re.compile(r"[.!?…][\"'’”)\]]*\s+(?=[\"'‘“(\[]?[A-Z0-9])")
_COLUMNS = ["POS", "MORPH", "HEAD", "DEP", "SENT_START"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a block that is parsed at once: words and where each starts in the article."""

    block: int
    doc: Doc
    starts: tuple[int, ...]


def shipped() -> Callable[[Article], Document]:
    """The parser over the model in this package."""
    return parser_of(MODEL)


def parser_of(folder: Path) -> Callable[[Article], Document]:
    """The parser over a model folder, as the training writes it."""
    import spacy

    from kg.parse.tokens import equip

    nlp = spacy.load(folder)
    equip(nlp)
    reader = _Reader(nlp, json.loads((folder / "lemmas.json").read_text("utf-8")))

    def parse(article: Article) -> Document:
        """The article with its paragraphs parsed."""
        pieces = list(_pieces(nlp, article))
        for _ in nlp.pipe((piece.doc for piece in pieces), batch_size=64):
            pass
        return Document(
            article,
            tuple(sentence for piece in pieces for sentence in reader.sentences(piece)),
            tuple(name for piece in pieces for name in _names(piece)),
        )

    return parse


def _pieces(nlp: Language, article: Article) -> Iterator[Piece]:
    for index, block in enumerate(article.blocks):
        if block.kind != "paragraph":
            continue
        for span in cut(article.text, block):
            doc, starts = _words(nlp, span.of(article.text), span.start)
            if starts:
                yield Piece(index, doc, starts)


def cut(text: str, block: Block) -> Iterator[Span]:
    """The block in stretches of at most `LONGEST` characters, cut after a sentence if one ends."""
    start = block.start
    while block.end - start > LONGEST:
        ends = [found.end() for found in _BREAK.finditer(text, start + 1, start + LONGEST)]
        space = text.rfind(" ", start + 1, start + LONGEST) + 1
        end = (ends or [space or start + LONGEST])[-1]
        yield Span(start, end)
        start = end
    yield Span(start, block.end)


def _words(nlp: Language, text: str, offset: int) -> tuple[Doc, tuple[int, ...]]:
    """The words of a stretch of text, white space dropped, and where each starts."""
    from spacy.tokens import Doc

    doc = nlp.tokenizer(re.sub(r"\s", " ", text))
    starts = tuple(offset + word.idx for word in doc if not word.is_space)
    if len(starts) == len(doc):
        return doc, starts
    words = [word.text for word in doc if not word.is_space]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    following = [*starts[1:], ends[-1] if ends else 0]
    spaces = [after > end for after, end in zip(following, ends, strict=True)]
    return Doc(nlp.vocab, words=words, spaces=spaces), starts


def _names(piece: Piece) -> Iterator[Name]:
    for entity in piece.doc.ents:
        last = entity.end - 1
        end = piece.starts[last] + len(piece.doc[last])
        yield Name(piece.starts[entity.start], end, entity.label_)


class _Reader:
    """Turns what spaCy annotated into our values; strings and features are made once."""

    def __init__(self, nlp: Language, lemmas: Mapping[str, Mapping[str, str]]) -> None:
        self._strings = nlp.vocab.strings
        self._morphology = nlp.vocab.morphology
        self._lemma = lemmatiser(lemmas)
        self._feats: dict[int, Mapping[str, str]] = {}
        self._names: dict[int, str] = {0: ""}

    def sentences(self, piece: Piece) -> Iterator[Sentence]:
        """The sentences of a parsed piece."""
        table = piece.doc.to_array(_COLUMNS).astype("int64").tolist()
        unsigned = piece.doc.to_array(["POS", "MORPH", "DEP"]).tolist()
        opens = [at for at, row in enumerate(table) if row[4] == 1 or at == 0]
        texts = [word.text for word in piece.doc]
        for start, end in zip(opens, [*opens[1:], len(table)], strict=True):
            tokens = tuple(
                self._token(at - start, texts[at], piece.starts[at], table[at][2], unsigned[at])
                for at in range(start, end)
            )
            yield Sentence(tokens, piece.block)

    def _token(self, index: int, text: str, start: int, head: int, row: list[int]) -> Token:
        upos, feats, deprel = self._name(row[0]), self._features(row[1]), self._name(row[2])
        return Token(
            index=index,
            start=start,
            end=start + len(text),
            text=text,
            lemma=self._lemma(text, upos, feats),
            upos=upos,
            feats=feats,
            head=index + head if head else -1,
            deprel="root" if deprel == "ROOT" else deprel,
        )

    def _name(self, key: int) -> str:
        if key not in self._names:
            self._names[key] = self._strings[key]
        return self._names[key]

    def _features(self, key: int) -> Mapping[str, str]:
        if key not in self._feats:
            column = self._strings[key] if key else ""
            pairs = (pair.partition("=") for pair in column.split("|") if "=" in pair)
            self._feats[key] = {name: value for name, _, value in pairs}
        return self._feats[key]
