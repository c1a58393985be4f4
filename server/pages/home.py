"""The start page and the lists: what there is, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from server import intervals, queries
from server.accounts import AGENTS, Link, link, named, number, value
from server.pages.page import Page, behind
from server.site import Site
from server.tables import Row

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """An article or an event in a list, and how much is said in or of it."""

    link: Link
    when: str | None
    outlet: Link | None
    claims: int
    principals: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class ListPage(Page):
    """A list of articles or events."""

    template: ClassVar[str] = "list.html"

    lead: str
    entries: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class HomePage(Page):
    """The start page."""

    template: ClassVar[str] = "home.html"

    counts: dict[str, int]
    articles: tuple[Listed, ...]
    events: tuple[Listed, ...]
    first_query: str
    first_query_href: str


def home_page(here: Site) -> HomePage:
    """What is in the store, the latest articles and the events most spoken of."""
    counted = queries.rows(here, "counts")
    names = ("articles", "claims", "events", "entities")
    first = queries.text("first")
    return HomePage(
        title="Who says what happened",
        behind=behind("counts"),
        counts={name: number(counted[0], name) or 0 for name in names} if counted else {},
        articles=_articles(here)[:SHOWN],
        events=_events(here)[:SHOWN],
        first_query=first,
        first_query_href=queries.address(first),
    )


def articles_page(here: Site) -> ListPage:
    """Every article, latest first."""
    lead = "Every article in the store, the latest first."
    return ListPage("Articles", behind("articles"), lead, _articles(here))


def events_page(here: Site) -> ListPage:
    """The events, those first of which most parties speak."""
    lead = "Events, those first of which most parties speak. An event is what claims are about."
    return ListPage("Events", behind("events"), lead, _events(here))


def _articles(here: Site) -> tuple[Listed, ...]:
    found: dict[str, Listed] = {}
    for row in queries.rows(here, "articles"):
        node = _titled(row, "article", value(row, "label"))
        when, outlet = intervals.date(value(row, "issued")), link(row, "outlet")
        found.setdefault(node.iri, Listed(node, when, outlet, number(row, "claims") or 0))
    return tuple(found.values())


def _events(here: Site) -> tuple[Listed, ...]:
    found: dict[str, Row] = {}
    who: dict[str, dict[str, None]] = {}
    for row in queries.rows(here, "events"):
        iri = value(row, "event") or ""
        found.setdefault(iri, row)
        filler = value(row, "filler") or ""
        name = value(row, "principalLabel") or value(row, "wholeLabel") or value(row, "fillerLabel")
        if name and filler.startswith(AGENTS):
            who.setdefault(iri, {})[name] = None
    return tuple(_event(row, tuple(who.get(iri, ()))) for iri, row in found.items())


def _event(row: Row, who: tuple[str, ...]) -> Listed:
    kind = (value(row, "typeLabel") or "event").capitalize()
    return Listed(
        _titled(row, "event", f"{kind}: {', '.join(who[:3])}" if who else kind),
        intervals.date((value(row, "start") or "")[:10] or None),
        None,
        number(row, "claims") or 0,
        number(row, "principals") or 0,
        number(row, "articles") or 0,
    )


def _titled(row: Row, name: str, title: str | None) -> Link:
    return named(value(row, name) or "", title)
