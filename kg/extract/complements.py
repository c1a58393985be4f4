"""What is said put back under the verb that says it, before anything is read from the trees.

Parsers hang the clause of "told reporters that troops attacked" on the noun before it, as if the
reporters had been attacked, and take the speaker in '"…," said one official' for an object.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.frames import Frames
from kg.model import Document, Sentence, Token

_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "dep"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_LOOSE = frozenset({"obl", "obl:unmarked", "obl:arg", "iobj", "nmod", "nmod:poss", "flat", "conj"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")


def with_complements(document: Document, frames: Frames) -> Document:
    """The document with reported clauses and speakers that hang on the reporting verb."""
    sentences = tuple(_mended(sentence, frames) for sentence in document.sentences)
    return replace(document, sentences=sentences)


def _mended(sentence: Sentence, frames: Frames) -> Sentence:
    moved: dict[int, Token] = {}
    for token in sentence.tokens:
        if token.text.lower() == "that" and token.head > token.index:
            moved |= _clause_of(sentence, token, frames)
        if token.upos == "VERB" and _reports(token, frames):
            moved |= _speaker_after(sentence, token) or _speaker_it(sentence, token)
    if not moved:
        return sentence
    return replace(sentence, tokens=tuple(moved.get(t.index, t) for t in sentence.tokens))


def _clause_of(sentence: Sentence, that: Token, frames: Frames) -> dict[int, Token]:
    """The clause after "that", moved from a noun to the reporting verb before the noun."""
    clause = sentence.tokens[that.head]
    below = [sentence.tokens[child] for child in sentence.children[clause.index]]
    subject = any(t.deprel in _SUBJECTS and that.index < t.index < clause.index for t in below)
    if clause.deprel not in _CLAUSES or not subject or clause.head >= that.index:
        return {}
    marked = {that.index: replace(that, upos="SCONJ", deprel="mark")}
    verb = _reporting(sentence, clause.head, frames)
    if verb is None:
        noun = sentence.tokens[clause.head]
        said = frames.meaning("cue", noun.lemma.lower(), "NOUN") is not None
        return {clause.index: replace(clause, deprel="acl"), **marked} if said else {}
    return {clause.index: replace(clause, head=verb.index, deprel="ccomp"), **marked}


def _reporting(sentence: Sentence, noun: int, frames: Frames) -> Token | None:
    """The reporting verb that a noun is no content of: "told the group", "said on Monday"."""
    at = sentence.tokens[noun]
    while at.head >= 0 and at.upos in _NOMINAL:
        above = sentence.tokens[at.head]
        told = at.deprel == "obj" and above.lemma.lower() == "tell"
        if at.deprel not in _LOOSE and not told:
            return None
        if above.upos == "VERB":
            return above if _reports(above, frames) and above.index < noun else None
        at = above
    return None


def _speaker_after(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """Who speaks right after the verb: '"…," said one official'."""
    tokens = sentence.tokens
    below = [tokens[child] for child in sentence.children[verb.index]]
    if verb.index == 0 or tokens[verb.index - 1].upos != "PUNCT" or verb.text.endswith("ing"):
        return {}
    if any(t.deprel in (*_SUBJECTS, "aux:pass") for t in below):
        return {}
    for token in below:
        if token.deprel in ("iobj", "obj", "dep", "obl:unmarked") and token.upos in _NOMINAL:
            first = min([token.index, *sentence.children[token.index]])
            if first == verb.index + 1:
                return {token.index: replace(token, deprel="nsubj")}
    return {}


def _speaker_it(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """Who is meant by "it says that", where "it" was taken for an empty subject."""
    below = [sentence.tokens[child] for child in sentence.children[verb.index]]
    if any(t.deprel in ("nsubj", "nsubj:pass", "aux:pass", "csubj") for t in below):
        return {}
    return {t.index: replace(t, deprel="nsubj") for t in below if t.deprel == "expl"}


def _reports(token: Token, frames: Frames) -> bool:
    meaning = frames.meaning("cue", token.lemma.lower(), "VERB")
    return meaning is not None and not meaning.endswith(" of")
