"""Casus: a knowledge graph of states, alliances and events, built from news."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.notebook import Graph

__version__ = "0.1.0"
__all__ = ["Graph", "__version__"]


def __getattr__(name: str) -> object:
    """`kg.Graph`, loaded when asked for: the parts of the package do not need it."""
    if name != "Graph":
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from kg.notebook import Graph

    return Graph
