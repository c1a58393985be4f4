"""Questions about a day rather than an event: chains of alliances, and balance in a conflict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from pyoxigraph import NamedNode

from kg.errors import CasusError
from kg.reason.background import binding_parties
from kg.reason.engine import Conclusions, Fact
from kg.reason.evidence import Evidence
from kg.reason.explain import proven
from kg.reason.explanation import Explanation
from kg.reason.facts import Facts, Graphs
from kg.reason.rules import program
from kg.reason.steps import Step
from kg.store import Store
from kg.vocabulary import CASUS, GRAPH


class BadDay(CasusError):
    """A day that is none."""


def alliance_paths(store: Store, one: str, other: str, day: str) -> Explanation:
    """The shortest chains of alliances between two states on a day, of up to three steps."""
    found, evidence = _asked(store.oxigraph, day, program("allied", "secondAlly", "thirdAlly"))
    words = evidence.words
    chains = list(_chains(found, one, other))
    steps = tuple(
        Step(" – ".join(words.name(state) for state in chain), None, _links(found, chain, evidence))
        for chain in chains
    )
    between = f"between {words.name(one)} and {words.name(other)} on {day}"
    length = f"of {_steps(len(chains[0]) - 1)}" if chains else "of up to three steps"
    remark = "A chain of alliances obliges nobody: duties do not add up"
    number = "1 chain" if len(chains) == 1 else f"{len(chains) or 'No'} chains"
    return Explanation(one, f"{number} of alliances {length} {between}", (remark,), steps)


def balance(store: Store, day: str) -> Explanation:
    """Triads in the conflicts that the accounts tell of: balanced or not, by alliances on a day."""
    rules = program("balanced", "unbalanced")
    found, evidence = _asked(store.oxigraph, day, rules)
    words, steps = evidence.words, []
    for predicate in ("unbalanced", "balanced"):
        for row in found.rows(predicate):
            view, one, other, third = map(str, row)
            if one < other:  # each pair of adversaries stands both ways
                said = (
                    f"{words.account(view)}: {words.name(third)}, between {words.name(one)} "
                    f"and {words.name(other)}, is {predicate}"
                )
                steps.append(Step(said, None, proven(found, Fact(predicate, row), evidence)))
    remark = "A triad is balanced when the product of its ties is positive"
    return Explanation(
        GRAPH.reasoning.value, f"{len(steps)} triads on {day}", (remark,), tuple(steps)
    )


def _asked(graphs: Graphs, day: str, rules: str) -> tuple[Conclusions, Evidence]:
    facts = binding_parties(graphs)
    facts.add("askedOn", _moment(day))
    _add_hostile(facts, graphs)
    return Conclusions(rules, facts), Evidence(graphs)


def _moment(day: str) -> int:
    try:
        return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    except ValueError as error:
        raise BadDay(f"{day!r} is no day: write it as 2021-11-16") from error


def _add_hostile(facts: Facts, graphs: Graphs) -> None:
    """Who attacked whose territory in which account, as concluded."""
    struck: dict[tuple[str, str], set[str]] = {}
    for quad in graphs.quads_for_pattern(None, CASUS.onTerritoryOf, None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            key = quad.subject.value, str(quad.graph_name)
            struck.setdefault(key, set()).add(quad.object.value)
    for view, graph in sorted(_accounts(graphs)):
        for quad in graphs.quads_for_pattern(None, CASUS.attackBy, None, NamedNode(graph)):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                for victim in struck.get((quad.subject.value, f"<{graph}>"), ()):
                    facts.add("hostile", view, quad.object.value, victim)


def _accounts(graphs: Graphs) -> Iterator[tuple[str, str]]:
    for quad in graphs.quads_for_pattern(None, CASUS.perspectiveOf, None, None):
        if isinstance(quad.object, NamedNode) and isinstance(quad.graph_name, NamedNode):
            yield quad.object.value, quad.graph_name.value


def _chains(found: Conclusions, one: str, other: str) -> Iterator[tuple[str, ...]]:
    """The shortest chains, as the states on the way."""
    if any(row[:2] == (one, other) for row in found.rows("allied")):
        yield (one, other)
        return
    second = [row for row in found.rows("secondAlly") if row[0] == one]
    middles = [str(row[1]) for row in second if row[2] == other]
    if middles:
        yield from ((one, middle, other) for middle in middles)
        return
    for row in found.rows("thirdAlly"):
        if row[0] == one and row[2] == other:
            firsts = (str(each[1]) for each in second if each[2] == row[1])
            yield from ((one, first, str(row[1]), other) for first in firsts)


def _links(found: Conclusions, chain: tuple[str, ...], evidence: Evidence) -> tuple[Step, ...]:
    """The alliances behind each step of a chain."""
    pairs = list(pairwise(chain))
    return tuple(
        step
        for pair in pairs
        for row in found.rows("allied")
        if row[:2] == pair
        for step in proven(found, Fact("allied", row), evidence)
    )


def _steps(number: int) -> str:
    return "1 step" if number == 1 else f"{number} steps"
