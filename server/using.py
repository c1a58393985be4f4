"""The dataset of an update given with its request, written into the update itself.

https://www.w3.org/TR/sparql11-protocol/#update-operation: `using-graph-uri` and
`using-named-graph-uri` act like USING and USING NAMED, and must not meet either, nor WITH.
"""

from __future__ import annotations

from collections.abc import Sequence

from server.problem import Problem
from server.tokens import Token, tokens


def with_dataset(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update with USING clauses before each of its outermost WHERE.

    >>> with_dataset("DELETE WHERE { ?s ?p 1 }", ["urn:g"], [])
    'DELETE { ?s ?p 1 } USING <urn:g> WHERE { ?s ?p 1 }'
    """
    if not default and not named:
        return update
    clauses = [f"USING <{iri}>" for iri in default] + [f"USING NAMED <{iri}>" for iri in named]
    return _inserted(update, " ".join(clauses), list(tokens(update)))


def _inserted(update: str, using: str, found: list[Token]) -> str:
    pieces, copied, depth = [], 0, 0
    for place, token in enumerate(found):
        depth += (token.kind == "open") - (token.kind == "close")
        if token.kind != "word" or depth > 0:
            continue
        word = token.text.upper()
        if word in ("USING", "WITH"):
            raise Problem(
                400, f"The update has {word}: its request must not name a dataset besides."
            )
        if word == "WHERE":
            pieces.append(update[copied : token.start])
            if place and found[place - 1].text.upper() == "DELETE":  # DELETE WHERE { pattern }
                pieces.append(f"{_group(update, found[place + 1 :])} ")
            pieces.append(f"{using} ")
            copied = token.start
    return "".join(pieces) + update[copied:]


def _group(update: str, found: list[Token]) -> str:
    """The text from the first bracket to the one that closes it."""
    depth = 0
    for token in found:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0:
            return update[found[0].start : token.end]
    return ""
