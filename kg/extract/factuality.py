"""How real: whether words that evoke an event assert it, deny it, plan it or only imagine it.

From the trigger upwards, every verb, noun and conjunction that governs it may take away from what
is asserted; the strongest wins: negated, conditional, hypothetical, planned, denied. Attempts that
the frame's kind does not take in count as hypothetical: the completed act is not asserted.
A question asserts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.attribution import Voice
from kg.extract.habits import is_habit
from kg.extract.scene import Scene
from kg.extract.triggers import Match
from kg.model import Token
from kg.ontology import class_ancestors

_STRENGTH = ("negated", "conditional", "hypothetical", "planned", "denied", "claimed", "asserted")
_NOT = frozenset({"not", "n't", "never", "neither", "nor", "hardly", "barely", "no"})
_NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
_MAY = frozenset({"may", "might", "could", "can", "should", "must", "ought", "need"})
_WILL = frozenset({"will", "shall", "'ll", "wo", "would", "'d"})
_IF = frozenset({"if", "unless", "lest", "whether"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "obj", "csubj", "nsubj:pass", "iobj", "nsubj"})
_TOPIC = frozenset({"on", "about", "over"})
_GOVERNING = frozenset({"of", "for", "to", "on", "about", "against", "from", "over", "into"})


def factuality(scene: Scene, match: Match, voices: Sequence[Voice]) -> str | None:
    """The factuality of the event that a match evokes; None in a question or of a habit."""
    if any(t.text == "?" for t in scene.tokens[-2:]):
        return None
    found = set(_effects(scene, match, {v.cue for v in voices if v.cue is not None}))
    if "keeps" in match.trigger.flags:
        found.discard("attempted")
    if "purposed" in match.trigger.flags and scene.tokens[match.head].deprel == "advcl":
        found.discard("hypothetical")
    if "attempted" in found or "attempted" in match.trigger.flags:
        found.add("hypothetical")
    covering = [voice for voice in voices if match.head in voice.content]
    inner = min(covering, key=lambda voice: len(voice.content), default=None)
    if inner is not None and inner.stance == "denied":
        found.add("denied")
    if any(not voice.sure for voice in covering):
        found.add("hypothetical")
    if "negated" in found and "denied" in found and covering:
        found.discard("negated")
    if not found and is_habit(scene, match):
        return None
    found.add("claimed" if covering else "asserted")
    return next(name for name in _STRENGTH if name in found)


def _effects(scene: Scene, match: Match, cues: set[int]) -> list[str]:
    """What each word from the trigger upwards does to the event."""
    start = match.head
    effects = [local(scene, start)]
    if match.carrier is not None:
        effects.append(local(scene, match.carrier))
        effects += _of_carrier(scene, match.carrier)
        start = match.carrier
    elif match.trigger.upos == "NOUN":
        effects += _described(scene, match.head)
    known = is_definite(scene, match) or _has_happened(scene, match)
    effects += _upwards(scene, start, cues, known)
    force = "ArmedAction" in class_ancestors(match.trigger.kind)
    announced = None if force else "planned"  # what one announces of force has happened
    return [e for e in (announced if e == "announced" else e for e in effects) if e]


def local(scene: Scene, index: int) -> str | None:
    """What the words around a verb, adjective or noun do to it: "not", "may", "if", "no"."""
    strongest: list[str] = []
    for child in scene.tree.children[index]:
        strongest += _of_child(scene, index, child)
    strongest += _shared(scene, index)
    return next((name for name in _STRENGTH if name in strongest), None)


def _of_child(scene: Scene, index: int, child: int) -> list[str]:
    """What one dependent does to a word."""
    token = scene.tokens[child]
    word, relation = token.lemma.lower(), token.deprel
    if relation == "advmod" and word in _NOT:
        return ["negated"]
    if relation in ("det", "cc:preconj") and word in (*_NOBODY, "no"):
        return ["negated"]
    if relation in ("nsubj", "nsubj:pass") and _is_no(scene, child):
        return ["negated"]
    if relation == "aux":
        return ["conditional"] if _is_inverted(scene, index, child) else _modal(token.text, word)
    if relation in ("mark", "advmod") and word in _IF and not _is_asked(scene, index, word):
        return ["conditional"]
    if relation == "mark" and scene.frames.meaning("context", word, "ADJ") == "planned":
        return ["planned"]  # "is due to launch", where "due" was taken for a part of "to"
    return ["negated"] if relation == "mark" and word == "without" else []


def _is_inverted(scene: Scene, verb: int, auxiliary: int) -> bool:
    """Whether a clause opens with "had" or "were" for "if": "had they attacked"."""
    if scene.tokens[auxiliary].text.lower() not in ("had", "were", "should"):
        return False
    if min(scene.tree.subtree(verb)) != auxiliary:
        return False
    return any(s > auxiliary for s in scene.tree.below(verb, "nsubj", "nsubj:pass"))


def _modal(text: str, lemma: str) -> list[str]:
    text = text.lower()
    if text in _MAY or lemma in _MAY:
        return ["hypothetical"]
    return ["planned"] if text in _WILL or lemma in _WILL else []


def _is_no(scene: Scene, noun: int) -> bool:
    """Whether a noun phrase is empty: "no soldier", "no one", "none of them"."""
    words = {scene.tokens[d].lemma.lower() for d in scene.tree.below(noun, "det")}
    return "no" in words or scene.tokens[noun].lemma.lower() in _NOBODY


def _is_asked(scene: Scene, index: int, word: str) -> bool:
    return word == "whether" and scene.tokens[index].deprel not in ("ccomp", "acl")


def _shared(scene: Scene, index: int) -> list[str]:
    """What a coordinated verb shares with the first: its auxiliaries and its conjunction."""
    token = scene.tokens[index]
    if token.deprel != "conj" or token.head < 0:
        return []
    tree = scene.tree
    own = tree.below(index, "aux", "aux:pass", "nsubj", "nsubj:pass", "mark")
    if not own and token.feats.get("VerbForm") == "Fin":
        own = tree.below(token.head, "aux", "aux:pass")  # "would have faced charges but resigned"
    if own or scene.tokens[token.head].upos not in ("VERB", "AUX", "ADJ"):
        return []
    shared = local(scene, token.head)
    return [shared] if shared else []


def _of_carrier(scene: Scene, carrier: int) -> list[str]:
    """What the verb that carries an event noun says of it: "announced a withdrawal" plans one."""
    verb = scene.tokens[carrier]
    meaning = scene.frames.meaning("context", verb.lemma.lower(), "VERB")
    return [meaning] if meaning and meaning not in ("asserted", "mentioned") else []


def _described(scene: Scene, noun: int) -> list[str]:
    """What adjectives and participles before a noun do to its event: "planned", "possible"."""
    found = []
    for child in scene.tree.below(noun, "amod"):
        token = scene.tokens[child]
        for lemma in (token.text.lower(), token.lemma.lower()):
            meaning = scene.frames.meaning("context", lemma, "ADJ")
            if meaning:
                found.append(meaning)
    return found


def is_definite(scene: Scene, match: Match) -> bool:
    """Whether an event noun presupposes its event: "the attack", "its invasion"."""
    if match.trigger.upos != "NOUN":
        return False
    dets = {scene.tokens[d].lemma.lower() for d in scene.tree.below(match.head, "det")}
    return bool(dets & {"the", "this", "that", "these", "those"}) or bool(
        scene.tree.possessors(match.head)
    )


def _has_happened(scene: Scene, match: Match) -> bool:
    """Whether a noun's event has been: "an attack that killed 13", "decades of conflict"."""
    above = scene.tokens[max(scene.tokens[match.head].head, 0)].lemma.lower()
    if above in ("year", "decade", "month", "century") and scene.tree.prepositions[match.head]:
        return True
    clauses = scene.tree.below(match.head, "acl:relcl") if match.trigger.upos == "NOUN" else []
    return any(scene.tokens[clause].feats.get("Tense") == "Past" for clause in clauses)


def _upwards(scene: Scene, start: int, cues: set[int], definite: bool) -> list[str]:
    """What the words above do, up to the clause that stands on its own."""
    found: list[str] = []
    at = start
    for head in scene.tree.ancestors(start):
        token, above = scene.tokens[at], scene.tokens[head]
        relation = token.deprel
        if relation == "acl:relcl":
            found += _described(scene, head)
            break
        if head in cues and _is_told(scene, relation, head):
            break
        if relation in ("acl", "amod") and _is_done(scene, token):
            break
        if definite and at != start and "of" not in scene.tree.prepositions[at]:
            break
        if relation == "advcl":
            effect, stop = _of_adverbial(scene, at, head)
            found += effect
            if stop:
                break
        elif _governs(scene, at, relation):
            effects = _of_context(scene, at, head, definite and at == start)
            found += effects if effects != ["mentioned"] else ["hypothetical"] * (at == start)
            if "planned" in found and local(scene, head) == "negated":
                found.append("negated")  # "does not want a war"
        elif relation == "acl" and _is_to(scene, at):
            found.append("hypothetical")
        if above.upos in ("VERB", "AUX", "ADJ") and (
            relation in ("xcomp", "advcl", "ccomp", "conj") or not definite
        ):
            effect_above = local(scene, head) if relation != "conj" else None
            if effect_above == "negated" and "hypothetical" in found:
                effect_above = None  # "will not allow them to attack" says nothing of an attack
            found += [effect_above] if effect_above and _passes(relation, effect_above) else []
        at = head
    return found


def _is_done(scene: Scene, token: Token) -> bool:
    """Whether a participle describes by what has happened: "captured fighters", "a call made"."""
    if scene.tree.below(token.index, "aux", "mark", "nsubj", "nsubj:pass"):
        return False
    return token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") == "Past"


def _is_told(scene: Scene, relation: str, cue: int) -> bool:
    """Whether a cue says it, rather than asks for it: "is said to have", not "was told to"."""
    if relation == "xcomp":
        return scene.tree.is_passive(cue)
    return relation in ("ccomp", "parataxis")


def _passes(relation: str, effect: str) -> bool:
    """Whether what befalls the governing verb befalls its dependents: negation stays with it."""
    return relation == "xcomp" or effect != "negated"


def _governs(scene: Scene, at: int, relation: str) -> bool:
    if relation in _COMPLEMENTS:
        return True
    return relation.startswith(("obl", "nmod")) and scene.tree.prepositions[at] in _GOVERNING


def _of_context(scene: Scene, at: int, head: int, definite: bool) -> list[str]:
    """What a governing word says of the reality of what it governs.

    What is "mentioned" is unreal as far as it is bare: "discussed an attack".
    """
    above, token = scene.tokens[head], scene.tokens[at]
    relation = token.deprel
    if relation == "nsubj" and above.upos == "VERB":
        return []
    if relation == "xcomp" and token.upos == "NOUN":
        return []  # "called it an aggression"
    if relation == "nsubj" and local(scene, head) == "planned":
        return ["hypothetical"]  # "the killing of a citizen would be an act of war"
    meaning = scene.frames.meaning("context", above.lemma.lower(), above.upos)
    if meaning == "mentioned":
        return [] if definite else ["mentioned"]
    if definite and above.upos == "NOUN" and scene.tree.prepositions[at] in _TOPIC:
        return []  # "talks on the conflict"
    if meaning is not None:
        return [] if meaning == "asserted" else [meaning]
    if relation in ("xcomp", "acl") and _is_to(scene, at):
        return ["hypothetical"] if not _is_light(scene, head) else []
    return []


def _is_light(scene: Scene, verb: int) -> bool:
    lemma = scene.tokens[verb].lemma.lower()
    words = scene.frames.words
    return (lemma, "VERB") in words["lightVerb"] or (lemma, "VERB") in words["eventVerb"]


def _is_to(scene: Scene, verb: int) -> bool:
    token = scene.tokens[verb]
    if token.feats.get("VerbForm") == "Inf":
        return True
    return any(scene.tokens[mark].lemma == "to" for mark in scene.tree.below(verb, "mark"))


def _of_adverbial(scene: Scene, clause: int, head: int) -> tuple[list[str], bool]:
    """What an adverbial clause says of its own event, and whether it stands apart."""
    if _is_to(scene, clause):
        above = scene.tokens[head]
        meaning = scene.frames.meaning("context", above.lemma.lower(), above.upos)
        if meaning is None or meaning == "mentioned":
            return ["hypothetical"], True
        return ([] if meaning == "asserted" else [meaning]), False
    marks = {scene.tokens[m].lemma.lower() for m in scene.tree.below(clause, "mark", "case")}
    if "without" in marks:
        return ["negated"], True
    finite = scene.tokens[clause].feats.get("VerbForm") == "Fin" or scene.tree.below(
        clause, "aux", "aux:pass", "cop"
    )
    accusing = bool(marks & {"of", "for", "from", "against"})
    return [], bool(finite) or (bool(marks) and not accusing)
