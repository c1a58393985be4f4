"""The paths of the mini-language walked in a tree: each step from a word to others."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.classes import is_class
from kg.extract.frames import Step
from kg.extract.scene import PARTS_OF, Scene

_ADVERBIAL = frozenset(
    {
        *("compound:prt", "advmod", "xcomp", "obl", "obj", "amod", "advcl", "obl:unmarked", "dep"),
        *("nmod", "ccomp", "acl"),
    }
)


def step_from(scene: Scene, start: int, step: Step) -> list[int]:
    """The words that a later step of a path leads to from a word."""
    reached: list[int] = []
    for function in step.functions:
        if function in ("agent", "patient", "obj") and scene.tokens[start].upos == "VERB":
            tree = scene.tree
            reached += tree.agents(start) if function == "agent" else tree.patients(start)
        elif function in ("patient", "agent"):
            reached += scene.tree.marked(start, "of" if function == "patient" else "by")
        else:
            reached += function_from(scene, start, function)
    return reached


def function_from(scene: Scene, start: int, function: str) -> list[int]:
    """The words that stand to a word in one of the functions that are no voice's."""
    tree = scene.tree
    if function == "self":
        return [start]
    if function == "poss":
        return tree.possessors(start)
    if function == "mod":
        return tree.modifiers(start)
    if function == "prt":
        return [c for c in tree.children[start] if scene.tokens[c].deprel in _ADVERBIAL]
    if function in ("iobj", "aux"):
        return tree.below(start, function)
    if function == "clause":
        return _clauses(scene, start)
    if function == "unless":
        return [c for c in tree.below(start, "advcl") if _is_condition(scene, c)] + [
            c
            for clause in _clauses(scene, start)
            for c in tree.below(clause, "advcl")
            if _is_condition(scene, c)
        ]
    if function == "inf":
        return [clause for clause in _clauses(scene, start) if is_infinitive(scene, clause)]
    return tree.marked(start, function)


def _clauses(scene: Scene, start: int) -> list[int]:
    """The clauses that complete a word, also where they hang on its object or oblique."""
    tree = scene.tree
    found = tree.below(start, "xcomp", "ccomp", "acl")
    found += [
        c
        for c in tree.below(start, "advcl")
        if is_infinitive(scene, c) or min([*tree.below(c, "aux"), c]) == start + 1
    ]  # "denies having ordered it" is no adverbial
    for child in tree.below(start, "obj", "obl", "nsubj:pass"):
        found += [c for c in tree.below(child, "acl") if is_infinitive(scene, c)]
    return [part for clause in found for part in tree.conjuncts(clause)]


def _is_condition(scene: Scene, verb: int) -> bool:
    return scene.tree.has_word(verb, frozenset({"mark"}), frozenset({"unless", "if", "until"}))


def is_infinitive(scene: Scene, verb: int) -> bool:
    """Whether a verb stands in the infinitive, as the tagger or a "to" before it says."""
    return scene.tokens[verb].feats.get("VerbForm") == "Inf" or any(
        scene.tokens[mark].lemma == "to" for mark in scene.tree.below(verb, "mark")
    )


def kept(scene: Scene, tokens: Iterable[int], step: Step) -> list[int]:
    """The tokens, and those coordinated with them, that the words in brackets admit."""
    widened = [part for token in tokens for part in scene.tree.conjuncts(token)]
    if step.lemmas is None:
        return list(dict.fromkeys(widened))
    return [t for t in dict.fromkeys(widened) if _admits(scene, t, step.lemmas)]


def _admits(scene: Scene, token: int, lemmas: frozenset[str]) -> bool:
    lemma = scene.tokens[token].lemma.lower()
    if lemma in lemmas:
        return True
    if lemma in PARTS_OF and any(_admits(scene, part, lemmas) for part in scene.parts(token)):
        return True  # "a series of bombs"
    return any(
        is_class(scene, token, lemma[1:]) for lemma in sorted(lemmas) if lemma.startswith("@")
    )
