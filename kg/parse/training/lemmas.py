"""Learns the table of `kg.parse.lemmas` from documents with gold lemmas."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from os.path import commonprefix

from kg.model import Document
from kg.parse.lemmas import citation, endings, word_class


def edit_between(form: str, lemma: str) -> str:
    """The edit that turns the form into the lemma.

    >>> edit_between("parties", "party")
    '3:y'
    """
    shared = len(commonprefix([form, lemma]))
    return f"{len(form) - shared}:{lemma[shared:]}"


def learn(documents: Iterable[Document]) -> dict[str, dict[str, str]]:
    """For each word class the shortest list of endings that explains its lemmas."""
    seen: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for document in documents:
        for sentence in document.sentences:
            for token in sentence.tokens:
                form = citation(token.text, token.upos)
                case = (form, edit_between(form, token.lemma))
                seen[word_class(token.upos, token.feats)][case] += 1
                seen[token.upos][case] += 1
    return {name: _table(cases) for name, cases in sorted(seen.items())}


def _table(cases: Counter[tuple[str, str]]) -> dict[str, str]:
    """Each ending with its usual edit, unless the next shorter ending already says so."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for (form, edit), count in cases.items():
        whole, *parts = endings(form)
        votes[whole][edit] += count
        for part in parts:
            votes[part][edit] += 1
    usual = {ending: max(sorted(edits), key=edits.__getitem__) for ending, edits in votes.items()}
    table: dict[str, str] = {}
    for ending in sorted(usual, key=_length):
        whole = ending.startswith("^")
        if not whole and ending and votes[ending].total() < 2:
            continue
        shorter = endings(ending[1:])[1:] if whole else endings(ending)[2:]
        backoff = next((table[part] for part in shorter if part in table), "0:")
        if usual[ending] != backoff:
            table[ending] = usual[ending]
    return table


def _length(ending: str) -> tuple[bool, int, str]:
    return (ending.startswith("^"), len(ending), ending)
