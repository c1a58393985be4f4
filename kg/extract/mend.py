"""Trees with one frequent error of parsers mended, before anything is read from them."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Document, Sentence, Token


def mended(document: Document) -> Document:
    """The document with verbs coordinated with verbs: "stopped the advance, detained soldiers".

    Parsers hang the second verb on the object before it. A verb is no partner of a noun.
    """
    return replace(document, sentences=tuple(map(_mended, document.sentences)))


def _mended(sentence: Sentence) -> Sentence:
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
