"""/explain?iri=…: why something holds, or with `not=` why not; as HTML, JSON, or RDF (PROV)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, cast

from flask import Blueprint, Response, jsonify, render_template, request
from pyoxigraph import NamedNode

from kg.errors import CasusError
from kg.vocabulary import ID, PREFIXES
from server.dataset import described
from server.negotiate import GRAPHS, HTML, JSON, accepted, prefers_html
from server.pages.page import Page, behind
from server.problem import Problem
from server.site import site

blueprint = Blueprint("explain", __name__)


@dataclass(frozen=True, slots=True)
class ExplainPage(Page):
    """What is explained, how far it goes, and the steps it rests on."""

    template: ClassVar[str] = "explain.html"

    iri: str
    state: str | None
    remarks: list[str]
    steps: list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class AskPage(Page):
    """The form that asks what to explain."""

    template: ClassVar[str] = "explain_ask.html"


@blueprint.get("/explain")
@blueprint.get("/explain.<suffix>")
def explained(suffix: str | None = None) -> Response:
    """The explanation of `iri`, in the format that the suffix names or the client accepts."""
    from kg.reason import explain, why_not  # loads the rule engine, which no other page needs
    from kg.reason.prov import prov

    iri, state = full(request.args.get("iri", "")), request.args.get("not") or None
    form = suffix or _form()
    if not iri and form == "html":
        return _shown(AskPage("Why?", behind("terms")))
    if not iri:
        raise Problem(400, "Say what to explain: /explain?iri= with a conclusion, event or claim.")
    try:
        store = site().store
        found = why_not(store, iri, full(state, ID.prefix)) if state else explain(store, iri)
    except (CasusError, ValueError) as error:
        raise Problem(404, f"{error}.") from error
    if form == "json":
        return jsonify(found.json())
    if form != "html":
        return described(prov(found), None if form == "rdf" else form)
    page = ExplainPage(
        title=found.statement,
        behind=behind("facts", thing=NamedNode(iri)),
        iri=iri,
        state=state,
        remarks=list(found.remarks),
        steps=cast(list[dict[str, object]], found.outline().json()["steps"]),
    )
    return _shown(page)


def _shown(page: Page) -> Response:
    reply = Response(render_template(page.template, page=page), mimetype=HTML)
    reply.vary.add("Accept")
    return reply


def full(iri: str, base: str = "") -> str:
    """An IRI written in full: by its prefix if it has one of ours, else below a base.

    >>> full("id:state/ARM"), full("state/ARM", "https://example.org/")
    ('https://w3id.org/casus/id/state/ARM', 'https://example.org/state/ARM')
    """
    prefix, colon, rest = iri.strip().partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + rest
    return iri.strip() if colon or not iri else base + iri.strip()


def _form() -> str:
    """html, json, or rdf where the client wants a format of graphs."""
    accept = request.headers.get("Accept")
    if prefers_html(accept):
        return "html"
    wanted = accepted(accept, GRAPHS, also=(HTML, "application/json"))
    if wanted in ("application/json", JSON.media_type):
        return "json"
    return "html" if wanted in (None, HTML) else "rdf"
