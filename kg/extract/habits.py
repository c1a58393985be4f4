"""What happens at times and is no event: "regularly shells", "areas where people are shot"."""

from __future__ import annotations

from kg.extract.scene import Scene
from kg.extract.triggers import Match

_OFTEN = frozenset("regularly often usually frequently routinely sometimes always daily".split())


def is_habit(scene: Scene, match: Match) -> bool:
    """Whether it is told what happens at times: "regularly shells", "where men are shot"."""
    around = (match.head, *scene.tree.ancestors(match.head))
    clause = next((i for i in around if scene.tokens[i].deprel == "acl:relcl"), None)
    adverbs = scene.tree.below(match.head, "advmod")
    if any(scene.tokens[one].lemma.lower() in _OFTEN for one in adverbs):
        return _is_present(scene, match.head)
    if clause is None or not _is_present(scene, match.head):
        return False
    adverbs = scene.tree.below(clause, "advmod", "mark")
    return any(scene.tokens[one].lemma.lower() in ("where", "when") for one in adverbs)


def _is_present(scene: Scene, verb: int) -> bool:
    """Whether a verb stands in the simple present."""
    token = scene.tokens[verb]
    auxiliaries = scene.tree.below(verb, "aux", "aux:pass")
    if token.deprel == "conj" and not auxiliaries and token.feats.get("VerbForm") != "Fin":
        return _is_present(scene, token.head)
    finite = [scene.tokens[one] for one in auxiliaries] or [token]
    if any(t.text.lower().endswith("ing") or t.lemma == "have" for t in (token, *finite)):
        return False
    return finite[0].feats.get("Tense") == "Pres"
