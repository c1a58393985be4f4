"""What is refused before the engine sees it: too long, too deep, and what asks other hosts.

The engine overflows its stack on some thousand nested brackets and would follow SERVICE and LOAD
to any host. The guard reads the text as tokens, so that strings, comments and IRIs hide nothing
and accuse nobody; the query processes, which have no network, are the wall behind it. `federation`
lets through what is allowed.
"""

from __future__ import annotations

import re

from server.problem import Problem
from server.settings import Limits
from server.tokens import tokens

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPERATORS = frozenset(
    {
        *("UNION", "OPTIONAL", "MINUS", "SELECT", "GRAPH", "FILTER"),
        *("BIND", "VALUES", "EXISTS", "PREFIX", "INSERT", "DELETE"),
    }
)


def check(text: str, limits: Limits, others: bool = False) -> None:
    """Raises the `Problem` that keeps a query or an update from being run.

    With `others`, what asks other hosts is let through, to be dealt with by `federation`.
    """
    if len(text) > limits.query_length:
        raise Problem(
            413,
            f"The query has {len(text):,} characters; at most {limits.query_length:,} are read.",
        )
    _scan(text, limits, others)
    # A codepoint escape may spell a keyword or end a string (SPARQL 1.1, 19.2).
    unescaped = _ESCAPE.sub(_character, text)
    if unescaped != text:
        _scan(unescaped, limits, others=False)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else escape[0]


def _scan(text: str, limits: Limits, others: bool) -> None:
    depth = operators = 0
    for token in tokens(text):
        kind, keyword = token.kind, token.text.upper()
        if kind == "open":
            depth += 1
            if depth > limits.depth:
                raise Problem(400, f"Brackets nest deeper than {limits.depth}.")
        elif kind == "close":
            depth -= 1
        elif kind == "operator" or (kind == "word" and keyword in _OPERATORS):
            operators += 1
            if operators > limits.operators:
                raise Problem(400, f"The query has more than {limits.operators:,} operators.")
        elif kind == "word" and not others:
            _refuse_network(keyword)


def _refuse_network(keyword: str) -> None:
    if keyword == "SERVICE":
        raise Problem(403, "SERVICE is switched off: this endpoint asks no other host.")
    if keyword == "LOAD":
        raise Problem(403, "LOAD is switched off here.")
