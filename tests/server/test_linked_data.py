from __future__ import annotations

import pytest
import rdflib
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.store import Store
from kg.vocabulary import BASE, CASUS
from server import links

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        (BROWSER, "/page/state/ARM"),
        ("text/html", "/page/state/ARM"),
        ("text/turtle", "/data/state/ARM.ttl"),
        ("*/*", "/data/state/ARM.ttl"),
        ("application/n-triples", "/data/state/ARM.nt"),
        ("application/ld+json", "/data/state/ARM.jsonld"),
        ("application/json", "/data/state/ARM.jsonld"),
        ("application/rdf+xml", "/data/state/ARM.rdf"),
        ("application/trig", "/data/state/ARM.trig"),
        ("text/turtle;q=0.5, application/rdf+xml", "/data/state/ARM.rdf"),
        ("text/html;q=0.5, text/turtle", "/data/state/ARM.ttl"),
    ],
)
def test_an_iri_leads_to_its_page_or_its_data(
    client: FlaskClient, accept: str, target: str
) -> None:
    reply = client.get("/id/state/ARM", headers={"Accept": accept})
    assert reply.status_code == 303
    assert reply.headers["Location"] == target
    assert "Accept" in reply.headers["Vary"]
    assert f'<{BASE}id/state/ARM>; rel="canonical"' in reply.headers.getlist("Link")
    assert client.head("/id/state/ARM", headers={"Accept": accept}).status_code == 303
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/ont/Claim", "/page/ont/Claim"),
        ("/ont/", "/page/ont/"),
        ("/ont/module/claim", "/page/ont/module/claim"),
        ("/graph/reference", "/page/graph/reference"),
        ("/graph/inference/ARM", "/page/graph/inference/ARM"),
        ("/id/event/shelling", "/page/event/shelling"),
        ("/id/agreement/collective-security-treaty/article-4", None),
    ],
)
def test_terms_graphs_and_nested_things_are_served_too(
    client: FlaskClient, address: str, page: str | None
) -> None:
    reply = client.get(address, headers={"Accept": "text/html"})
    assert reply.status_code == 303
    assert reply.headers["Location"] == page or page is None
    assert client.get(reply.headers["Location"]).status_code == 200


@pytest.mark.parametrize("start", ["/id/", "/page/", "/data/"])
@pytest.mark.parametrize("path", ["state/NOWHERE", "<script>", "a b", "%FF", "state/ARM%00"])
def test_what_the_store_does_not_know_is_not_found(
    client: FlaskClient, start: str, path: str
) -> None:
    suffix = ".ttl" if start == "/data/" else ""
    reply = client.get(f"{start}{path}{suffix}", headers={"Accept": "text/html"})
    assert reply.status_code == 404
    assert "<script>" not in reply.text


def test_an_unknown_format_is_not_found_and_the_others_are_named(client: FlaskClient) -> None:
    reply = client.get("/data/state/ARM.exe")
    assert reply.status_code == 404
    assert ".ttl" in reply.text


def test_nothing_acceptable_is_said(client: FlaskClient) -> None:
    assert client.get("/id/state/ARM", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("ttl", "text/turtle"),
        ("nt", "application/n-triples"),
        ("rdf", "application/rdf+xml"),
        ("jsonld", "application/ld+json"),
    ],
)
def test_the_data_describe_the_thing_and_what_points_to_it(
    client: FlaskClient, suffix: str, media_type: str
) -> None:
    reply = client.get(f"/data/state/ARM.{suffix}")
    assert reply.content_type.split(";")[0] == media_type
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    triples = {
        quad.triple for quad in parse(reply.data, format=RdfFormat.from_media_type(media_type))
    }
    armenia = NamedNode(f"{BASE}id/state/ARM")
    assert any(t.subject == armenia and t.predicate == CASUS.iso3 for t in triples)
    assert any(t.object == armenia and t.predicate == CASUS.organOf for t in triples)


def test_nodes_without_a_name_come_with_the_thing(client: FlaskClient) -> None:
    graph = rdflib.Graph().parse(data=client.get("/data/ont/party.ttl").data, format="turtle")
    chain = rdflib.URIRef("http://www.w3.org/2002/07/owl#propertyChainAxiom")
    (head,) = graph.objects(rdflib.URIRef(f"{BASE}ont/party"), chain)
    assert [str(item) for item in rdflib.collection.Collection(graph, head)] == [
        f"{BASE}ont/party",
        f"{BASE}ont/organOf",
    ]


def test_what_points_to_a_hub_comes_in_pages_none_twice(client: FlaskClient) -> None:
    hub, address, seen, pages = rdflib.URIRef(f"{BASE}ont/State"), "/data/ont/State.nt", [], 0
    while address and pages < 20:
        reply = client.get(address)
        graph = rdflib.Graph().parse(data=reply.data, format="nt")
        seen += list(graph.triples((None, None, hub)))
        following = [link for link in reply.headers.getlist("Link") if 'rel="next"' in link]
        address = following[0][1:].split(">")[0] if following else ""
        pages += 1
    assert pages > 1
    assert len(seen) == len(set(seen)) > 190


def test_a_graph_is_served_whole(client: FlaskClient, store: Store) -> None:
    reply = client.get("/data/graph/reference.nt")
    size = sum(1 for _ in store.quads(NamedNode(f"{BASE}graph/reference")))
    assert len(list(parse(reply.data, format=RdfFormat.N_TRIPLES))) == size


def test_every_iri_of_ours_in_the_store_is_served(client: FlaskClient, store: Store) -> None:
    found = {
        term.value
        for quad in store.quads()
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, NamedNode) and term.value.startswith(BASE)
    }
    sample = sorted(found)[:: max(1, len(found) // 150)]
    missing = [
        iri
        for iri in sample
        if not (address := links.page(iri)) or client.get(address).status_code != 200
    ]
    assert missing == []
