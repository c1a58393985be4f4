"""Which found claim answers which gold claim.

A found claim may answer a gold claim if their triggers share a character and their kinds lie on
one line of the hierarchy. Among several, those meet that agree most, in kind, figure, roles,
speaker and factuality; each claim answers at most one other. What is left meets, kind by kind, if
both triggers stand in one sentence: "fought" and "war" may both name the one war.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluate.gold import GoldArticle, GoldClaim
from kg.evaluate.parts import places_score, roles_score, same_figure, speaker_fits
from kg.evaluate.words import in_one_sentence
from kg.model import Claim
from kg.ontology import class_ancestors

_ROOT = "Event"


@dataclass(frozen=True, slots=True)
class Pairing:
    """The gold claims that were answered, those that were not, and the claims nobody asked for."""

    pairs: tuple[tuple[GoldClaim, Claim], ...]
    missed: tuple[GoldClaim, ...]
    spurious: tuple[Claim, ...]


def paired(gold: GoldArticle, claims: Sequence[Claim]) -> Pairing:
    """The claims of one article laid beside the gold; what is optional appears nowhere."""
    text = gold.article.text
    candidates = sorted(
        (not overlap(asked, claim), -_agreement(gold, asked, claim), row, column)
        for row, asked in enumerate(gold.claims)
        for column, claim in enumerate(claims)
        if (overlap(asked, claim) and on_one_line(asked, claim))
        or (claim.type in asked.kinds and in_one_sentence(text, asked.trigger, claim.trigger))
    )
    answers: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, row, column in candidates:
        if row not in answers and column not in taken:
            answers[row] = column
            taken.add(column)
    free = {
        column for apart, _, row, column in candidates if gold.claims[row].optional and not apart
    }
    asked = [row for row, claim in enumerate(gold.claims) if not claim.optional]
    return Pairing(
        tuple((gold.claims[row], claims[answers[row]]) for row in asked if row in answers),
        tuple(gold.claims[row] for row in asked if row not in answers),
        tuple(c for at, c in enumerate(claims) if at not in taken | free),
    )


def overlap(asked: GoldClaim, claim: Claim) -> bool:
    """Whether the triggers share a character."""
    return asked.trigger.start < claim.trigger.end and claim.trigger.start < asked.trigger.end


def on_one_line(asked: GoldClaim, claim: Claim) -> bool:
    """Whether one of the kinds asked for is the found one, above it or below it."""
    above = {claim.type, *class_ancestors(claim.type)} - {_ROOT}
    return any(kind in above or claim.type in class_ancestors(kind) for kind in asked.kinds)


def _agreement(gold: GoldArticle, asked: GoldClaim, claim: Claim) -> float:
    return (
        8 * (claim.type in asked.kinds)
        + 4 * (asked.count is not None and same_figure(asked.count, claim.figure))
        + 2 * roles_score(gold, asked, claim)[0].hits
        + 2 * speaker_fits(gold, asked, claim)
        + (claim.factuality in asked.factualities)
        + places_score(asked, claim).hits
        - (0.5 if asked.optional else 0.0)
    )
