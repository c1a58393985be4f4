"""Nemo as the rest of the code sees it: facts in, conclusions and proofs out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kg.reason.engine import Conclusions, Fact, Proof

REACHES = """
#[name("step")]
reaches(?a, ?b) :- next(?a, ?b) .
#[name("further")]
reaches(?a, ?c) :- next(?a, ?b), reaches(?b, ?c) .
"""
A, B, C = "https://example.org/a,1", "https://example.org/b", "https://example.org/c"


def test_conclusions_come_in_order_with_iris_in_full() -> None:
    found = Conclusions(REACHES, {"next": {(B, C), (A, B)}})
    assert found.rows("reaches") == [(A, B), (A, C), (B, C)]


def test_a_proof_ends_in_the_given_facts() -> None:
    found = Conclusions(REACHES, {"next": {(A, B), (B, C)}})
    assert found.proof(Fact("reaches", (A, C))) == Proof(
        Fact("reaches", (A, C)),
        "further",
        (("a", A), ("b", B), ("c", C)),
        (
            Proof(Fact("next", (A, B))),
            Proof(
                Fact("reaches", (B, C)),
                "step",
                (("a", B), ("b", C)),
                (Proof(Fact("next", (B, C))),),
            ),
        ),
    )


def test_a_conclusion_from_one_imported_predicate_is_not_taken_for_a_given_fact() -> None:
    rules = '#[name("self")]\nsame(?a, ?b) :- here(?a), ?b = ?a .'
    proof = Conclusions(rules, {"here": {(A,)}}).proof(Fact("same", (A, A)))
    assert proof is not None
    assert proof.rule == "self"


def test_what_does_not_follow_has_no_proof() -> None:
    found = Conclusions(REACHES, {"next": {(A, B)}})
    assert found.proof(Fact("reaches", (B, A))) is None


def test_no_facts_no_conclusions() -> None:
    assert Conclusions(REACHES, {}).rows("reaches") == []


def test_numbers_compare_as_numbers() -> None:
    rules = '#[name("early")]\nearly(?x) :- at(?x, ?t), ?t < 10 .'
    assert Conclusions(rules, {"at": {("x", 9), ("y", 100), ("z", -5)}}).rows("early") == [
        ("x",),
        ("z",),
    ]


def test_proofs_are_the_same_in_another_process() -> None:
    code = (
        "from tests.reason.test_engine import *;"
        "many = {(f'n:{i}', f'n:{j}') for i in range(6) for j in range(6) if i < j};"
        "print(Conclusions(REACHES, {'next': many}).proof(Fact('reaches', ('n:0', 'n:5'))))"
    )
    run = [sys.executable, "-c", code]
    root = Path(__file__).parents[2]
    outputs = {
        subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout
        for _ in range(3)
    }
    assert len(outputs) == 1
