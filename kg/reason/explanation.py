"""An explanation as a value, and how it is told to readers and to machines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.reason.evidence import Passage, Source
from kg.reason.steps import Step

Json = dict[str, object]


@dataclass(frozen=True)
class Explanation:
    """Why a conclusion holds, or what supports an event or a claim.

    `remarks` say how far the conclusion goes; `steps` are what it rests on.
    """

    iri: str
    statement: str
    remarks: tuple[str, ...]
    steps: tuple[Step, ...]

    def text(self) -> str:
        """The explanation for a reader: the tree, then the sources it refers to by number."""
        numbers: dict[Source, int] = {}
        steps = self.outline().steps
        for step in steps:
            for source in step.sources():
                numbers.setdefault(source, len(numbers) + 1)
        lines = [f"{self.statement}.", *(f"  {remark}." for remark in self.remarks), ""]
        for step in steps:
            lines += _tree(step, numbers, 0)
        lines += ["", "Sources"]
        lines += [f"  [{number}] {_cited(source)}" for source, number in numbers.items()]
        return "\n".join(lines)

    def outline(self) -> Explanation:
        """The same explanation without the repetition of steps that stand above already."""
        told: set[Step] = set()
        return replace(self, steps=tuple(_told_once(self.steps, told)))

    def json(self) -> Json:
        """The explanation for a machine, every premise with the whole of its proof."""
        return {
            "iri": self.iri,
            "statement": self.statement,
            "remarks": list(self.remarks),
            "steps": [_step_json(step) for step in self.steps],
        }


def _told_once(steps: tuple[Step, ...], told: set[Step]) -> Iterator[Step]:
    for step in steps:
        if step not in told:
            told.add(step)
            yield replace(step, premises=tuple(_told_once(step.premises, told)))


def _tree(step: Step, numbers: dict[Source, int], depth: int) -> Iterator[str]:
    """A step and those below it, indented."""
    tail = f"  ({step.rule})" if step.rule else ""
    if step.characters:
        quoted = " ".join(step.characters.text.split())
        tail += f': "{quoted}" at {step.characters.start}-{step.characters.end}'
    if step.source:
        tail += f" [{numbers[step.source]}]"
    yield f"{'  ' * depth}- {step.statement}{tail}"
    for premise in step.premises:
        yield from _tree(premise, numbers, depth + 1)


def _cited(source: Source) -> str:
    """A source on one line."""
    passage = source.passage
    if passage:
        quoted = " ".join(passage.text.split())
        return f'{source.citation}, characters {passage.start}-{passage.end}: "{quoted}"'
    quoted = f': "{source.text}"' if source.text else ""
    return f"{source.citation} <{source.node}>{quoted}"


def _step_json(step: Step) -> Json:
    made: Json = {"statement": step.statement}
    if step.rule:
        made["rule"] = step.rule
    if step.characters:
        made["characters"] = _passage_json(step.characters)
    if step.source:
        source = step.source
        made["source"] = {
            "node": source.node,
            "graph": source.graph,
            "citation": source.citation,
            "article": source.article,
            "sentence": _passage_json(source.passage) if source.passage else None,
            "text": source.text,
        }
    if step.premises:
        made["premises"] = [_step_json(premise) for premise in step.premises]
    return made


def _passage_json(passage: Passage) -> Json:
    return {"start": passage.start, "end": passage.end, "text": passage.text}
