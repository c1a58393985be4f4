"""Documents to batches of numbers for the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from kg.model import Document, Name, Sentence, Token
from kg.parse.features import UNKNOWN, form_of, norm, spacing
from kg.parse.training.convert import Bank
from kg.parse.training.network import Batch

NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
# How often documents of a genre are seen in each pass over the treebanks.
WEIGHTS = {"news": 2, "newsgroup": 2}
# A rare word is made unknown with probability RARE / (RARE + its count).
RARE = 0.25


@dataclass(frozen=True)
class Vocabulary:
    """The words and labels of the training data; a word's index is its place here plus one.

    `pretrained` are the words with pretrained vectors.
    """

    words: tuple[str, ...]
    pretrained: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """Some sentences of a document in a row, as the network is to read them."""

    sentences: tuple[Sentence, ...]
    forms: tuple[str, ...]
    spaces: tuple[int, ...]
    names: tuple[str, ...] | None
    treed: bool


def tag_of(token: Token) -> str:
    """Part of speech and features as one label."""
    return "|".join([token.upos, *(f"{key}={value}" for key, value in token.feats.items())])


def vocabulary(banks: Iterable[Bank], pretrained: tuple[str, ...]) -> Vocabulary:
    """What the training data know: words seen twice, all tags, all relations."""
    words: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for bank in banks:
        for sentence in bank.document.sentences if bank.treed else ():
            words.update(norm(token.text) for token in sentence.tokens)
            tags.update(tag_of(token) for token in sentence.tokens)
            relations.update(token.deprel for token in sentence.tokens)
    return Vocabulary(
        tuple(sorted(word for word, count in words.items() if count > 1)),
        pretrained,
        tuple(sorted(tags)),
        tuple(sorted(relations)),
    )


def counts(banks: Iterable[Bank]) -> Counter[str]:
    """How often each word occurs."""
    return Counter(
        norm(token.text)
        for bank in banks
        for sentence in bank.document.sentences
        for token in sentence.tokens
    )


def texts(bank: Bank, longest: int, random: Random) -> Iterator[Text]:
    """Runs of up to `longest` sentences of a document, mostly within a paragraph."""
    sentences = bank.document.sentences
    at = 0
    while at < len(sentences):
        run = sentences[at : at + random.randint(1, longest)]
        if random.random() < 0.85:
            run = tuple(item for item in run if item.block == run[0].block)
        yield text_of(bank, run, random)
        at += len(run)


def text_of(bank: Bank, run: tuple[Sentence, ...], random: Random) -> Text:
    """The sentences as they are, or in curly quotes, or without the last full stop, or small."""
    last = run[-1].tokens
    if random.random() < 0.05 and last[-1].text == "." and last[-1].head >= 0:
        run = (*run[:-1], Sentence(last[:-1], run[-1].block))
    tokens = [token for sentence in run for token in sentence.tokens]
    forms = [token.text for token in tokens]
    if random.random() < 0.3:
        forms = curly(forms)
    if random.random() < 0.02:
        forms = [form.lower() for form in forms]
    following = [*(token.start for token in tokens[1:]), tokens[-1].end + 1]
    after = [start > token.end for token, start in zip(tokens, following, strict=True)]
    before = [True, *after[:-1]]
    spaces = tuple(spacing(left, right) for left, right in zip(before, after, strict=True))
    names = tuple(bio(bank.document, tokens)) if bank.named else None
    return Text(run, tuple(forms), spaces, names, bank.treed)


def curly(forms: list[str]) -> list[str]:
    """The forms with straight quotes made typographic ones, opening and closing in turn."""
    result = []
    opened = False
    for form in forms:
        if form == '"':
            opened = not opened
            result.append("“" if opened else "”")
        else:
            result.append(form.replace("'", "’"))
    return result


def bio(document: Document, tokens: list[Token]) -> Iterator[str]:
    """The label of each token."""
    starts: dict[int, Name] = {name.start: name for name in document.names}
    current: Name | None = None
    for token in tokens:
        if token.start in starts:
            current = starts[token.start]
            yield f"B-{current.label}"
        elif current and token.end <= current.end:
            yield f"I-{current.label}"
        else:
            current = None
            yield "O"


def batches(sources: list[Bank], known: Vocabulary, size: int, random: Random) -> Iterator[Batch]:
    """Batches of about `size` words without end, each of texts of like length."""
    frequency = counts(sources)
    indexer = _Indexer(known, frequency, random)
    while True:
        pool = [
            text
            for bank in sources
            for _ in range(WEIGHTS.get(bank.genre, 1))
            for text in texts(bank, 5, random)
        ]
        random.shuffle(pool)
        pool.sort(key=lambda text: len(text.forms) // 12)
        groups: list[list[Text]] = [[]]
        filled = 0
        for text in pool:
            if filled >= size:
                groups.append([])
                filled = 0
            groups[-1].append(text)
            filled += len(text.forms)
        random.shuffle(groups)
        yield from map(indexer.batch, groups)


class _Indexer:
    """Turns texts into tensors."""

    def __init__(self, known: Vocabulary, frequency: Counter[str], random: Random) -> None:
        self._words = {word: at for at, word in enumerate(known.words, 1)}
        self._pretrained = {word: at for at, word in enumerate(known.pretrained, 1)}
        self._tags = {tag: at for at, tag in enumerate(known.tags)}
        self._relations = {relation: at for at, relation in enumerate(known.relations)}
        self._frequency = frequency
        self._random = random

    def batch(self, group: list[Text]) -> Batch:
        """The texts as one padded batch."""
        forms: dict[str, int] = {}
        rows = [[forms.setdefault(form, len(forms)) for form in text.forms] for text in group]
        features = [form_of(form, self._words) for form in forms]
        lengths = [len(row) for row in rows]
        grams = [gram for form in features for gram in form.grams]
        starts = [0]
        for form in features[:-1]:
            starts.append(starts[-1] + len(form.grams))
        columns = [self._columns(text) for text in group]
        return Batch(
            words=torch.tensor(
                [self._hidden(f, x.word) for f, x in zip(forms, features, strict=True)]
            ),
            pretrained=torch.tensor(
                [self._pretrained.get(form.plain, UNKNOWN) for form in features]
            ),
            grams=torch.tensor(grams),
            gram_starts=torch.tensor(starts),
            suffixes=torch.tensor([form.suffix for form in features]),
            shapes=torch.tensor([form.shape for form in features]),
            forms=_padded(rows, 0),
            spaces=_padded([list(text.spaces) for text in group], 0),
            lengths=torch.tensor(lengths),
            sentences=_padded([column[0] for column in columns], -1),
            heads=_padded([column[1] for column in columns], -1),
            relations=_padded([column[2] for column in columns], -1),
            tags=_padded([column[3] for column in columns], -1),
            starts=_padded([column[4] for column in columns], -1),
            names=_padded([column[5] for column in columns], -1),
        )

    def _hidden(self, form: str, word: int) -> int:
        count = self._frequency.get(norm(form), 0)
        return UNKNOWN if self._random.random() < RARE / (RARE + count) else word

    def _columns(self, text: Text) -> tuple[list[int], ...]:
        """Sentence number, head, relation, tag, sentence start and name of each word."""
        columns: tuple[list[int], ...] = ([], [], [], [], [], [])
        base = 0
        for number, sentence in enumerate(text.sentences):
            columns[0].extend([number] * len(sentence.tokens))
            for token in sentence.tokens if text.treed else ():
                columns[1].append(base + token.head + 1 if token.head >= 0 else 0)
                columns[2].append(self._relations[token.deprel])
                columns[3].append(self._tags[tag_of(token)])
                columns[4].append(int(token.index == 0))
            base += len(sentence.tokens)
        columns[5].extend(NAMES.index(name) for name in text.names or ())
        for column in columns:
            column.extend([-1] * (base - len(column)))
        return columns


def _padded(rows: list[list[int]], filler: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [filler] * (width - len(row)) for row in rows])
