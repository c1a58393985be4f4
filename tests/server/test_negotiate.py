from __future__ import annotations

import pytest

from server.negotiate import GRAPHS, TABLES, accepted, named, prefers_html

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
SPARQLWRAPPER = (
    "application/sparql-results+json,application/json,text/javascript,application/javascript"
)
RDFLIB = "application/rdf+xml, application/sparql-results+xml"


@pytest.mark.parametrize(
    ("accept", "table", "graph"),
    [
        (None, "application/sparql-results+json", "text/turtle"),
        ("", "application/sparql-results+json", "text/turtle"),
        ("*/*", "application/sparql-results+json", "text/turtle"),
        ("text/*", "text/csv", "text/turtle"),
        ("text/csv", "text/csv", None),
        ("TEXT/CSV ; Q=0.3", "text/csv", None),
        ("text/turtle", None, "text/turtle"),
        ("application/json", "application/json", "application/json"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values", None),
        ("text/csv;q=0.5, application/json;q=0.4", "text/csv", "application/json"),
        ("text/csv;q=0, */*;q=0.1", "application/sparql-results+json", "text/turtle"),
        ("application/*;q=0.2, application/ld+json", "application/sparql-results+json", None),
        ("image/png", None, None),
        ("text/csv;q=0", None, None),
        ("text/csv;q=zero", None, None),
        ("nonsense", None, None),
        (SPARQLWRAPPER, "application/sparql-results+json", "application/json"),
        (RDFLIB, "application/sparql-results+xml", "application/rdf+xml"),
        ("application/n-quads", None, "application/n-quads"),
        ("application/trig;q=0.9, application/rdf+xml;q=0.8", None, "application/trig"),
        ("text/plain", None, "text/plain"),
    ],
)
def test_the_format_that_suits_the_client_best(
    accept: str | None, table: str | None, graph: str | None
) -> None:
    assert accepted(accept, TABLES) == table
    if graph is not None or accept != "application/*;q=0.2, application/ld+json":
        assert accepted(accept, GRAPHS) == graph


@pytest.mark.parametrize(
    ("name", "table", "graph"),
    [
        ("json", "application/sparql-results+json", "application/ld+json"),
        ("XML", "application/sparql-results+xml", "application/rdf+xml"),
        ("csv", "text/csv", None),
        ("tsv", "text/tab-separated-values", None),
        ("ttl", None, "text/turtle"),
        ("turtle", None, "text/turtle"),
        ("rdf xml", None, "application/rdf+xml"),
        ("application/sparql-results+xml", "application/sparql-results+xml", None),
        ("nt", None, "application/n-triples"),
        ("nq", None, "application/n-quads"),
        ("trig", None, "application/trig"),
        ("jsonld", None, "application/ld+json"),
        ("exe", None, None),
        ("", None, None),
    ],
)
def test_a_format_by_name(name: str, table: str | None, graph: str | None) -> None:
    found = named(name, TABLES), named(name, GRAPHS)
    assert tuple(form.media_type if form else None for form in found) == (table, graph)


@pytest.mark.parametrize(
    ("accept", "html"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("text/html;q=0.5, text/turtle", False),
        ("*/*", False),
        (None, False),
    ],
)
def test_a_page_is_for_who_asks_for_html_first(accept: str | None, html: bool) -> None:
    assert prefers_html(accept) is html
