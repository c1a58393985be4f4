"""Trees with two frequent errors of parsers mended, before anything is read from them."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Document, Sentence, Token

_OF_CLAUSES = ("nsubj", "aux", "mark", "cc", "advmod", "punct")


def mended(document: Document) -> Document:
    """The document with verbs coordinated with verbs: "stopped the advance, detained soldiers".

    Parsers hang the second verb on the object before it. A verb is no partner of a noun.
    """
    return replace(document, sentences=tuple(_regrouped(_verbal(s)) for s in document.sentences))


def _verbal(sentence: Sentence) -> Sentence:
    """The sentence with verbs that govern: in "had "lost control"" no noun has the auxiliary."""
    tokens = list(sentence.tokens)
    for noun in sentence.tokens:
        below = [sentence.tokens[child] for child in sentence.children[noun.index]]
        verbs = [t for t in below if t.deprel == "amod" and _is_clause(sentence, t, below)]
        if noun.upos != "NOUN" or not verbs:
            continue
        verb = verbs[-1]
        for token in below:
            if token.deprel in _OF_CLAUSES and token.index < verb.index:
                tokens[token.index] = replace(token, head=verb.index)
        relation = "conj" if any(t.deprel == "cc" for t in below) else noun.deprel
        tokens[verb.index] = replace(verb, head=noun.head, deprel=relation)
        tokens[noun.index] = replace(noun, head=verb.index, deprel="obj")
    return replace(sentence, tokens=tuple(tokens))


def _is_clause(sentence: Sentence, verb: Token, beside: list[Token]) -> bool:
    """Whether a participle before a noun has a subject of its own or a "had" before it."""
    own = any(sentence.tokens[c].deprel.startswith("nsubj") for c in sentence.children[verb.index])
    had = any(t.deprel == "aux" and t.lemma == "have" and t.index < verb.index for t in beside)
    return own or (had and verb.feats.get("VerbForm") == "Part")


def _regrouped(sentence: Sentence) -> Sentence:
    heads = {token.index: _partner(sentence, token) for token in sentence.tokens}
    moved = {index: head for index, head in heads.items() if head is not None}
    if not moved:
        return sentence
    tokens = (replace(t, head=moved.get(t.index, t.head)) for t in sentence.tokens)
    return replace(sentence, tokens=tuple(tokens))


def _partner(sentence: Sentence, token: Token) -> int | None:
    """The verb that a verb hung on a noun is coordinated with; None where nothing is wrong."""
    if token.deprel != "conj" or token.upos != "VERB" or token.feats.get("Tense") != "Past":
        return None
    noun = sentence.tokens[token.head]
    if noun.upos not in ("NOUN", "PROPN") or noun.deprel not in ("obj", "obl") or noun.head < 0:
        return None
    verb = sentence.tokens[noun.head]
    own = any(sentence.tokens[c].deprel.startswith("nsubj") for c in sentence.children[token.index])
    return verb.index if verb.upos == "VERB" and verb.index < noun.index and not own else None
