from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from pyoxigraph import DefaultGraph, Quad

from kg.errors import CasusError
from kg.rdf import claim_iri, state
from kg.store import Store
from kg.store.export import export
from kg.vocabulary import CASUS, GRAPH, ID, RDF, RDFS
from tests.store.articles import PLAIN, RUN, SAID, claimed_shelling, shelling

EVENT = ID["event/shelling-1"]
OTHER = "Azerbaijan shelled Nowhere, another paper writes."


def dump(store: Store) -> bytes:
    stream = io.BytesIO()
    export(store, stream, "nq")
    return stream.getvalue()


def shown(store: Store) -> set[tuple[object, ...]]:
    return {(q.predicate, q.object) for q in store.quads(DefaultGraph()) if q.subject == EVENT}


def test_an_asserted_event_is_shown_in_the_default_graph(store: Store) -> None:
    store.replace_article(state(shelling(PLAIN), RUN))
    assert (RDF.type, CASUS.Shelling) in shown(store)


@pytest.mark.parametrize("factuality", ["claimed", "denied", "negated", "planned", "hypothetical"])
def test_an_event_that_is_not_asserted_is_not_shown_but_its_claim_is(
    store: Store, factuality: str
) -> None:
    found = shelling(PLAIN, factuality=factuality)
    store.replace_article(state(found, RUN))
    claim = claim_iri(found.article.sha256, 1)
    assert shown(store) == set()
    assert Quad(EVENT, RDF.type, CASUS.Shelling, claim) in store.oxigraph
    assert Quad(claim, CASUS.factuality, CASUS[factuality], DefaultGraph()) in store.oxigraph


def test_a_triple_that_two_articles_state_is_counted_once(store: Store) -> None:
    store.replace_article(state(shelling(PLAIN), RUN))
    store.replace_article(state(shelling(OTHER), RUN))
    answer = store.query("SELECT (COUNT(*) AS ?n) { ?event a casus:Shelling }")
    assert isinstance(answer, ox.QuerySolutions)
    assert next(answer)["n"].value == "1"


def test_loading_the_same_article_again_changes_nothing(store: Store) -> None:
    quads = state(claimed_shelling(SAID), RUN)
    assert store.replace_article(quads)
    before = dump(store)
    assert not store.replace_article(quads)
    assert dump(store) == before


def test_a_new_version_takes_the_place_of_the_old(store: Store) -> None:
    store.replace_article(state(shelling(PLAIN), RUN))
    store.replace_article(state(shelling(PLAIN, event="shelling-2"), RUN))
    fresh = Store.memory()
    fresh.replace_article(state(shelling(PLAIN, event="shelling-2"), RUN))
    assert dump(store) == dump(fresh)


def test_withdrawing_leaves_exactly_what_the_others_support(store: Store) -> None:
    store.replace_article(state(shelling(OTHER), RUN))
    before = dump(store)
    store.replace_article(state(shelling(PLAIN), RUN))
    assert store.withdraw_article(shelling(PLAIN).article.sha256)
    assert dump(store) == before
    assert (RDF.type, CASUS.Shelling) in shown(store)


def test_an_event_is_shown_as_long_as_one_article_asserts_it(store: Store) -> None:
    asserted, claimed = shelling(PLAIN), claimed_shelling(SAID)
    store.replace_article(state(asserted, RUN))
    store.replace_article(state(claimed, RUN))
    store.withdraw_article(asserted.article.sha256)
    assert shown(store) == set()


def test_an_article_that_turns_from_asserting_to_claiming_hides_the_event(store: Store) -> None:
    store.replace_article(state(shelling(PLAIN), RUN))
    store.replace_article(state(shelling(PLAIN, factuality="claimed"), RUN))
    assert shown(store) == set()


def test_withdrawing_what_is_not_there_does_nothing(store: Store) -> None:
    before = dump(store)
    assert not store.withdraw_article("0" * 64)
    assert dump(store) == before


def test_the_ontology_and_the_reference_graph_survive_every_withdrawal(store: Store) -> None:
    before = set(store.quads())
    store.replace_article(state(claimed_shelling(SAID), RUN))
    store.withdraw_article(claimed_shelling(SAID).article.sha256)
    assert set(store.quads()) == before


def test_a_change_drops_what_was_derived(store: Store) -> None:
    derived = Quad(EVENT, RDF.type, CASUS.Shelling, GRAPH["perspective/ARM"])
    store.replace_derived([derived])
    assert store.derived_graphs() == [GRAPH["perspective/ARM"]]
    store.replace_article(state(shelling(PLAIN), RUN))
    assert store.derived_graphs() == []


def test_derived_graphs_do_not_touch_the_default_graph(store: Store) -> None:
    store.replace_derived([Quad(EVENT, RDF.type, CASUS.Shelling, GRAPH["inference/ARM"])])
    assert shown(store) == set()
    store.replace_derived([])
    assert store.derived_graphs() == []


def test_only_derived_graphs_can_be_replaced_as_such(store: Store) -> None:
    with pytest.raises(CasusError, match="is no derived graph"):
        store.replace_derived([Quad(EVENT, RDF.type, CASUS.Shelling, GRAPH.ontology)])


def test_quotation_marks_and_line_breaks_survive_a_replacement(store: Store) -> None:
    text = 'Azerbaijan "shelled"\\ Nowhere\n\ton Tuesday — пример \x0b.'
    for event in ("one", "two"):
        store.replace_article(state(shelling(text, event=event), RUN))
    (stored,) = store.oxigraph.quads_for_pattern(None, CASUS.text, None, DefaultGraph())
    assert stored.object.value == text


def test_an_article_may_give_another_label_than_a_second_one(store: Store) -> None:
    store.replace_article(state(claimed_shelling(SAID), RUN))
    labels = [q for q in store.quads(DefaultGraph()) if q.predicate == RDFS.label]
    assert any(q.object.value == "Armenian oddities ministry" for q in labels)
