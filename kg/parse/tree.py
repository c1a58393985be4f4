"""From scores to a tree: the best head of each word, without cycles, with a single root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
_NEVER = np.float32(-1e9)


def best_tree(scores: Floats) -> Integers:
    """The heads (counted from 1, 0 the root) of the best tree over the words.

    `scores[word, head]` has the root in column 0.

    >>> best_tree(np.array([[0, 0, 5], [3, 4, 0]], np.float32)).tolist()
    [2, 0]
    """
    size = len(scores)
    scores = scores.astype(np.float32)
    scores[np.arange(size), np.arange(1, size + 1)] = _NEVER
    heads: Integers = scores.argmax(axis=1)
    if (heads == 0).sum() == 1 and not _cycle(heads.tolist()):
        return heads
    logs = scores - scores.max(axis=1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    root = int((logs[:, 0] - logs[:, 1:].max(axis=1, initial=_NEVER)).argmax())
    logs[:, 0] = _NEVER
    logs[root] = _NEVER
    logs[root, 0] = 0
    square = np.full((size + 1, size + 1), _NEVER, np.float32)
    square[1:] = logs
    found = _spanning(square)
    return np.array(found[1:], np.int64)


def _cycle(heads: list[int]) -> list[int]:
    """The words (counted from 1) of a cycle, if there is one; `heads[0]` is the first word's."""
    state = [0] * (len(heads) + 1)
    state[0] = -1
    for start in range(1, len(heads) + 1):
        at = start
        while state[at] == 0:
            state[at] = start
            at = heads[at - 1]
        if state[at] == start:
            cycle, nextone = [at], heads[at - 1]
            while nextone != at:
                cycle.append(nextone)
                nextone = heads[nextone - 1]
            return cycle
        at = start
        while state[at] == start:
            state[at] = -1
            at = heads[at - 1]
    return []


def _spanning(scores: Floats) -> list[int]:
    """Chu-Liu and Edmonds' tree over a square of scores; row and column 0 are the root."""
    heads: list[int] = [0, *scores[1:].argmax(axis=1).tolist()]
    cycle = _cycle(heads[1:])
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [at for at in range(len(scores)) if at not in inside]
    own = np.array([scores[at, heads[at]] for at in cycle], np.float32)
    into = scores[np.ix_(cycle, outside)] - own[:, None]
    out = scores[np.ix_(outside, cycle)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER, np.float32)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = into.max(axis=0)
    smaller[:size, size] = out.max(axis=1)
    smaller[0] = _NEVER
    smaller[size, size] = _NEVER
    found = _spanning(smaller)
    for place, at in enumerate(outside[1:], 1):
        head = found[place]
        heads[at] = cycle[int(out[place].argmax())] if head == size else outside[head]
    entry = found[size]
    entered = int(into[:, entry].argmax())
    heads[cycle[entered]] = outside[entry]
    return heads
