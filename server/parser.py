"""A process that parses RDF that a client has sent, and ends.

Run as `python -m server.parser MEDIA_TYPE BASE MEMORY_MB`: RDF comes in, N-Triples go out. It has
no network and little memory, and is killed when it takes long; entities, remote contexts and
absurd nesting end here. Exit status 1 with a sentence on the error output: the data are wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from pyoxigraph import RdfFormat, Triple, parse, serialize

from server.sandbox import confine

DEPTH = 30  # triple terms within each other; the engine's stack overflows at some thousands
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def main(media_type: str, base: str, memory_mb: int) -> None:
    """Parses the input."""
    confine(memory_mb)
    data = sys.stdin.buffer.read()
    form = RdfFormat.from_media_type(media_type)
    assert form is not None
    try:
        _refuse(data, form)
        serialize(_triples(data, form, base), sys.stdout.buffer, RdfFormat.N_TRIPLES)
        sys.stdout.buffer.flush()
    except (SyntaxError, ValueError, OSError) as error:
        sys.stderr.write(" ".join(str(error).split())[:500])
        sys.exit(1)


def _refuse(data: bytes, form: RdfFormat) -> None:
    """Raises ValueError for what is dangerous to parse."""
    data.decode("utf-8")
    if form == RdfFormat.RDF_XML and _DECLARATION.search(data):
        raise ValueError("RDF/XML with DOCTYPE or ENTITY declarations is not read")


def _triples(data: bytes, form: RdfFormat, base: str) -> Iterator[Triple]:
    for quad in parse(data, form, base_iri=base, without_named_graphs=True):
        term, depth = quad.object, 0
        while isinstance(term, Triple):
            term, depth = term.object, depth + 1
        if depth > DEPTH:
            raise ValueError(f"triple terms nest deeper than {DEPTH}")
        yield quad.triple


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
