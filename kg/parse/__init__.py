"""Articles to Documents: the parsers, found by name.

A parser is any callable from Article to Document. Packages add their own through the entry point
group "casus.parser", whose objects are called without arguments and give a parser; one whose name
is the code of a language is the parser of that language.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points

from kg.errors import UnknownChoice
from kg.model import Article, Document
from kg.parse.languages import ENGLISH

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


@cache
def parser_of_language(code: str) -> Parser:
    """The parser that reads a language, by its code of ISO 639-1.

    English is read by the parser that ships, another by the parser that is installed under its
    code, else by Stanza; raises Unreadable where none reads it.
    """
    if code == ENGLISH:
        return load_parser()
    if any(point.name == code for point in entry_points(group=GROUP)):
        return load_parser(code)
    from kg.parse.stanza import stanza_parser

    return stanza_parser(code)
