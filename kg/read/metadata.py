"""What a page says of itself in its head: JSON-LD first, then OpenGraph, then other metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from kg.errors import Unreadable
from kg.read.dates import published
from kg.read.markup import Element, local_name, text_of
from kg.read.schema_org import Fields, articles_in, fields

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline"),
    "date": (
        *("article:published_time", "og:article:published_time", "og:published_time"),
        *("datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date"),
        *("dcterms.issued", "dcterms.date", "dcterms.created", "date", "pubdate", "publishdate"),
        *("publish-date", "publish_date", "published_time", "article.published"),
        *("cxenseparse:recs:publishtime", "rnews:datepublished", "originalpublicationdate"),
    ),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher"),
    "url": ("og:url",),
    "language": ("og:locale", "dc.language", "dcterms.language", "language"),
    "licence": ("dcterms.license", "dc.rights", "dcterms.rights"),
}


def metadata_of(tree: Element, address: str | None = None) -> Fields:
    """Title, date, publisher, url, language and licence of a page, None where it is silent.

    A date that is no date at all is passed over for the next; `address` is where the page was
    found, against which its links are read.
    """
    sources = [*_json_ld(tree), _meta(tree), _markup(tree)]
    found: Fields = {}
    for name in _META:
        values = (each.get(name) for each in sources)
        found[name] = next((value for value in values if value), None)
    found["date"] = next(filter(None, (_date(each.get("date")) for each in sources)), None)
    found["url"] = _absolute(found["url"], address)
    return found


def _json_ld(tree: Element) -> Iterator[Fields]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                value = json.loads(script.text, strict=False)
            except (ValueError, RecursionError):
                continue
            yield from map(fields, articles_in(value))


def _meta(tree: Element) -> Fields:
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                said.setdefault(name, content)
    found: Fields = {}
    for field, names in _META.items():
        values = [said[name] for name in names if name in said]
        if field == "date":
            values = [value for value in values if _date(value)]
        found[field] = values[0] if values else None
    return found


def _markup(tree: Element) -> Fields:
    """What tags say that are not metadata by name."""
    found: Fields = {"language": tree.get("lang") if local_name(tree) == "html" else None}
    for element in tree.iter("title", "link", "time"):
        tag = local_name(element)
        if tag == "title":
            found.setdefault("title", text_of(element))
        elif tag == "link" and (element.get("rel") or "").lower() == "canonical":
            found.setdefault("url", element.get("href"))
        elif tag == "link" and (element.get("rel") or "").lower() == "license":
            found.setdefault("licence", element.get("href"))
        elif tag == "time" and (element.get("itemprop") or "").lower() == "datepublished":
            found.setdefault("date", element.get("datetime"))
    return found


def _date(value: str | None) -> str | None:
    try:
        return published(value) if value else None
    except Unreadable:
        return None


def _absolute(link: str | None, address: str | None) -> str | None:
    """The address of a page: its own word for it where that is a whole address."""
    try:
        whole = urljoin(address or "", link or "")
        return whole if urlsplit(whole).scheme in ("http", "https") else address
    except ValueError:
        return address
