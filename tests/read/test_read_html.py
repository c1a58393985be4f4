from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Article
from tests.read.samples import DATE, FIRST, SECOND, THIRD, TITLE, URL, html, json_ld

Only = Callable[[bytes], Article]
Reasons = Callable[[bytes], list[str]]


def parts(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def test_a_page_gives_the_article_without_what_surrounds_it(article: Only) -> None:
    assert parts(article(html())) == [
        ("heading", TITLE),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
        ("boilerplate", "Read more: Another story"),
    ]


def test_json_ld_says_what_the_page_is(article: Only) -> None:
    found = article(html(json_ld()))
    assert (found.title, found.published, found.publisher) == (TITLE, DATE, "Test Wire")
    assert (found.url, found.date_basis) == (URL, "metadata")


OPENGRAPH = """<meta property="og:site_name" content="Test Wire"><meta property="og:title"
content="Open"><meta property="article:published_time" content="2021-11-15T00:00:00Z">"""


def test_json_ld_goes_before_opengraph(article: Only) -> None:
    assert article(html(OPENGRAPH + json_ld())).title == TITLE
    assert article(html(OPENGRAPH)).published == "2021-11-15T00:00:00+00:00"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="2021-11-16">',
        '<meta itemprop="datePublished" content="2021-11-16">',
        '<meta name="DC.date.issued" content="2021-11-16">',
        '<time itemprop="datePublished" datetime="2021-11-16">today</time>',
        '<meta name="date" content="soon"><meta name="pubdate" content="16 November 2021">',
    ],
)
def test_metadata_of_many_kinds_give_the_date(article: Only, head: str) -> None:
    found = article(html(head))
    assert (found.published, found.date_basis) == ("2021-11-16", "metadata")


def test_a_dateline_goes_before_what_the_page_looks_like(article: Only) -> None:
    dated = f"YEREVAN, November 16, 2021 (Test Wire) - {FIRST}"
    found = article(html(body=("Updated on 2021-11-20.", dated, SECOND)))
    assert (found.published, found.date_basis) == ("2021-11-16", "dateline")


def test_a_date_told_from_the_looks_of_the_page_says_so(article: Only) -> None:
    found = article(html().replace(b"</nav>", b"</nav><time datetime='2021-11-17'>Wed</time>"))
    assert (found.published, found.date_basis) == ("2021-11-17", "page")


def test_a_page_without_a_date_has_none(article: Only) -> None:
    assert (article(html()).published, article(html()).date_basis) == (None, None)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_the_encoding_is_that_of_browsers(article: Only, encoding: str) -> None:
    page = html(body=(FIRST, SECOND, "“We will not yield,” said the minister in Orléans.")).decode()
    declared = page.replace('charset="utf-8"', f'charset="{encoding}"')
    assert "“We will not yield,” said the minister in Orléans." in (
        article(declared.encode(encoding)).text
    )


def test_a_page_of_menus_is_no_article(reasons: Reasons) -> None:
    assert reasons(b"<html><body><nav><a href='/'>Home</a></nav></body></html>") == [
        "holds no article that could be told from the page around it"
    ]


def test_paragraphs_stay_apart_and_spaces_mean_nothing(article: Only) -> None:
    found = article(
        html(body=(f"{FIRST}<br>{SECOND}", f"  {THIRD[:30]}\n   {THIRD[30:].strip()} "))
    )
    texts = [text for kind, text in parts(found) if kind == "paragraph"]
    assert texts[:2] == [FIRST, SECOND]
    assert "  " not in found.text
