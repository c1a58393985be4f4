"""Claims in words, for the list of mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.evaluate.days import Days
from kg.evaluate.gold import GoldClaim, Said
from kg.evaluate.names import tail
from kg.model import Attribution, Claim, Span

_END = re.compile(r"[.!?]['\"”’]?\s+(?=[\"“‘A-Z0-9])|\n")


def sentence_around(text: str, span: Span) -> str:
    """The sentence that a span begins in, as near as full stops and line ends tell."""
    before = [match.end() for match in _END.finditer(text, 0, span.start)]
    after = _END.search(text, span.start)
    end = after.start() + 1 if after else len(text)
    return " ".join(text[before[-1] if before else 0 : end].split())


def in_one_sentence(text: str, one: Span, other: Span) -> bool:
    """Whether no end of a sentence lies between two spans."""
    first, second = sorted((one, other), key=lambda span: span.start)
    return not _END.search(text, first.start, max(first.start, second.start))


def gold_words(text: str, claim: GoldClaim) -> str:
    """A gold claim in a line."""
    roles = " ".join(f"{role}={player}" for role, player in claim.roles)
    voices = spoken(claim.voices or ())
    kinds, factualities = "|".join(claim.kinds), "|".join(claim.factualities)
    return f"{claim.trigger.of(text)}: {kinds} {factualities} {roles} by {voices}"


def found_words(text: str, claim: Claim) -> str:
    """A found claim in a line."""
    roles = " ".join(f"{role.role}={tail(role.entity.iri)}" for role in claim.roles)
    voices = spoken(claim.attribution)
    return f"{claim.trigger.of(text)}: {claim.type} {claim.factuality} {roles} by {voices}"


def spoken(chain: Iterable[Said | Attribution]) -> str:
    """A chain of attribution, the innermost speaker first."""
    links = [
        f"{link.speaker if isinstance(link, Said) else tail(link.speaker.iri)}/{link.stance}"
        for link in chain
    ]
    return "<".join(links) or "the outlet"


def told_time(claim: Claim) -> str:
    """The days of a found claim."""
    return str(Days.of(claim.time)) if claim.time else "nothing"


def told_place(claim: Claim) -> str:
    """The places of a found claim."""
    return ", ".join(tail(place.entity.iri) for place in claim.places) or "nothing"


def told_figure(claim: Claim) -> str:
    """The figure of a found claim."""
    figure = claim.figure
    if figure is None:
        return "nothing"
    bounds = f"{figure.minimum}..{figure.maximum}"
    return f"{figure.effect}: {figure.operator} {bounds} {figure.unit or ''}".strip()
