"""/sparql: the SPARQL 1.1 Protocol over the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flask import Blueprint, Response, render_template, request

from kg.ontology import saved_queries
from kg.vocabulary import BASE, PREFIXES
from server import dataset, queries, tables
from server.cache import changes
from server.engine import always_there
from server.evaluation import Query
from server.federation import has_service, relayed
from server.guard import check
from server.negotiate import GRAPHS, TABLES, Format, accepted, named, prefers_html
from server.packing import packed
from server.problem import Problem
from server.protocol import Operand, operand
from server.requests import absolute, envelope, is_known, packing, tag
from server.site import PREFIX_PAIRS, site
from server.tokens import normal

blueprint = Blueprint("sparql", __name__)


@blueprint.route("/sparql", methods=["GET", "POST"])
@blueprint.route("/sparql.<suffix>", methods=["GET", "POST"])
def query(suffix: str | None = None) -> Response:
    """Runs a query; without one, the query page or the description of the service."""
    asked = operand(envelope(), "query")
    if asked is None:
        return _front(suffix)
    check(asked.text, site().settings.limits, others=True)
    _check_graphs(asked)
    if suffix and not named(suffix, (*TABLES, *GRAPHS)):
        raise Problem(404, f"There is no format .{suffix} here.")
    choice = Choice(suffix, asked.format, request.headers.get("Accept"))
    if choice.is_page():
        return _page(asked)
    return streamed(_wanted(asked), choice)


def _wanted(asked: Operand) -> Query:
    """The query to run; one that asks other hosts does it through the relay."""
    text, here = normal(asked.text), site()
    remote = has_service(text)
    if remote:
        if here.relay is None:
            raise Problem(403, "SERVICE is switched off: this endpoint asks no other host.")
        text = relayed(text, here.settings.outside, here.relay.address)
    return Query(
        text,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        base=BASE,
        prefixes=PREFIX_PAIRS,
        remote=remote,
    )


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


@dataclass(frozen=True, slots=True)
class Formats:
    """The media types of an answer, whatever it turns out to be; the names the engine has for them.

    `page` says that a browser asks, which is shown a page instead.
    """

    table: str | None
    graph: str | None
    canonical_table: str | None
    canonical_graph: str | None
    page: bool


def formats(choice: Choice) -> Formats | None:
    """The formats that a client chooses, None if it chooses none that is offered."""
    usual = len(choice.name or "") + len(choice.accept or "") < 500
    return _remembered(choice) if usual else _formats(choice)


def _formats(choice: Choice) -> Formats | None:
    table, graph = choice.media_type(TABLES), choice.media_type(GRAPHS)
    if table is None and graph is None:
        return None
    canonical = _canonical(table, TABLES), _canonical(graph, GRAPHS)
    return Formats(table, graph, *canonical, choice.is_page())


_remembered = lru_cache(maxsize=1024)(_formats)


def streamed(wanted: Query, choice: Choice) -> Response:
    """The answer to a query as it is made, in the format chosen."""
    form = formats(choice)
    if form is None:
        offered = ", ".join(form.media_type for form in (*TABLES, *GRAPHS))
        raise Problem(406, f"None of the formats accepted is offered; there are {offered}.")
    here = site()
    etag = tag(here.engine.version, form.table, form.graph, packing())
    steady = not (wanted.remote or changes(wanted.text))
    if steady and request.method != "POST" and is_known(etag):
        return conditional(Response(status=304), etag)
    answer = here.engine.query(
        replace(
            wanted,
            table=form.canonical_table,
            graph=form.canonical_graph,
            rows=here.settings.limits.answer_rows,
            size=here.settings.limits.answer_bytes,
        ),
        request.environ.get("waitress.client_disconnected", always_there),
        request.remote_addr or "",
    )
    media_type = (form.table if answer.kind == "table" else form.graph) or ""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    reply = packed(answer.chunks, media_type + charset)
    return conditional(reply, etag) if steady else reply


def conditional(reply: Response, etag: str) -> Response:
    """The reply with what a cache must know to ask again."""
    reply.headers["ETag"] = etag
    reply.headers["Vary"] = "Accept, Accept-Encoding"
    reply.headers["Cache-Control"] = "no-cache"
    return reply


def _canonical(media_type: str | None, forms: Sequence[Format]) -> str | None:
    form = named(media_type, forms) if media_type else None
    return form.media_type if form else None


def _check_graphs(asked: Operand) -> None:
    for iri in (*asked.default_graphs, *asked.named_graphs):
        absolute(iri, "The graph")


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
    wanted = _wanted(asked)
    page = {"text": asked.text, "saved": saved_queries(), "prefixes": PREFIXES}
    try:
        answer = site().engine.query(wanted)
        shown = tables.shown(answer, site().settings.page_rows)
    except Problem as problem:
        return Response(render_template("query.html", problem=problem, **page), problem.status)
    reply = Response(render_template("query.html", answer=shown, **page))
    reply.vary.add("Accept")
    return reply
