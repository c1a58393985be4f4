"""Trains the head for names on top of the finished network, whose other weights stay as they are.

Names are annotated in a third of the texts only, so that the head wants more rounds than the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, dropout

from kg.model import Sentence
from kg.parse.network import Floats, Network, Words
from kg.parse.training.convert import Bank
from kg.parse.training.examples import NAMES, bio

ROUNDS, SIZE, RATE = 24, 512, 0.002


@dataclass(frozen=True)
class Sample:
    """Vectors of words and the index of the label of each."""

    vectors: Tensor
    labels: Tensor


def sample(network: Network, banks: list[Bank]) -> Sample:
    """The words of all documents with annotated names."""
    vectors: list[Floats] = []  # as Network.names puts them together
    labels: list[int] = []
    for bank in banks:
        runs = list(_runs(bank)) if bank.named else []
        if runs:
            seen = network.encode([_words(run) for run in runs])
            vectors.extend(np.hstack([each.states, each.inputs]) for each in seen)
        for run in runs:
            tokens = [token for sentence in run for token in sentence.tokens]
            labels.extend(NAMES.index(name) for name in bio(bank.document, tokens))
    return Sample(torch.from_numpy(np.vstack(vectors)), torch.tensor(labels))


def _runs(bank: Bank) -> Iterator[tuple[Sentence, ...]]:
    sentences = bank.document.sentences
    for at in range(0, len(sentences), 3):
        yield sentences[at : at + 3]


def _words(run: tuple[Sentence, ...]) -> Words:
    tokens = [token for sentence in run for token in sentence.tokens]
    following = [*(token.start for token in tokens[1:]), tokens[-1].end + 1]
    spaces = [start > token.end for token, start in zip(tokens, following, strict=True)]
    return Words([token.text for token in tokens], spaces)


def train_names(given: Sample, hidden: int, seed: int) -> dict[str, Tensor]:
    """The weights of the head, by their names in the network."""
    torch.manual_seed(seed)
    name_in = nn.Linear(given.vectors.shape[1], hidden)
    name_out = nn.Linear(hidden, len(NAMES))
    parameters = [*name_in.parameters(), *name_out.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.02)
    steps = ROUNDS * (len(given.labels) // SIZE + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, steps)
    for _ in range(ROUNDS):
        for chosen in torch.split(torch.randperm(len(given.labels)), SIZE):
            seen = torch.relu(name_in(dropout(given.vectors[chosen], 0.4)))
            loss = cross_entropy(name_out(dropout(seen, 0.3)), given.labels[chosen])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    layers = {"name_in": name_in, "name_out": name_out}
    return {
        f"{name}.{part}": value.detach()
        for name, layer in layers.items()
        for part, value in layer.state_dict().items()
    }
