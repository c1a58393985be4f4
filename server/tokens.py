"""SPARQL as tokens: enough to see keywords, brackets and where strings, IRIs and comments lie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\n\r]* )
  | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<string> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
              | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+' )
  | (?P<quote> ["'] )
  | (?P<open> <<\(? | [({\[] )
  | (?P<close> \)?>> | [)}\]] )
  | (?P<variable> [?$]\w+ )
  | (?P<name> (?:[^\W\d_][\w.\-]*|_)?:(?:[\w.:\-]|%[0-9A-Fa-f]{2}|\\.)* )
  | (?P<language> @[A-Za-z][\w\-]* )
  | (?P<number> \d[\w.+\-]* )
  | (?P<word> [^\W\d_]\w* )
  | (?P<operator> \|\| | && | ! | [/|^] )
    """,
    re.VERBOSE | re.DOTALL,
)

_BOOLEAN = re.compile(r"\b(?!true\b|false\b)(?i:true|false)\b")

_WORDS = """
a add all as asc ask base bind by clear construct copy create data default delete desc describe
distinct drop exists false filter from graph group having in insert into lateral limit load minus
move named not offset optional order prefix reduced select separator service silent to true undef
union using values version where with
abs adjust avg bnode bound ceil coalesce concat contains count datatype day encode_for_uri floor
group_concat haslang haslangdir hours if iri isblank isiri isliteral isnumeric istriple isuri lang
langdir langmatches lcase max md5 min minutes month now object predicate rand regex replace round
sameterm sample seconds sha1 sha256 sha384 sha512 str strafter strbefore strdt strends strlang
strlangdir strlen strstarts struuid subject substr sum timezone triple tz ucase uri uuid year
"""
KEYWORDS = frozenset(_WORDS.split())  # in lower case, functions included


class Token(NamedTuple):
    """A piece of the text, what it is and where it begins."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query or an update; comments and lone symbols are left out.

    >>> [each.kind for each in tokens("SELECT ?x { ?x a <urn:SERVICE> } # LOAD")]
    ['word', 'variable', 'open', 'variable', 'word', 'iri', 'close']
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "comment":
            yield Token(match.lastgroup, match[0], match.start())


def normal(text: str) -> str:
    """A query whose booleans are in lower case, as the engine alone understands them.

    >>> normal("ASK { FILTER(TRUE || ?True = 'TRUE') }")
    "ASK { FILTER(true || ?True = 'TRUE') }"
    """
    pieces, copied = [], 0
    for token in tokens(text) if _BOOLEAN.search(text) else ():
        if token.kind == "word" and token.text.lower() in ("true", "false"):
            pieces += [text[copied : token.start], token.text.lower()]
            copied = token.end
    return "".join(pieces) + text[copied:]
