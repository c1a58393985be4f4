from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from kg.parse.tree import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        seen, at = set(), start
        while at and at not in seen:
            seen.add(at)
            at = heads[at - 1]
        if at:
            return False
    return True


@pytest.mark.parametrize("seed", range(40))
def test_the_heads_always_make_a_tree_with_one_root(seed: int) -> None:
    random = np.random.default_rng(seed)
    size = int(random.integers(1, 40))
    scores = random.normal(size=(size, size + 1)).astype(np.float32) * 3
    assert is_tree(tuple(best_tree(scores).tolist()))


@pytest.mark.parametrize("seed", range(40))
def test_given_the_root_no_tree_scores_higher(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32) * 3
    found = tuple(best_tree(scores).tolist())
    rivals = [
        heads
        for heads in product(range(5), repeat=4)
        if is_tree(heads) and heads.index(0) == found.index(0)
    ]
    total = {heads: sum(scores[at, head] for at, head in enumerate(heads)) for heads in rivals}
    assert total[found] == pytest.approx(max(total.values()))


def test_a_cycle_of_a_very_long_sentence_is_broken() -> None:
    size = 400
    scores = np.zeros((size, size + 1), np.float32)
    for at in range(0, size - 1, 2):
        scores[at, at + 2] = scores[at + 1, at + 1] = 9
    assert is_tree(tuple(best_tree(scores).tolist()))
