"""Which clause a word stands in: the verb that a time expression dates, the tense it is told in."""

from __future__ import annotations

from kg.extract.scene import Scene
from kg.extract.times import TimeExpression
from kg.extract.triggers import Match


def governor(scene: Scene, expression: TimeExpression) -> int:
    """The word that a time expression hangs on."""
    first, last = expression.tokens
    for index in range(last, first - 1, -1):
        head = scene.tokens[index].head
        if head < first or head > last:
            while head >= 0 and _only_carries(scene, head):
                head = scene.tokens[head].head
            return head
    return -1


def _only_carries(scene: Scene, index: int) -> bool:
    """Whether a word that a time hangs on has none itself: "Syria on Wednesday"."""
    token = scene.tokens[index]
    if token.upos in ("NUM", "ADV", "ADP", "DET", "PROPN"):
        return token.head >= 0
    evokes = (token.lemma.lower(), "NOUN") in scene.frames.triggers
    return token.upos == "NOUN" and token.head >= 0 and not evokes


def tense_of(scene: Scene, match: Match) -> str:
    """The tense of the clause: past, present, progressive, perfect, pluperfect, or none."""
    verb = match.head if match.carrier is None else match.carrier
    for index in (verb, *scene.tree.ancestors(verb)):
        tense = _tense_at(scene, index)
        if tense:
            return tense
        if scene.tokens[index].deprel == "acl:relcl":
            break
    return "none"


def _tense_at(scene: Scene, index: int) -> str:
    token = scene.tokens[index]
    auxiliaries = [scene.tokens[a] for a in scene.tree.below(index, "aux", "aux:pass", "cop")]
    have = [a for a in auxiliaries if a.lemma == "have"]
    if have:
        past = any(a.feats.get("Tense") == "Past" for a in have)
        return "pluperfect" if past else "perfect"
    for auxiliary in auxiliaries:
        if auxiliary.lemma == "be" and token.feats.get("VerbForm") in ("Ger", "Part"):
            if auxiliary.feats.get("Tense") == "Past":
                return "past"
            return "progressive" if token.feats.get("Tense") != "Past" else "past"
        if auxiliary.feats.get("Tense") in ("Past", "Pres"):
            return "past" if auxiliary.feats["Tense"] == "Past" else "present"
    if token.feats.get("VerbForm") == "Part" and token.deprel in ("root", "conj", "ccomp"):
        return "past" if token.feats.get("Tense") == "Past" else ""
    if token.feats.get("VerbForm") == "Fin" or token.feats.get("Mood") == "Ind":
        return "past" if token.feats.get("Tense") == "Past" else "present"
    return ""


def is_participial(scene: Scene, verb: int) -> bool:
    """Whether a clause only goes on with another: "opened fire, wounding two"."""
    token = scene.tokens[verb]
    own = scene.tree.below(verb, "mark", "nsubj", "nsubj:pass", "case")
    return token.feats.get("VerbForm") in ("Ger", "Part") and not own
