"""What every page has: a title, a template, the query behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import NamedNode

from server import queries


@dataclass(frozen=True, slots=True)
class Behind:
    """A query that a reader can look at and run."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """The values of a page; what a reader sees and what its JSON holds."""

    template: ClassVar[str]

    title: str
    behind: Behind


def behind(name: str, **terms: NamedNode) -> Behind:
    """The page query of a name, its bound variables written out."""
    text = queries.behind(name, **terms)
    return Behind(text, queries.address(text))
