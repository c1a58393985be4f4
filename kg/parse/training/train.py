"""Trains the shipped parser: `python -m kg.parse.training.train --treebank DIR --out DIR`."""

from __future__ import annotations

import argparse
import logging
from dataclasses import dataclass
from math import cos, pi
from pathlib import Path
from random import Random
from shutil import copytree, rmtree
from time import monotonic

import torch
from torch import Tensor

from kg.parse.evaluation import Scores
from kg.parse.training.convert import Bank, banks, banks_in, named_in
from kg.parse.training.evaluate import COLUMNS, scores
from kg.parse.training.examples import NAMES, Vocabulary, batches, vocabulary
from kg.parse.training.folder import (
    Lemmas,
    Vectors,
    fits,
    save,
    stored_weights,
    vectors_in,
    vocabulary_of,
)
from kg.parse.training.lemmas import learn
from kg.parse.training.network import Network, Size
from kg.parse.ud import parser_of, widened

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn; `minutes` ends a run on a slow machine in good order."""

    steps: int = 9_000
    words: int = 1_600
    rate: float = 0.002
    warmup: int = 200
    every: int = 500
    minutes: float = 600.0
    seed: int = 7
    memory: float = 0.998
    begin_from: Path | None = None  # a trained model to go on from, at full rate again
    vectors: Path | None = None  # pretrained vectors, else those of the model to go on from

    def rate_at(self, progress: float, step: int) -> float:
        """Linear warm-up, then half a cosine down to almost nothing."""
        return self.rate * min(step / self.warmup, 1.0) * max(0.5 + 0.5 * cos(pi * progress), 0.01)


def training_banks(folder: Path) -> list[Bank]:
    """The train sections, and EWT's dev section for its names: all but every fifth document."""
    named = [bank for at, bank in enumerate(banks(folder, "en_ewt", "dev")) if at % 5]
    further = [bank for path in sorted(folder.glob("*-more.conllu.xz")) for bank in banks_in(path)]
    names = [bank for path in sorted(folder.glob("*-names.iob2.xz")) for bank in named_in(path)]
    trains = [*banks(folder, "en_ewt", "train"), *banks(folder, "en_gum", "train")]
    return [*trains, *further, *named, *names]


def tuning_banks(folder: Path) -> list[Bank]:
    """The dev sections, as far as they are not trained on."""
    kept = [bank for at, bank in enumerate(banks(folder, "en_ewt", "dev")) if at % 5 == 0]
    return [*kept, *banks(folder, "en_gum", "dev")]


class Average:
    """The running mean of the weights, which parses better than the weights themselves."""

    def __init__(self, network: Network, memory: float) -> None:
        self._memory = memory
        self.weights = {name: value.clone() for name, value in network.state_dict().items()}

    def add(self, network: Network, step: int) -> None:
        """Move the mean a little towards the network's weights."""
        memory = min(self._memory, step / (step + 20))
        with torch.no_grad():
            for name, value in network.state_dict().items():
                self.weights[name].lerp_(value, 1 - memory)


@dataclass(frozen=True)
class Start:
    """What a run begins with: the network, the vectors it reads, its words and labels."""

    network: Network
    vectors: Vectors
    known: Vocabulary
    lemmas: Lemmas


def start(sources: list[Bank], schedule: Schedule) -> Start:
    """A new network over the words and labels of the sources, or the one to go on from."""
    vectors = vectors_in(schedule.vectors or schedule.begin_from)
    known = vocabulary(sources, vectors.words)
    if schedule.begin_from:
        known = vocabulary_of(schedule.begin_from, vectors.words)
    size = Size(len(known.words) + 1, len(known.tags), len(known.relations), len(NAMES))
    network = Network(size, torch.from_numpy(widened(vectors.rows)))
    if schedule.begin_from:
        network.load_state_dict(stored_weights(schedule.begin_from, network))
    lemmas = learn(bank.document for bank in sources if bank.treed and fits(bank, known))
    return Start(network, vectors, known, lemmas)


def train(folder: Path, out: Path, schedule: Schedule) -> None:
    """Train a parser; the best on the tuning documents goes to `out`/best."""
    torch.manual_seed(schedule.seed)
    torch.set_num_threads(1)
    sources, tuning = training_banks(folder), tuning_banks(folder)
    begun = start(sources, schedule)
    sources = [bank for bank in sources if fits(bank, begun.known)]
    network, average = begun.network, Average(begun.network, schedule.memory)
    optimizer = torch.optim.Adam(network.parameters(), betas=(0.9, 0.95), eps=1e-8)
    stream = batches(sources, begun.known, schedule.words, Random(schedule.seed))
    best, since = 0.0, monotonic()
    for step in range(1, schedule.steps + 1):
        minutes = (monotonic() - since) / 60
        progress = max(step / schedule.steps, minutes / schedule.minutes)
        for group in optimizer.param_groups:
            group["lr"] = schedule.rate_at(progress, step)
        optimizer.zero_grad()
        loss: Tensor = network.loss(next(stream))
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        average.add(network, step)
        if step % schedule.every and progress < 1:
            continue
        save(average.weights, begun.vectors, begun.known, begun.lemmas, out / "last")
        found = scores(parser_of(out / "last"), tuning)
        log.info("%d, %.1f min, loss %.3f: %s", step, minutes, loss.item(), _told(found))
        if _goal(found) > best:
            best = _goal(found)
            rmtree(out / "best", ignore_errors=True)
            copytree(out / "last", out / "best")
        if progress >= 1:
            break


def _goal(found: Scores) -> float:
    return found.f1("las_full") + 0.1 * found.f1("names")


def _told(found: Scores) -> str:
    return " ".join(f"{measure} {found.f1(measure):.2f}" for measure in COLUMNS)


def main() -> None:
    """Train as the options say."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--treebank", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--steps", type=int, default=Schedule.steps)
    options.add_argument("--minutes", type=float, default=Schedule.minutes)
    options.add_argument("--every", type=int, default=Schedule.every)
    options.add_argument("--rate", type=float, default=Schedule.rate)
    options.add_argument("--warmup", type=int, default=Schedule.warmup)
    options.add_argument("--seed", type=int, default=Schedule.seed)
    options.add_argument("--memory", type=float, default=Schedule.memory)
    options.add_argument("--vectors", type=Path, help="pretrained vectors (see training.vectors)")
    options.add_argument("--words", type=int, default=Schedule.words, help="words a step")
    options.add_argument("--from", type=Path, dest="begin_from", help="go on from this model")
    chosen = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    given = {name: value for name, value in vars(chosen).items() if name not in ("treebank", "out")}
    schedule = Schedule(**given)
    train(chosen.treebank, chosen.out, schedule)


if __name__ == "__main__":
    main()
