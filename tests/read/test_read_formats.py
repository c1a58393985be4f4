"""JSON of many forms, feeds, NewsML-G2 and web archives."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kg.model import Article
from kg.read import Skipped
from tests.read.samples import (
    ATOM,
    DATE,
    FIRST,
    NINJS_1,
    NINJS_2,
    OK,
    SCHEMA_ORG,
    SECOND,
    TITLE,
    URL,
    html,
    json_ld,
    newsml,
    rss,
    warc,
)

Only = Callable[[bytes], Article]
Items = Callable[[bytes], list[Article | Skipped]]
Reasons = Callable[[bytes], list[str]]
BOTH = f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "content",
    [json.dumps(NINJS_1).encode(), json.dumps(NINJS_2).encode(), json.dumps(SCHEMA_ORG).encode()],
    ids=["ninjs 1", "ninjs 2", "schema.org"],
)
def test_records_of_agencies_give_text_and_metadata(article: Only, content: bytes) -> None:
    found = article(content)
    assert (found.text, found.title, found.published) == (BOTH, TITLE, DATE)
    assert (found.publisher, found.url) == ("Test Wire", URL)


@pytest.mark.parametrize("name", ["@graph", "items", "articles"])
def test_records_may_stand_in_a_list_under_a_name(read_bytes: Items, name: str) -> None:
    found = read_bytes(json.dumps({name: [SCHEMA_ORG, SCHEMA_ORG]}).encode())
    assert [(item.source or "").rpartition(":")[2] for item in found] == ["1", "2"]
    assert all(isinstance(item, Article) for item in found)


def test_news_that_its_provider_withholds_is_skipped(reasons: Reasons) -> None:
    withheld = json.dumps({**NINJS_1, "pubstatus": "withheld"}).encode()
    assert reasons(withheld) == ["is withheld, says its provider"]
    assert reasons(newsml("stat:canceled")) == ["is canceled, says its provider"]


def test_newsml_gives_text_and_metadata(article: Only) -> None:
    found = article(newsml())
    assert (found.text, found.title, found.published) == (BOTH, TITLE, DATE)
    assert (found.publisher, found.language, found.licence) == ("Test Wire", "en", "For tests only")


def test_newsml_of_plain_text(article: Only) -> None:
    plain = newsml().replace(b"inlineXML", b"inlineData")
    assert FIRST in article(plain).text


def test_each_entry_of_a_feed_is_an_article(read_bytes: Items) -> None:
    found = [item for item in read_bytes(rss(FIRST, SECOND)) if isinstance(item, Article)]
    assert [item.text for item in found] == [FIRST, SECOND]
    assert {item.publisher for item in found} == {"Test Wire"}
    assert {item.published for item in found} == {"2021-11-16T14:30:00+00:00"}
    assert [item.url for item in found] == [f"{URL}/0", f"{URL}/1"]


def test_the_content_of_an_entry_goes_before_its_summary(article: Only) -> None:
    found = article(ATOM)
    assert (found.text, found.published) == (BOTH, "2021-11-16T14:30:00+00:00")


def test_an_entry_without_text_is_skipped_and_the_others_read(read_bytes: Items) -> None:
    assert [type(item).__name__ for item in read_bytes(rss("", FIRST))] == ["Skipped", "Article"]


def test_entities_that_would_explode_are_refused(reasons: Reasons) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    (said,) = reasons(rss("&b;").replace(b"<rss", bomb + b"<rss"))
    assert said.startswith("declares entities of its own")
    (said,) = reasons(newsml().replace(b"<newsMessage", bomb + b"<newsMessage"))
    assert said.startswith("declares entities of its own")


def test_xml_of_an_unknown_kind_is_not_taken_for_text(reasons: Reasons) -> None:
    assert reasons(b"<?xml version='1.0'?><catalogue><book/></catalogue>") == [
        "is XML of an unknown kind: NewsML-G2, RSS, Atom and XHTML are read"
    ]


def test_a_page_of_a_web_archive_is_an_article(article: Only) -> None:
    archive = warc(
        ("https://wire.example/robots.txt", b"HTTP/1.1 200 OK\r\nContent-Type: text/plain", b"x"),
        ("https://wire.example/gone", OK.replace(b"200 OK", b"404 Gone"), html()),
        (URL, OK, html(json_ld())),
    )
    found = article(archive)
    assert (found.title, found.published, found.url) == (TITLE, DATE, URL)
    assert found.source is not None
    assert found.source.endswith(f"news:{URL}")


def test_a_page_does_not_appear_after_it_was_fetched(article: Only) -> None:
    archive = warc((URL, OK, html(json_ld())), day="2021-11-10")
    assert article(archive).published is None


def test_a_bad_page_does_not_hide_the_others_of_its_archive(read_bytes: Items) -> None:
    archive = warc((f"{URL}/1", OK, b"<html></html>"), (f"{URL}/2", OK, html()))
    assert [type(item).__name__ for item in read_bytes(archive)] == ["Skipped", "Article"]


def test_what_an_archive_breaks_off_in_is_not_lost(read_bytes: Items) -> None:
    archive = warc((f"{URL}/1", OK, html()), (f"{URL}/2", OK, html()))
    found = read_bytes(archive[:-900])
    assert isinstance(found[0], Article)
