"""The rules as their files tell them: ontology/rules/*.rls, in Nemo's own language.

A file opens with `%! key: value` lines (id, label, rationale, source, question, examples); a `%%%`
line before a rule says what the rule concludes, with its variables in braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.errors import CasusError
from kg.ontology import data_path, rebased

FIELDS = ("id", "label", "rationale", "source", "question")


class BadRule(CasusError):
    """A rule file that lacks something, or that the engine cannot read."""


@dataclass(frozen=True, slots=True)
class Example:
    """Facts, and what must follow from them by the rules of the file (or must not)."""

    facts: str
    conclusion: str
    follows: bool


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One thing that follows: why, on what authority, shown on which examples.

    `text` is the Nemo program without the header; `wording` maps the name of each rule to the
    sentence that explains a use of it.
    """

    id: str
    label: str
    rationale: str
    source: str
    question: str
    examples: tuple[Example, ...]
    text: str
    wording: dict[str, str]


@cache
def rule_files() -> tuple[RuleFile, ...]:
    """Every rule file, by name."""
    paths = sorted(data_path("ontology", "rules").glob("*.rls"))
    return tuple(rule_file(path.stem, path.read_text("utf-8")) for path in paths)


def rule_file(name: str, text: str) -> RuleFile:
    """A rule file as its text describes it; `name` is the file's."""
    fields = _fields(name, text)
    missing = [key for key in FIELDS if key not in fields]
    if missing:
        raise BadRule(f"ontology/rules/{name}.rls has no {missing[0]!r} line in its header")
    examples = [
        _example(name, line, follows)
        for key, follows in (("example", True), ("counterexample", False))
        for line in fields.get(key, [])
    ]
    program = rebased("\n".join(line for line in text.splitlines() if not line.startswith("%!")))
    return RuleFile(
        id=fields["id"][0],
        label=fields["label"][0],
        rationale=fields["rationale"][0],
        source=fields["source"][0],
        question=fields["question"][0],
        examples=tuple(examples),
        text=program.strip(),
        wording=_wording(program),
    )


def _fields(name: str, text: str) -> dict[str, list[str]]:
    """The values of each header key; an indented line goes on with the one before."""
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in re.findall(r"^%!(.*)$", text, re.MULTILINE):
        key, colon, value = line.strip().partition(": ")
        if line.startswith("   ") and values:
            values[-1] += " " + line.strip()
        elif colon:
            values = fields.setdefault(key, [])
            values.append(value)
        else:
            raise BadRule(f"ontology/rules/{name}.rls: not a header line: {line.strip()!r}")
    return fields


def _example(name: str, line: str, follows: bool) -> Example:
    facts, arrow, conclusion = line.partition("=>")
    if not arrow:
        raise BadRule(f"ontology/rules/{name}.rls: an example without '=>': {line!r}")
    return Example(rebased(facts.strip()), rebased(conclusion.strip().rstrip(".")), follows)


def _wording(program: str) -> dict[str, str]:
    """For each named rule, the `%%%` line before it."""
    told = re.findall(r'^%%% (.+)\n#\[name\("([\w-]+)"\)\]', program, re.MULTILINE)
    return {rule: sentence for sentence, rule in told}


@cache
def program(*goals: str) -> str:
    """The rules that some conclusions can rest on (no goals: all rules) as one Nemo program.

    Nemo takes about a millisecond to read a rule: an answer need not wait for the others.
    """
    rules = [rule for file in rule_files() for rule in _rules(file.text)]
    wanted, ahead = set[str](), set(goals) or {rule.head for rule in rules}
    while ahead:
        wanted |= ahead
        below = {body for rule in rules if rule.head in ahead for body in rule.body}
        ahead = below - wanted
    prefixes = sorted({line for file in rule_files() for line in _prefixes(file.text)})
    return "\n".join([*prefixes, *(rule.text for rule in rules if rule.head in wanted)])


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule or fact of a program: what it concludes, from which predicates, and its text."""

    head: str
    body: frozenset[str]
    text: str


def _rules(program: str) -> Iterator[Rule]:
    """The rules of a file in order; comments stay with the rule that they stand before."""
    kept = "\n".join(line for line in program.splitlines() if not line.startswith("@prefix"))
    for block in re.split(r"(?<= \.)\n", kept):
        plain = re.sub(r"^[%#].*$", "", block, flags=re.MULTILINE)
        head, _, body = plain.partition(":-")
        name = re.search(r"(\w+)\(", head)
        if name:
            yield Rule(name[1], frozenset(re.findall(r"\b(\w+)\(", body)), block.strip("\n"))


def _prefixes(program: str) -> list[str]:
    return [line for line in program.splitlines() if line.startswith("@prefix")]


@cache
def wording() -> dict[str, str]:
    """For each rule by name, the sentence that explains a use of it."""
    return {rule: sentence for file in rule_files() for rule, sentence in file.wording.items()}


@cache
def labels() -> dict[str, str]:
    """For each rule by name, the label of the file it stands in."""
    return {
        rule: file.label
        for file in rule_files()
        for rule in re.findall(r'#\[name\("([\w-]+)"\)\]', file.text)
    }
