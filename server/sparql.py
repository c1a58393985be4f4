"""/sparql and /update: the SPARQL 1.1 Protocol over the engine."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from kg.ontology import saved_queries
from kg.vocabulary import BASE, PREFIXES
from server import dataset, queries, tables
from server.engine import always_there
from server.evaluation import Query
from server.guard import check
from server.negotiate import GRAPHS, TABLES, Format, accepted, named, prefers_html
from server.problem import Problem
from server.protocol import Envelope, Operand, operand
from server.site import PREFIX_PAIRS, site
from server.syntax import explained

blueprint = Blueprint("sparql", __name__)


@blueprint.route("/sparql", methods=["GET", "POST"])
@blueprint.route("/sparql.<suffix>", methods=["GET", "POST"])
def query(suffix: str | None = None) -> Response:
    """Runs a query; without one, the query page or the description of the service."""
    asked = operand(envelope(), "query")
    if asked is None:
        return _front(suffix)
    check(asked.text, site().settings.limits)
    _check_graphs(asked)
    if suffix and not named(suffix, (*TABLES, *GRAPHS)):
        raise Problem(404, f"There is no format .{suffix} here.")
    choice = Choice(suffix, asked.format, request.headers.get("Accept"))
    if choice.is_page():
        return _page(asked)
    wanted = Query(
        asked.text,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        base=BASE,
        prefixes=PREFIX_PAIRS,
    )
    return streamed(wanted, choice)


@dataclass(frozen=True, slots=True)
class Choice:
    """How a client says which format it wants: a suffix decides, a name is a wish, then Accept."""

    suffix: str | None
    name: str | None = None
    accept: str | None = None

    def is_page(self) -> bool:
        """Whether a browser asks, which named no other format."""
        named_one = self.name is not None and named(self.name, (*TABLES, *GRAPHS)) is not None
        return self.suffix is None and not named_one and prefers_html(self.accept)

    def media_type(self, forms: Sequence[Format]) -> str | None:
        """What to answer in, if the answer has one of these formats."""
        form = named(self.suffix or self.name or "", forms)
        if form or self.suffix:
            return form.media_type if form else None
        return accepted(self.accept, forms)


def streamed(wanted: Query, choice: Choice) -> Response:
    """The answer to a query as it is made, in the format chosen."""
    table, graph = choice.media_type(TABLES), choice.media_type(GRAPHS)
    if table is None and graph is None:
        offered = ", ".join(form.media_type for form in (*TABLES, *GRAPHS))
        raise Problem(406, f"None of the formats accepted is offered; there are {offered}.")
    answer = site().engine.query(
        replace(wanted, table=_canonical(table, TABLES), graph=_canonical(graph, GRAPHS)),
        request.environ.get("waitress.client_disconnected", always_there),
    )
    media_type = (table if answer.kind == "table" else graph) or ""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    reply = Response(answer.chunks, content_type=media_type + charset)
    reply.vary.add("Accept")
    reply.headers["Cache-Control"] = "no-cache"
    return reply


def _canonical(media_type: str | None, forms: Sequence[Format]) -> str | None:
    form = named(media_type, forms) if media_type else None
    return form.media_type if form else None


def envelope() -> Envelope:
    """The request as the protocol reads it; the query string as the bytes that were sent."""
    return Envelope(
        request.method,
        request.environ.get("QUERY_STRING", "").encode("latin-1"),
        request.headers.get("Content-Type", ""),
        request.get_data(cache=False) if request.method == "POST" else b"",
    )


def _check_graphs(asked: Operand) -> None:
    for iri in (*asked.default_graphs, *asked.named_graphs):
        try:
            NamedNode(iri)
        except ValueError as error:
            raise Problem(400, f"The graph {iri!r} is not an absolute IRI.") from error


def _front(suffix: str | None) -> Response:
    """GET without a query: a page for people, the service description for programs."""
    if suffix is None and prefers_html(request.headers.get("Accept")):
        return Response(
            render_template(
                "query.html", text=queries.text("first"), saved=saved_queries(), prefixes=PREFIXES
            )
        )
    return dataset.description(suffix)


def _page(asked: Operand) -> Response:
    """The query with its answer below it."""
    wanted = Query(
        asked.text,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        base=BASE,
        prefixes=PREFIX_PAIRS,
    )
    page = {"text": asked.text, "saved": saved_queries(), "prefixes": PREFIXES}
    try:
        answer = site().engine.query(wanted)
        shown = tables.shown(answer, site().settings.page_rows)
    except Problem as problem:
        return Response(render_template("query.html", problem=problem, **page), problem.status)
    reply = Response(render_template("query.html", answer=shown, **page))
    reply.vary.add("Accept")
    return reply


@blueprint.post("/update")
def update() -> Response:
    """Runs an update for whoever has the token, one at a time, all or nothing."""
    authorise()
    asked = operand(envelope(), "update")
    if asked is None:
        raise Problem(400, "Exactly one parameter 'update' is needed; there is none.")
    if asked.default_graphs or asked.named_graphs:
        raise Problem(400, "using-graph-uri is not supported; write USING in the update.")
    check(asked.text, site().settings.limits)
    here = site()
    with here.writing:
        try:
            here.store.oxigraph.update(asked.text, base_iri=BASE)
        except SyntaxError as error:
            raise explained(str(error), asked.text) from error
        except (RuntimeError, ValueError, OSError) as error:
            raise Problem(400, f"The update failed and changed nothing: {error}.") from error
        here.engine.renew()
    return Response(status=204)


def authorise() -> None:
    """Raises the problem that keeps the client from writing, if any."""
    token = site().settings.token
    if token is None:
        raise Problem(403, "This server is read-only: it was started without a token for writing.")
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(given.encode(), token.encode()):
        raise Problem(
            401,
            "Writing needs the header 'Authorization: Bearer TOKEN' with this server's token.",
            headers={"WWW-Authenticate": 'Bearer realm="casus"'},
        )
    if not site().store.writable:
        raise Problem(403, "This server is read-only: its store was opened for reading.")
