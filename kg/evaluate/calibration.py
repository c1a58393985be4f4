"""Whether confidence means what it says: among claims of confidence .7, seven of ten are sound.

A sample is a claim with whether it is sound (see annotated.is_sound); claims that answer an
optional gold claim are left out. Brier: the mean of (confidence - sound)^2. ECE, the expected
calibration error: the mean distance of confidence from the share of sound claims, over groups of
claims of like confidence, weighted by their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.evaluate.annotated import is_sound
from kg.evaluate.gold import GoldArticle
from kg.evaluate.matching import paired
from kg.extract.confidence import doubts
from kg.extract.mend import mended
from kg.model import Claim, Document, Extraction

_GROUPS = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """A claim as calibration sees it."""

    doubts: frozenset[str]
    confidence: float
    sound: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of like confidence: how many, how sure on average, how many of them sound."""

    low: float
    high: float
    claims: int
    confidence: float
    sound: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How confidence compares with the truth."""

    groups: tuple[Group, ...]
    brier: float
    ece: float
    base_brier: float  # of saying the average of every claim
    ranking: float  # the chance that of two claims, one sound and one not, the sound one is surer

    def __str__(self) -> str:
        head = f"{'confidence':<12}{'claims':>8}{'mean':>8}{'sound':>8}"
        lines = [
            f"{group.low:.2f}-{group.high:.2f}".ljust(12)
            + f"{group.claims:>8}{group.confidence:>8.3f}{group.sound:>8.3f}"
            for group in self.groups
        ]
        total = sum(group.claims for group in self.groups)
        tail = (
            f"{total} claims: Brier {self.brier:.3f} (a constant: {self.base_brier:.3f}), "
            f"ECE {self.ece:.3f}, ranking {self.ranking:.3f}"
        )
        return "\n".join([head, *lines, "", tail])

    def json(self) -> dict[str, object]:
        """The calibration as an object."""
        return {
            "brier": round(self.brier, 4),
            "brier of a constant": round(self.base_brier, 4),
            "ece": round(self.ece, 4),
            "ranking": round(self.ranking, 4),
            "groups": [
                {
                    "low": group.low,
                    "high": group.high,
                    "claims": group.claims,
                    "confidence": round(group.confidence, 4),
                    "sound": round(group.sound, 4),
                }
                for group in self.groups
            ],
        }


def samples(gold: GoldArticle, document: Document, extraction: Extraction) -> Iterator[Sample]:
    """The samples of one article; `document` is as the parser gave it."""
    pairing = paired(gold, extraction.claims)
    sentences = {sentence.start: sentence for sentence in mended(document).sentences}
    judged: list[tuple[Claim, bool]] = [
        *((claim, is_sound(gold, asked, claim)) for asked, claim in pairing.pairs),
        *((claim, False) for claim in pairing.spurious),
    ]
    for claim, sound in judged:
        yield Sample(doubts(claim, sentences[claim.evidence.start]), claim.confidence, sound)


def calibration(found: Iterable[Sample]) -> Calibration:
    """How the confidence of samples compares with whether they are sound."""
    ranked = sorted(found, key=lambda sample: sample.confidence)
    if not ranked:
        return Calibration((), 0.0, 0.0, 0.0, 0.0)
    groups = tuple(_group(ranked[a:b]) for a, b in pairwise(_cuts(ranked)))
    average = _mean([float(sample.sound) for sample in ranked])
    return Calibration(
        groups,
        _mean([(sample.confidence - sample.sound) ** 2 for sample in ranked]),
        sum(g.claims * abs(g.confidence - g.sound) for g in groups) / len(ranked),
        _mean([(average - sample.sound) ** 2 for sample in ranked]),
        _ranking(ranked),
    )


def _cuts(ranked: Sequence[Sample]) -> list[int]:
    """Where groups of about equal size begin and end; like confidence is never parted."""
    cuts = [0]
    for part in range(1, _GROUPS):
        at = max(cuts[-1], len(ranked) * part // _GROUPS)
        while 0 < at < len(ranked) and ranked[at].confidence == ranked[at - 1].confidence:
            at += 1
        if cuts[-1] < at < len(ranked):
            cuts.append(at)
    return [*cuts, len(ranked)]


def _group(some: Sequence[Sample]) -> Group:
    sure, sound = [s.confidence for s in some], [float(s.sound) for s in some]
    return Group(some[0].confidence, some[-1].confidence, len(some), _mean(sure), _mean(sound))


def _ranking(ranked: Sequence[Sample]) -> float:
    """The area under the curve, ties counted half."""
    good = [s.confidence for s in ranked if s.sound]
    bad = [s.confidence for s in ranked if not s.sound]
    if not good or not bad:
        return 0.5
    wins = sum((a > b) + 0.5 * (a == b) for a in good for b in bad)
    return wins / (len(good) * len(bad))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
