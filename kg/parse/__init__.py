"""Articles to Documents: the parsers, found by name.

A parser is any callable from Article to Document. Packages add their own through the entry point
group "casus.parser", whose objects are called without arguments and give a parser.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points

from kg.errors import UnknownChoice
from kg.model import Article, Document

Parser = Callable[[Article], Document]
GROUP = "casus.parser"


@cache
def load_parser(name: str = "ud") -> Parser:
    """The parser of that name, loaded once in a process."""
    if name == "ud":
        from kg.parse.ud import shipped

        return shipped()
    others = {point.name: point for point in entry_points(group=GROUP)}
    if name not in others:
        raise UnknownChoice("parser", name, ["ud", *others])
    parser: Parser = others[name].load()()
    return parser
