"""/queries: the saved queries as stable addresses, their parameters bound as terms."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request

from kg.errors import BadQuery
from kg.ontology import SavedQuery, saved_queries
from kg.vocabulary import BASE
from server import tables
from server.evaluation import Pairs, Query, Term
from server.negotiate import GRAPHS, TABLES, named, prefers_html
from server.problem import Problem
from server.site import PREFIX_PAIRS, site
from server.sparql import Choice, streamed

blueprint = Blueprint("saved", __name__)


@blueprint.get("/queries")
@blueprint.get("/queries.json", defaults={"form": "json"})
def index(form: str | None = None) -> Response:
    """All saved queries: what each answers, which parameters it takes."""
    if form == "json" or not prefers_html(request.headers.get("Accept")):
        listed = [
            {
                "name": query.name,
                "title": query.title,
                "description": query.description,
                "view": query.view,
                "url": f"{request.url_root}queries/{query.name}",
                "parameters": [
                    {"name": each.name, "type": each.type, "default": each.default}
                    for each in query.parameters
                ],
            }
            for query in saved_queries()
        ]
        return jsonify({"queries": listed})
    return Response(render_template("saved.html", saved=saved_queries()))


@blueprint.get("/queries/<name>")
def answer(name: str) -> Response:
    """The answer of a saved query: a page, or a file by suffix, `format=` or Accept."""
    stem, _, suffix = name.partition(".")
    found = next((query for query in saved_queries() if query.name == stem), None)
    if found is None:
        raise Problem(404, f"There is no saved query {stem!r}; /queries lists them.")
    if suffix and not named(suffix, (*TABLES, *GRAPHS)):
        raise Problem(404, f"There is no format .{suffix} here.")
    choice = Choice(suffix or None, request.args.get("format"), request.headers.get("Accept"))
    wanted = Query(found.text, terms=_terms(found), base=BASE, prefixes=PREFIX_PAIRS)
    return _page(found, wanted) if choice.is_page() else streamed(wanted, choice)


def _terms(query: SavedQuery) -> Pairs:
    """The parameters of the request, or their defaults, as terms in N-Triples notation."""
    known = {parameter.name for parameter in query.parameters} | {"format"}
    unknown = sorted(set(request.args) - known)
    if unknown:
        there = ", ".join(sorted(known - {"format"})) or "none"
        raise Problem(
            400, f"The query {query.name!r} has no parameter {unknown[0]!r}; it has: {there}."
        )
    terms: dict[str, Term] = {}
    for parameter in query.parameters:
        given = request.args.get(parameter.name, "").strip() or None
        if given is None and not parameter.default:
            continue  # left open: the query answers for every value
        try:
            terms[parameter.name] = parameter.term(given)
        except BadQuery as error:
            raise Problem(400, f"{error}.") from error
    return tuple((name, str(term)) for name, term in terms.items())


def _page(found: SavedQuery, wanted: Query) -> Response:
    shown = tables.shown(site().engine.query(wanted), site().settings.page_rows)
    values = {
        parameter.name: request.args.get(parameter.name, "").strip() or parameter.default
        for parameter in found.parameters
    }
    reply = Response(
        render_template(
            "saved_query.html",
            query=found,
            answer=shown,
            values=values,
            bound=dict(wanted.terms),
            arguments=request.query_string.decode("ascii", "ignore"),
        )
    )
    reply.vary.add("Accept")
    return reply
