"""The network at work, with numpy alone: texts of words in, scores out.

Three bidirectional LSTM layers read a paragraph; small heads then score the tag of each word, the
start of sentences, names, and, within a sentence, every possible head and relation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.parse.features import UNKNOWN, Form, form_of, spacing

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
KNOWN_FORMS = 50_000


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text as words: their forms and whether white space follows each."""

    texts: Sequence[str]
    spaces: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network makes of a text: a row for each word, alone and where it stands.

    The other four are the word as the head or as the dependent of an arc and of a relation.
    """

    inputs: Floats
    states: Floats
    arc_head: Floats
    arc_dep: Floats
    rel_head: Floats
    rel_dep: Floats


class Network:
    """The trained weights and what they say of words."""

    def __init__(
        self, weights: Mapping[str, Floats], words: Mapping[str, int], pretrained: Mapping[str, int]
    ) -> None:
        """`words` and `pretrained` give the rows of the learnt and of the pretrained vectors."""
        self._w = weights
        self._words = words
        self._pretrained = pretrained
        self._rows: dict[str, int] = {}
        self._vectors: Floats = np.empty((0, 0), np.float32)
        self._layers = [_Layer(weights, depth) for depth in range(_depth(weights))]
        self._root = self._roles(weights["root"][None])

    def encode(self, texts: Sequence[Words]) -> list[Seen]:
        """What is seen of each text."""
        order = sorted(range(len(texts)), key=lambda at: -len(texts[at].texts))
        lengths = np.array([len(texts[at].texts) for at in order])
        plan = _Plan.of(lengths)
        inputs = [self._inputs(texts[at]) for at in order]
        states = np.concatenate(inputs)[plan.by_time]
        for layer in self._layers:
            states = layer.run(states, plan)
        rows = np.empty_like(states)
        rows[plan.by_time] = states
        bounds = np.cumsum(lengths)[:-1]
        parts = [inputs, *(np.split(part, bounds) for part in (rows, *self._roles(rows)))]
        seen = [Seen(*text) for text in zip(*parts, strict=True)]
        return [seen[at] for at in np.argsort(order, kind="stable")]

    def tags(self, seen: Seen) -> Integers:
        """The best tag of each word."""
        best: Integers = self._head("tag", seen.states).argmax(axis=1)
        return best

    def names(self, seen: Seen) -> Floats:
        """The score of each name label for each word."""
        return self._head("name", np.hstack([seen.states, seen.inputs]))

    def starts(self, seen: Seen) -> NDArray[np.bool_]:
        """Whether each word begins a sentence."""
        scores: Floats = (seen.states @ self._w["start.weight"].T)[:, 0] + self._w["start.bias"]
        found: NDArray[np.bool_] = scores > 0
        return found

    def arcs(self, seen: Seen, sentence: slice) -> Floats:
        """For each word of one sentence the score of the root and of each word as its head."""
        heads = np.vstack([self._root[0], seen.arc_head[sentence]])
        scores: Floats = seen.arc_dep[sentence] @ heads.T
        return scores

    def relations(self, seen: Seen, sentence: slice, heads: Integers) -> Floats:
        """The score of each relation of each word to its head (counted from 1, 0 the root)."""
        head = np.vstack([self._root[2], seen.rel_head[sentence]])[heads]
        dep = seen.rel_dep[sentence]
        weights = self._w["rel"]
        mixed = (dep @ weights.reshape(weights.shape[0], -1)).reshape(len(dep), *weights.shape[1:])
        scores: Floats = np.matmul(mixed, head[:, :, None])[:, :, 0]
        return scores

    def _roles(self, states: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """The words as heads and dependents of arcs, and of relations, as `Seen` has them."""
        arc = self._w["arc"]
        return (
            _relu(self._linear("arc_head", states)),
            _relu(self._linear("arc_dep", states)) @ arc[:-1] + arc[-1],
            _with_one(_relu(self._linear("rel_head", states))),
            _with_one(_relu(self._linear("rel_dep", states))),
        )

    def _linear(self, name: str, given: Floats) -> Floats:
        result: Floats = given @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]
        return result

    def _head(self, name: str, seen: Floats) -> Floats:
        return self._linear(f"{name}_out", _relu(self._linear(f"{name}_in", seen)))

    def _inputs(self, words: Words) -> Floats:
        after = words.spaces
        before = [True, *after[:-1]]
        spaces = [spacing(left, right) for left, right in zip(before, after, strict=True)]
        return np.hstack([self._forms(words.texts), self._w["space.weight"][spaces]])

    def _forms(self, texts: Sequence[str]) -> Floats:
        """The vectors of the forms; those seen before are looked up."""
        if len(self._rows) > KNOWN_FORMS:
            self._rows = {}
        new = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if new:
            rows = np.stack([self._vector(form_of(text, self._words)) for text in new])
            known = self._vectors[: len(self._rows)]
            self._vectors = np.vstack([known, rows]) if len(known) else rows
            self._rows.update((text, at) for at, text in enumerate(new, len(self._rows)))
        found: Floats = self._vectors[[self._rows[text] for text in texts]]
        return found

    def _vector(self, form: Form) -> Floats:
        grams = self._w["gram.weight"][list(form.grams)].mean(axis=0)
        parts = (
            self._w["word.weight"][form.word],
            grams,
            self._w["suffix.weight"][form.suffix],
            self._w["shape.weight"][form.shape],
            self._w["pretrained.weight"][self._pretrained.get(form.plain, UNKNOWN)],
        )
        return np.concatenate(parts)


@dataclass(frozen=True)
class _Plan:
    """How texts, the longest first, are read in step: time by time, all texts that still run.

    `by_time` takes rows from text order to time order; `turned` takes rows in time order to the
    order in which the backward direction reads them (and back again); `steps` bounds each step.
    """

    by_time: Integers
    turned: Integers
    steps: list[tuple[int, int]]

    @classmethod
    def of(cls, lengths: Integers) -> _Plan:
        offsets = np.cumsum(lengths) - lengths
        running = [int((lengths > time).sum()) for time in range(int(lengths[0]))]
        by_time = np.concatenate([offsets[:count] + time for time, count in enumerate(running)])
        firsts = np.cumsum([0, *running])
        turned = np.concatenate(
            [
                firsts[lengths[:count] - 1 - time] + np.arange(count)
                for time, count in enumerate(running)
            ]
        )
        return cls(by_time, turned, list(pairwise(firsts.tolist())))


class _Layer:
    """One bidirectional LSTM layer.

    PyTorch orders the gates in, forget, cell, out; here the cell comes last, so that one slice
    holds the three sigmoids. As sigmoid(x) is tanh(x/2)/2 + 1/2, halving their weights beforehand
    leaves a single tanh for all four.
    """

    def __init__(self, weights: Mapping[str, Floats], depth: int) -> None:
        names = [f"l{depth}", f"l{depth}_reverse"]
        self._into = [_gates(weights[f"lstm.weight_ih_{name}"]).T.copy() for name in names]
        self._bias = [_gates(weights[f"lstm.bias_ih_{name}"]) for name in names]
        recurrent = [_gates(weights[f"lstm.weight_hh_{name}"]).T for name in names]
        self._recurrent = np.ascontiguousarray(np.stack(recurrent))
        self._size = self._recurrent.shape[1]

    def run(self, given: Floats, plan: _Plan) -> Floats:
        """The states of both directions at each row, side by side."""
        size = self._size
        sources = (given, given[plan.turned])
        gates = np.empty((2, len(given), 4 * size), np.float32)
        for at, source in enumerate(sources):
            np.matmul(source, self._into[at], out=gates[at])
            gates[at] += self._bias[at]
        states = np.empty((2, len(given), size), np.float32)
        hidden = np.zeros((2, plan.steps[0][1], size), np.float32)
        cell = np.zeros_like(hidden)
        for start, end in plan.steps:
            count = end - start
            now = gates[:, start:end]
            now += np.matmul(hidden[:, :count], self._recurrent)
            np.tanh(now, out=now)
            opened = now[:, :, : 3 * size]
            opened *= 0.5
            opened += 0.5
            cell = cell[:, :count] * now[:, :, size : 2 * size]
            cell += now[:, :, :size] * now[:, :, 3 * size :]
            hidden = np.multiply(
                np.tanh(cell), now[:, :, 2 * size : 3 * size], out=states[:, start:end]
            )
        return np.hstack([states[0], states[1][plan.turned]])


def _gates(rows: Floats) -> Floats:
    """Rows of the four gates, reordered and halved as `_Layer` says."""
    enter, keep, fresh, leave = np.split(rows, 4)
    return np.concatenate([enter * 0.5, keep * 0.5, leave * 0.5, fresh]).astype(np.float32)


def _depth(weights: Mapping[str, Floats]) -> int:
    return sum(name.startswith("lstm.weight_ih_l") for name in weights) // 2


def _relu(given: Floats) -> Floats:
    result: Floats = np.maximum(given, 0)
    return result


def _with_one(given: Floats) -> Floats:
    return np.hstack([given, np.ones((len(given), 1), np.float32)])
