"""The rule files explain themselves, and their examples hold."""

from __future__ import annotations

import re

import pytest

from kg.ontology import data_path, saved_queries
from kg.reason.engine import Conclusions, Fact
from kg.reason.rules import BadRule, Example, RuleFile, program, rule_file, rule_files, wording

EXAMPLES = [
    pytest.param(file, example, id=f"{file.id}: {example.conclusion}")
    for file in rule_files()
    for example in file.examples
]


def fact(text: str) -> Fact:
    predicate, arguments = re.fullmatch(r"(\w+)\((.*)\)", text).groups()
    values = (value.strip() for value in arguments.split(","))
    return Fact(predicate, tuple(int(value) if value.isdigit() else value for value in values))


@pytest.mark.parametrize(("file", "example"), EXAMPLES)
def test_an_example_follows_and_a_counterexample_does_not(file: RuleFile, example: Example) -> None:
    found = Conclusions(file.text, example.facts)
    wanted = fact(example.conclusion)
    assert (wanted.values in found.rows(wanted.predicate)) is example.follows


@pytest.mark.parametrize("file", rule_files(), ids=lambda file: file.id)
def test_a_rule_file_has_both_kinds_of_example_and_asks_a_saved_query(file: RuleFile) -> None:
    assert {example.follows for example in file.examples} == {True, False}
    assert file.question in {query.name for query in saved_queries()}
    assert data_path("ontology", "rules", f"{file.id}.rls").is_file()


def test_every_rule_has_a_name_of_its_own() -> None:
    names = re.findall(r'#\[name\("([\w-]+)"\)\]', program())
    rules = re.findall(r"^\w+\([^:]*\)\s*:-", program(), re.MULTILINE)
    assert len(names) == len(set(names)) == len(rules)


def test_the_wording_of_a_rule_speaks_of_its_own_variables() -> None:
    bodies = dict(re.findall(r'#\[name\("([\w-]+)"\)\]\n(.*?) \.\n', program() + "\n", re.DOTALL))
    for rule, sentence in wording().items():
        variables = set(re.findall(r"\?(\w+)", bodies[rule])) | {"when", "start", "end"}
        assert set(re.findall(r"{(\w+)}", sentence)) <= variables, rule


def test_no_rule_says_that_anybody_must() -> None:
    assert not [sentence for sentence in wording().values() if re.search(r"\bmust\b", sentence)]


def test_a_rule_file_without_rationale_is_refused_in_one_sentence() -> None:
    with pytest.raises(BadRule, match=r"ontology/rules/x\.rls has no 'rationale' line"):
        rule_file("x", "%! id: x\n%! label: x\n%! source: x\n%! question: x\n")


def test_rules_that_nemo_cannot_read_are_refused_with_its_reason() -> None:
    with pytest.raises(BadRule, match="the rules cannot be run"):
        Conclusions("p(?x) :- q(?y) .", "q(a).")


def test_the_facts_that_rules_rest_on_are_documented() -> None:
    heads = set(
        re.findall(r"^(\w+)\([^?\n]*\)\s*\.$|^(\w+)\([^:]*?\)\s*:-", program(), re.MULTILINE)
    )
    heads = {name for pair in heads for name in pair}
    code = "\n".join(line for line in program().splitlines() if not line.startswith(("%", "#")))
    used = set(re.findall(r"\b(\w+)\(", code)) - heads
    readme = data_path("ontology", "rules", "README.md").read_text("utf-8")
    documented = set(re.findall(r"`(\w+)[(`]", readme[readme.index("## The facts") :]))
    assert used <= documented
