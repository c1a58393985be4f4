"""Reasoning inside each account: what would follow if what a party says were so, and why.

`reason(store)` brings, for every principal, the graph of what it claims and the graph of what
follows up to date; `explain(store, iri)` gives the proof of a conclusion down to the characters of
an article.
"""

from __future__ import annotations

from kg.reason.asked import alliance_paths, balance
from kg.reason.build import Counts, Update, reason, rebuild
from kg.reason.conclusions import Conclusion
from kg.reason.explain import explain
from kg.reason.explanation import Explanation
from kg.reason.perspectives import common_ground, joint, principal
from kg.reason.whatif import Difference, supposition, what_if
from kg.reason.whynot import why_not

__all__ = [
    "Conclusion",
    "Counts",
    "Difference",
    "Explanation",
    "Update",
    "alliance_paths",
    "balance",
    "common_ground",
    "explain",
    "joint",
    "principal",
    "reason",
    "rebuild",
    "supposition",
    "what_if",
    "why_not",
]
