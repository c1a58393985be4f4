"""The pages: what the store holds, written for readers, each with its query and its JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from flask import Blueprint, Response, jsonify, redirect, render_template
from pyoxigraph import NamedNode

from kg.ontology import saved_queries
from kg.vocabulary import CASUS, GRAPH
from server import links
from server.pages.article import article_page
from server.pages.casus import casus_page
from server.pages.claim import claim_page
from server.pages.event import event_page
from server.pages.explain import blueprint as explanations
from server.pages.graph import graph_page
from server.pages.home import articles_page, events_page, home_page
from server.pages.page import Page
from server.pages.terms import terms_page
from server.pages.thing import thing_page
from server.pages.whatif import blueprint as suppositions
from server.resource import existing, linked
from server.site import Site, site

blueprint = Blueprint("pages", __name__)
blueprint.register_blueprint(explanations)
blueprint.register_blueprint(suppositions)

_BY_KIND: dict[str, Callable[[Site, NamedNode], Page | None]] = {
    "article": article_page,
    "event": event_page,
    "claim": claim_page,
    "casus": casus_page,
    "graph": graph_page,
}


@blueprint.get("/")
@blueprint.get("/index.json", defaults={"form": "json"})
def home(form: str = "html") -> Response:
    """What this is, what is in it, where to begin."""
    return _shown(home_page(site()), form, saved=saved_queries())


@blueprint.get("/articles")
@blueprint.get("/articles.json", defaults={"form": "json"})
def articles(form: str = "html") -> Response:
    """The articles, latest first."""
    return _shown(articles_page(site()), form)


@blueprint.get("/events")
@blueprint.get("/events.json", defaults={"form": "json"})
def events(form: str = "html") -> Response:
    """The events that most parties speak of."""
    return _shown(events_page(site()), form)


@blueprint.get("/page/<path:path>.json", defaults={"form": "json"})
@blueprint.get("/page/<path:path>")
def thing(path: str, form: str = "html") -> Response:
    """The page about one IRI of the store."""
    node = existing(links.iri_at(path))
    reply = _shown(_page(path, node), form)
    return linked(reply, node.value)


def _page(path: str, node: NamedNode) -> Page:
    """The page made for this kind of thing, or the one that fits any."""
    if node.value == CASUS.prefix:
        return terms_page(site(), node)
    kind = path.split("/")[0] if not node.value.startswith(GRAPH.prefix) else "graph"
    special = _BY_KIND.get(kind)
    return (special(site(), node) if special else None) or thing_page(site(), node)


@blueprint.get("/page/ont")
def ontology() -> Response:
    """The page of the ontology, without its slash."""
    return redirect(links.page(CASUS.prefix) or "/", 301)  # type: ignore[return-value]


def _shown(page: Page, form: str, **more: object) -> Response:
    if form == "json":
        return jsonify(asdict(page))
    body = render_template(page.template, page=page, **more)
    return Response(body, mimetype="text/html")
