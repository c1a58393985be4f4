"""Trains the shipped pipeline: `python -m kg.parse.training.train --treebank DIR --out DIR`."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

from kg.model import Sentence
from kg.parse.spacy_ud import parser_of
from kg.parse.training.convert import Bank, banks, chunks, doc_of
from kg.parse.training.evaluate import Scores, score
from kg.parse.training.lemmas import learn
from kg.parse.training.pipeline import Shape, blank

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

log = logging.getLogger(__name__)
# How often documents of a genre are seen in each pass over the treebanks.
WEIGHTS = {"news": 2, "newsgroup": 2}


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn."""

    steps: int = 20_000
    words: int = 1_500
    rate: float = 0.002
    warmup: int = 250
    every: int = 500
    minutes: float = 600.0
    seed: int = 7

    def rate_at(self, progress: float, step: int) -> float:
        """Linear warm-up, then linear decay towards nothing."""
        return self.rate * min(step / self.warmup, 1.0) * max(1.0 - progress, 0.01)


def training_banks(folder: Path) -> list[Bank]:
    """The train sections, and EWT's dev section for its names: all but every fifth document."""
    named = [bank for at, bank in enumerate(banks(folder, "en_ewt", "dev")) if at % 5]
    return [
        *banks(folder, "en_ewt", "train"),
        *banks(folder, "en_gum", "train"),
        *(Bank("names", bank.document, True) for bank in named),
    ]


def tuning_banks(folder: Path) -> list[Bank]:
    """The dev sections, as far as they are not trained on."""
    kept = [bank for at, bank in enumerate(banks(folder, "en_ewt", "dev")) if at % 5 == 0]
    return [*kept, *banks(folder, "en_gum", "dev")]


def examples(nlp: Language, sources: list[Bank], random: Random) -> Iterator[Example]:
    """Training examples without end, cut and ordered anew at each pass."""
    while True:
        runs = [
            (bank, run)
            for bank in sources
            for _ in range(WEIGHTS.get(bank.genre, 1))
            for run in chunks(bank.document, 5, random)
        ]
        random.shuffle(runs)
        for bank, run in runs:
            yield example_of(nlp, bank, run)


def example_of(nlp: Language, bank: Bank, run: tuple[Sentence, ...]) -> Example:
    """The bare words on one side, the annotated ones on the other."""
    from spacy.tokens import Doc
    from spacy.training import Example

    gold = doc_of(nlp, bank, run)
    spaces = [bool(word.whitespace_) for word in gold]
    bare = Doc(nlp.vocab, words=[word.text for word in gold], spaces=spaces)
    return Example(bare, gold)


def batches(stream: Iterator[Example], words: int) -> Iterator[list[Example]]:
    """Batches of about so many words."""
    batch: list[Example] = []
    size = 0
    for example in stream:
        batch.append(example)
        size += len(example.reference)
        if size >= words:
            yield batch
            batch, size = [], 0


def train(folder: Path, out: Path, shape: Shape, schedule: Schedule) -> None:
    """Train a pipeline; the best on the tuning documents is left in `out`."""
    from spacy.util import fix_random_seed
    from thinc.api import Adam, NumpyOps, set_current_ops

    # numpy's OpenBLAS multiplies matrices three times as fast as thinc's own BLIS.
    set_current_ops(NumpyOps(use_blis=False))
    fix_random_seed(schedule.seed)
    random = Random(schedule.seed)
    sources = training_banks(folder)
    nlp = blank(shape)
    optimizer = Adam(schedule.rate, beta1=0.9, beta2=0.999, L2=0.01, grad_clip=1.0)
    first = [example_of(nlp, bank, bank.document.sentences) for bank in sources]
    nlp.initialize(lambda: first, sgd=optimizer)
    lemmas = learn(bank.document for bank in sources)
    out.mkdir(parents=True, exist_ok=True)
    tuning = tuning_banks(folder)
    best, begun = 0.0, monotonic()
    stream = batches(examples(nlp, sources, random), schedule.words)
    for step in range(1, schedule.steps + 1):
        passed = (monotonic() - begun) / 60 / schedule.minutes
        progress = max(step / schedule.steps, passed)
        optimizer.learn_rate = schedule.rate_at(progress, step)
        losses: dict[str, float] = {}
        nlp.update(next(stream), sgd=optimizer, drop=0.1, losses=losses)
        if step % schedule.every and step < schedule.steps and progress < 1:
            continue
        scores = _saved_and_scored(nlp, optimizer.averages, lemmas, out / "last", tuning)
        log.info("step %d, %.0f min: %s", step, (monotonic() - begun) / 60, _told(scores))
        if _goal(scores) > best:
            best = _goal(scores)
            _replace(out / "best", out / "last")
        if progress >= 1:
            break


def _saved_and_scored(
    nlp: Language,
    averages: dict[tuple[int, str], object],
    lemmas: dict[str, dict[str, str]],
    folder: Path,
    tuning: list[Bank],
) -> Scores:
    with nlp.use_params(averages):
        save(nlp, lemmas, folder)
    return score(parser_of(folder), tuning)


def save(nlp: Language, lemmas: dict[str, dict[str, str]], folder: Path) -> None:
    """The model folder: what the pipeline needs at run time and nothing else."""
    nlp.to_disk(folder, exclude=["vectors", "lookups"])
    text = json.dumps(lemmas, ensure_ascii=False, separators=(",", ":"))
    (folder / "lemmas.json").write_text(text, "utf-8")


def _replace(old: Path, new: Path) -> None:
    from shutil import copytree, rmtree

    rmtree(old, ignore_errors=True)
    copytree(new, old)


def _goal(scores: Scores) -> float:
    return scores.f1("las_full") + 0.1 * scores.f1("names")


def _told(scores: Scores) -> str:
    measures = ("token", "sentence", "upos", "lemma", "uas", "las", "las_full", "names")
    return " ".join(f"{measure} {scores.f1(measure):.2f}" for measure in measures)


def main() -> None:
    """Train as the options say."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--treebank", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--steps", type=int, default=Schedule.steps)
    options.add_argument("--minutes", type=float, default=Schedule.minutes)
    chosen = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    schedule = Schedule(steps=chosen.steps, minutes=chosen.minutes)
    train(chosen.treebank, chosen.out, Shape(), schedule)


if __name__ == "__main__":
    main()
