"""Fits the scale of confidence and prints it as the text of kg/extract/confidence.toml.

    python -m kg.evaluate.fitting SOURCE...          the doubts and the base
    python -m kg.evaluate.fitting --base SOURCE...   the base alone, with the doubts that ship

A source is a file or folder of annotated articles, or PLOVER lines (.jsonl). A logistic model over
the doubts of claims, whose coefficients may only lower the odds, fitted by gradient descent with a
quadratic penalty: few samples should move it little. Of PLOVER's sentences every other one serves,
the rest can measure; a claim of theirs is sound if it has the annotated type and no other state.

Rules that were changed with an eye on annotated articles are better on these than elsewhere. So the
base is fitted on articles that nobody looks at, and doubts before anybody has.
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
from kg.extract.confidence import DOUBTS, Scale, doubts, load_scale
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


def based(scale: Scale, found: Sequence[Sample]) -> Scale:
    """The scale with the base under which as many claims are expected to be sound as are."""
    low, high = -5.0, 5.0
    while high - low > 0.005:
        base = (low + high) / 2
        tried = Scale(base, scale.doubts)
        excess = sum(tried.confidence(sample.doubts) - sample.sound for sample in found)
        low, high = (low, base) if excess > 0 else (base, high)
    return Scale(round(low, 2), scale.doubts)


def told(scale: Scale, found: Sequence[Sample], sources: Sequence[str]) -> str:
    """The scale as the text of a TOML file."""
    share = sum(sample.sound for sample in found) / len(found)
    lines = [
        "# How confidence falls with doubt, in log-odds (kg/extract/confidence.py).",
        f"# Fitted by `python -m kg.evaluate.fitting {' '.join(sources)}`",
        f"# on {len(found)} claims, of which {share:.0%} were sound.",
        f"base = {scale.base}",
        "",
        "[doubts]",
        *(f"{name} = {weight}" for name, weight in scale.doubts.items()),
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Print the scale fitted on the sources."""
    sources = [argument for argument in arguments if argument != "--base"]
    lines = [source for source in sources if source.endswith(".jsonl")]
    folders = [source for source in sources if source not in lines]
    found = [*gold_samples(folders)] if folders else []
    for path in lines:
        found += plover_samples(path, 0)
    scale = based(load_scale(), found) if "--base" in arguments else fitted(found)
    print(told(scale, found, arguments))


if __name__ == "__main__":
    main(sys.argv[1:])
