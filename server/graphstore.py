"""/rdf-graph-store: the SPARQL 1.1 Graph Store HTTP Protocol.

A graph is named by `?graph=IRI`, by `?default`, or by the address itself. Reading is open to all,
writing needs the token; each write is one transaction, parsed before it begins.
https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

from uuid import uuid4

from flask import Blueprint, Response, request

from kg.store.writes import Write
from kg.vocabulary import BASE
from server import queries
from server.evaluation import Query
from server.guard import check
from server.negotiate import GRAPHS, accepted, named
from server.problem import Problem
from server.protocol import DIRECT, decoded, fields, media_type
from server.requests import absolute, envelope, expected, query_string, tag, tagged
from server.site import PREFIX_PAIRS, site
from server.sparql import Choice, conditional, streamed
from server.update import authorise, written
from server.upload import uploaded

blueprint = Blueprint("graphstore", __name__)

PATH = "/rdf-graph-store"
_WHOLE_DEFAULT = "CONSTRUCT WHERE { ?s ?p ?o }"


@blueprint.get(PATH)
@blueprint.get(f"{PATH}/<path:path>")
def read(path: str | None = None) -> Response:
    """The statements of a graph."""
    graph = _graph(path)
    if graph is not None and not _exists(graph):
        raise Problem(404, f"The store holds no graph {graph}.")
    choice = Choice(None, request.args.get("format"), request.headers.get("Accept"))
    if request.method == "HEAD":
        return _head(choice)
    terms = () if graph is None else (("graph", f"<{graph}>"),)
    text = _WHOLE_DEFAULT if graph is None else queries.text("graph")
    return streamed(Query(text, None, terms=terms, base=BASE, prefixes=PREFIX_PAIRS), choice)


@blueprint.put(PATH)
@blueprint.put(f"{PATH}/<path:path>")
def put(path: str | None = None) -> Response:
    """Makes a graph hold the statements sent, and no others."""
    authorise()
    graph = _graph(path)
    data = uploaded(envelope(), graph or request.base_url)
    values = {"graph": graph, "only_new": request.headers.get("If-None-Match", "").strip() == "*"}
    return _made(written(Write("put", values, (data,), expected())))


@blueprint.post(PATH)
@blueprint.post(f"{PATH}/<path:path>")
def post(path: str | None = None) -> Response:
    """Adds the statements sent to a graph; without one named, to a new graph."""
    authorise()
    new = f"{request.base_url}/{uuid4()}" if path is None and not _names() else None
    graph = new or _graph(path)
    data = uploaded(envelope(), graph or request.base_url)
    reply = _made(written(Write("post", {"graph": graph}, (data,), expected())))
    if new:
        reply.headers["Location"] = new
    return reply


@blueprint.delete(PATH)
@blueprint.delete(f"{PATH}/<path:path>")
def delete(path: str | None = None) -> Response:
    """Deletes a graph; the default graph is emptied."""
    authorise()
    written(Write("delete", {"graph": _graph(path)}, expects=expected()))
    return tagged(Response(status=204))


@blueprint.patch(PATH)
@blueprint.patch(f"{PATH}/<path:path>")
def patch(path: str | None = None) -> Response:
    """Runs an update on one graph alone."""
    authorise()
    graph = _graph(path)
    sent = envelope()
    if media_type(sent.content_type)[0] != DIRECT["update"]:
        raise Problem(
            415, f"A PATCH carries {DIRECT['update']}.", headers={"Accept-Patch": DIRECT["update"]}
        )
    text = decoded(sent.body, "body")
    check(text, site().settings.limits)
    values = {"graph": graph, "text": text, "base": graph or BASE}
    written(Write("patch", values, expects=expected()), text)
    return tagged(Response(status=204))


def _names() -> list[tuple[str, str]]:
    """The parameters that name a graph."""
    return [pair for pair in fields(query_string()) if pair[0] in ("graph", "default")]


def _graph(path: str | None) -> str | None:
    """The graph that the request names, None for the default graph."""
    names = _names()
    if path is not None:
        if names:
            raise Problem(400, "The address names a graph already; it takes no parameter for one.")
        return absolute(request.base_url, "The graph")
    if len(names) != 1:
        raise Problem(400, "Name one graph: ?graph=IRI, or ?default for the default graph.")
    ((name, value),) = names
    if name == "default":
        if value:
            raise Problem(400, "The parameter 'default' takes no value.")
        return None
    return absolute(value, "The graph")


def _exists(graph: str) -> bool:
    answer = (
        site()
        .ask("ASK { GRAPH ?graph {} }", terms={"graph": f"<{graph}>"}, table="text/csv")
        .read()
    )
    return answer.startswith(b"true")


def _head(choice: Choice) -> Response:
    """The headers of a graph, which need no look at its statements."""
    form = named(choice.name or "", GRAPHS)
    found = form.media_type if form else accepted(choice.accept, GRAPHS)
    if found is None:
        raise Problem(406, "A graph has none of the formats accepted.")
    charset = "; charset=utf-8" if found.startswith("text/") else ""
    return conditional(
        Response(content_type=found + charset), tag(site().engine.version, None, found, None)
    )


def _made(new: object) -> Response:
    return tagged(Response(status=201 if new else 204))
