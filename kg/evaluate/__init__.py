"""How right the extractor is: its claims measured against what people annotated.

`evaluate_gold` measures claims on annotated articles in our own format (see gold), and
`evaluate_confidence` whether their confidence means what it says;
`evaluate_plover` and `evaluate_meantime` measure on data of others, with their own rules. A wrong
claim costs more than a missing one, so read the precision first.
"""

from __future__ import annotations

from kg.evaluate.annotated import report_of
from kg.evaluate.calibration import Calibration
from kg.evaluate.gold import BadGold, GoldArticle, GoldClaim, gold_paths, parse_gold, read_gold
from kg.evaluate.runs import (
    evaluate_confidence,
    evaluate_gold,
    evaluate_meantime,
    evaluate_plover,
)
from kg.evaluate.scores import Mistake, Report, Score, Table

__all__ = [
    "BadGold",
    "Calibration",
    "GoldArticle",
    "GoldClaim",
    "Mistake",
    "Report",
    "Score",
    "Table",
    "evaluate_confidence",
    "evaluate_gold",
    "evaluate_meantime",
    "evaluate_plover",
    "gold_paths",
    "parse_gold",
    "read_gold",
    "report_of",
]
