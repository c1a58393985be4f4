from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.cluster.grouping import joined, region
from kg.cluster.likeness import Likeness


class Events:
    """Events with how alike they are; what is not said to be alike excludes each other or not."""

    def __init__(self, alike: Mapping[str, float], apart: str = "") -> None:
        self.near: dict[str, dict[str, Likeness]] = {}
        for pair, points in alike.items():
            one, two = pair.split()
            self.near.setdefault(one, {})[two] = Likeness(points, "")
            self.near.setdefault(two, {})[one] = Likeness(points, "")
        self.apart = {frozenset(pair.split()) for pair in apart.split(",") if pair}

    def neighbours(self, event: str) -> Mapping[str, Likeness]:
        return self.near.get(event, {})

    def compatible(self, one: str, two: str) -> bool:
        return frozenset({one, two}) not in self.apart

    def pairs(self, start: str) -> list[str]:
        _, edges = region(start.split(), self.neighbours, self.compatible)
        return [f"{edge.one} {edge.two}" for edge in joined(edges, self.compatible)]


@pytest.mark.parametrize("start", ["a", "b", "c", "c b a"])
def test_a_group_is_found_from_any_of_its_events(start: str) -> None:
    assert Events({"a b": 3, "b c": 4}).pairs(start) == ["b c", "a b"]


def test_an_event_that_could_belong_to_two_that_exclude_each_other_joins_neither() -> None:
    assert Events({"a v": 3, "b v": 3}, apart="a b").pairs("a b v") == []


def test_an_event_joins_the_one_that_is_clearly_closer() -> None:
    assert Events({"a v": 4, "b v": 3}, apart="a b").pairs("a b v") == ["a v"]


def test_a_chain_never_joins_what_excludes_each_other() -> None:
    chain = Events({"a b": 4, "b c": 5, "c d": 4}, apart="a d")
    assert chain.pairs("a") == ["b c", "a b"]


def test_events_that_nothing_is_like_stay_alone() -> None:
    assert Events({}).pairs("a b") == []
