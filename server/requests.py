"""What the parts of the application read from a request: its operation, its conditions."""

from __future__ import annotations

import re
from zlib import crc32

from flask import Response, request
from pyoxigraph import NamedNode

from server.negotiate import encoding
from server.problem import Problem
from server.protocol import Envelope
from server.site import site

_TAG = re.compile(r'(?:W/)?"([^"]*)"')


def query_string() -> bytes:
    """The query string as the bytes that were sent."""
    sent: str = request.environ.get("QUERY_STRING", "")
    return sent.encode("latin-1")


def envelope() -> Envelope:
    """The request as the protocol reads it, its body included."""
    return Envelope(
        request.method,
        query_string(),
        request.headers.get("Content-Type", ""),
        request.get_data() if request.method in ("POST", "PATCH", "PUT") else b"",
    )


def absolute(iri: str, what: str) -> str:
    """The IRI, if it is one."""
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise Problem(400, f"{what} {iri!r} is not an absolute IRI.") from error


def tag(version: str, *about: str | None) -> str:
    """The entity tag of an answer: the version of the data, and which of its forms this is."""
    form = crc32("\n".join(each or "" for each in about).encode())
    return f'"{version}.{form:08x}"'


def is_known(etag: str) -> bool:
    """Whether the client has the answer with this tag already (If-None-Match)."""
    held = request.headers.get("If-None-Match", "")
    return held.strip() == "*" or etag[1:-1] in _TAG.findall(held)


def expected() -> str | None:
    """The version of the data that a write is meant for (If-Match), None for any.

    A tag stands for the whole store: with any other write in between, it does not match.
    """
    held = request.headers.get("If-Match", "").strip()
    if not held or held == "*":
        return None
    versions = {each.rpartition(".")[0] for each in _TAG.findall(held)}
    version = site().engine.version
    if version not in versions:
        raise Problem(412, f"The data have changed since: they are in state {version} now.")
    return version


def tagged(reply: Response) -> Response:
    """The reply to a write, with the state of the data that shows it."""
    reply.headers["ETag"] = tag(site().engine.version)
    return reply


def packing() -> str | None:
    """How the client wants long answers packed: "zstd", "gzip" or not at all."""
    return encoding(request.headers.get("Accept-Encoding"))
