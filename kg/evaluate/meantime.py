"""Measuring on documents in which the words that name events are annotated.

A line holds {"id", "tokens", "token_sentence": the sentence of each token, "annotated_sentences",
"events": [{"tokens", "sentence", "pos"}]}. A trigger is right if it shares a token with an event
that no other trigger has found; events of other parts of speech than verb and noun are not asked
for, and finding them is no mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from kg.evaluate.lines import Row
from kg.evaluate.scores import Score
from kg.extract import Extractor
from kg.model import Article, Block
from kg.parse import Parser


def triggers_of(row: Row, parse: Parser, extract: Extractor) -> list[frozenset[int]]:
    """The tokens of the gold tokenisation that the claims of a document were triggered by."""
    tokens = cast(Sequence[str], row["tokens"])
    sentence_of = cast(Sequence[int], row["token_sentence"])
    text, starts, blocks = _laid_out(tokens, sentence_of)
    date = cast("str | None", row.get("date"))
    article = Article(text, blocks, published=date)
    found = []
    for claim in extract(parse(article)).claims:
        inside = [
            index
            for index, start in enumerate(starts)
            if start < claim.trigger.end and claim.trigger.start < start + len(tokens[index])
        ]
        found.append(frozenset(inside))
    return list(dict.fromkeys(found))


def _laid_out(
    tokens: Sequence[str], sentence_of: Sequence[int]
) -> tuple[str, list[int], tuple[Block, ...]]:
    """The tokens as a text of one paragraph a sentence, and where each token starts."""
    text, starts, blocks = "", [], []
    for index, token in enumerate(tokens):
        if index and sentence_of[index] != sentence_of[index - 1]:
            text += "\n\n"
        elif index and token not in (",", ".", "'s", ")", ";", ":", "n't"):
            text += " "
        if not index or sentence_of[index] != sentence_of[index - 1]:
            blocks.append(len(text))
        starts.append(len(text))
        text += token
    ends = [*(start - 2 for start in blocks[1:]), len(text)]
    made = tuple(Block(start, end, "paragraph") for start, end in zip(blocks, ends, strict=True))
    return text, starts, made


def score(row: Row, triggers: Sequence[frozenset[int]]) -> Score:
    """The score of the triggers found in one document."""
    annotated = set(cast(Sequence[int], row["annotated_sentences"]))
    sentence_of = cast(Sequence[int], row["token_sentence"])
    window = {index for index, sentence in enumerate(sentence_of) if sentence in annotated}
    events = [e for e in cast(Sequence[Row], row["events"]) if e["sentence"] in annotated]
    words = [e for e in events if e["pos"] in ("VERB", "NOUN", "OTHER")]
    gold = {frozenset(cast(Sequence[int], event["tokens"])) for event in words}
    neutral = {
        token for e in events if e not in words for token in cast(Sequence[int], e["tokens"])
    }
    found: set[frozenset[int]] = set()
    wrong = 0
    for trigger in triggers:
        if not trigger & window:
            continue
        fresh = sorted((g for g in gold - found if g & trigger), key=sorted)
        if fresh:
            found.add(fresh[0])
        elif not any(g & trigger for g in gold) and not trigger & neutral:
            wrong += 1
    return Score(len(found), wrong, len(gold) - len(found))
