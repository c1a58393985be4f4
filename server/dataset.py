"""What the service and its data say about themselves: service description and VoID.

https://www.w3.org/TR/sparql11-service-description/, https://www.w3.org/TR/void/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from flask import Blueprint, Response, request
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.vocabulary import BASE, DCTERMS, PREFIXES, RDF, Namespace
from server import queries
from server.evaluation import Term
from server.examples import SCHEMA, SH, examples
from server.negotiate import GRAPHS, TABLES, accepted, named, prefers_html
from server.problem import Problem
from server.site import Site, site

blueprint = Blueprint("dataset", __name__)

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
_RDF = {form.media_type: RdfFormat.from_media_type(form.media_type) for form in GRAPHS}
_FORMAT_NAMES = (
    *(f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")),
    *("Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD"),
)


@blueprint.get("/void")
@blueprint.get("/void.<suffix>")
@blueprint.get("/.well-known/void")
def void(suffix: str | None = None) -> Response:
    """The statistics of the dataset, by class and by property."""
    return described((*_service(), *_void(_statistics(site(), site().engine.version))), suffix)


def description(suffix: str | None = None) -> Response:
    """The description of the service at /sparql, with examples of what to ask it."""
    return described(_service(), suffix)


def described(triples: Iterable[Triple], suffix: str | None) -> Response:
    """Triples in the format named by a suffix or accepted by the client."""
    form = named(suffix, GRAPHS) if suffix else None
    media_type = form.media_type if form else accepted(request.headers.get("Accept"), GRAPHS)
    if suffix and not form:
        raise Problem(404, f"There is no format .{suffix} here.")
    if media_type is None:
        offered = ", ".join(form.media_type for form in (*GRAPHS, *TABLES))
        raise Problem(406, f"None of the formats accepted is offered; there are {offered}.")
    canonical = named(media_type, GRAPHS) or GRAPHS[0]
    rdf = _RDF[canonical.media_type] or RdfFormat.TURTLE
    if suffix is None and prefers_html(request.headers.get("Accept")):
        rdf, media_type = RdfFormat.TURTLE, "text/plain"  # which a browser shows
    prefixes = {
        **PREFIXES,
        "sd": SD.prefix,
        "void": VOID.prefix,
        "sh": SH.prefix,
        "schema": SCHEMA.prefix,
    }
    usable = prefixes if rdf in (RdfFormat.TURTLE, RdfFormat.TRIG) else None
    body = serialize(triples, format=rdf, prefixes=usable) or b""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    reply = Response(body, content_type=media_type + charset)
    reply.vary.add("Accept")
    return reply


def _service() -> Iterator[Triple]:
    endpoint = NamedNode(f"{request.url_root}sparql")
    dataset, default = NamedNode(f"{request.url_root}void#dataset"), BlankNode("default")
    yield Triple(endpoint, RDF.type, SD.Service)
    yield Triple(endpoint, SD.endpoint, endpoint)
    for language in (SD.SPARQL10Query, SD.SPARQL11Query):
        yield Triple(endpoint, SD.supportedLanguage, language)
    if site().settings.token is not None:
        yield Triple(endpoint, SD.supportedLanguage, SD.SPARQL11Update)
    for name in _FORMAT_NAMES:
        yield Triple(endpoint, SD.resultFormat, FORMATS[name])
    yield Triple(endpoint, SD.feature, SD.EmptyGraphs)
    yield Triple(endpoint, SD.defaultDataset, dataset)
    yield Triple(dataset, RDF.type, SD.Dataset)
    yield Triple(dataset, RDF.type, VOID.Dataset)
    yield Triple(dataset, SD.defaultGraph, default)
    yield Triple(default, RDF.type, SD.Graph)
    about = "The ontology, the reference facts, every article's claims and what is asserted."
    yield Triple(default, DCTERMS.description, Literal(about, language="en"))
    yield Triple(dataset, VOID.sparqlEndpoint, endpoint)
    yield from examples(request.url_root)


@lru_cache(maxsize=4)
def _statistics(here: Site, version: str) -> dict[str, list[dict[str, Term]]]:
    """The rows of the statistics queries; counted once for each version of the data."""
    names = ("void-total", "void-classes", "void-properties", "void-graphs")
    return {name: [dict(row) for row in queries.rows(here, name)] for name in names}


def _void(found: dict[str, list[dict[str, Term]]]) -> Iterator[Triple]:
    root = request.url_root
    dataset = NamedNode(f"{root}void#dataset")
    yield Triple(dataset, VOID.uriSpace, Literal(BASE))
    yield Triple(dataset, VOID.dataDump, NamedNode(f"{root}dump.nq"))
    for row in found["void-total"]:
        yield Triple(dataset, VOID.triples, row["triples"])
    for row in found["void-classes"]:
        part = BlankNode()
        yield Triple(dataset, VOID.classPartition, part)
        yield Triple(part, VOID["class"], row["class"])
        yield Triple(part, VOID.entities, row["entities"])
    for row in found["void-properties"]:
        part = BlankNode()
        yield Triple(dataset, VOID.propertyPartition, part)
        yield Triple(part, VOID.property, row["property"])
        yield Triple(part, VOID.triples, row["triples"])
    for row in found["void-graphs"]:
        graph = BlankNode()
        yield Triple(dataset, SD.namedGraph, graph)
        yield Triple(graph, RDF.type, SD.NamedGraph)
        yield Triple(graph, SD.name, row["graph"])
