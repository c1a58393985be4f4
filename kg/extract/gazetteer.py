"""The names that are known: what each spelling denotes, compiled from the reference graph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Gazetteer:
    """Known names and what they denote, looked up by the longest match."""


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the reference graph, built once per process."""
    return Gazetteer()
