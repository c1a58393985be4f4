"""RDF that clients send: parsed in a process of its own before anything is written."""

from __future__ import annotations

from flask import request

from server.negotiate import GRAPHS, named
from server.parsing import parsed
from server.problem import Problem
from server.protocol import Envelope, media_type
from server.site import site

_ALIASES = {"text/n3": "text/turtle", "application/xml": "application/rdf+xml"}


def uploaded(sent: Envelope, base: str) -> bytes:
    """The statements of a request's body, or of the parts of a form, as N-Triples."""
    if media_type(sent.content_type)[0] == "multipart/form-data":
        return b"".join(_parts(base))
    return statements(sent.body, sent.content_type, base)


def _parts(base: str) -> list[bytes]:
    """The statements of each file of a form."""
    files = [file for _, file in request.files.items(multi=True)]
    if not files:
        raise Problem(400, "The form holds no file; each file is RDF with its Content-Type.")
    return [statements(file.read(), file.content_type or "", base) for file in files]


def statements(body: bytes, content_type: str, base: str) -> bytes:
    """The statements of an RDF document, as N-Triples."""
    kind, charset = media_type(content_type)
    form = named(_ALIASES.get(kind, kind), GRAPHS) if "/" in kind else None
    if form is None or kind in ("text/plain", "application/json", "text/xml"):
        offered = ", ".join(each.media_type for each in GRAPHS)
        told = kind or "a body without Content-Type"
        raise Problem(
            415, f"RDF is read as {offered}; this is {told}.", headers={"Accept": offered}
        )
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"The body must be in UTF-8, not {charset}.")
    return parsed(body, form.media_type, base, site().settings.limits)
