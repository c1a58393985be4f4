"""How right a parser is on annotated documents, by the measures of the CoNLL 2018 shared task.

The parser gets running text. Its words, sentences and names are compared with the annotated ones by
their offsets, so that a word cut wrongly counts against every measure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Document, Name, Sentence, Token
from kg.parse import Parser

Place = tuple[int, int]
WORD_MEASURES = ("words", "upos", "feats", "lemma", "uas", "las", "clas", "las_full")
MEASURES = ("sentences", *WORD_MEASURES)
# Words that CLAS leaves out, by their relation: what languages express so differently.
_FUNCTIONAL = frozenset({"aux", "case", "cc", "clf", "cop", "det", "mark", "punct"})


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts by measure: how many are right, how many annotated, how many were given."""

    right: Counter[str]
    gold: Counter[str]
    found: Counter[str]

    def __add__(self, other: Scores) -> Scores:
        return Scores(self.right + other.right, self.gold + other.gold, self.found + other.found)

    def f1(self, measure: str) -> float:
        """The harmonic mean of precision and recall, in percent."""
        total = self.gold[measure] + self.found[measure]
        return 200 * self.right[measure] / total if total else 0.0


NOTHING = Scores(Counter(), Counter(), Counter())


def score(parse: Parser, documents: Iterable[Document]) -> Scores:
    """How well a parser finds the words, sentences, labels and trees of the documents."""
    return sum((compare(gold, parse(gold.article)) for gold in documents), NOTHING)


def score_names(parse: Parser, documents: Iterable[Document]) -> Scores:
    """How well a parser finds the names of the documents: in all ("names") and by their label."""
    return sum((compare_names(gold, parse(gold.article)) for gold in documents), NOTHING)


def compare(gold: Document, found: Document) -> Scores:
    """The counts for one document."""
    wanted, given = _words(gold), _words(found)
    right: Counter[str] = Counter()
    for place in wanted.keys() & given.keys():
        right.update(_agreements(wanted[place], given[place]))
    right["sentences"] = len(_sentences(gold) & _sentences(found))
    return Scores(right, _counts(gold), _counts(found))


def compare_names(gold: Document, found: Document) -> Scores:
    """The counts for the names of one document; a name is right if its ends and label are."""
    wanted, given = set(gold.names), set(found.names)
    return Scores(_by_label(wanted & given), _by_label(wanted), _by_label(given))


def _by_label(names: Iterable[Name]) -> Counter[str]:
    return Counter(label for name in names for label in ("names", name.label))


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


def _agreements(gold: _Word, found: _Word) -> Iterator[str]:
    """The measures by which the parser got a word right."""
    yield "words"
    left, right = gold.token, found.token
    if left.upos == right.upos:
        yield "upos"
    if dict(left.feats) == dict(right.feats):
        yield "feats"
    if left.lemma in {right.lemma, "_"}:
        yield "lemma"
    if gold.head == found.head:
        yield "uas"
        if _broad(left) == _broad(right):
            yield "las"
            if _broad(left) not in _FUNCTIONAL:
                yield "clas"
        if left.deprel == right.deprel:
            yield "las_full"


def _broad(token: Token) -> str:
    """The relation without its subtype."""
    return token.deprel.partition(":")[0]


def _counts(document: Document) -> Counter[str]:
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    counts = Counter(dict.fromkeys(WORD_MEASURES, len(tokens)))
    counts["clas"] = sum(_broad(token) not in _FUNCTIONAL for token in tokens)
    counts["sentences"] = len(document.sentences)
    return counts
