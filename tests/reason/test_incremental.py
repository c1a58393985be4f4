"""However articles come and go, what was concluded on the way is what a fresh start concludes."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import Quad

from kg.model import Figure
from kg.rdf import state as stated
from kg.reason import reason, rebuild
from kg.store import Store
from kg.vocabulary import CASUS, inference_graph
from tests.reason.test_accounts import owed
from tests.scenarios import (
    Story,
    army,
    batken,
    copy_of_knowledge,
    day,
    dushanbe,
    lachin,
    organ,
    place,
    state,
    store_of,
    syunik,
)

ARMENIAN = (organ("ARM", "ministry-of-defence"), "the Armenian defence ministry")
AZERBAIJANI = (organ("AZE", "ministry-of-defence"), "Azerbaijan's defence ministry")


def help_sent() -> Story:
    told = Story("Volga Post", "2021-11-20", "Russia sent arms to Armenia on Saturday.")
    roles = {"supporter": (state("RUS"), "Russia"), "supported": (state("ARM"), "Armenia")}
    return told.claim("Aid", "help", "sent", roles, time=day("2021-11-20"))


def truce_before() -> Story:
    told = Story("Volga Post", "2021-11-10", "Armenia and Azerbaijan agreed on a ceasefire.")
    roles = {"party": [(state("ARM"), "Armenia"), (state("AZE"), "Azerbaijan")]}
    return told.claim("Ceasefire", "truce", "ceasefire", roles, time=day("2021-11-10"))


def same_attack_told_by_another() -> Story:
    told = Story(
        "Seine Journal",
        "2021-11-17",
        "French diplomats saw Azerbaijani forces attack Syunik, the French foreign ministry said.",
    )
    return told.claim(
        "ArmedAttack",
        "syunik",
        "attack",
        {"attacker": (army("AZE"), "Azerbaijani forces")},
        at=(place("syunik", code="ARM"), "Syunik"),
        time=day("2021-11-16"),
        by=(organ("FRA", "ministry-of-foreign-affairs"), "the French foreign ministry"),
    )


def toll(publisher: str, by: tuple[object, str], least: int, most: int) -> Story:
    text = f"The fallen were counted by {by[1]}."
    return Story(publisher, "2021-11-18", text).claim(
        "Casualties",
        "toll",
        "counted",
        {"victim": (army("ARM"), "The fallen")},
        time=day("2021-11-16"),
        by=by,
        figure=Figure(least, most, "exactly", "killed", "soldiers", state("ARM")),
    )


STORIES = (
    *(syunik(), lachin(), batken(), dushanbe(), help_sent(), truce_before()),
    same_attack_told_by_another(),
    *(toll("Ararat Wire", ARMENIAN, 1, 2), toll("Absheron Gazette", AZERBAIJANI, 10, 12)),
)


def everything(store: Store) -> set[Quad]:
    return set(store.quads())


def from_scratch(stories: list[Story]) -> set[Quad]:
    store = store_of(*stories)
    rebuild(store)
    return everything(store)


@pytest.mark.parametrize("seed", range(4))
def test_arrivals_and_withdrawals_in_any_order_give_what_a_fresh_start_gives(seed: int) -> None:
    draw, store, there = random.Random(seed), copy_of_knowledge(), []
    reason(store)
    for _ in range(10):
        story = draw.choice(STORIES)
        if story in there:
            there.remove(story)
            store.withdraw_article(story.extraction().article.sha256)
        else:
            there.append(story)
            store.replace_article(stated(story.extraction()))
        if draw.random() < 0.5:
            reason(store)
    reason(store)
    assert everything(store) == from_scratch(there)


def test_only_what_an_article_concerns_is_reasoned_over_again() -> None:
    store = store_of(syunik(), lachin(), batken(), dushanbe())
    reason(store)
    store.replace_article(stated(help_sent().extraction()))
    counts = reason(store)
    assert counts.events is not None
    assert counts.events < 8
    assert reason(store).events == 0


def test_between_a_withdrawal_and_the_next_reasoning_nothing_wrong_is_left() -> None:
    store = store_of(syunik(), lachin(), help_sent())
    reason(store)
    assert ("performed", "true") in flags(store)
    store.withdraw_article(help_sent().extraction().article.sha256)
    assert ("performed", "true") not in flags(store)
    store.withdraw_article(syunik().extraction().article.sha256)
    assert owed(store, "ARM") == set()


def flags(store: Store) -> set[tuple[str, str]]:
    graph = inference_graph("ARM")
    return {
        (name, quad.object.value)
        for name in ("performed", "requested", "contested")
        for quad in store.oxigraph.quads_for_pattern(None, CASUS[name], None, graph)
    }


def test_other_rules_make_everything_out_of_date(monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(batken())
    reason(store)
    monkeypatch.setattr("kg.reason.build.program", lambda *goals: "% other rules")
    from kg.reason import build

    build._mark.cache_clear()
    try:
        assert build._mark() not in store.oxigraph
    finally:
        build._mark.cache_clear()
