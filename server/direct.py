"""The short way for plain queries: past Flask, which costs more than most queries do.

Takes what programs send most, a query to /sparql for a table or a graph, and leaves everything
else to the application: pages, conditions, datasets, other hosts, and whatever goes wrong.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Flask

from kg.vocabulary import BASE
from server.cache import changes
from server.engine import Answer, Whole, always_there
from server.evaluation import Query
from server.federation import has_service
from server.guard import check
from server.metrics import KEY as METRICS
from server.metrics import Tally
from server.negotiate import encoding
from server.packing import SMALL, Packed, packer
from server.problem import Problem
from server.protocol import Envelope, operand
from server.requests import tag
from server.settings import Limits
from server.site import KEY, PREFIX_PAIRS, Site
from server.sparql import Choice, Formats, formats
from server.tokens import normal

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

RAISED = "casus.problem"  # where the application finds what went wrong with a query
_REMEMBERED = 4_000  # characters of a query whose check is remembered
_OTHERWISE = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_RANGE", "HTTP_TRANSFER_ENCODING")
_HEADERS = [
    ("Vary", "Accept, Accept-Encoding"),
    ("Cache-Control", "no-cache"),
    ("X-Content-Type-Options", "nosniff"),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "Link, Location, ETag, Retry-After"),
]


class Direct:
    """The application, with the short way before it."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._site: Site = app.extensions[KEY]
        self._tally: Tally = app.extensions[METRICS]

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """The reply to a request."""
        if environ["PATH_INFO"] != "/sparql" or any(name in environ for name in _OTHERWISE):
            return self._app.wsgi_app(environ, start)
        began = time.perf_counter()
        try:
            query, form = self._asked(environ)
        except (Problem, LookupError, ValueError):  # the application says what is wrong with it
            return self._app.wsgi_app(environ, start)
        try:
            version = self._site.engine.version
            answer = self._site.engine.query(
                query,
                environ.get("waitress.client_disconnected", always_there),
                environ.get("REMOTE_ADDR", ""),
            )
        except Problem as problem:
            environ[RAISED] = problem
            return self._app.wsgi_app(environ, start)
        chunks, headers = _told(answer, form, environ.get("HTTP_ACCEPT_ENCODING"))
        if not changes(query.text):
            coding = encoding(environ.get("HTTP_ACCEPT_ENCODING"))
            headers.append(("ETag", tag(version, form.table, form.graph, coding)))
        start("200 OK", headers)
        self._tally.add("sparql", 200, time.perf_counter() - began)
        return chunks

    def _asked(self, environ: WSGIEnvironment) -> tuple[Query, Formats]:
        """What is asked; raises LookupError if it is not for the short way."""
        asked = operand(_envelope(environ), "query")
        if asked is None or asked.default_graphs or asked.named_graphs:
            raise LookupError
        if len(asked.text) > _REMEMBERED:
            raise LookupError
        accept = environ.get("HTTP_ACCEPT")
        form = formats(Choice(None, asked.format, accept))
        if form is None or form.page:
            raise LookupError
        query = Query(
            _checked(asked.text, self._site.settings.limits),
            form.canonical_table,
            form.canonical_graph,
            base=BASE,
            prefixes=PREFIX_PAIRS,
            rows=self._site.settings.limits.answer_rows,
            size=self._site.settings.limits.answer_bytes,
        )
        return query, form


def _envelope(environ: WSGIEnvironment) -> Envelope:
    method, body = environ["REQUEST_METHOD"], b""
    if method == "POST":
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
    elif method != "GET":
        raise LookupError
    query_string = environ.get("QUERY_STRING", "").encode("latin-1")
    return Envelope(method, query_string, environ.get("CONTENT_TYPE", ""), body)


@lru_cache(maxsize=2048)
def _checked(text: str, limits: Limits) -> str:
    """The query to run; raises what `check` raises, and LookupError if it asks other hosts."""
    check(text, limits, others=True)
    if has_service(text):
        raise LookupError
    return normal(text)


def _told(
    answer: Answer, form: Formats, accept_encoding: str | None
) -> tuple[Iterable[bytes], list[tuple[str, str]]]:
    """The body of the reply and its headers."""
    media_type = (form.table if answer.kind == "table" else form.graph) or ""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = [("Content-Type", media_type + charset), *_HEADERS]
    whole = answer.chunks.body if isinstance(answer.chunks, Whole) else None
    coding = encoding(accept_encoding) if whole is None or len(whole) > SMALL else None
    if coding:
        headers.append(("Content-Encoding", coding))
        return Packed(answer.chunks, packer(coding)), headers
    if whole is None:
        return answer.chunks, headers
    headers.append(("Content-Length", str(len(whole))))
    return [whole], headers
