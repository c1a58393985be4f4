"""SPARQL 1.1 Protocol: what a request asks, from its method, query string, type and body.

Pure: bytes in, a value out, a `Problem` when the request is malformed.
https://www.w3.org/TR/sparql11-protocol/#protocol
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote_to_bytes

from server.problem import Problem

FORM = "application/x-www-form-urlencoded"
DIRECT = {"query": "application/sparql-query", "update": "application/sparql-update"}
GRAPHS = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}
MAX_FIELDS = 1000

Operation = Literal["query", "update"]
Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Envelope:
    """The parts of an HTTP request that the protocol looks at."""

    method: str
    query_string: bytes = b""
    content_type: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Operand:
    """A query or an update as sent, with its dataset and the format it names."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None


def operand(request: Envelope, operation: Operation) -> Operand | None:
    """What the request asks to run; None for a GET that asks nothing.

    >>> operand(Envelope("GET", b"query=ASK%7B%7D&format=csv"), "query").text
    'ASK{}'
    """
    url = fields(request.query_string)
    if request.method in ("GET", "HEAD"):
        if operation == "update":
            raise Problem(405, "An update must be sent with POST.", headers={"Allow": "POST"})
        if not any(name in ("query", "update") for name, _ in url):
            return None
        return _operand(url, url, operation)
    kind, charset = media_type(request.content_type)
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"The body must be in UTF-8, not {charset}.")
    if kind == FORM:
        body = fields(request.body)
        return _operand(body, body + url, operation)
    if kind == DIRECT[operation]:
        text = [(operation, decoded(request.body, "body"))]
        return _operand(text + [pair for pair in url if pair[0] != operation], url, operation)
    raise Problem(
        415,
        f"A POST to this address carries {FORM} or {DIRECT[operation]}, "
        f"not {kind or 'a body without Content-Type'}.",
        headers={"Accept-Post": f"{FORM}, {DIRECT[operation]}"},
    )


def fields(encoded: bytes) -> Fields:
    """The names and values of a query string or form, as strict UTF-8.

    >>> fields(b"a=1+2&b=%C3%A9&c")
    [('a', '1 2'), ('b', 'é'), ('c', '')]
    """
    pairs = [pair.partition(b"=") for pair in encoded.split(b"&") if pair]
    if len(pairs) > MAX_FIELDS:
        raise Problem(400, f"The request has more than {MAX_FIELDS} parameters.")
    return [(_unquoted(name), _unquoted(value)) for name, _, value in pairs]


def decoded(raw: bytes, where: str) -> str:
    """Bytes as strict UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(
            400, f"The {where} is not valid UTF-8 (byte {error.start}: {raw[error.start]:#04x})."
        ) from error


def _unquoted(raw: bytes) -> str:
    return decoded(unquote_to_bytes(raw.replace(b"+", b" ")), "request")


def media_type(content_type: str) -> tuple[str, str]:
    """The media type and the charset of a Content-Type header."""
    kind, *parameters = (part.strip() for part in content_type.split(";"))
    charset = "utf-8"
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return kind.lower(), charset


def _operand(source: Fields, about: Fields, operation: Operation) -> Operand:
    texts = [value for name, value in source if name == operation]
    if any(name in DIRECT and name != operation for name, _ in source):
        other = "update" if operation == "query" else "query"
        raise Problem(400, f"This address runs a {operation}; it was sent a parameter {other!r}.")
    if len(texts) != 1:
        found = f"{len(texts)} of them" if texts else "none"
        raise Problem(400, f"Exactly one parameter {operation!r} is needed; there is {found}.")
    default, named = GRAPHS[operation]
    return Operand(
        texts[0],
        tuple(value for name, value in about if name == default),
        tuple(value for name, value in about if name == named),
        next((value for name, value in about if name == "format"), None),
    )
