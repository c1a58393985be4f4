"""The W3C tests of the protocols: each a conversation of requests and what must be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg.vocabulary import RDF, RDFS, Namespace
from tests.w3c.answers import Graph, in_graph, load, same
from tests.w3c.endpoint import Endpoint, Reply
from tests.w3c.suite import MF, UT, Manifest, Node, root

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(root() is None, reason="W3C_RDF_TESTS names no copy of w3c/rdf-tests"),
]
MANIFESTS = (
    "sparql11/protocol/manifest.ttl",
    "sparql11/graph-store-protocol/manifest-direct.ttl",
    "sparql11/graph-store-protocol/manifest-indirect.ttl",
)
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    status: tuple[str, ...]
    boolean: bool | None
    form: str | None
    location: str | None
    expected: tuple[str, bytes] | None


@dataclass(frozen=True)
class Conversation:
    name: str
    graphs: tuple[tuple[str, object], ...]
    requests: tuple[Request, ...]


def conversations() -> Iterator[Conversation]:
    folder = root()
    for path in MANIFESTS if folder else ():
        assert folder is not None
        manifest = Manifest(folder, folder / "sparql" / path)
        for entry in manifest.listed(manifest.value(manifest.node, MF.entries)):
            action = manifest.value(entry, MF.action)
            assert isinstance(action, BlankNode)
            assert isinstance(entry, NamedNode)
            requests = manifest.listed(manifest.value(action, HT.requests))
            yield Conversation(
                entry.value.rpartition("#")[2],
                manifest.named(entry, UT.graphData),
                tuple(_request(manifest, each) for each in requests),
            )


def _request(manifest: Manifest, node: Node) -> Request:
    reply = manifest.value(node, HT.resp)
    assert isinstance(reply, BlankNode)
    boolean = _text(manifest, reply, MF.expectedBoolean)
    headers = _headers(manifest, node)
    body = _body(manifest, node)
    wanted = _body(manifest, reply)
    kind = _headers(manifest, reply).get("content-type", "text/turtle")
    return Request(
        _text(manifest, node, HT.methodName) or "GET",
        _text(manifest, node, HT.absolutePath) or "/",
        headers,
        body or b"",
        tuple(
            each.value.rpartition("#")[2]
            for each in manifest.values(reply, MF.expectedStatus)
            if isinstance(each, NamedNode)
        ),
        None if boolean is None else boolean == "true",
        _text(manifest, reply, MF.expectedFormat),
        _text(manifest, reply, MF.expectedLocation),
        None if wanted is None else (kind, wanted),
    )


def _text(manifest: Manifest, node: Node, predicate: NamedNode) -> str | None:
    value = manifest.value(node, predicate)
    return value.value if isinstance(value, Literal) else None


def _headers(manifest: Manifest, node: Node) -> dict[str, str]:
    found = {}
    for each in manifest.listed(manifest.value(node, HT.headers)):
        name, value = _text(manifest, each, HT.fieldName), _text(manifest, each, HT.fieldValue)
        found[(name or "").lower()] = value or ""
    return found


def _body(manifest: Manifest, node: Node) -> bytes | None:
    body = manifest.value(node, HT.body)
    if not isinstance(body, BlankNode):
        return None
    chars = _text(manifest, body, CNT.chars) or ""
    return chars.encode((_text(manifest, body, CNT.characterEncoding) or "UTF-8").lower())


@pytest.mark.parametrize("told", conversations(), ids=lambda each: each.name)
def test_the_endpoint_answers_as_the_protocol_says(endpoint: Endpoint, told: Conversation) -> None:
    endpoint.hold(None, [])
    endpoint.update("DROP ALL")
    quads = [
        quad
        for name, path in told.graphs
        for quad in in_graph(load(path, name), name)  # type: ignore[arg-type]
    ]
    endpoint.hold(told.name, quads, [name for name, _ in told.graphs])
    seen: dict[str, str] = {}
    for request in told.requests:
        reply = _sent(endpoint, request, seen)
        if request.location:
            seen[request.location] = reply.headers["location"]
        _check(request, reply)


def _sent(endpoint: Endpoint, request: Request, seen: Mapping[str, str]) -> Reply:
    path, body = request.path, request.body.decode("latin-1")
    for placeholder, location in seen.items():
        path = path.replace(placeholder, location)
        body = body.replace(placeholder, location)
    path = re.sub(r"^https?://[^/]+", "", path)
    path = re.sub(r"^/gsp", "/rdf-graph-store", path)
    raw = body.encode("latin-1")
    is_update = b"update=" in raw or "sparql-update" in request.headers.get("content-type", "")
    place = "/update" if is_update or "update=" in path else "/sparql"
    path = re.sub(r"^/sparql/?(?=\?|$)", place, path)
    return endpoint.send(request.method, path, {**request.headers, "Host": "www.example"}, raw)


def _check(request: Request, reply: Reply) -> None:
    told = f"{request.method} {request.path}: {reply.status} {reply.body[:300]!r}"
    assert any(_is(reply.status, name) for name in request.status) or not request.status, told
    kind = reply.headers.get("content-type", "").split(";")[0]
    if request.form:
        assert kind in FORMATS[request.form], told
    if request.boolean is not None:
        assert (b"true" in reply.body) is request.boolean, told
    if request.expected is not None:
        form = RdfFormat.from_media_type(request.expected[0])
        found = RdfFormat.from_media_type(kind)
        assert form is not None
        assert found is not None, told
        base = "http://www.example/"
        wanted = Graph(tuple(parse(request.expected[1], form, base_iri=base)))
        assert same(Graph(tuple(parse(reply.body, found, base_iri=base))), wanted), told


def _is(status: int, name: str) -> bool:
    """Whether a status is the one that the vocabulary names: `NotFound`, `StatusCode2xx`."""
    named = {"Created": 201, "NotFound": 404, "OK": 200, "NoContent": 204, "BadRequest": 400}
    if found := re.fullmatch(r"StatusCode(\d)xx", name):
        return status // 100 == int(found[1])
    return status == named[name]


def test_a_get_on_the_endpoint_returns_a_service_description(endpoint: Endpoint) -> None:
    reply = endpoint.send("GET", "/sparql", {"Accept": "text/turtle"})
    graph = list(parse(reply.body, RdfFormat.TURTLE))
    sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = [q.subject for q in graph if (q.predicate, q.object) == (RDF.type, sd.Service)]
    (address,) = [q.object for q in graph if (q.subject, q.predicate) == (service, sd.endpoint)]
    assert isinstance(address, NamedNode)
    assert address.value == f"{endpoint.address}/sparql"
    assert not [q for q in graph if q.predicate == RDFS.label and q.subject == service]
    ranges = {
        sd.defaultDataset: sd.Dataset,
        sd.defaultGraph: sd.Graph,
        sd.namedGraph: sd.NamedGraph,
    }
    types = {(q.subject, q.object) for q in graph if q.predicate == RDF.type}
    for quad in graph:
        if quad.predicate in ranges:
            assert (quad.object, ranges[quad.predicate]) in types
