"""/page/article/…: the text with what its words denote and claim, and the claims in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import NamedNode

from kg.vocabulary import local_name
from server import intervals, links, queries
from server.accounts import ClaimShown, Link, claims, link, number, value
from server.highlight import Annotation, Segment, segments, wraps
from server.pages.page import Page, behind
from server.site import Site


@dataclass(frozen=True, slots=True)
class ArticlePage(Page):
    """An article with its claims; `segments` joined are its text."""

    template: ClassVar[str] = "article.html"

    iri: str
    issued: str | None
    date_basis: str | None
    outlet: Link | None
    source: str | None
    rights: str | None
    language: str | None
    segments: tuple[Segment, ...]
    claims: tuple[ClaimShown, ...]
    mentioned: tuple[Link, ...]


def article_page(here: Site, node: NamedNode) -> ArticlePage | None:
    """The page of an article; None if the IRI is no article."""
    rows = queries.rows(here, "article", article=node)
    if not rows:
        return None
    row, text = rows[0], value(rows[0], "text") or ""
    told = claims(here, article=node)
    mentions = list(_mentions(here, node))
    source = value(row, "source")
    return ArticlePage(
        title=value(row, "title") or value(row, "label") or "Article",
        behind=behind("claims", article=node),
        iri=node.value,
        issued=intervals.date(value(row, "issued")),
        date_basis=value(row, "dateBasis"),
        outlet=link(row, "outlet"),
        source=links.outward(source) if source else None,
        rights=value(row, "rights"),
        language=value(row, "language"),
        segments=segments(text, [*mentions, *_triggers(told), *wraps(text)]),
        claims=told,
        mentioned=_mentioned(mentions),
    )


def _mentions(here: Site, node: NamedNode) -> Iterator[Annotation]:
    seen = set()
    for row in queries.rows(here, "mentions", article=node):
        start, end, iri = number(row, "begin"), number(row, "end"), value(row, "thing")
        if start is None or end is None or iri is None or (start, end, iri) in seen:
            continue
        seen.add((start, end, iri))
        kind = local_name(value(row, "type") or "")
        label = value(row, "label") or local_name(iri)
        title = f"{label} ({kind})" if kind else label
        yield Annotation(start, end, "mention", title, links.page(iri))


def _triggers(told: tuple[ClaimShown, ...]) -> Iterator[Annotation]:
    for claim in told:
        if claim.trigger:
            title = f"{claim.kind.label}, {claim.factuality}: {claim.claimant.label}"
            looks = f"trigger f-{claim.factuality}"
            yield Annotation(*claim.trigger, looks, title, f"#{claim.anchor}")


def _mentioned(mentions: list[Annotation]) -> tuple[Link, ...]:
    """What the text mentions, each once, in the order of the text."""
    found: dict[str, Link] = {}
    for each in sorted(mentions, key=lambda each: each.start):
        if each.href:
            found.setdefault(each.href, Link(each.title, each.href, each.href))
    return tuple(found.values())
