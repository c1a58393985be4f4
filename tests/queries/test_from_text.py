"""From the text of articles to the answers: what `make demo` and the seed article lead to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kg.ontology import saved_queries
from kg.pipeline import load
from kg.read import Given
from kg.reason import explain, reason
from kg.reason.steps import Step
from kg.store import Store
from kg.vocabulary import CASUS

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "kg" / "samples" / "articles.jsonl"
SEED = ROOT.parent / "shared" / "articles" / "2021-11-16-armenia-azerbaijan-ceasefire.txt"
ALLIES = ("Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan")
CST, ARMENIA, AZERBAIJAN = "Collective Security Treaty", "Armenia's account", "Azerbaijan's account"

pytestmark = pytest.mark.xdist_group("from-text")  # one worker reads the articles once


@cache
def loaded(path: Path, date: str | None = None, publisher: str | None = None) -> Store:
    store = Store.memory()
    list(load([str(path)], store, Given(date=date, publisher=publisher)))
    reason(store)
    return store


def samples() -> Store:
    return loaded(SAMPLES)


def seed() -> Store:
    if not SEED.is_file():
        pytest.skip("the seed article is not beside this checkout")
    return loaded(SEED, "2021-11-16", "AFP")


def owed(store: Store) -> set[tuple[str, ...]]:
    """(account, agreement, owed by, owed to, certainty)."""
    (query,) = (query for query in saved_queries() if query.name == "casus-foederis")
    columns = ("account", "name", "owedBy", "owedTo", "certainty")
    return {tuple(row[name].value for name in columns) for row in store.query(query.text)}


def leaves(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield from [step] if step.source else []
        yield from leaves(step.premises)


@pytest.mark.parametrize("store", [seed, samples])
def test_armenias_allies_would_owe_it_assistance_according_to_armenia(store) -> None:
    found = {row for row in owed(store()) if row[0] == ARMENIA}
    bilateral = {row for row in found if row[1] != CST}
    assert found - bilateral == {(ARMENIA, CST, ally, "Armenia", "certain") for ally in ALLIES}
    assert {row[2:] for row in bilateral} == {("Russia", "Armenia", "certain")}


@pytest.mark.parametrize("store", [seed, samples])
def test_only_turkey_would_owe_azerbaijan_assistance_according_to_azerbaijan(store) -> None:
    found = {row[2:] for row in owed(store()) if row[0] == AZERBAIJAN}
    assert found == {("Turkey", "Azerbaijan", "certain")}


def test_nobody_would_owe_anything_for_a_war_inside_the_alliance() -> None:
    accounts = {row[0] for row in owed(samples())}
    assert not accounts & {"Kyrgyzstan's account", "Tajikistan's account"}
    found = samples().query(
        "SELECT ?by { GRAPH ?g { ?a a casus:IntraAllianceAttack ; casus:aggressor ?by } }"
    )
    assert {flagged["by"].value[-3:] for flagged in found} <= {"KGZ", "TJK"}


@pytest.mark.parametrize("store", [seed, samples])
def test_a_conclusion_of_every_account_leads_to_characters_of_an_article(store) -> None:
    graphs = store().oxigraph
    texts = {
        q.subject.value: q.object.value for q in graphs.quads_for_pattern(None, CASUS.text, None)
    }
    conclusions = {
        q.graph_name: q for q in graphs.quads_for_pattern(None, CASUS.inPerspective, None)
    }
    for quad in conclusions.values():
        found = leaves(explain(store(), quad.subject.value).steps)
        read = [leaf for leaf in found if leaf.characters and leaf.source.article]
        assert read
        for leaf in read:
            start, end = leaf.characters.start, leaf.characters.end
            assert texts[leaf.source.article][start:end] == leaf.characters.text


def test_reasoning_over_the_samples_takes_less_than_three_seconds() -> None:
    assert reason(samples()).seconds < 3


def test_one_thing_has_one_label() -> None:
    """Two labels double every row that shows a name."""
    query = """SELECT ?thing WHERE { ?thing rdfs:label ?label FILTER(LANG(?label) IN ("", "en")) }
        GROUP BY ?thing HAVING(COUNT(DISTINCT ?label) > 1)"""
    assert [row["thing"].value for row in samples().query(query)] == []
