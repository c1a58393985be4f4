"""Where a sentence speaks of an event: each trigger of the frames found in its tree.

`follow` walks the paths of the mini-language; a match keeps the words that belong to the trigger,
and the light verb that carries a noun ("carried out an attack", "came under attack").
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.classes import is_class
from kg.extract.frames import Path, Step, Trigger
from kg.extract.paths import function_from, is_infinitive, kept, step_from
from kg.extract.scene import Scene
from kg.model import Token

_STRIKES = ("ArmedAttack", "AirStrike", "Shelling", "Bombing", "Incursion")
_INSIDE_VERB = frozenset({"obj", "nsubj:pass", "obl", "xcomp", "nsubj"})
_OWN = frozenset(
    {"unless", "poss", "mod", "self", "prt", "clause", "inf", "aux", "of", "for", "iobj"}
)


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found: its head token, its other words, and the verb that carries a noun.

    `undergone` tells that the verb's subject suffers the event.
    """

    trigger: Trigger
    head: int
    parts: frozenset[int]
    carrier: int | None = None
    undergone: bool = False


def matches(scene: Scene) -> list[Match]:
    """The triggers of a sentence in text order, at each head word those that ask for most first."""
    found: list[Match] = []
    for token in scene.tokens:
        if token.index in scene.named and token.upos != "VERB":
            continue
        beside = token.deprel == "compound" and token.upos == "NOUN"
        if beside and token.index not in scene.tree.bare:
            continue  # "war crimes court"
        for trigger in _candidates(scene, token.index):
            match = _match(scene, trigger, token.index)
            if match:
                found.append(match)
    return found


def _candidates(scene: Scene, index: int) -> tuple[Trigger, ...]:
    token = scene.tokens[index]
    if index in scene.tree.bare:
        return _headed(scene, token, "VERB")
    if token.upos == "VERB" or (token.upos == "ADJ" and "VerbForm" in token.feats):
        found = _headed(scene, token, "VERB")
        return found or scene.frames.triggers.get((token.text.lower(), "ADJ"), ())
    if token.upos == "AUX":
        return _headed(scene, token, "VERB") if token.deprel == "root" else ()
    return _headed(scene, token, token.upos)


def _headed(scene: Scene, token: Token, upos: str) -> tuple[Trigger, ...]:
    """The triggers that a word heads; by its form where the lemma is none that is known."""
    word = token.text.lower()
    forms = (token.lemma.lower(), word, word.removesuffix("s"))
    triggers = scene.frames.triggers
    return next((triggers[form, upos] for form in forms if (form, upos) in triggers), ())


def _match(scene: Scene, trigger: Trigger, head: int) -> Match | None:
    carrier, undergone = (None, False) if trigger.upos == "VERB" else _carrier(scene, head)
    if "under" in trigger.flags and not undergone:
        return None
    bare = Match(trigger, head, frozenset(), carrier, undergone)
    parts: set[int] = set()
    for path in trigger.parts:
        reached = follow(scene, bare, path)
        if not reached:
            return None
        if "opens" not in trigger.flags and any(s.lemmas and not _is_class(s) for s in path):
            parts.update(reached)
    return Match(trigger, head, frozenset(parts), carrier, undergone)


def _is_class(step: Step) -> bool:
    return all(lemma.startswith("@") for lemma in step.lemmas or ())


def _carrier(scene: Scene, noun: int) -> tuple[int | None, bool]:
    """The verb that carries an event noun, and whether its subject suffers the event."""
    for clause in scene.tree.below(noun, "acl:relcl"):
        if scene.frames.meaning("eventVerb", scene.tokens[clause].lemma.lower(), "VERB"):
            return clause, False
    noun = scene.tree.first_conjunct(noun)
    token = scene.tokens[noun]
    if token.head < 0 or token.deprel not in _INSIDE_VERB:
        return None, False
    verb = scene.tokens[token.head]
    if verb.upos not in ("VERB", "AUX"):
        return None, False
    lemma = verb.lemma.lower()
    how = scene.frames.meaning("undergoVerb", lemma, "VERB")
    if how == "under" and scene.tree.prepositions[noun] == "under":
        return verb.index, True
    if how == "obj" and token.deprel == "obj":
        return verb.index, True
    light = scene.frames.meaning("lightVerb", lemma, "VERB") is not None
    if light and token.deprel in ("obj", "nsubj:pass"):
        return verb.index, False
    happens = scene.frames.meaning("eventVerb", lemma, "VERB") is not None
    if happens and token.deprel in ("nsubj", "nsubj:pass"):
        return verb.index, False
    return None, False


def follow(scene: Scene, match: Match, path: Path) -> list[int]:
    """The tokens that a path leads to from a match, coordinated ones included."""
    at: list[int] = _first_step(scene, match, path[0])
    for step in path[1:]:
        reached = [token for start in at for token in step_from(scene, start, step)]
        at = kept(scene, reached, step)
    return at


def _first_step(scene: Scene, match: Match, step: Step) -> list[int]:
    reached: list[int] = []
    for function in step.functions:
        if function == "agent":
            reached += _agents(scene, match)
        elif function in ("patient", "obj"):
            reached += _patients(scene, match, function)
        else:
            for start in [*_around(match, function), *_accusing(scene, match, function)]:
                reached += function_from(scene, start, function)
    return kept(scene, reached, step)


def _around(match: Match, function: str) -> list[int]:
    """Where modifiers of a trigger may hang: on its head, its other words, its carrier."""
    if function in ("poss", "mod", "self", "prt"):
        return [match.head]
    carrier = [] if match.carrier is None else [match.carrier]
    return [match.head, *sorted(match.parts), *carrier]


def _accusing(scene: Scene, match: Match, function: str) -> list[int]:
    """The verb "accuse" above a noun, where phrases of the noun may hang."""
    token = scene.tokens[scene.tree.first_conjunct(match.head)]
    if match.trigger.upos != "NOUN" or token.head < 0 or function in _OWN:
        return []
    for head in list(scene.tree.ancestors(token.index))[:2]:
        verb = scene.tokens[head]
        meaning = scene.frames.meaning("cue", verb.lemma.lower(), verb.upos) or ""
        if meaning.endswith(" of"):
            return [head]
    return []


def _agents(scene: Scene, match: Match) -> list[int]:
    tree, head = scene.tree, match.head
    if scene.tokens[head].upos == "ADJ" and match.trigger.upos == "ADJ":
        return tree.subjects(head) or _described(scene, head)
    if match.trigger.upos == "VERB":
        if _lacks_object(scene, match):
            return []
        if _is_intransitive(match):
            return tree.subjects(head)
        return [writer for agent in tree.agents(head) for writer in scene.writers(agent)]
    found = tree.marked(head, "by") + tree.possessors(head) + tree.modifiers(head)
    if match.carrier is not None and not match.undergone and not _is_subject(scene, head):
        found += tree.agents(match.carrier)
    return found or _striking(scene, match)


def _striking(scene: Scene, match: Match) -> list[int]:
    """Who did harm in an attack: the subject of "destroyed the depot in an airstrike"."""
    token = scene.tokens[match.head]
    if token.deprel != "obl" or scene.tree.prepositions[match.head] not in ("in", "with", "during"):
        return []
    verb = scene.tokens[token.head]
    harm = scene.frames.triggers.get((verb.lemma.lower(), verb.upos), ())
    if scene.tree.is_passive(verb.index) or match.trigger.kind not in _STRIKES:
        return []
    done = any(trigger.kind in (*_STRIKES, "Casualties") for trigger in harm)
    return scene.tree.agents(verb.index) if done else []


def _is_intransitive(match: Match) -> bool:
    """Whether a verb has nobody to befall, so that it has no passive either ("die")."""
    paths = [*match.trigger.parts, *(slot.path for slot in match.trigger.slots)]
    return not any({"patient", "obj"} & set(path[0].functions) for path in paths)


def _lacks_object(scene: Scene, match: Match) -> bool:
    """Whether a participle lost its auxiliary ("and a dozen others captured"): persons befallen."""
    flags, tree = match.trigger.flags, scene.tree
    if match.trigger.effect is None or any(flag.startswith("count=") for flag in flags):
        return False
    if scene.tokens[match.head].feats.get("VerbForm") == "Inf" or tree.is_passive(match.head):
        return False
    if tree.objects(match.head) or tree.below(match.head, "aux", "ccomp", "xcomp"):
        return False
    return any(is_class(scene, subject, "number") for subject in tree.subjects(match.head))


def _described(scene: Scene, head: int) -> list[int]:
    """The noun that an adjective stands before, or that leaves it behind ("left 12 dead")."""
    token = scene.tokens[head]
    if token.deprel in ("amod", "acl") and token.head >= 0:
        return [token.head]
    return []


def _is_subject(scene: Scene, head: int) -> bool:
    first = scene.tree.first_conjunct(head)
    return scene.tokens[first].deprel == "nsubj"


def _patients(scene: Scene, match: Match, function: str) -> list[int]:
    tree, head = scene.tree, match.head
    if match.trigger.upos == "VERB":
        return tree.subjects(head) if _lacks_object(scene, match) else tree.patients(head)
    if function == "obj":
        return []
    found = tree.marked(head, "of")
    if match.carrier is not None and match.undergone:
        found += tree.subjects(match.carrier)
    return found


_GOVERNED = frozenset({"obj", "iobj", "obl", "obl:arg", "xcomp", "nmod", "nmod:poss"})
_BELOW = _GOVERNED | {"acl", "amod", "compound", "conj", "appos", "flat", "nmod:desc"}


def governed(scene: Scene, match: Match) -> list[int]:
    """The words of the objects and infinitives of a trigger, clauses with a finite verb aside."""
    tree = scene.tree
    starts = [match.head] if match.carrier is None else [match.head, match.carrier]
    found = [
        child
        for start in starts
        for child in tree.children[start]
        if child > match.head and _is_complement(scene, child, _GOVERNED)
    ]
    at = 0
    while at < len(found):
        found += [
            child for child in tree.children[found[at]] if _is_complement(scene, child, _BELOW)
        ]
        at += 1
    return sorted(dict.fromkeys(found))


def _is_complement(scene: Scene, token: int, relations: frozenset[str]) -> bool:
    """Whether a word completes another, and begins no clause with a subject of its own."""
    at = scene.tokens[token]
    if at.deprel == "advcl":
        return is_infinitive(scene, token) or at.feats.get("VerbForm") == "Ger"
    if at.deprel not in relations:
        return False
    below = (scene.tokens[child].deprel for child in scene.tree.children[token])
    return at.upos != "VERB" or not any(relation.startswith("nsubj") for relation in below)
