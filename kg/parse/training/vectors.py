"""Learns vectors of words from text that is not annotated: what stands near, and what governs what.

`python -m kg.parse.training.vectors --text DIR --out vectors.npz` parses the text files in DIR (one
paragraph a line) with the shipped parser. One half of each vector comes from skip-grams (Mikolov
et al. 2013), the other from the dependents and heads of the words (Levy and Goldberg 2014).
Needs gensim.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec
from numpy.typing import NDArray

from kg.model import Article, Block, Sentence
from kg.parse import Parser, load_parser
from kg.parse.features import norm
from kg.parse.network import Floats
from kg.parse.training.folder import is_address

SIZE, WINDOW, SEEN, ROUNDS, SEED = 64, 4, 5, 5, 7
PARAGRAPHS = 150
SPREAD = 0.3


def parsed(text: Sequence[str], parse: Parser) -> Iterator[Sentence]:
    """The sentences of paragraphs."""
    for at in range(0, len(text), PARAGRAPHS):
        group = text[at : at + PARAGRAPHS]
        ends = np.cumsum([len(line) + 2 for line in group]).tolist()
        blocks = (
            Block(end - 2 - len(line), end - 2, "paragraph")
            for line, end in zip(group, ends, strict=True)
        )
        yield from parse(Article(text="\n\n".join(group), blocks=tuple(blocks))).sentences


def pairs(sentence: Sentence) -> Iterator[list[str]]:
    """Each word with its head's lemma and its relation to it, and each head the other way round."""
    for token in sentence.tokens:
        if token.head >= 0 and token.deprel != "punct":
            head = sentence.tokens[token.head]
            yield [norm(token.text), f"{token.deprel}<{head.lemma.lower()}"]
            yield [norm(head.text), f"{token.deprel}>{token.lemma.lower()}"]


def learnt(lines: Path, window: int) -> Word2Vec:
    """Skip-gram vectors of the words of a file, a context a line."""
    return Word2Vec(
        corpus_file=str(lines), vector_size=SIZE, window=window, min_count=SEEN, sg=1, negative=8,
        sample=1e-4, epochs=ROUNDS, workers=1, seed=SEED,
    )  # fmt: skip


def joined(models: list[Word2Vec], words: list[str]) -> NDArray[np.int8]:
    """The vectors of the models side by side, in hundredths; the first row is noughts."""
    rows = np.zeros((len(words) + 1, SIZE * len(models)), np.float32)
    for part, model in enumerate(models):
        places = [at for at, word in enumerate(words, 1) if word in model.wv]
        found = np.stack([model.wv[words[at - 1]] for at in places])
        rows[places, part * SIZE : (part + 1) * SIZE] = _scaled(found)
    whole: NDArray[np.int8] = np.clip(np.rint(rows * 100), -127, 127).astype(np.int8)
    return whole


def _scaled(rows: Floats) -> Floats:
    """Vectors of one length, around the origin, spread as the network's own are."""
    centred = rows - rows.mean(axis=0)
    scaled: Floats = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    scaled *= SPREAD * rows.shape[1] ** 0.5
    return scaled


def main() -> None:
    """Write the words and their vectors."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--text", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    near, bound = chosen.out.with_suffix(".near"), chosen.out.with_suffix(".bound")
    parse = load_parser()
    with near.open("w", encoding="utf-8") as rows, bound.open("w", encoding="utf-8") as contexts:
        for path in sorted(chosen.text.glob("*.txt")):
            lines = path.read_text("utf-8").splitlines()
            for sentence in parsed(lines, parse):
                rows.write(" ".join(norm(token.text) for token in sentence.tokens) + "\n")
                contexts.writelines(" ".join(pair) + "\n" for pair in pairs(sentence))
    models = [learnt(near, WINDOW), learnt(bound, 1)]
    words = sorted(word for word in models[0].wv.index_to_key if not is_address(word))
    np.savez_compressed(chosen.out, words=np.array(words), rows=joined(models, words))


if __name__ == "__main__":
    main()
