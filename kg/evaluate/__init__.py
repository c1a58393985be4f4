"""How right the extractor is: its claims measured against what people annotated.

`evaluate_gold` measures whole claims on annotated articles in our own format (see gold);
`evaluate_plover` and `evaluate_meantime` measure on data of others, with their own rules. A wrong
claim costs more than a missing one, so read the precision first.
"""

from __future__ import annotations

from kg.evaluate.annotated import report_of
from kg.evaluate.gold import BadGold, GoldArticle, GoldClaim, gold_paths, parse_gold, read_gold
from kg.evaluate.runs import evaluate_gold, evaluate_meantime, evaluate_plover
from kg.evaluate.scores import Mistake, Report, Score, Table

__all__ = [
    "BadGold",
    "GoldArticle",
    "GoldClaim",
    "Mistake",
    "Report",
    "Score",
    "Table",
    "evaluate_gold",
    "evaluate_meantime",
    "evaluate_plover",
    "gold_paths",
    "parse_gold",
    "read_gold",
    "report_of",
]
