"""Trees with frequent errors of parsers mended, before anything is read from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Document, Sentence, Token

_NEIGHBOURS = frozenset({"ally", "partner", "neighbor", "neighbour", "rival"})  # nouns before names
_OF_CLAUSES = ("nsubj", "aux", "mark", "cc", "advmod", "punct")


def mended(document: Document) -> Document:
    """The document with verbs coordinated with verbs: "stopped the advance, detained soldiers".

    Parsers hang the second verb on the object before it. A verb is no partner of a noun.
    """
    return replace(document, sentences=tuple(_mended(s) for s in document.sentences))


def _mended(sentence: Sentence) -> Sentence:
    for mend in (_with_allies, _with_objects, _with_subjects, _verbal, _regrouped):
        sentence = mend(sentence)
    return sentence


def _with(sentence: Sentence, tokens: Iterable[Token]) -> Sentence:
    """The sentence with these tokens; itself where they are its own."""
    made = tuple(tokens)
    same = all(one is other for one, other in zip(made, sentence.tokens, strict=True))
    return sentence if same else replace(sentence, tokens=made)


def _with_allies(sentence: Sentence) -> Sentence:
    """The sentence with "appealed to ally Russia" as an appeal to Russia, not as one to ally it."""
    tokens = list(sentence.tokens)
    for verb in sentence.tokens[:-1]:
        if verb.lemma not in _NEIGHBOURS:
            continue
        name = sentence.tokens[verb.index + 1]
        below = [sentence.tokens[child] for child in sentence.children[verb.index]]
        taken = verb.upos == "VERB" and verb.head >= 0
        if not taken or name.upos != "PROPN" or name not in below:
            continue
        for token in below:
            above = name.index if token.index < verb.index else verb.head
            relation = "case" if token.deprel == "mark" else token.deprel
            tokens[token.index] = replace(token, head=above, deprel=relation)
        tokens[name.index] = replace(name, head=verb.head, deprel="obl")
        tokens[verb.index] = replace(verb, head=name.index, deprel="compound", upos="NOUN")
    return _with(sentence, tokens)


def _with_objects(sentence: Sentence) -> Sentence:
    """The sentence with "up to 16 advisers" as an object: such words count, and are no case."""
    tokens = list(sentence.tokens)
    for case in sentence.tokens:
        if case.deprel != "case" or case.head < 0 or not _counts_up(sentence, case):
            continue
        noun = sentence.tokens[case.head]
        if noun.upos not in ("NOUN", "PROPN") or noun.head < 0:
            continue
        tokens[case.index] = replace(case, deprel="advmod")
        verb = sentence.tokens[noun.head]
        taken = [c for c in sentence.children[verb.index] if sentence.tokens[c].deprel == "obj"]
        if noun.deprel == "obl" and case.index == verb.index + 1 and not taken:
            tokens[noun.index] = replace(noun, deprel="obj")
    return _with(sentence, tokens)


def _counts_up(sentence: Sentence, case: Token) -> bool:
    """Whether a preposition begins a count: "up to 16", "over 300"."""
    after = sentence.tokens[case.index + 1 : case.index + 3]
    if case.text.lower() == "up" and len(after) == 2 and after[0].text == "to":
        return after[1].upos == "NUM"
    return case.text.lower() in ("over", "around") and bool(after) and after[0].upos == "NUM"


def _with_subjects(sentence: Sentence) -> Sentence:
    """The sentence with one subject a verb: in "X rang Y, the agency said" the first is X's."""
    tokens = list(sentence.tokens)
    for verb in sentence.tokens:
        if verb.upos != "VERB":
            continue
        below = [sentence.tokens[child] for child in sentence.children[verb.index]]
        subjects = [t for t in below if t.deprel.startswith("nsubj") and t.index < verb.index]
        if len(subjects) < 2:
            continue
        first, last = subjects[0], subjects[-1]
        told = [
            t
            for t in below
            if t.deprel in ("ccomp", "parataxis")
            and first.index < t.index < last.index
            and not _has(sentence, t, "nsubj")
        ]
        if told:
            passive = _has(sentence, told[0], "aux:pass")
            relation = "nsubj:pass" if passive else "nsubj"
            tokens[first.index] = replace(first, head=told[0].index, deprel=relation)
    return _with(sentence, tokens)


def _has(sentence: Sentence, token: Token, relation: str) -> bool:
    return any(
        sentence.tokens[c].deprel.startswith(relation) for c in sentence.children[token.index]
    )


def _verbal(sentence: Sentence) -> Sentence:
    """The sentence with verbs that govern: in "had "lost control"" no noun has the auxiliary."""
    tokens = list(sentence.tokens)
    for noun in sentence.tokens:
        if noun.upos != "NOUN":
            continue
        below = [sentence.tokens[child] for child in sentence.children[noun.index]]
        verbs = [t for t in below if t.deprel == "amod" and _is_clause(sentence, t, below)]
        if not verbs:
            continue
        verb = verbs[-1]
        for token in below:
            if token.deprel in _OF_CLAUSES and token.index < verb.index:
                tokens[token.index] = replace(token, head=verb.index)
        relation = "conj" if any(t.deprel == "cc" for t in below) else noun.deprel
        tokens[verb.index] = replace(verb, head=noun.head, deprel=relation)
        tokens[noun.index] = replace(noun, head=verb.index, deprel="obj")
    return _with(sentence, tokens)


def _is_clause(sentence: Sentence, verb: Token, beside: list[Token]) -> bool:
    """Whether a participle before a noun has a subject of its own or a "had" before it."""
    own = any(sentence.tokens[c].deprel.startswith("nsubj") for c in sentence.children[verb.index])
    around = [*beside, *(sentence.tokens[c] for c in sentence.children[verb.index])]
    had = any(t.deprel == "aux" and t.lemma == "have" and t.index < verb.index for t in around)
    return own or (had and verb.feats.get("VerbForm") == "Part")


def _regrouped(sentence: Sentence) -> Sentence:
    heads = {token.index: _partner(sentence, token) for token in sentence.tokens}
    moved = {index: head for index, head in heads.items() if head is not None}
    if not moved:
        return sentence
    tokens = (replace(t, head=moved.get(t.index, t.head)) for t in sentence.tokens)
    return _with(sentence, tokens)


def _partner(sentence: Sentence, token: Token) -> int | None:
    """The verb that a verb hung on a noun is coordinated with; None where nothing is wrong."""
    if token.deprel != "conj" or token.upos != "VERB" or token.feats.get("Tense") != "Past":
        return None
    noun = sentence.tokens[token.head]
    if noun.upos == "VERB" and noun.feats.get("VerbForm") == "Inf":
        return _finite_above(sentence, token, noun)
    if noun.upos not in ("NOUN", "PROPN") or noun.deprel not in ("obj", "obl") or noun.head < 0:
        return None
    verb = sentence.tokens[noun.head]
    own = any(sentence.tokens[c].deprel.startswith("nsubj") for c in sentence.children[token.index])
    return verb.index if verb.upos == "VERB" and verb.index < noun.index and not own else None


def _finite_above(sentence: Sentence, verb: Token, infinitive: Token) -> int | None:
    """The verb that a past tense goes on from in "called on them to stop and offered help"."""
    if verb.feats.get("VerbForm") != "Fin" or not _has(sentence, infinitive, "mark"):
        return None
    at, steps = infinitive.head, 0
    while at >= 0 and steps < len(sentence.tokens):
        above = sentence.tokens[at]
        if above.upos == "VERB" and above.feats.get("VerbForm") == "Fin" and at < infinitive.index:
            return at
        at, steps = above.head, steps + 1
    return None
