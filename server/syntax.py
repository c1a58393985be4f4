"""Where a query breaks, in words: the engine's parse errors made readable.

The engine names a position that can lie some words after the mistake (it counts a keyword that it
tried as if it had been read), so what can be seen in the tokens themselves comes first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from kg.vocabulary import PREFIXES
from server.problem import Problem
from server.tokens import KEYWORDS, Token, tokens

_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_EXPECTED = re.compile(r'"([^"\s]{1,9})"|\b([A-Z]{2,}(?: [A-Z]+)*)\b')
_SENTENCE = re.compile(r"(?:expected (?:one of )?|, )([A-Z][a-z]+(?: [\w.?]+){2,})")
LONGEST = 100_000  # characters of a query that is looked through for the mistake
_PAIRS = {"{": "}", "(": ")", "[": "]", "<<": ">>", "<<(": ")>>"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where a text stops being SPARQL, and why."""

    start: int
    token: str
    reason: str


def explained(message: str, text: str) -> Problem:
    """400 with the line, the column and the token where the text stops being SPARQL.

    >>> explained("error at 1:16: expected DISTINCT", "SELECT * WHRE { ?s ?p ?o }").detail
    "Line 1, column 10: 'WHRE' is no keyword; did you mean WHERE?"
    """
    found = _POSITION.search(message)
    if not found:
        return Problem(400, f"This is no valid SPARQL: {message}.")
    if len(text) > LONGEST:
        return Problem(400, f"This is no valid SPARQL: {found[0]}.")
    told = _offset(text, int(found[1]), int(found[2]))
    mistake = _seen(text, told) or _told(text, told, found[3])
    before = text[: mistake.start]
    line, column = before.count("\n") + 1, mistake.start - before.rfind("\n")
    source = text.splitlines()[line - 1] if text.splitlines()[line - 1 :] else ""
    members: dict[str, str | int | list[str]] = {
        "line": line,
        "column": column,
        "token": mistake.token,
    }
    if source:
        start = max(0, column - 60)
        pointer = " " * (column - 1 - start) + "^"
        members["excerpt"] = f"{source[start : column + 40]}\n{pointer}"
    return Problem(400, f"Line {line}, column {column}: {mistake.reason}", members=members)


def _offset(text: str, line: int, column: int) -> int:
    """The index of a character by line and column, both from 1."""
    lines = text.splitlines(keepends=True)
    return min(sum(map(len, lines[: line - 1])) + column - 1, len(text))


def _seen(text: str, told: int) -> Mistake | None:
    """What the tokens before the position that the engine told show to be wrong."""
    opened: list[Token] = []
    prefixes = set(PREFIXES)
    before = ""
    for token in tokens(text):
        if token.start > told:
            break
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and before == "prefix":
            prefixes.add(prefix)
        elif mistake := _alone(token, prefixes):
            return mistake
        if token.kind == "open":
            opened.append(token)
        elif token.kind == "close" and not (opened and _PAIRS[opened.pop().text] == token.text):
            reason = f"{token.text!r} closes nothing that is open."
            return Mistake(token.start, token.text, reason)
        before = token.text.lower()
    if opened and told >= len(text.rstrip()):
        last = opened[-1]
        return Mistake(last.start, last.text, f"{last.text!r} is never closed.")
    return None


def _alone(token: Token, prefixes: set[str]) -> Mistake | None:
    """What is wrong with a token wherever it stands."""
    if token.kind == "quote":
        return Mistake(token.start, token.text, "this string does not end.")
    if token.kind == "word" and token.text.lower() not in KEYWORDS:
        return Mistake(token.start, token.text, _unknown(token.text))
    prefix = token.text.partition(":")[0]
    if token.kind == "name" and prefix != "_" and prefix not in prefixes:
        return Mistake(token.start, token.text, f"the prefix {prefix}: is not declared.")
    return None


def _unknown(word: str) -> str:
    near = get_close_matches(word.lower(), KEYWORDS, 1)
    return f"{word!r} is no keyword" + (f"; did you mean {near[0].upper()}?" if near else ".")


def _told(text: str, told: int, reason: str) -> Mistake:
    """What the engine says, at the token it points to."""
    flat = " ".join(reason.split())
    near = next((token for token in tokens(text) if token.end > told), None)
    sentence = _SENTENCE.search(flat)
    if near is None:
        final = max(tokens(text), key=lambda token: token.start, default=None)
        if sentence:
            return Mistake(told, "", f"{sentence[1]}.")
        if final and final.kind == "close":
            reason = f"did not expect {final.text!r} here; something before it is missing or wrong."
            return Mistake(final.start, final.text, reason)
        return Mistake(told, "", "the query ends too early.")
    if sentence:
        return Mistake(near.start, near.text, f"{sentence[1]}.")
    names_ = dict.fromkeys(symbol or word for symbol, word in _EXPECTED.findall(flat))
    wanted = [name for name in names_ if len(name) > 1 or not name.isalpha()][:8]
    hint = f" (expected {' or '.join(wanted)})" if wanted and near.start == told else ""
    return Mistake(near.start, near.text, f"did not expect {near.text!r} here{hint}.")
