"""How answers and problems leave the server: formats, headers, the page around an error."""

from __future__ import annotations

import json
from collections.abc import Callable

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from server.negotiate import Format, accepted, prefers_html
from server.problem import Problem

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_PROBLEM = Format("application/problem+json", "json", (), ("application/json",))
_TEXT = Format("text/plain", "txt")
_OPEN = (
    "/sparql",
    "/data/",
    "/id/",
    "/ont",
    "/graph",
    "/void",
    "/.well-known/",
    "/queries",
    "/dump",
)


def prepare(app: Flask) -> None:
    """Makes every reply of the application carry its headers, and problems readable."""
    app.after_request(_headed)
    app.register_error_handler(Problem, problem_reply)
    app.register_error_handler(ConnectionAbortedError, _cut_off)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected(app))


def problem_reply(problem: Problem) -> Response:
    """A problem as the client reads best: a page, a sentence, or problem+json."""
    accept = request.headers.get("Accept")
    if prefers_html(accept):
        reply = Response(render_template("problem.html", problem=problem), mimetype="text/html")
    elif accepted(accept, (_PROBLEM, _TEXT)) == "text/plain":
        excerpt = problem.members.get("excerpt")
        text = f"{problem.detail}\n" + (f"\n{excerpt}\n" if excerpt else "")
        reply = Response(text, mimetype="text/plain")
    else:
        body = json.dumps(problem.json(), ensure_ascii=False, indent=2) + "\n"
        reply = Response(body, mimetype="application/problem+json")
    reply.status_code = problem.status
    reply.headers.update(problem.headers)
    reply.headers["Cache-Control"] = "no-store"
    reply.vary.add("Accept")
    return reply


def _cut_off(error: ConnectionAbortedError) -> Response:
    """A query of a page that was stopped amid its answer."""
    return problem_reply(Problem(503, str(error), headers={"Retry-After": "30"}))


def _http_error(error: HTTPException) -> Response:
    """What Flask and Werkzeug refuse, as a problem like any other."""
    headers = {
        name: value
        for name, value in error.get_headers()
        if name.lower() in ("allow", "location", "retry-after")
    }
    if error.code is not None and error.code < 400:  # a redirect to the canonical path
        return Response(status=error.code, headers=headers)
    return problem_reply(Problem(error.code or 500, _sentence(error), headers=headers))


def _sentence(error: HTTPException) -> str:
    if error.code == 404:
        return f"There is nothing at {request.path} on this server."
    if error.code == 405:
        return f"{request.path} cannot be reached with {request.method}."
    return error.description or error.name


def _unexpected(app: Flask) -> Callable[[Exception], Response]:
    def reply(error: Exception) -> Response:
        app.logger.exception("%s %s failed", request.method, request.path, exc_info=error)
        return problem_reply(Problem(500, "The server failed on this request; its log says why."))

    return reply


def _headed(reply: Response) -> Response:
    """The headers of every reply: what browsers may do with it, who may read it."""
    reply.headers.setdefault("Content-Security-Policy", POLICY)
    reply.headers.setdefault("X-Content-Type-Options", "nosniff")
    reply.headers.setdefault("Referrer-Policy", "same-origin")
    if request.path.startswith(_OPEN):
        reply.headers["Access-Control-Allow-Origin"] = "*"
        reply.headers["Access-Control-Expose-Headers"] = "Link, Location, ETag, Retry-After"
        if request.method == "OPTIONS":
            reply.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
            reply.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, Authorization"
            reply.headers["Access-Control-Max-Age"] = "86400"
    return reply
