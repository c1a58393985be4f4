"""The parser that ships with Casus, trained on English Universal Dependencies.

Each paragraph is parsed on its own. White space inside it means nothing, whatever its kind and
length, so hard-wrapped lines and double spaces do not matter; offsets stay those of the article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from kg.model import Article, Block, Document, Name, Sentence, Span, Token
from kg.parse.lemmas import lemmatiser
from kg.parse.network import Floats, Network, Seen, Words
from kg.parse.tokens import ABBREVIATIONS, tokenise
from kg.parse.tree import best_tree

MODEL = Path(__file__).parent / "model"
LONG, LONGEST = 300, 5_000
TOGETHER = 8_000
MOST_WORDS = 250  # of a sentence: what is longer is no prose, and trees take time by its cube
_BREAK = re.compile(r"(?<!\S)([^\W\d_]{3,}[.!?])[\"'’”)\]]*\s+(?=[\"'‘“(\[]?[A-Z])")
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that is read at once: its words and where they lie."""

    block: int
    words: Words
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True)
class Labels:
    """What the indices of the network's scores stand for."""

    upos: tuple[str, ...]
    feats: tuple[Mapping[str, str], ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]


def shipped() -> Callable[[Article], Document]:
    """The parser over the model in this package."""
    return parser_of(MODEL)


def parser_of(folder: Path) -> Callable[[Article], Document]:
    """The parser over a model folder, as the training writes it."""
    described = json.loads((folder / "model.json").read_text("utf-8"))
    labels = Labels(
        upos=tuple(tag.partition("|")[0] for tag in described["tags"]),
        feats=tuple(_features(tag.partition("|")[2]) for tag in described["tags"]),
        relations=tuple(described["relations"]),
        names=tuple(described["names"]),
    )
    return _Parser(network_of(folder), labels, lemmatiser(described["lemmas"]))


def network_of(folder: Path) -> Network:
    """The network of a model folder."""
    described = json.loads((folder / "model.json").read_text("utf-8"))
    with np.load(folder / "weights.npz") as stored:
        weights = {name: widened(stored[name]) for name in stored.files}
    rows = (
        {word: at for at, word in enumerate(described[table], 1)}
        for table in ("words", "pretrained")
    )
    return Network(weights, *rows)


def widened(stored: np.ndarray) -> Floats:
    """An array of the model in single precision; whole numbers are stored hundredths."""
    values: Floats = stored.astype(np.float32)
    return values / np.float32(100) if stored.dtype == np.int8 else values


def _features(column: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in column.split("|") if pair)
    return {name: value for name, _, value in pairs}


class _Parser:
    """A callable from Article to Document."""

    def __init__(
        self,
        network: Network,
        labels: Labels,
        lemma: Callable[[str, str, Mapping[str, str]], str],
    ) -> None:
        self._network = network
        self._labels = labels
        self._lemma = lemma
        self._inside = _inside(labels.names)
        self._root = labels.relations.index("root")

    def __call__(self, article: Article) -> Document:
        """The article with its paragraphs parsed."""
        sentences: list[Sentence] = []
        names: list[Name] = []
        for pieces in _batches(_pieces(article)):
            vectors = self._network.encode([piece.words for piece in pieces])
            for piece, seen in zip(pieces, vectors, strict=True):
                sentences.extend(self._sentences(piece, seen))
                names.extend(self._names(piece, seen))
        return Document(article, tuple(sentences), tuple(names))

    def _sentences(self, piece: Piece, seen: Seen) -> Iterator[Sentence]:
        tags = self._network.tags(seen).tolist()
        starts = self._network.starts(seen)
        starts[0] = True
        bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
        for start, end in _of_bounded_length(bounds, piece.words.texts):
            sentence = slice(start, end)
            heads = best_tree(self._network.arcs(seen, sentence))
            scores = self._network.relations(seen, sentence, heads)
            scores[:, self._root] = _NEVER
            relations = scores.argmax(axis=1)
            relations[heads == 0] = self._root
            rows = zip(range(start, end), heads.tolist(), relations.tolist(), strict=True)
            tokens = (self._token(piece, at, at - start, tags[at], arc) for at, *arc in rows)
            yield Sentence(tuple(tokens), piece.block)

    def _token(self, piece: Piece, at: int, index: int, tag: int, arc: list[int]) -> Token:
        text, upos, feats = piece.words.texts[at], self._labels.upos[tag], self._labels.feats[tag]
        return Token(
            index=index,
            start=piece.starts[at],
            end=piece.ends[at],
            text=text,
            lemma=self._lemma(text, upos, feats),
            upos=upos,
            feats=feats,
            head=arc[0] - 1,
            deprel=self._labels.relations[arc[1]],
        )

    def _names(self, piece: Piece, seen: Seen) -> Iterator[Name]:
        path = best_path(self._network.names(seen), self._inside)
        first = -1
        for at, label in enumerate([*path, 0]):
            tag = self._labels.names[label]
            if first >= 0 and not tag.startswith("I-"):
                kind = self._labels.names[path[first]][2:]
                yield Name(piece.starts[first], piece.ends[at - 1], kind)
                first = -1
            if tag.startswith("B-"):
                first = at


def _of_bounded_length(bounds: list[int], words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where sentences start and end; a monster is cut after a mark, or else anywhere."""
    for start, end in pairwise(bounds):
        while end - start > MOST_WORDS:
            last = start + MOST_WORDS
            marks = (at + 1 for at in range(last - 1, last - 1 - MOST_WORDS // 2, -1))
            cut = next((at for at in marks if words[at - 1] in (";", ",", ".", ":")), last)
            yield start, cut
            start = cut
        yield start, end


def _inside(labels: tuple[str, ...]) -> Floats:
    """0 where a label may follow another, else a very low score: I-X only after B-X or I-X."""
    allowed = np.zeros((len(labels), len(labels)), np.float32)
    for row, before in enumerate(labels):
        for column, after in enumerate(labels):
            if after.startswith("I-") and before[2:] != after[2:]:
                allowed[row, column] = _NEVER
    return allowed


def best_path(scores: Floats, transitions: Floats) -> list[int]:
    """The best sequence of labels that the transitions allow; label 0 comes before the first."""
    easy = scores.argmax(axis=1)
    if not transitions[np.concatenate([[0], easy[:-1]]), easy].any():
        found: list[int] = easy.tolist()
        return found
    best = transitions[0] + scores[0]
    back = []
    for row in scores[1:]:
        options = best[:, None] + transitions
        back.append(options.argmax(axis=0))
        best = options.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def _batches(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """The pieces in groups of a bounded number of words, so that memory stays bounded too."""
    batch: list[Piece] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.starts)
        if size > TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _pieces(article: Article) -> Iterator[Piece]:
    for index, block in enumerate(article.blocks):
        if block.kind != "paragraph":
            continue
        for span in cut(article.text, block):
            spans = tokenise(article.text, span)
            if spans:
                starts = tuple(start for start, _ in spans)
                ends = tuple(end for _, end in spans)
                follow = zip(ends, [*starts[1:], ends[-1] + 1], strict=True)
                texts = [article.text[start:end] for start, end in spans]
                yield Piece(
                    index, Words(texts, [after > end for end, after in follow]), starts, ends
                )


def cut(text: str, block: Block) -> Iterator[Span]:
    """The block in stretches of about `LONG` characters, cut where a sentence surely ends.

    Short stretches are read side by side, which is fast; where no sentence ends the cut comes
    after `LONGEST` characters at a space, so that any text takes time and memory in proportion.
    """
    start, last = block.start, block.start
    for found in _BREAK.finditer(text, block.start, block.end):
        if found.group(1) in ABBREVIATIONS:
            continue
        if last > start and found.end() - start > LONG:
            yield from _forced(text, start, last)
            start = last
        last = found.end()
    if last > start and block.end - start > LONG:
        yield from _forced(text, start, last)
        start = last
    yield from _forced(text, start, block.end)


def _forced(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST) + 1
        yield Span(start, space or start + LONGEST)
        start = space or start + LONGEST
    yield Span(start, end)
