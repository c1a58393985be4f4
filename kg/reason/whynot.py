"""Why something does not follow: which conditions fail, and how near it comes."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.reason.background import add_treaties, agreements_of
from kg.reason.engine import Conclusions, Fact
from kg.reason.evidence import Evidence
from kg.reason.explain import NothingToExplain, proven
from kg.reason.explanation import Explanation
from kg.reason.facts import Facts, Graphs, Row, subjects
from kg.reason.near import facts_near
from kg.reason.rules import program
from kg.reason.steps import Step
from kg.reason.words import Words
from kg.store import Store
from kg.vocabulary import CASUS


def why_not(store: Store, event: str, state: str) -> Explanation:
    """Why an event does not oblige a state to assist anybody, account by account.

    The nearest misses: agreements of which the fewest conditions fail. Where the event does oblige
    the state in an account, that account is named and left out.
    """
    graphs, node = store.oxigraph, NamedNode(event)
    if not subjects(graphs, CASUS.about, node):
        raise NothingToExplain(f"{event} is no event that a claim of this store is about")
    found = Conclusions(
        program("casus", "missed", "lacks", "spokenOf"), _facts(graphs, node, state)
    )
    evidence = Evidence(graphs)
    owing = {str(row[0]) for row in found.rows("casus") if row[1] == event and row[3] == state}
    told = [
        step
        for view in sorted({str(row[0]) for row in found.rows("spokenOf")} - owing)
        for step in _misses(found, view, event, evidence)
    ]
    told += _denials(found, event, evidence)
    words = evidence.words
    remarks = [f"In {words.account(view)} it would: kg explain {event}" for view in sorted(owing)]
    statement = f"Why {words.name(event)} obliges {words.name(state)} to nothing"
    return Explanation(event, statement, (*remarks, *_silence(told, state, words)), tuple(told))


def _facts(graphs: Graphs, event: NamedNode, state: str) -> Facts:
    facts = facts_near(graphs, [event])
    add_treaties(facts, graphs, set(agreements_of(graphs, [state])))
    facts.add("askedWhy", event.value, state)
    return facts


def _misses(found: Conclusions, view: str, event: str, evidence: Evidence) -> Iterator[Step]:
    """What an account lacks, or else the agreements that come nearest to being met in it."""
    words = evidence.words
    lacks = [row for row in found.rows("lacks") if row[:2] == (view, event)]
    if lacks:
        steps = [step for row in lacks for step in proven(found, Fact("lacks", row), evidence)]
        yield Step(f"in {words.account(view)}, nothing can follow", "near miss", tuple(steps))
        return
    missed: dict[Row, list[Row]] = {}
    for row in found.rows("missed"):
        if row[:2] == (view, event):
            missed.setdefault(row[2:5], []).append(row)
    fewest = min((len({row[5] for row in rows}) for rows in missed.values()), default=0)
    for (obligation, _, protected), rows in sorted(missed.items(), key=str):
        if len({row[5] for row in rows}) == fewest:
            steps = [step for row in rows for step in proven(found, Fact("missed", row), evidence)]
            said = (
                f"in {words.account(view)}, {words.norm(str(obligation))} comes nearest "
                f"to protecting {words.name(str(protected))}"
            )
            yield Step(said, "near miss", tuple(dict.fromkeys(steps)))


def _denials(found: Conclusions, event: str, evidence: Evidence) -> Iterator[Step]:
    for claim, principal, about in sorted(found.given("refusal")):
        if about == event:
            said = f"{evidence.words.name(str(principal))} says that it did not happen"
            yield Step(said, source=evidence.claim(str(claim)))


def _silence(told: list[Step], state: str, words: Words) -> Iterator[str]:
    if not told:
        yield (
            f"{words.name(state)} and the state attacked have never been party to one treaty of "
            "mutual defence"
        )
