"""Confidence is the chance that nothing in a claim is wrong."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from kg.evaluate.calibration import Sample, calibration
from kg.evaluate.fitting import based, fitted
from kg.extract import load_extractor
from kg.extract.confidence import DOUBTS, Scale, doubts, load_scale
from kg.model import Claim, Sentence
from tests.cli.conftest import Kg
from tests.cli.conftest import kg as kg
from tests.extract.trees import document

GOLD = Path(__file__).parents[1] / "gold"
PLAIN = (
    "Russia|Russia|PROPN|2|nsubj shelled|shell|VERB|0|root|past "
    "Ukraine|Ukraine|PROPN|2|obj .|.|PUNCT|2|punct"
)
NOUN = (
    "The|the|DET|3|det Russian|Russian|ADJ|3|amod shelling|shelling|NOUN|7|nsubj "
    "of|of|ADP|5|case Ukraine|Ukraine|PROPN|3|nmod has|have|AUX|7|aux|fin "
    "continued|continue|VERB|0|root|done .|.|PUNCT|7|punct"
)
DENIED = (
    "Russia|Russia|PROPN|2|nsubj denied|deny|VERB|0|root|past shelling|shell|VERB|2|xcomp|ing "
    "Ukraine|Ukraine|PROPN|3|obj .|.|PUNCT|2|punct"
)


def only(text: str, kind: str) -> tuple[Claim, Sentence]:
    read = document(text)
    (claim,) = (c for c in load_extractor()(read).claims if c.type == kind)
    return claim, read.sentences[0]


def sample(confidence: float, sound: bool, *given: str) -> Sample:
    return Sample(frozenset(given), confidence, sound)


def test_who_did_what_to_whom_in_a_main_clause_gives_no_doubt() -> None:
    claim, sentence = only(PLAIN, "Shelling")
    assert doubts(claim, sentence) == frozenset()
    assert claim.confidence == load_scale().confidence(frozenset())


@pytest.mark.parametrize(
    ("text", "doubt"), [(NOUN, "noun"), (DENIED, "no-fact"), (DENIED, "embedded")]
)
def test_what_makes_a_claim_less_sure_is_told(text: str, doubt: str) -> None:
    claim, sentence = only(text, "Shelling")
    assert doubt in doubts(claim, sentence)
    assert claim.confidence < load_scale().confidence(frozenset())


def test_every_doubt_has_a_coefficient_and_none_raises_confidence() -> None:
    scale = load_scale()
    assert set(scale.doubts) == set(DOUBTS)
    assert min(scale.doubts.values()) >= 0
    growing = [frozenset(sorted(DOUBTS)[:n]) for n in range(len(DOUBTS) + 1)]
    sure = [scale.confidence(given) for given in growing]
    assert all(above >= below for above, below in pairwise(sure))


def test_fitting_finds_the_doubt_that_tells_and_lets_none_help() -> None:
    seen = [sample(0, n % 10 != 0) for n in range(200)]
    seen += [sample(0, n % 2 == 0, "noun") for n in range(200)]
    seen += [sample(0, True, "chained") for _ in range(200)]
    scale = fitted(seen)
    assert scale.confidence(frozenset({"noun"})) == pytest.approx(0.5, abs=0.05)
    assert scale.doubts["chained"] == 0
    assert scale.doubts["embedded"] == 0


def test_the_base_is_refitted_without_touching_the_doubts() -> None:
    scale = based(Scale(3.0, {"noun": 1.0}), [sample(0, n % 4 != 0) for n in range(40)])
    assert scale.confidence(frozenset()) == pytest.approx(0.75, abs=0.01)
    assert scale.doubts == {"noun": 1.0}


def test_calibration_compares_confidence_with_how_many_are_sound() -> None:
    found = calibration([sample(0.8, n < 8) for n in range(10)])
    assert found.ece == pytest.approx(0)
    assert found.brier == pytest.approx(found.base_brier) == pytest.approx(0.16)
    assert found.ranking == 0.5
    boast = calibration([sample(0.9, n < 5) for n in range(10)])
    assert boast.ece == pytest.approx(0.4)


def test_surer_claims_that_are_right_rank_above() -> None:
    found = calibration([sample(0.9, True), sample(0.2, False), sample(0.8, True)])
    assert found.ranking == 1.0
    assert [group.claims for group in found.groups] == [1, 1, 1]


def test_a_scale_without_a_doubt_takes_it_for_none() -> None:
    assert Scale(0.0, {}).confidence(frozenset({"noun"})) == 0.5


def test_on_articles_nobody_tuned_on_confidence_is_better_than_saying_the_average(kg: Kg) -> None:
    done = kg("evaluate", "confidence", GOLD / "held", "--format", "json")
    found = json.loads(done.out)
    assert found["brier"] < found["brier of a constant"]
    assert found["ece"] < 0.15
    assert found["ranking"] > 0.55
