"""Nemo, the rule engine: facts in, conclusions and their proofs out.

The only file that knows Nemo. Facts travel through CSV files, as Nemo parses inline facts slowly.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

from kg.reason.facts import Row, Value
from kg.reason.rules import BadRule


@dataclass(frozen=True, order=True)
class Fact:
    """A predicate and its arguments: IRIs in full, plain names, whole numbers."""

    predicate: str
    values: Row

    def __str__(self) -> str:
        """The fact in Nemo's language.

        >>> str(Fact("moment", (1, 2))), str(Fact("mode", ("certain",)))
        ('moment(1, 2)', 'mode(certain)')
        """
        return f"{self.predicate}({', '.join(map(written, self.values))})"


@dataclass(frozen=True)
class Proof:
    """Why a fact holds: the rule that gave it and what that rests on; a leaf has no rule."""

    fact: Fact
    rule: str | None = None
    values: tuple[tuple[str, Value], ...] = ()
    premises: tuple[Proof, ...] = ()

    def leaves(self) -> Iterable[Fact]:
        """The given facts at the bottom, in the order of the proof."""
        if self.rule is None:
            yield self.fact
        for premise in self.premises:
            yield from premise.leaves()


class Trace(Protocol):
    """What Nemo's trace offers."""

    def dict(self) -> dict[str, object]:
        """The node with the rule's name and the values of its variables."""

    def subtraces(self) -> list[Trace] | None:
        """The premises; None at a leaf."""

    def fact(self) -> NemoFact | None:
        """The given fact, at a leaf."""


class NemoFact(Protocol):
    """A ground atom of Nemo."""

    def predicate(self) -> str:
        """Its name."""

    def constants(self) -> list[Value]:
        """Its arguments."""


class Conclusions:
    """Everything that follows from facts by a program, and why."""

    def __init__(self, program: str, facts: Mapping[str, Iterable[Row]] | str) -> None:
        """Run `program` over facts by predicate, or over facts written in Nemo's language."""
        import nmo_python

        self._given = {} if isinstance(facts, str) else facts
        self._heads = _heads(program)

        with TemporaryDirectory(prefix="casus-facts-") as folder:
            given = facts if isinstance(facts, str) else _imports(Path(folder), facts, program)
            try:
                self._engine = nmo_python.NemoEngine(
                    nmo_python.load_string("\n".join([program, given, _outputs(program)]))
                )
                self._engine.reason()
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:  # a panic of Nemo is no Exception
                raise BadRule(f"the rules cannot be run: {error}") from error

    def rows(self, predicate: str) -> list[Row]:
        """What was concluded for one predicate, in order; nothing if the program has none."""
        if predicate not in self._heads:
            return []
        return sorted(
            tuple(_plain(value) for value in row) for row in self._engine.result(predicate)
        )

    def given(self, predicate: str) -> Iterable[Row]:
        """The facts that were given for one predicate."""
        return self._given.get(predicate, ())

    def proof(self, fact: Fact) -> Proof | None:
        """Why a fact holds; None when it does not."""
        trace = cast("Trace | None", self._engine.trace(str(fact)))
        return _proof(fact, trace) if trace else None


def written(value: Value) -> str:
    """A value in Nemo's language."""
    return str(value) if isinstance(value, int) or ":" not in value else f"<{value}>"


def _plain(value: Value) -> Value:
    return value[1:-1] if isinstance(value, str) and value[:1] == "<" else value


def _imports(folder: Path, facts: Mapping[str, Iterable[Row]], program: str) -> str:
    """Write the facts that a program speaks of as CSV, and the directives that read them."""
    lines, used = [], set(re.findall(r"\b(\w+)\(", program))
    for predicate, rows in sorted(facts.items()):
        distinct = sorted(set(rows))
        if distinct and predicate in used:
            path = folder / f"{predicate}.csv"
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(map(written, row) for row in distinct)
            # without the output, Nemo 0.10.1 merges the import with rules over this predicate
            # alone, and takes what they conclude for given facts when it traces
            lines.append(f'@import {predicate} :- csv{{resource="{path.as_posix()}"}} .')
            lines.append(f"@output {predicate} .")
    return "\n".join(lines)


def _heads(program: str) -> tuple[str, ...]:
    """The predicates that a program concludes something for, in its order."""
    found = re.findall(r"^(\w+)\([^:]*\)\s*:-", program, re.MULTILINE)
    return tuple(dict.fromkeys(found))


def _outputs(program: str) -> str:
    return "\n".join(f"@output {head} ." for head in _heads(program))


def _proof(fact: Fact, trace: Trace) -> Proof:
    """The proof of a fact as Nemo tells it, premises in the order of the rule's body."""
    node = trace.dict()
    below = trace.subtraces()
    if below is None:
        return Proof(fact)
    assignment = cast("dict[str, Value]", node["assignment"])
    values = {name.lstrip("?"): _plain(value) for name, value in assignment.items()}
    premises = tuple(
        _proof(body, premise)
        for body, premise in zip(_body(str(node["rule"]), values), below, strict=True)
    )
    return Proof(fact, str(node["name"]), tuple(sorted(values.items())), premises)


_ATOM = re.compile(r"(~?)\s*\b(\w+)\(([^()]*)\)")


def _body(rule: str, values: Mapping[str, Value]) -> list[Fact]:
    """The positive atoms of a rule's body with its variables filled in."""
    _, _, body = rule.partition(":-")
    return [
        Fact(predicate, tuple(_argument(term.strip(), values) for term in terms.split(",")))
        for negated, predicate, terms in _ATOM.findall(body)
        if not negated
    ]


def _argument(term: str, values: Mapping[str, Value]) -> Value:
    return values[term[1:]] if term.startswith("?") else _plain(term)
