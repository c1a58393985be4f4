"""What a check found, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple | DefaultGraph


def name(term: Term) -> str:
    """The IRI, label or lexical form of a term."""
    return term.value if isinstance(term, NamedNode | BlankNode | Literal) else str(term)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with one node of one graph."""

    graph: str
    focus: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.focus} in {self.graph}: {self.message} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong, and what was or was not checked and why."""

    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def text(self, limit: int = 50) -> str:
        """The report for a reader: the problems (at most `limit`), then the notes."""
        shown = [str(problem) for problem in self.problems[:limit]]
        hidden = len(self.problems) - len(shown)
        more = [f"... and {hidden} more"] if hidden > 0 else []
        count = len(self.problems)
        total = f"{count or 'no'} problem{'' if count == 1 else 's'} found"
        return "\n".join([*shown, *more, *self.notes, total])
