"""What is wrong with a query, in a sentence: the engine lists all that could stand there."""

from __future__ import annotations

import re


def mistake(sparql: str, error: SyntaxError) -> str:
    """Where a query stops being SPARQL, and why if the engine says so in words."""
    place = re.search(r"(\d+):(\d+)", str(error))
    if place is None:
        return f"the query is no SPARQL: {error}"
    line, column = int(place[1]), int(place[2])
    text = next(iter(sparql.splitlines()[line - 1 :]), "")
    before, after = text[: column - 1][-20:], text[column - 1 :][:20]
    near = f", between {before!r} and {after!r}" if after else f", after {before!r}"
    return f"the query is no SPARQL at line {line}, column {column}{near}{_reason(str(error))}"


def _reason(error: str) -> str:
    """The words of the engine that are a reason rather than a list of tokens."""
    parts = re.split(r", |one of |expected ", error)
    reasons = [part for part in parts if re.match(r"[A-Z][a-z]+ [a-z]|The ", part)]
    return f": {'; '.join(reasons)}" if reasons else ""
