"""What can go wrong, one class for each thing that a caller can do differently.

CasusError
├── UnknownChoice     name one of the choices instead
├── Unreadable        skip this source, count it, go on
├── StoreBusy         wait, or talk to the process that holds the store
├── StoreMissing      load something first
└── BadQuery          mend the query
"""

from __future__ import annotations

from collections.abc import Iterable


class CasusError(Exception):
    """A failure that one sentence explains to the user."""


class UnknownChoice(CasusError):
    """A name that is none of the choices."""

    def __init__(self, kind: str, name: str, choices: Iterable[str]) -> None:
        self.choices = sorted(choices)
        super().__init__(f"unknown {kind} {name!r}; choose one of: {', '.join(self.choices)}")


class Unreadable(CasusError):
    """A source that holds no article that can be read."""


class StoreBusy(CasusError):
    """Another process holds the store."""


class StoreMissing(CasusError):
    """There is no store where one was expected."""


class BadQuery(CasusError):
    """A query that is no SPARQL, or that asks for what is not offered."""
