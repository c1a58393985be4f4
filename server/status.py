"""What runs the site ask: is it well, what does it offer, where is its style sheet."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Blueprint, Response, jsonify, request, send_from_directory

import kg
from kg.ontology import SavedQuery, saved_queries
from server.site import site

blueprint = Blueprint("status", __name__)

HERE = Path(__file__).parent
_TYPES = {
    "iri": {"type": "string"},
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "dateTime": {"type": "string", "format": "date-time"},
}


@blueprint.get("/health")
def health() -> Response:
    """Whether the site is up, and which state of the data it serves; never waits for a query."""
    return jsonify(status="ok", version=kg.__version__, data=site().engine.version)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description of the HTTP interface, with an operation for each saved query."""
    document = json.loads((HERE / "openapi.json").read_text("utf-8"))
    document["info"]["version"] = kg.__version__
    document["servers"] = [{"url": request.url_root.rstrip("/")}]
    for query in saved_queries():
        document["paths"][f"/queries/{query.name}"] = {"get": _operation(query)}
    return jsonify(document)


def _operation(query: SavedQuery) -> dict[str, object]:
    parameters: list[dict[str, object]] = [
        {
            "name": parameter.name,
            "in": "query",
            "schema": {**_TYPES[parameter.type], "default": parameter.default},
        }
        for parameter in query.parameters
    ]
    return {
        "operationId": f"query-{query.name}",
        "summary": query.title,
        "description": query.description,
        "parameters": [*parameters, {"$ref": "#/components/parameters/format"}],
        "responses": {
            "200": {"$ref": "#/components/responses/Answer"},
            "304": {"description": "Not changed since the ETag that was sent"},
            **{
                status: {"$ref": "#/components/responses/Problem"}
                for status in ("400", "406", "429", "503")
            },
        },
    }


@blueprint.get("/assets/<path:name>")
def asset(name: str) -> Response:
    """A file of server/assets."""
    return send_from_directory(HERE / "assets", name, max_age=0)  # asked for again, by its ETag


@blueprint.get("/favicon.ico")
def icon() -> Response:
    """The icon, for browsers that ask before they have read the page."""
    return send_from_directory(HERE / "assets", "icon.svg", max_age=0)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Asks robots to read the pages and leave the endpoint alone."""
    return Response(
        "User-agent: *\nDisallow: /sparql\nDisallow: /data/\nDisallow: /dump.nq\n",
        mimetype="text/plain",
    )
