"""How well a parser does on the treebanks: `python -m kg.parse.training.evaluate --treebank DIR`.

The measures are those of the CoNLL 2018 shared task: the parser gets running text, its words and
sentences are compared with the gold ones by their offsets, and every score is an F1.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from kg.model import Article, Document, Sentence, Token
from kg.parse.training.convert import Bank, banks

Parser = Callable[[Article], Document]
Place = tuple[int, int]
MEASURES = ("token", "sentence", "upos", "feats", "lemma", "uas", "las", "las_full", "names")


@dataclass(frozen=True)
class Scores:
    """Counts by measure: how many are right, how many are gold, how many were predicted."""

    right: Counter[str]
    gold: Counter[str]
    found: Counter[str]

    def __add__(self, other: Scores) -> Scores:
        return Scores(self.right + other.right, self.gold + other.gold, self.found + other.found)

    def f1(self, measure: str) -> float:
        """The harmonic mean of precision and recall, in percent."""
        total = self.gold[measure] + self.found[measure]
        return 200 * self.right[measure] / total if total else 0.0


def score(parse: Parser, sources: Iterable[Bank]) -> Scores:
    """The scores of a parser on treebank documents."""
    total = Scores(Counter(), Counter(), Counter())
    for bank in sources:
        total += compare(bank.document, parse(bank.document.article), named=bank.named)
    return total


def compare(gold: Document, found: Document, *, named: bool) -> Scores:
    """The counts for one document."""
    wanted, given = _words(gold), _words(found)
    right: Counter[str] = Counter()
    for place in wanted.keys() & given.keys():
        right.update(_agreements(wanted[place], given[place]))
    right["sentence"] = len(_sentences(gold) & _sentences(found))
    counts = (_counts(gold), _counts(found))
    if named:
        right["names"] = len(set(gold.names) & set(found.names))
        for count, document in zip(counts, (gold, found), strict=True):
            count["names"] = len(document.names)
    return Scores(right, *counts)


@dataclass(frozen=True, slots=True)
class _Word:
    token: Token
    head: Place | None


def _words(document: Document) -> dict[Place, _Word]:
    return {
        (token.start, token.end): _Word(token, _head(sentence, token))
        for sentence in document.sentences
        for token in sentence.tokens
    }


def _head(sentence: Sentence, token: Token) -> Place | None:
    if token.head < 0:
        return None
    head = sentence.tokens[token.head]
    return head.start, head.end


def _sentences(document: Document) -> set[Place]:
    return {(sentence.start, sentence.end) for sentence in document.sentences}


def _agreements(gold: _Word, found: _Word) -> list[str]:
    """The measures by which the parser got a word right."""
    agreed = ["token"]
    left, right = gold.token, found.token
    if left.upos == right.upos:
        agreed.append("upos")
    if dict(left.feats) == dict(right.feats):
        agreed.append("feats")
    if left.lemma in {right.lemma, "_"}:
        agreed.append("lemma")
    if gold.head == found.head:
        agreed.append("uas")
        if left.deprel.partition(":")[0] == right.deprel.partition(":")[0]:
            agreed.append("las")
        if left.deprel == right.deprel:
            agreed.append("las_full")
    return agreed


def _counts(document: Document) -> Counter[str]:
    words = sum(len(sentence.tokens) for sentence in document.sentences)
    counts = Counter(dict.fromkeys(MEASURES[:-1], words))
    counts["sentence"] = len(document.sentences)
    counts["names"] = 0
    return counts


def speed(parse: Parser, sources: list[Bank], rounds: int = 3) -> float:
    """Words a second of processor time over whole documents, the best of some rounds."""
    articles = [bank.document.article for bank in sources]
    words = sum(len(s.tokens) for bank in sources for s in bank.document.sentences)
    parse(articles[0])
    best = 0.0
    for _ in range(rounds):
        start = process_time()
        for article in articles:
            parse(article)
        best = max(best, words / (process_time() - start))
    return best


def row(name: str, scores: Scores) -> str:
    """A row of the table of scores."""
    cells = (f"{scores.f1(measure):.2f}" for measure in MEASURES)
    return f"| {name} | " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table of scores."""
    from kg.parse.ud import MODEL, parser_of

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--treebank", type=Path, required=True)
    options.add_argument("--model", type=Path, default=MODEL)
    options.add_argument("--part", default="test", choices=["dev", "test"])
    chosen = options.parse_args()
    parse = parser_of(chosen.model)
    sources = {name: banks(chosen.treebank, name, chosen.part) for name in ("en_ewt", "en_gum")}
    scores = {name: score(parse, found) for name, found in sources.items()}
    news = [bank for bank in sources["en_gum"] if bank.genre == "news"]
    lines = [
        "| | " + " | ".join(MEASURES) + " |",
        "|---" * (len(MEASURES) + 1) + "|",
        *(row(name, found) for name, found in scores.items()),
        row("together", scores["en_ewt"] + scores["en_gum"]),
        row("GUM news", score(parse, news)),
        f"{speed(parse, sources['en_gum']):,.0f} words a second of processor time",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
