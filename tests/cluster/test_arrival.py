"""Links follow from the articles that the store holds, not from how it came to hold them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.cluster import neighbourhood
from kg.vocabulary import CASUS
from tests.cluster.stories import articles, links, store_with, whole

NAMES = st.lists(st.sampled_from(sorted(articles())), min_size=4, max_size=6, unique=True)
FEW = settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@FEW
@given(NAMES)
def test_articles_in_any_order_are_linked_alike(names: list[str]) -> None:
    assert links(store_with(*names)) == links(store_with(*sorted(names)))


@FEW
@given(NAMES, st.integers(1, 3))
def test_a_withdrawn_article_leaves_what_would_be_without_it(names: list[str], gone: int) -> None:
    store = store_with(*names)
    for name in names[:gone]:
        store.withdraw_article(articles()[name].article.sha256)
    assert set(store.quads()) == set(store_with(*names[gone:]).quads())


def test_one_article_after_the_other_is_as_good_as_all_at_once() -> None:
    assert links(store_with(*sorted(articles()))) == links(whole())


def test_a_replaced_article_takes_its_former_links_with_it() -> None:
    store = store_with("north", "moscow")
    before = set(store.quads())
    without = [quad for quad in articles()["moscow"].quads if quad.predicate != CASUS.about]
    store.replace_article(without)
    store.replace_article(articles()["moscow"].quads)
    assert set(store.quads()) == before


def test_linking_everything_anew_changes_nothing() -> None:
    store = store_with(*sorted(articles()))
    before = set(store.quads())
    store.relink()
    assert set(store.quads()) == before


def test_a_key_that_becomes_common_is_void_for_those_that_came_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = links(whole())
    monkeypatch.setattr(neighbourhood, "COMMON", 6)
    names = sorted(articles())
    one, other = store_with(*names), store_with(*reversed(names))
    assert links(one) == links(other) != usual
    one.withdraw_article(articles()[names[0]].article.sha256)
    assert links(one) == links(store_with(*names[1:]))
