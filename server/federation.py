"""SERVICE and LOAD, which ask other hosts: refused, or led through this server to those allowed.

The engine would follow both to any address. In a query each SERVICE is rewritten to go to the
`relay`, which asks the host on its behalf; in an update each LOAD becomes the INSERT DATA of what
was fetched and parsed here. Whatever cannot be read with certainty is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from server.outside import Outside
from server.problem import Problem
from server.tokens import Token, tokens

_ESCAPE = re.compile(r"\\[uU][0-9A-Fa-f]{4}")


@dataclass(frozen=True, slots=True)
class Load:
    """One LOAD of an update: from where to where in the text, of what, into which graph."""

    start: int
    end: int
    source: str
    silent: bool
    graph: str | None


def has_service(text: str) -> bool:
    """Whether a query or update has a SERVICE.

    >>> has_service("SELECT * { SERVICE <urn:a> {} }"), has_service("ASK {} # SERVICE")
    (True, False)
    """
    return "service" in text.lower() and bool(_keywords(text, "SERVICE"))


def relayed(query: str, outside: Outside, relay: Callable[[str], str]) -> str:
    """The query with every SERVICE led through the relay."""
    pieces, copied = [], 0
    for target in _targets(query):
        url = target.text[1:-1]
        if not outside.allows(url):
            raise _refused(f"SERVICE <{url}>")
        pieces += [query[copied : target.start], f"<{relay(url)}>"]
        copied = target.end
    return "".join(pieces) + query[copied:]


def _targets(query: str) -> Iterator[Token]:
    if _ESCAPE.search(query):
        raise Problem(403, "A query with SERVICE must not write characters as \\u escapes.")
    found = list(tokens(query))
    for place in _keywords(query, "SERVICE"):
        following = found[place + 1 : place + 3]
        if following and following[0].text.upper() == "SILENT":
            following = following[1:]
        if not following or following[0].kind != "iri":
            raise _refused("SERVICE on anything but an IRI in angle brackets")
        yield following[0]


def loaded(update: str, outside: Outside, fetch: Callable[[str], str]) -> str:
    """The update with every LOAD done: `fetch` gives the statements at an address."""
    pieces, copied = [], 0
    for load in _loads(update):
        pieces += [update[copied : load.start], _inserted(load, outside, fetch)]
        copied = load.end
    return "".join(pieces) + update[copied:]


def _inserted(load: Load, outside: Outside, fetch: Callable[[str], str]) -> str:
    try:
        if not outside.allows(load.source):
            raise _refused(f"LOAD <{load.source}>")
        lines = fetch(load.source)
    except Problem:
        if load.silent:  # "the result of the operation will always be success"
            return "INSERT DATA {}"
        raise
    return (
        f"INSERT DATA {{ GRAPH {load.graph} {{ {lines} }} }}"
        if load.graph
        else (f"INSERT DATA {{ {lines} }}")
    )


def _loads(update: str) -> Iterator[Load]:
    """Each `LOAD SILENT? <iri> (INTO GRAPH iri)?` of an update."""
    if "load" not in update.lower():
        return
    if _keywords(update, "LOAD") and _ESCAPE.search(update):
        raise Problem(403, "An update with LOAD must not write characters as \\u escapes.")
    found = list(tokens(update))
    for place in _keywords(update, "LOAD"):
        rest = found[place + 1 : place + 6]
        silent = bool(rest) and rest[0].text.upper() == "SILENT"
        rest = rest[1:] if silent else rest
        if not rest or rest[0].kind != "iri":
            raise _refused("LOAD of anything but an IRI in angle brackets")
        last, graph = rest[0], None
        if [each.text.upper() for each in rest[1:3]] == ["INTO", "GRAPH"] and rest[3:]:
            last, graph = rest[3], rest[3].text
        yield Load(found[place].start, last.end, rest[0].text[1:-1], silent, graph)


def _keywords(text: str, keyword: str) -> list[int]:
    """Where a keyword stands among the tokens."""
    return [
        place
        for place, token in enumerate(tokens(text))
        if token.kind == "word" and token.text.upper() == keyword
    ]


def _refused(what: str) -> Problem:
    return Problem(403, f"{what} is refused: it is not among the hosts that this endpoint asks.")
