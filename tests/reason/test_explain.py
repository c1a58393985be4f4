"""An explanation leads from a conclusion to the characters of an article and to the treaty."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode

from kg.reason import explain
from kg.reason.conclusions import EVERY_GOAL, cases, conclusions
from kg.reason.engine import Conclusions, Fact
from kg.reason.explain import NothingToExplain
from kg.reason.graphs import inference_quads
from kg.reason.near import facts_near
from kg.reason.rules import program
from kg.reason.steps import Step
from kg.reason.words import Words
from kg.vocabulary import CASUS, ID, RDF, inference_graph
from tests.scenarios import STORIES, golden


def conclusion(code: str, kind: str, **values: str) -> str:
    """The IRI of the conclusion in an account that has these values."""
    store, graph = golden().oxigraph, inference_graph(code)
    for quad in store.quads_for_pattern(None, RDF.type, CASUS[kind], graph):
        told = {
            found.predicate.value.rsplit("/", 1)[-1]: found.object.value
            for found in store.quads_for_pattern(quad.subject, None, None, graph)
        }
        if all(told[name].endswith(value) for name, value in values.items()):
            return quad.subject.value
    raise LookupError(values)


def russia_for_armenia() -> str:
    return conclusion(
        "ARM", "CasusFoederis", owedBy="RUS", underAgreement="collective-security-treaty"
    )


def leaves(step: Step) -> Iterator[Step]:
    if step.source:
        yield step
    for premise in step.premises:
        yield from leaves(premise)


def texts() -> dict[str, str]:
    found = (story().extraction().article for story in STORIES)
    return {article.sha256: article.text for article in found}


def test_it_says_what_would_apply_and_according_to_whom() -> None:
    assert explain(golden(), russia_for_armenia()).statement == (
        "According to Armenia's account, Art. 4 of the Collective Security Treaty would apply: "
        "Russia to assist Armenia"
    )


def test_it_never_says_that_anybody_must() -> None:
    store = golden()
    for quad in store.oxigraph.quads_for_pattern(None, CASUS.triggeredBy, None, None):
        text = explain(store, quad.subject.value).text()
        told = text[: text.index("\nSources")]
        assert not re.search(r"\bmust\b|\bhas to\b|\bobliged\b", told)


def test_every_passage_holds_the_characters_at_its_offsets() -> None:
    found = [
        leaf for step in explain(golden(), russia_for_armenia()).steps for leaf in leaves(step)
    ]
    passages = [(leaf.source, leaf.characters) for leaf in found if leaf.characters]
    assert {passage.text for _, passage in passages} >= {
        "attacked",
        "Azerbaijani forces",
        "Syunik",
        "appealed",
        "Collective Security Treaty",
    }
    for source, passage in passages:
        text = texts()[source.article.rsplit("/", 1)[-1]]
        assert text[passage.start : passage.end] == passage.text
        sentence = source.passage
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start <= passage.start < passage.end <= sentence.end


def test_it_names_claimant_outlet_day_and_treaty_article() -> None:
    explanation = explain(golden(), russia_for_armenia())
    text = explanation.text()
    assert "(Armenia), in Ararat Wire, 2021-11-16, characters 0-104" in text
    assert '"Azerbaijani forces" at 0-18' in text
    assert "collective-security-treaty/article-4/defence>" in text
    assert "Armenia asked Russia for help" in text
    assert "Armenia invoked this agreement" in text


def test_every_leaf_names_the_graph_it_stands_in() -> None:
    store = golden()
    for step in explain(store, russia_for_armenia()).steps:
        for leaf in leaves(step):
            assert store.oxigraph.contains_named_graph(NamedNode(leaf.source.graph))


def test_the_json_can_be_written_and_holds_the_whole_tree() -> None:
    explanation = explain(golden(), russia_for_armenia())
    made = json.loads(json.dumps(explanation.json()))
    assert made["iri"] == russia_for_armenia()
    assert {step["rule"] for step in made["steps"]} == {
        "casus foederis",
        "invocation and request",
        "contested conditions",
        "response to an attack",
        "bound to both sides",
    }


def test_an_attack_inside_the_alliance_is_explained_by_both_participations() -> None:
    text = explain(golden(), conclusion("KGZ", "IntraAllianceAttack")).text()
    assert "by it nobody is taken to owe anything" in text
    assert "Tajikistan was bound by the Collective Security Treaty on 2022-09-16" in text
    assert "Kyrgyzstan was bound by the Collective Security Treaty on 2022-09-16" in text


def test_an_event_is_explained_by_its_claims_and_what_follows() -> None:
    explanation = explain(golden(), ID["event/syunik"].value)
    assert "1 claim about the event syunik" in explanation.statement
    assert any("Russia to assist Armenia" in remark for remark in explanation.remarks)
    assert '"Azerbaijani forces" at 0-18' in explanation.text()


def test_a_claim_is_explained_by_its_words() -> None:
    sha256 = STORIES[1]().extraction().article.sha256
    text = explain(golden(), ID[f"claim/{sha256}-2"].value).text()
    assert "denied" in text
    assert "It denied that its forces had shelled Armenian villages in Syunik." in text


def test_an_unknown_iri_is_answered_in_one_sentence() -> None:
    with pytest.raises(NothingToExplain, match="is no conclusion, claim or event of this store"):
        explain(golden(), ID["casus/none"].value)


def test_what_is_no_iri_is_answered_in_one_sentence() -> None:
    with pytest.raises(NothingToExplain, match="'Armenia' is no IRI"):
        explain(golden(), "Armenia")


def test_retracting_any_leaf_removes_the_conclusion_unless_another_proof_stands() -> None:
    given = facts_near(golden().oxigraph, [NamedNode(ID["event/syunik"].value)])
    found = Conclusions(program(), given)
    case = next(case for case in cases(found) if case.value("owedBy").endswith("BLR"))
    proof = found.proof(case.facts[0])
    assert proof is not None
    for leaf in set(proof.leaves()) - {fact for fact in proof.leaves() if fact.predicate == "mode"}:
        less = {**given, leaf.predicate: given[leaf.predicate] - {leaf.values}}
        again = Conclusions(program(), less).proof(case.facts[0])
        assert again is None or leaf not in set(again.leaves()), leaf
        if leaf.predicate in ("attacker", "occurredAt", "began", "participation", "defence"):
            assert again is None, leaf


def everything_concluded() -> tuple[Conclusions, dict]:
    graphs = golden().oxigraph
    quads = graphs.quads_for_pattern(None, CASUS.about, None, None)
    given = facts_near(graphs, {quad.object for quad in quads})
    return Conclusions(program(*EVERY_GOAL), given), given


def test_every_inferred_statement_has_a_proof() -> None:
    found, _ = everything_concluded()
    told = set(inference_quads(Words(golden().oxigraph), found))
    held = {
        quad
        for quad in golden().quads()
        if "/inference/" in str(quad.graph_name) and "/perspective/" not in str(quad.subject)
    }
    assert told == held
    facts = [fact for each in conclusions(found) for fact in each.facts]
    facts += [Fact(name, row) for name in ("attackBy", "onTerritoryOf") for row in found.rows(name)]
    assert [fact for fact in facts if found.proof(fact) is None] == []


@pytest.mark.parametrize("seed", range(5))
def test_without_a_random_leaf_a_conclusion_goes_unless_another_proof_stands(seed: int) -> None:
    draw = random.Random(seed)
    found, given = everything_concluded()
    fact = draw.choice([fact for each in conclusions(found) for fact in each.facts])
    leaves = {leaf for leaf in found.proof(fact).leaves() if leaf.predicate in given}
    leaf = draw.choice(sorted(leaves, key=str))
    less = {**given, leaf.predicate: given[leaf.predicate] - {leaf.values}}
    again = Conclusions(program(*EVERY_GOAL), less).proof(fact)
    assert again is None or leaf not in set(again.leaves())
