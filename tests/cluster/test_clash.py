"""One clash as ten outlets tell it, a later one, one elsewhere: what is linked and what not."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, NamedNode

from kg.validate import check
from kg.vocabulary import CASUS, RDF, local_name
from tests.cluster.stories import articles, group_of, groups, outlets, pairs, store_with, whole


def attacks_by(group: set[tuple[str, str]]) -> set[str]:
    """Who attacks according to the sentences of a group."""
    return {
        side
        for _, words in group
        for side in ("Armenian", "Azerbaijani")
        if f"{side} forces had attacked" in words or f"{side} troops had attacked" in words
    }


def test_the_captives_are_the_same_in_all_reports_whatever_their_number() -> None:
    group = group_of(whole(), "ararat-news", "12 Armenian servicemen were captured")
    assert {"northern-wire", "moscow-telegraph-agency", "agence-centrale"} <= outlets(group)
    assert ("tbilisi-observer", articles()["tbilisi"].article.text.split("\n\n")[1][:84]) in group


def test_an_attack_and_the_attack_that_the_other_side_tells_of_are_two_events() -> None:
    by_armenia = group_of(whole(), "london-broadcasting", "Azerbaijan said Armenian forces had")
    by_azerbaijan = group_of(whole(), "london-broadcasting", "Armenia said Azerbaijani troops had")
    assert by_armenia
    assert by_azerbaijan
    assert not by_armenia & by_azerbaijan
    assert all(len(attacks_by(set(group))) < 2 for group in groups(whole()))


def test_each_side_s_account_is_a_rival_of_the_other_s() -> None:
    assert any(
        "AZE-ARM" in one + two and "ARM-AZE" in one + two
        for one, two in pairs(whole(), "rivalAccountOf")
    )
    assert not pairs(whole(), "rivalAccountOf") & pairs(whole(), "sameEventAs")


def test_a_denial_is_about_the_attack_that_others_claim() -> None:
    group = group_of(whole(), "baku-bulletin", "denied that Azerbaijani forces had attacked")
    assert "ararat-news" in outlets(group)


def test_a_clash_a_week_later_is_another_one() -> None:
    later = articles()["later"].article.text
    for group in groups(whole()):
        sentences = {words for _, words in group}
        assert all(words in later for words in sentences) or not any(w in later for w in sentences)


def test_a_clash_elsewhere_on_the_day_is_another_one() -> None:
    assert all("steppe-courier" not in outlets(group) for group in groups(whole()))


def test_talks_of_other_persons_are_other_talks() -> None:
    group = group_of(whole(), "moscow-telegraph-agency", "discussed the situation by phone")
    assert {"northern-wire", "harbour-times"} <= outlets(group)
    assert not any("Shoigu" in words for _, words in group)


def test_reprints_are_copies_of_the_agency_s_report() -> None:
    north, *reprints = (
        articles()[name].article.sha256 for name in ("north", "north-copy", "north-tail")
    )
    assert pairs(whole(), "copyOf") == {(reprint, north) for reprint in reprints}


def test_a_link_says_why_and_how_surely_in_a_graph_of_its_own() -> None:
    store = whole()
    found = list(store.oxigraph.quads_for_pattern(None, RDF.type, CASUS.Link, DefaultGraph()))
    assert found
    for quad in found:
        assert isinstance(quad.subject, NamedNode)
        inside = {local_name(each.predicate.value) for each in store.quads(quad.subject)}
        stated = inside - {"type", "reason", "confidence"}
        assert {"type", "reason", "confidence"} < inside
        assert stated in ({"sameEventAs"}, {"rivalAccountOf"}, {"copyOf"})


def test_taking_away_the_graph_of_a_link_takes_back_the_judgement() -> None:
    store = store_with("moscow", "paris")
    assert group_of(store, "agence-centrale", "Twelve Armenian soldiers")
    store.withdraw_article(articles()["moscow"].article.sha256)
    assert not pairs(store, "sameEventAs")


def test_the_graph_with_its_links_is_as_it_should_be() -> None:
    found = check(whole().quads(), owl=False)
    assert [str(p) for p in found.problems if "link" in str(p)] == []
