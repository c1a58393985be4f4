"""Explanations and suppositions over HTTP."""

from __future__ import annotations

from urllib.parse import quote

from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.vocabulary import ID, PROV
from server.links import page as page_of
from server.pages.whatif import EXAMPLE

EVENT = ID["event/syunik"].value


def conclusion(client: FlaskClient) -> str:
    """The conclusion that Russia would owe Armenia assistance under the treaty of all."""
    found = client.get("/queries/casus-foederis.json").get_json()["results"]["bindings"]
    rows = [row for row in found if row["owedBy"]["value"] == "Russia"]
    return rows[0]["casus"]["value"]


def test_a_conclusion_is_explained_down_to_the_characters(client: FlaskClient) -> None:
    asked = {"query_string": {"iri": conclusion(client)}, "headers": {"Accept": "text/html"}}
    page = client.get("/explain", **asked).text
    assert "Russia to assist Armenia" in page
    assert "<mark>Azerbaijani forces</mark> attacked Armenian positions" in page


def test_the_same_as_json(client: FlaskClient) -> None:
    found = client.get("/explain.json", query_string={"iri": conclusion(client)}).get_json()
    assert found["steps"][0]["rule"] == "casus foederis"


def test_the_same_in_terms_of_prov(client: FlaskClient) -> None:
    asked = {"query_string": {"iri": conclusion(client)}, "headers": {"Accept": "text/turtle"}}
    reply = client.get("/explain", **asked)
    quads = list(parse(reply.data, format=RdfFormat.TURTLE))
    node = NamedNode(asked["query_string"]["iri"])
    assert [q for q in quads if q.subject == node and q.predicate == PROV.wasDerivedFrom]
    assert [q for q in quads if q.predicate == PROV.wasQuotedFrom]


def test_why_an_event_obliges_a_state_to_nothing(client: FlaskClient) -> None:
    lachin = ID["event/lachin"].value
    found = client.get("/explain.json", query_string={"iri": lachin, "not": "state/KAZ"}).text
    assert "Azerbaijan was bound until 1999-04-20, and no longer on 2021-11-16" in found


def test_what_cannot_be_explained_is_a_sentence(client: FlaskClient) -> None:
    reply = client.get("/explain.json?iri=id:casus/none")
    assert reply.status_code == 404
    assert "is no conclusion, claim or event of this store" in reply.text
    assert client.get("/explain").status_code == 400


def test_every_page_leads_to_why_and_what_if(client: FlaskClient) -> None:
    page = client.get("/events", headers={"Accept": "text/html"}).text
    assert '<a href="/explain">Why?</a>' in page
    assert '<a href="/whatif">What if?</a>' in page
    asked = client.get("/explain", headers={"Accept": "text/html"})
    assert asked.status_code == 200
    assert '<form action="/explain" method="get">' in asked.text


def test_pages_that_show_conclusions_lead_to_their_explanation(client: FlaskClient) -> None:
    case = conclusion(client)
    found = client.get("/explain.json", query_string={"iri": EVENT}).get_json()
    claim = found["steps"][0]["source"]["node"]
    for iri, linked in ((EVENT, (EVENT, case)), (claim, (claim, case)), (case, ())):
        page = client.get(page_of(iri))
        for each in linked:
            assert f'href="/explain?iri={quote(each)}"' in page.text
        assert '<a href="/whatif">What if some facts were otherwise?</a>' in page.text
    assert f'href="/explain.ttl?iri={quote(case)}"' in page.text


def test_what_if_is_answered_and_nothing_written(client: FlaskClient) -> None:
    before = client.get("/explain.json", query_string={"iri": EVENT}).get_json()
    page = client.post("/whatif", data={"text": EXAMPLE}, headers={"Accept": "text/html"}).text
    assert "Would no longer follow" in page
    assert "Belarus to assist Armenia" in page
    assert client.get("/explain.json", query_string={"iri": EVENT}).get_json() == before


def test_what_if_answers_machines_in_json(client: FlaskClient) -> None:
    reply = client.post("/whatif", data=EXAMPLE, content_type="text/turtle")
    assert len(reply.get_json()["gone"]) >= 5
    assert client.post("/whatif", data="<a> <b>").status_code == 400
