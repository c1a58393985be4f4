from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from kg.rdf import state as stated
from kg.vocabulary import CASUS, RDF
from tests import scenarios
from tests.server.conftest import HOSTILE_TEXT, hostile


def article_path(extraction_of: object) -> str:
    return f"/page/article/{extraction_of.article.sha256}"  # type: ignore[attr-defined]


@pytest.fixture
def syunik(client: FlaskClient) -> str:
    return client.get(article_path(scenarios.syunik().extraction())).text


def shown_text(page: str) -> str:
    """The characters of the article as a reader sees them."""
    found = re.search(r'<article class="text"[^>]*>(.*?)</article>', page, re.DOTALL)
    assert found
    return html.unescape(re.sub(r"<[^>]*>", "", found[1]))


def test_the_start_page_counts_and_leads_on(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "<b>5</b>articles" in page
    assert 'href="/page/article/' in page
    assert 'href="/page/event/' in page
    assert 'href="/queries/casus-foederis"' in page
    assert 'href="/sparql?query=' in page


def test_an_article_shows_its_exact_text(syunik: str) -> None:
    assert shown_text(syunik) == scenarios.syunik().text


def test_an_article_marks_what_its_words_denote_and_claim(syunik: str) -> None:
    assert re.search(
        r'<mark class="trigger f-claimed"><a href="#claim-1"[^>]*>attacked</a>', syunik
    )
    assert re.search(r'<a class="mention" href="/page/state/RUS"[^>]*>Russia</a>', syunik)


def test_a_claim_shows_claimant_factuality_roles_time_figure_and_characters(syunik: str) -> None:
    claims = re.findall(r'<section class="claim".*?</section>', syunik, re.DOTALL)
    attack, toll = (re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", each)) for each in claims[:2])
    for part in (
        "claimed",
        "Armenian Ministry of Defence",
        "Armed Forces of Azerbaijan",
        "Syunik",
        "16 Nov 2021",
        "characters 0–104",
    ):
        assert part in attack
    assert "at least 1 killed (soldiers)" in toll


def test_the_evidence_of_a_claim_is_its_exact_characters(client: FlaskClient) -> None:
    story = scenarios.syunik()
    page = client.get(article_path(story.extraction()) + ".json").json
    assert page is not None
    for claim in page["claims"]:
        assert "".join(claim["quote"]) == story.text[claim["begin"] : claim["end"]]
        start, end = claim["trigger"]
        assert claim["quote"][1] == story.text[start:end]


def test_an_event_sets_the_rival_accounts_side_by_side(client: FlaskClient) -> None:
    page = client.get("/page/event/syunik.json").json
    assert page is not None
    columns = {account["principal"]["label"]: account for account in page["accounts"]}
    assert list(columns)[:2] == ["Armenia", "Azerbaijan"]
    (own,) = columns["Armenia"]["about"]
    assert own["factuality"] == "claimed"
    kinds = {claim["kind"]["label"] for claim in columns["Azerbaijan"]["beside"]}
    assert "armed attack" in kinds


def test_an_event_shows_what_would_follow_in_each_account(client: FlaskClient) -> None:
    page = client.get("/page/event/syunik").text
    assert "Art. 4 of the Collective Security Treaty would apply: Kazakhstan" in page
    assert re.search(r'href="/page/casus/ARM-[0-9a-f]+"', page)


def test_a_conclusion_shows_its_proof_down_to_the_sentence(client: FlaskClient) -> None:
    event = client.get("/page/event/syunik").text
    address = re.search(r'href="(/page/casus/ARM-[0-9a-f]+)"', event)
    assert address
    page = client.get(address[1]).text
    assert "According to Armenia" in html.unescape(page)
    assert "Azerbaijani forces attacked Armenian positions in Syunik" in page
    assert 'href="/page/claim/' in page


def test_a_denied_event_is_shown_as_denied(client: FlaskClient) -> None:
    assert 'class="badge f-denied">denied</span>' in client.get("/page/event/shelling").text


def test_a_state_shows_its_alliances_with_dates_and_the_claims(client: FlaskClient) -> None:
    page = client.get("/page/state/ARM.json").json
    assert page is not None
    csto = [each for each in page["situations"] if each["other"]["iri"].endswith("/org/CSTO")]
    assert csto
    assert csto[0]["when"]
    assert "Claims it made" in client.get("/page/state/ARM").text
    assert {told["factuality"] for told in page["about"]} >= {"claimed", "asserted"}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/articles",
        "/events",
        "/page/event/syunik",
        "/page/state/ARM",
        "/page/org/CSTO",
        "/page/ont/",
        "/page/ont/Claim",
        "/page/graph/reference",
        article_path(hostile()),
    ],
)
def test_every_page_shows_the_query_behind_it_and_has_json(
    client: FlaskClient, address: str
) -> None:
    page = client.get(address)
    assert page.status_code == 200
    text = page.text
    assert "The query behind this page" in text
    query = re.search(r'<a href="(/sparql\?query=[^"]*)">Run it</a>', text)
    assert query
    answer = client.get(html.unescape(query[1]), headers={"Accept": "text/csv"})
    assert answer.status_code == 200
    assert answer.text.count("\n") > 1
    as_json = re.search(r'<a href="([^"]*\.json)">this page as JSON</a>', text)
    assert as_json
    assert client.get(as_json[1]).json


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/articles",
        "/events",
        article_path(hostile()),
        "/page/event/hostile",
        "/page/person/an-official",
        f"/page/claim/{hostile().article.sha256}-1",
        f"/page/graph/article/{hostile().article.sha256}",
        "/sparql?query=SELECT%20*%20%7B%20?s%20casus:text|rdfs:label%20?o%20FILTER(CONTAINS(?o,%22%3Cscript%22))%7D",
        "/sparql?query=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/queries/claims?%3Cscript%3E=1",
        "/queries/%3Cscript%3Ealert(1)%3C/script%3E",
        "/%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_stored_and_reflected_markup_stays_text(client: FlaskClient, address: str) -> None:
    reply = client.get(address, headers={"Accept": "text/html"})
    assert "<script" not in reply.text
    assert not re.search(r"<[^>]*\sonerror=", reply.text)
    assert not re.search(r"<[^>]*\sonmouseover=", reply.text)
    assert not re.search(r"""(href|src)\s*=\s*["']?\s*javascript:""", reply.text)
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_hostile_text_is_still_shown_exactly(client: FlaskClient) -> None:
    page = client.get(article_path(hostile())).text
    assert shown_text(page) == HOSTILE_TEXT
    assert "<style" not in page
    assert " style=" not in page


def test_no_page_asks_another_host_for_anything(client: FlaskClient, syunik: str) -> None:
    pages = [syunik, client.get("/").text, client.get("/page/state/ARM").text]
    for page in pages:
        for address in re.findall(r"<(?:link|script|img)[^>]*(?:href|src)=\"([^\"]*)\"", page):
            assert address.startswith("/")


def test_the_assets_are_served(client: FlaskClient) -> None:
    style = client.get("/assets/style.css")
    assert style.content_type.startswith("text/css")
    assert "url(" not in style.text
    assert client.get("/favicon.ico").content_type.startswith("image/svg+xml")
    assert client.get("/assets/../app.py").status_code == 404
    again = client.get("/assets/style.css", headers={"If-None-Match": style.headers["ETag"]})
    assert again.status_code == 304


def test_the_scenarios_are_what_these_tests_think() -> None:
    quads = stated(scenarios.syunik().extraction())
    assert sum(quad.predicate == RDF.type and quad.object == CASUS.Claim for quad in quads) == 5
