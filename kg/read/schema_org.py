"""schema.org NewsArticle, as JSON-LD in pages and as records of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Fields = dict[str, str | None]
Record = Mapping[str, object]

_ARTICLES = ("Article", "BlogPosting", "LiveBlogPosting", "Report", "WebPage")
_DEEPEST = 6


def articles_in(value: object, depth: int = 0) -> Iterator[Record]:
    """The articles in a JSON-LD value, in lists and graphs too; the surest kinds first."""
    found = sorted(_objects(value), key=_rank)
    yield from (each for each in found if _rank(each) < len(_ARTICLES))


def is_article(record: Record) -> bool:
    """Whether a record calls itself an article of schema.org."""
    return _rank(record) < len(_ARTICLES) - 1


def fields(record: Record) -> Fields:
    """What an article says of itself, by our names.

    >>> said = fields({"@type": "NewsArticle", "headline": "Attack", "publisher": {"name": "X"}})
    >>> said["title"], said["publisher"], said["date"]
    ('Attack', 'X', None)
    """
    return {
        "text": _words(record.get("articleBody")),
        "title": _words(record.get("headline")) or _words(record.get("name")),
        "date": _words(record.get("datePublished")) or _words(record.get("dateCreated")),
        "publisher": _words(record.get("publisher")) or _words(record.get("sourceOrganization")),
        "url": _address(record.get("url")) or _address(record.get("mainEntityOfPage")),
        "language": _words(record.get("inLanguage"), "alternateName"),
        "licence": _address(record.get("license")),
    }


def _objects(value: object, depth: int = 0) -> Iterator[Record]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _objects(value.get(name), depth + 1)


def _rank(record: Record) -> int:
    """How surely a record is the article: 0 for the kinds of article, most for what is none."""
    kinds = record.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    ranks = [
        rank
        for name in names
        if isinstance(name, str)
        for rank, kind in enumerate(_ARTICLES)
        if name.rpartition("/")[2].endswith(kind)
    ]
    return min(ranks, default=len(_ARTICLES))


def _words(value: object, key: str = "name") -> str | None:
    """A text, or the name of a thing, or the first of a list of them."""
    for _ in range(_DEEPEST):
        if isinstance(value, str):
            return value.strip() or None
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = value.get(key) or value.get("@value") or value.get("name")
        else:
            return None
    return None


def _address(value: object) -> str | None:
    return _words(value, "@id") or _words(value, "url")
