"""A clash as twelve outlets tell it, and what follows when they are put into stores."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.pipeline import Stated, load, stated
from kg.read import Given, read
from kg.store import Store
from kg.vocabulary import CASUS, local_name
from tests.scenarios import copy_of_knowledge

CLASH = Path(__file__).parent / "clash.jsonl"


@cache
def articles() -> dict[str, Stated]:
    """What each outlet states, by the name of its line."""
    names = [json.loads(line)["id"] for line in CLASH.read_text("utf-8").splitlines()]
    found = [stated(article) for article in read([str(CLASH)], Given())]
    assert all(isinstance(each, Stated) for each in found)
    return {n: each for n, each in zip(names, found, strict=True) if isinstance(each, Stated)}


def store_with(*names: str) -> Store:
    """A store with some of the articles, one after the other."""
    store = copy_of_knowledge()
    for name in names:
        store.replace_article(articles()[name].quads)
    return store


@cache
def whole() -> Store:
    """A store with all of them, loaded in one go; not to be written to."""
    store = copy_of_knowledge()
    list(load([str(CLASH)], store))
    return store


def links(store: Store) -> set[Quad]:
    """Everything that links state, with their graphs."""
    found = store.oxigraph.quads_for_pattern(None, CASUS.reason, None, None)
    graphs = {q.graph_name for q in found if isinstance(q.graph_name, NamedNode)}
    return {quad for graph in graphs for quad in store.quads(graph)}


def pairs(store: Store, predicate: str) -> set[tuple[str, str]]:
    """The local names of what a property links."""
    return {
        (local_name(str(q.subject)[1:-1]), local_name(str(q.object)[1:-1]))
        for q in store.oxigraph.quads_for_pattern(None, CASUS[predicate], None, DefaultGraph())
    }


def groups(store: Store) -> list[frozenset[tuple[str, str]]]:
    """The events that are one, each as (outlet, sentence) of its claims; those alone left out."""
    above: dict[str, str] = {}

    def top(event: str) -> str:
        while above.setdefault(event, event) != event:
            event = above[event]
        return event

    for one, two in sorted(pairs(store, "sameEventAs")):
        above[top(one)] = top(two)
    found: dict[str, set[tuple[str, str]]] = {}
    for event, outlet, words in _told(store):
        found.setdefault(top(event), set()).add((outlet, words))
    return [frozenset(each) for each in found.values() if len({o for o, _ in each}) > 1]


def group_of(store: Store, outlet: str, words: str) -> set[tuple[str, str]]:
    """What is one event with what an outlet says in some words."""
    return {
        each
        for group in groups(store)
        if any(o == outlet and words in sentence for o, sentence in group)
        for each in group
    }


def _told(store: Store) -> Iterator[tuple[str, str, str]]:
    answer = store.query(
        "SELECT ?event ?outlet ?kind ?words { ?claim casus:about ?event ; casus:reportedIn/"
        "casus:publisher ?outlet ; casus:groundedIn/casus:quote ?words }"
    )
    for row in answer:  # type: ignore[union-attr]
        event, outlet, words = (row[name].value for name in ("event", "outlet", "words"))
        yield local_name(event), local_name(outlet), words


def outlets(group: Iterable[tuple[str, str]]) -> set[str]:
    """Who tells of an event."""
    return {outlet for outlet, _ in group}
