"""Fits the scale of confidence: `python -m kg.evaluate.fitting tests/gold/dev [PLOVER.jsonl]`.

Prints the text of kg/extract/confidence.toml. A logistic model over the doubts of claims, whose
coefficients may only lower the odds, fitted by gradient descent with a quadratic penalty: few
samples should move it little. Of PLOVER's sentences those in even places serve, so that the others
can measure; a claim of theirs is sound if it has the type that is annotated and no other state.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import numpy as np

from kg.evaluate import plover
from kg.evaluate.calibration import Sample
from kg.evaluate.lines import read_rows
from kg.evaluate.runs import gold_samples
from kg.extract import load_extractor
from kg.extract.coding import code, states_in
from kg.extract.confidence import DOUBTS, Scale, doubts
from kg.extract.frames import load_frames
from kg.extract.mend import mended
from kg.model import Article, Block
from kg.parse import load_parser

_PENALTY = 2.0  # as if each coefficient had been seen to be 0 in a few samples
_STEPS = 5_000
_RATE = 0.1


def plover_samples(path: str, part: int) -> Iterator[Sample]:
    """The samples of every other PLOVER sentence, from the first (0) or the second (1) on."""
    parse, extract, frames = load_parser(), load_extractor(), load_frames()
    for row in read_rows(path, ("id", "text", "event", "source", "target"))[part::2]:
        text = str(row["text"])
        document = parse(Article(text, (Block(0, len(text), "paragraph"),)))
        sentences = {sentence.start: sentence for sentence in mended(document).sentences}
        gold = plover.gold_event(row)
        for claim in extract(document).claims:
            for event in code(claim, frames):
                extra = (event.source - gold.source) | (event.target - gold.target)
                sound = event.type == gold.type and not states_in(extra)
                given = doubts(claim, sentences[claim.evidence.start])
                yield Sample(given, claim.confidence, sound)


def fitted(found: Sequence[Sample]) -> Scale:
    """The scale under which what was seen is likeliest."""
    given = np.array([[name in sample.doubts for name in DOUBTS] for sample in found], float)
    sound = np.array([sample.sound for sample in found], float)
    base, weights = 0.0, np.zeros(len(DOUBTS))
    for _ in range(_STEPS):
        error = 1 / (1 + np.exp(given @ weights - base)) - sound
        base -= _RATE * float(error.mean())
        slope = (-given.T @ error + _PENALTY * weights) / len(found)
        weights = np.maximum(0.0, weights - _RATE * slope)
    rounded = {name: round(float(w), 2) for name, w in zip(DOUBTS, weights, strict=True)}
    return Scale(round(base, 2), rounded)


def told(scale: Scale, found: Sequence[Sample], sources: Sequence[str]) -> str:
    """The scale as the text of a TOML file."""
    share = sum(sample.sound for sample in found) / len(found)
    lines = [
        "# How confidence falls with doubt, in log-odds (kg/extract/confidence.py).",
        f"# Fitted by `python -m kg.evaluate.fitting {' '.join(sources)}`",
        f"# on {len(found)} claims, of which {share:.0%} were sound.",
        "# A doubt at 0 was seen to tell nothing. Measure with `kg evaluate confidence`.",
        f"base = {scale.base}",
        "",
        "[doubts]",
        *(f"{name} = {weight}" for name, weight in scale.doubts.items()),
    ]
    return "\n".join(lines)


def main(sources: Sequence[str]) -> None:
    """Print the scale fitted on the sources: gold files or folders, and PLOVER lines."""
    lines = [source for source in sources if source.endswith(".jsonl")]
    found = [*gold_samples([source for source in sources if source not in lines])]
    for path in lines:
        found += plover_samples(path, 0)
    print(told(fitted(found), found, sources))


if __name__ == "__main__":
    main(sys.argv[1:])
