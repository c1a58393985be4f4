"""How sure the extractor is of a claim: a number that means something.

The confidence of a claim estimates the probability that nothing in it is wrong (a role or a date
may be missing). It starts from a base and falls with each doubt that its words give; how far, was
fitted on annotated articles and stands in confidence.toml with how it was done. Every doubt lowers
it, none raises it. `kg evaluate confidence` measures how well it holds on other articles.

Tried, and found to tell nothing: a date by default, the length of the sentence, the distance of
the players, how many kinds a trigger may evoke, trees that were mended, a figure, a place.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.model import Claim, Role, Sentence, Token
from kg.ontology import property_ancestors

_CERTAIN = frozenset({"asserted", "claimed"})
_MAIN = frozenset({"root", "ccomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class Scale:
    """The log-odds of a claim that gives no doubt, and what each doubt takes off them."""

    base: float
    doubts: Mapping[str, float]

    def confidence(self, doubts: frozenset[str]) -> float:
        """The probability that a claim with these doubts is sound, to three places.

        >>> Scale(1.5, {"noun": 0.5}).confidence(frozenset({"noun"}))
        0.731
        """
        odds = self.base - sum(self.doubts.get(doubt, 0.0) for doubt in sorted(doubts))
        return round(1 / (1 + math.exp(-odds)), 3)


@cache
def load_scale() -> Scale:
    """The scale that ships with Casus."""
    text = files("kg.extract").joinpath("confidence.toml").read_text("utf-8")
    read = tomllib.loads(text)
    return Scale(float(read["base"]), {name: float(w) for name, w in read["doubts"].items()})


def confidence(claim: Claim, sentence: Sentence) -> float:
    """The probability that nothing in a claim is wrong; `sentence` is the one of its trigger."""
    return load_scale().confidence(doubts(claim, sentence))


def doubts(claim: Claim, sentence: Sentence) -> frozenset[str]:
    """The names of the doubts that a claim gives."""
    return frozenset(name for name, gives in DOUBTS.items() if gives(claim, sentence))


def _is_noun(claim: Claim, sentence: Sentence) -> bool:
    """A noun names the event: who takes which part stands less clearly than beside a verb."""
    return _head(claim, sentence).upos != "VERB"


def _is_embedded(claim: Claim, sentence: Sentence) -> bool:
    """The trigger is no main clause and no reported one; its subject may lie far off."""
    return _head(claim, sentence).deprel not in _MAIN


def _is_one_sided(claim: Claim, sentence: Sentence) -> bool:
    """Nobody, or only one side, plays a part."""
    return len({role.role for role in _players(claim)}) < 2


def _has_unnamed_player(claim: Claim, sentence: Sentence) -> bool:
    """Who takes part is told by a pronoun or common noun, and was inferred."""
    return any(not any(c.isupper() for c in role.text) for role in _players(claim))


def _has_unnamed_speaker(claim: Claim, sentence: Sentence) -> bool:
    """Somebody who is not named says so."""
    return any("/agent/" in link.speaker.iri for link in claim.attribution)


def _is_passed_on(claim: Claim, sentence: Sentence) -> bool:
    """One says that another says so."""
    return len(claim.attribution) > 1


def _is_no_fact(claim: Claim, sentence: Sentence) -> bool:
    """The event is denied, planned, feared or supposed: more words had to be understood."""
    return claim.factuality not in _CERTAIN


def _is_coordinated(claim: Claim, sentence: Sentence) -> bool:
    """The trigger comes after an "and", and shares its players with what stands before."""
    return _head(claim, sentence).deprel == "conj"


def _is_in_a_chain_of_clauses(claim: Claim, sentence: Sentence) -> bool:
    """A semicolon or colon divides the sentence, and may divide speaker from speech."""
    return any(token.text in (";", ":") for token in sentence.tokens)


DOUBTS: Mapping[str, Callable[[Claim, Sentence], bool]] = {
    "noun": _is_noun,
    "embedded": _is_embedded,
    "one-sided": _is_one_sided,
    "unnamed-player": _has_unnamed_player,
    "unnamed-speaker": _has_unnamed_speaker,
    "passed-on": _is_passed_on,
    "no-fact": _is_no_fact,
    "coordinated": _is_coordinated,
    "chained": _is_in_a_chain_of_clauses,
}


def _players(claim: Claim) -> list[Role]:
    return [role for role in claim.roles if "participant" in property_ancestors(role.role)]


def _head(claim: Claim, sentence: Sentence) -> Token:
    """The word of the trigger that governs its others."""
    inside = [
        token for token in sentence.tokens if claim.trigger.start <= token.start < claim.trigger.end
    ] or list(sentence.tokens[:1])
    indices = {token.index for token in inside}
    return next((token for token in inside if token.head not in indices), inside[0])
