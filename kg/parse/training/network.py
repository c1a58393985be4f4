"""The network in training: embeddings, three bidirectional LSTM layers, five heads.

`kg.parse.network` computes the same from the exported weights with numpy alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from kg.parse.features import GRAMS, SHAPES, SUFFIXES
from kg.parse.training.lstm import Lstm, locked

MASKED = -1e9


@dataclass(frozen=True)
class Size:
    """The sizes of the network; `words`, `tags`, `relations` come from the data."""

    words: int
    tags: int
    relations: int
    names: int
    word: int = 100
    gram: int = 96
    suffix: int = 32
    shape: int = 24
    space: int = 8
    hidden: int = 200
    layers: int = 3
    tag: int = 128
    arc: int = 200
    relation: int = 64
    name: int = 64
    dropout: float = 0.33


@dataclass(frozen=True)
class Batch:
    """Texts of several sentences each, padded; -1 marks what is padding or not annotated.

    `forms` indexes the distinct forms of the batch, whose features come first.
    """

    words: Tensor
    pretrained: Tensor
    grams: Tensor
    gram_starts: Tensor
    suffixes: Tensor
    shapes: Tensor
    forms: Tensor
    spaces: Tensor
    lengths: Tensor
    sentences: Tensor  # number of the sentence in its text
    heads: Tensor  # position in the text counted from 1; 0 is the root
    relations: Tensor
    tags: Tensor
    starts: Tensor
    names: Tensor


class Network(nn.Module):
    """Scores of heads, relations, tags, sentence starts and names.

    `vectors` are the pretrained vectors of words, a row for the unknown ones first; they are not
    trained any further.
    """

    def __init__(self, size: Size, vectors: Tensor) -> None:
        super().__init__()
        self.size = size
        self.register_buffer("vectors", vectors, persistent=False)
        self.word = nn.Embedding(size.words, size.word)
        self.gram = nn.EmbeddingBag(GRAMS, size.gram, mode="mean")
        self.suffix = nn.Embedding(SUFFIXES, size.suffix)
        self.shape = nn.Embedding(SHAPES, size.shape)
        self.space = nn.Embedding(4, size.space)
        tables = (self.word, self.gram, self.suffix, self.shape, self.space)
        for table in tables:
            nn.init.normal_(table.weight, std=0.3)
        self.inputs = sum(table.embedding_dim for table in tables) + vectors.shape[1]
        self.lstm = Lstm(self.inputs, size.hidden, size.layers, size.dropout)
        out = 2 * size.hidden
        self.tag_in, self.tag_out = nn.Linear(out, size.tag), nn.Linear(size.tag, size.tags)
        self.name_in = nn.Linear(out + self.inputs, size.name)
        self.name_out = nn.Linear(size.name, size.names)
        self.start = nn.Linear(out, 1)
        self.arc_head, self.arc_dep = nn.Linear(out, size.arc), nn.Linear(out, size.arc)
        self.rel_head = nn.Linear(out, size.relation)
        self.rel_dep = nn.Linear(out, size.relation)
        self.root = nn.Parameter(torch.randn(out) * 0.1)
        self.arc = nn.Parameter(torch.zeros(size.arc + 1, size.arc))
        self.rel = nn.Parameter(torch.zeros(size.relation + 1, size.relations, size.relation + 1))
        nn.init.orthogonal_(self.arc)
        nn.init.normal_(self.rel, std=0.05)
        self.drop = nn.Dropout(size.dropout)
        self.light = nn.Dropout(0.2)

    def encode(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """For each word of each text what is read, and what the layers make of it."""
        forms = torch.cat(
            [
                self.light(self.word(batch.words)),
                self.light(self.gram(batch.grams, batch.gram_starts)),
                self.suffix(batch.suffixes),
                self.shape(batch.shapes),
                self.light(self.vectors[batch.pretrained]),
            ],
            dim=-1,
        )
        given = torch.cat([forms[batch.forms], self.space(batch.spaces)], dim=-1)
        drop = self.size.dropout if self.training else 0.0
        given = locked(given, drop)
        return given, locked(self.lstm(given, batch.lengths), drop)

    def loss(self, batch: Batch) -> Tensor:
        """The sum of the losses of the heads."""
        given, seen = self.encode(batch)
        here = batch.tags >= 0
        words = seen[here]
        loss = seen.new_zeros(())
        if bool(here.any()):
            tags = self.tag_out(self.drop(torch.relu(self.tag_in(words))))
            arcs = self._arcs(seen, batch.sentences)[here]
            relations = self._relations(seen, batch, here)
            starts = self.start(words).squeeze(-1)
            loss = cross_entropy(arcs, batch.heads[here])
            loss = loss + cross_entropy(relations, batch.relations[here])
            loss = loss + 0.5 * cross_entropy(tags, batch.tags[here])
            loss = loss + binary_cross_entropy_with_logits(starts, batch.starts[here].float())
        named = batch.names >= 0
        if bool(named.any()):
            both = torch.cat([seen, given], dim=-1)
            share = named.sum() / (batch.sentences >= 0).sum()
            names = self.name_out(self.drop(torch.relu(self.name_in(both[named]))))
            loss = loss + share * cross_entropy(names, batch.names[named])
        return loss

    def _arcs(self, seen: Tensor, sentences: Tensor) -> Tensor:
        """Scores of each word's heads: the root, then every word of its sentence."""
        roots = self.root.expand(seen.shape[0], 1, -1)
        drop = self.size.dropout if self.training else 0.0
        heads = locked(torch.relu(self.arc_head(torch.cat([roots, seen], dim=1))), drop)
        deps = locked(torch.relu(self.arc_dep(seen)), drop)
        scores = (deps @ self.arc[:-1] + self.arc[-1]) @ heads.transpose(1, 2)
        same = sentences.unsqueeze(2) == sentences.unsqueeze(1)
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], dim=2)
        masked: Tensor = scores.masked_fill(~allowed, MASKED)
        return masked

    def _relations(self, seen: Tensor, batch: Batch, here: Tensor) -> Tensor:
        roots = self.root.expand(seen.shape[0], 1, -1)
        heads = torch.cat([roots, seen], dim=1)
        index = batch.heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, heads.shape[-1])
        head = self.drop(torch.relu(self.rel_head(heads.gather(1, index)[here])))
        dep = self.drop(torch.relu(self.rel_dep(seen[here])))
        one = torch.ones(len(dep), 1)
        mixed = torch.cat([dep, one], dim=1) @ self.rel.flatten(1)
        mixed = mixed.view(len(dep), self.size.relations, -1)
        return torch.bmm(mixed, torch.cat([head, one], dim=1).unsqueeze(-1)).squeeze(-1)


def exported(weights: dict[str, Tensor]) -> dict[str, np.ndarray]:
    """The weights as half-precision arrays by name."""
    return {name: tensor.detach().numpy().astype(np.float16) for name, tensor in weights.items()}
