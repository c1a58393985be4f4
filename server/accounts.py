"""Claims read from the store as the pages show them: who says what, on which words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.vocabulary import ID, local_name
from server import intervals, links, queries
from server.intervals import Bounds
from server.site import Site
from server.tables import Row

AGENTS = tuple(
    ID[f"{kind}/"].value for kind in ("state", "polity", "org", "organ", "group", "person")
)
_DIGEST = re.compile(r"[0-9a-f]{40,}")


@dataclass(frozen=True, slots=True)
class Link:
    """A thing by its name, with the address of its page if it has one here."""

    label: str
    iri: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """Who or what plays which part, and the characters that say so."""

    role: str
    name: str
    filler: Link
    party: Link | None  # on whose behalf the filler acts
    begin: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A quantity in words, and its parts."""

    text: str
    effect: str
    minimum: int | None
    maximum: int | None
    operator: str | None
    side: Link | None


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone through whom a claim came."""

    speaker: Link
    stance: str | None


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """One claim with all that a reader weighs it by."""

    iri: str
    href: str
    anchor: str
    kind: Link
    event: Link
    factuality: str
    stance: str | None
    confidence: str | None
    claimant: Link
    principal: Link
    voices: tuple[Voice, ...]
    parts: tuple[Part, ...]
    time: str
    bounds: Bounds
    time_text: str | None
    figure: FigureShown | None
    within: Link | None
    article: Link
    issued: str | None
    outlet: Link | None
    begin: int
    end: int
    quote: tuple[str, str, str]  # before, in and after the words that name the event
    trigger: tuple[int, int] | None


def claims_about(here: Site, event: NamedNode) -> tuple[ClaimShown, ...]:
    """The claims about an event, article by article."""
    articles = (row["article"] for row in queries.rows(here, "articles-about", event=event))
    return tuple(
        claim
        for article in articles
        if isinstance(article, NamedNode)
        for claim in claims(here, article=article, event=event)
    )


def claims(here: Site, **anchor: NamedNode) -> tuple[ClaimShown, ...]:
    """The claims of an `article`, all or about an `event`, or one `claim`, in text order."""
    parts, figures, voices = (
        _grouped(queries.rows(here, name, **anchor)) for name in ("roles", "figures", "voices")
    )
    found: dict[str, ClaimShown] = {}
    for row in queries.rows(here, "claims", **anchor):
        iri = value(row, "claim") or ""
        if iri not in found:  # a thing with two labels gives two rows
            found[iri] = _claim(row, parts[iri], figures[iri], voices[iri])
    ordered = sorted(found.values(), key=lambda claim: (claim.article.iri, claim.begin, claim.iri))
    return tuple(ordered)


def value(row: Row, name: str) -> str | None:
    """The lexical form or IRI of a variable, None where it is unbound."""
    term = row.get(name)
    return term.value if isinstance(term, Literal | NamedNode) else None


def number(row: Row, name: str) -> int | None:
    """An integer, None where there is none."""
    text = value(row, name)
    return int(text) if text is not None and text.lstrip("-").isdigit() else None


def link(row: Row, name: str) -> Link | None:
    """The thing that a variable is bound to, with the label of the variable beside it."""
    iri = value(row, name)
    return named(iri, value(row, f"{name}Label")) if iri is not None else None


def named(iri: str, label: str | None = None) -> Link:
    """A thing by its label or else the last part of its IRI."""
    return Link(label or called(iri), iri, links.page(iri) or links.outward(iri))


def called(iri: str) -> str:
    """A name for what has no label: the last part of its IRI, digests cut short.

    >>> called("https://w3id.org/casus/id/claim/" + 64 * "a" + "-12")
    'claim aaaaaaaa-12'
    """
    name = local_name(iri) or iri
    digest = _DIGEST.match(name)
    if digest is None:
        return name
    kind = iri.rsplit("/", 2)[-2]
    return f"{kind} {name[:8]}{name[digest.end() :]}"


def _sure(row: Row, name: str) -> Link:
    return link(row, name) or Link("unknown", "", None)


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[value(row, "claim") or ""].append(row)
    return groups


def _claim(row: Row, parts: list[Row], figures: list[Row], voices: list[Row]) -> ClaimShown:
    iri = value(row, "claim") or ""
    bounds = bounds_of(row)
    begin, end = number(row, "begin") or 0, number(row, "end") or 0
    trigger = _span(row, "triggerBegin", "triggerEnd")
    return ClaimShown(
        iri=iri,
        href=links.page(iri) or "",
        anchor=f"claim-{iri.rpartition('-')[2]}",
        kind=_sure(row, "type"),
        event=_sure(row, "event"),
        factuality=local_name(value(row, "factuality") or ""),
        stance=stance(row),
        confidence=value(row, "confidence"),
        claimant=_sure(row, "claimant"),
        principal=_sure(row, "principal"),
        voices=_voices(voices),
        parts=_parts(parts),
        time=intervals.worded(bounds),
        bounds=bounds,
        time_text=value(row, "timeText"),
        figure=_figure(figures[0]) if figures else None,
        within=link(row, "within"),
        article=_sure(row, "article"),
        issued=intervals.date(value(row, "issued")),
        outlet=link(row, "outlet"),
        begin=begin,
        end=end,
        quote=_quote(value(row, "quote") or "", begin, trigger),
        trigger=trigger,
    )


def bounds_of(row: Row) -> Bounds:
    """The four bounds of a row."""
    return Bounds(
        *(value(row, name) for name in ("startEarliest", "startLatest", "endEarliest", "endLatest"))
    )


def stance(row: Row) -> str | None:
    """What the cue makes of what is said: "denied" for casus:stanceDenied."""
    iri = value(row, "stance")
    return local_name(iri).removeprefix("stance").lower() if iri else None


def _span(row: Row, begin: str, end: str) -> tuple[int, int] | None:
    first, last = number(row, begin), number(row, end)
    return (first, last) if first is not None and last is not None else None


def _quote(quote: str, begin: int, trigger: tuple[int, int] | None) -> tuple[str, str, str]:
    """The evidence cut around the words that name the event."""
    if trigger is None or not begin <= trigger[0] <= trigger[1] <= begin + len(quote):
        return (quote, "", "")
    first, last = trigger[0] - begin, trigger[1] - begin
    return (quote[:first], quote[first:last], quote[last:])


def _parts(rows: list[Row]) -> tuple[Part, ...]:
    found: dict[str, Part] = {}
    for row in rows:
        role = local_name(value(row, "role") or "")
        name = value(row, "roleLabel") or role
        filler, party = _sure(row, "filler"), acting_for(row)
        part = Part(role, name, filler, party, number(row, "begin"), number(row, "end"))
        found.setdefault(value(row, "order") or "", part)
    return tuple(found[order] for order in sorted(found, key=_last_number))


def acting_for(row: Row) -> Link | None:
    """On whose behalf the filler of a role acts: its principal, or the whole it is an organ of."""
    found = (link(row, name) for name in ("principal", "party", "whole"))
    return next((each for each in found if each), None)


def _last_number(iri: str) -> tuple[int, str]:
    tail = iri.rpartition("-")[2]
    return (int(tail) if tail.isdigit() else 0, iri)


def _voices(rows: list[Row]) -> tuple[Voice, ...]:
    found: dict[int, Voice] = {}
    for row in rows:
        found.setdefault(number(row, "order") or 0, Voice(_sure(row, "speaker"), stance(row)))
    return tuple(found[order] for order in sorted(found))


_OPERATORS = {
    "exactly": "",
    "atLeast": "at least ",
    "moreThan": "more than ",
    "about": "about ",
    "atMost": "at most ",
    "fewerThan": "fewer than ",
}


def _figure(row: Row) -> FigureShown:
    minimum, maximum = number(row, "minimum"), number(row, "maximum")
    operator = value(row, "operator")
    effect, unit = value(row, "effect") or "", value(row, "unit") or ""
    count = _count(minimum, maximum, operator)
    text = " ".join(word for word in (count, effect) if word) + (f" ({unit})" if unit else "")
    return FigureShown(text, effect, minimum, maximum, operator, link(row, "side"))


def _count(minimum: int | None, maximum: int | None, operator: str | None) -> str:
    """A count as its operator says it.

    >>> _count(6501, None, "moreThan"), _count(12, 12, "exactly"), _count(24, 99, "about")
    ('more than 6,500', '12', 'about 24 to 99')
    """
    word = _OPERATORS.get(operator or "", "")
    if operator == "moreThan" and minimum is not None:
        return f"{word}{minimum - 1:,}"
    if operator == "fewerThan" and maximum is not None:
        return f"{word}{maximum + 1:,}"
    if minimum is not None and maximum is not None and minimum != maximum:
        return f"{word}{minimum:,} to {maximum:,}"
    number_ = minimum if minimum is not None else maximum
    return "" if number_ is None else f"{word}{number_:,}"
