"""`kg perspective`: what some principals say together, and what two of them both say."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, parse

from kg.vocabulary import CASUS
from tests.cli.conftest import Kg


def test_a_perspective_is_printed_as_turtle(kg: Kg, filled: Path) -> None:
    done = kg("perspective", "ARM")
    assert done.status == 0
    assert {triple.predicate for triple in parse(done.out, format=RdfFormat.TURTLE)} >= {
        CASUS.attacker,
        CASUS.occurredAt,
    }
    assert done.err == "(8 statements)\n"


def test_several_are_joined_in_the_format_asked_for(kg: Kg, filled: Path) -> None:
    lines = kg("perspective", "state/ARM", "test-wire", "--format", "nt").out.splitlines()
    assert lines == sorted(set(lines))
    assert {*kg("perspective", "ARM", "--format", "nt").out.splitlines()} <= {*lines}


def test_common_ground_is_what_both_say(kg: Kg, filled: Path) -> None:
    both = kg("perspective", "ARM", "test-wire", "--common", "--format", "nt").out.splitlines()
    one = kg("perspective", "ARM", "--format", "nt").out.splitlines()
    other = kg("perspective", "test-wire", "--format", "nt").out.splitlines()
    assert {*both} == {*one} & {*other}


def test_common_ground_is_of_two(kg: Kg, filled: Path) -> None:
    done = kg("perspective", "ARM", "--common")
    assert (done.status, done.out) == (2, "")
    assert "--common compares two principals" in done.err


def test_who_says_nothing_is_one_sentence(kg: Kg, filled: Path) -> None:
    for name in ("XYZ", "state/XYZ", "no one"):
        done = kg("perspective", name)
        assert (done.status, done.out) == (1, "")
        assert "no claim is made on behalf of" in done.err
        assert done.err.count("\n") == 1


def test_statements_have_no_form_as_rows(kg: Kg, filled: Path) -> None:
    done = kg("perspective", "ARM", "--format", "csv")
    assert (done.status, done.out) == (2, "")
    assert "unknown format 'csv'; choose one of: jsonld, nt" in done.err
