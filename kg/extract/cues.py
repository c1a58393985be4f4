"""The words by which news attributes: "said", "according to", "denied"; and what they govern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.classes import is_class
from kg.extract.reports import reported
from kg.extract.scene import Scene
from kg.model import Span, Token

_BESIDE = frozenset({"parataxis", "advcl", "discourse"})
_WHO = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: its stance, who speaks, and the tokens that are theirs."""

    head: int
    stance: str
    speakers: tuple[int, ...]
    content: frozenset[int]
    span: Span


def cues(scene: Scene) -> Iterator[Cue]:
    """The cues of a sentence in text order."""
    for token in scene.tokens:
        if token.upos in ("VERB", "NOUN"):
            meaning = scene.frames.meaning("cue", token.lemma.lower(), token.upos)
            if meaning is not None:
                yield from _cue(scene, token, meaning)
        preposition = scene.tree.prepositions[token.index]
        if preposition and token.deprel.startswith(("obl", "nmod")):
            meaning = scene.frames.meaning("cuePreposition", preposition, "ADP")
            if meaning is not None:
                yield _according(scene, token.index, meaning)


def _cue(scene: Scene, token: Token, meaning: str) -> Iterator[Cue]:
    stance, _, governs = meaning.partition(" ")
    content = _content(scene, token.index, governs)
    speakers = _speaking(scene, token.index)
    if token.upos == "VERB" and stance != "accused":
        plain = reported(scene, token.index)
        content = _without_afterthought(scene, token.index, content)
        if plain is not None:
            content = _agreed(content, plain.content, token.index)
            speakers = speakers or (plain.speaker,)
    content -= set(speakers)
    if content and speakers:
        yield Cue(token.index, stance, speakers, content, Span(token.start, token.end))


def _agreed(tree: frozenset[int], plain: frozenset[int], cue: int) -> frozenset[int]:
    """The content by the tree and by the order of words; where what follows is said, only that."""
    if plain and min(plain) > cue:
        return plain | {index for index in tree if index > cue}
    return plain | tree


def _according(scene: Scene, source: int, stance: str) -> Cue:
    """The cue of "according to": its sentence or clause, without itself."""
    tree = scene.tree
    head = scene.tokens[source].head
    while scene.tokens[head].upos not in ("VERB", "AUX", "ADJ") and scene.tokens[head].head >= 0:
        head = scene.tokens[head].head
    case = tree.below(source, "case")[0]
    if case == 0 or scene.tokens[case - 1].text == ",":
        content = frozenset(range(len(scene.tokens))) - set(tree.subtree(source))
    else:
        content = frozenset(tree.subtree(head)) - set(tree.subtree(source))
    last = max([case, *tree.below(case, "fixed")])
    span = Span(scene.tokens[case].start, scene.tokens[last].end)
    return Cue(head, stance, tuple(tree.conjuncts(source)), content, span)


def _speaking(scene: Scene, cue: int) -> tuple[int, ...]:
    """The heads of the noun phrases that speak."""
    tree = scene.tree
    if scene.tokens[cue].upos == "NOUN":
        who = tree.possessors(cue) + tree.marked(cue, "by") + tree.modifiers(cue)
        who = [one for one in who if is_class(scene, one, "agent")] or [cue]
    else:
        who = tree.agents(cue)
        who = [writer for one in who for writer in scene.writers(one)]
    parts = [part for one in who for part in tree.conjuncts(one)]
    times = {t for e in scene.times for t in range(e.tokens[0], e.tokens[1] + 1)}
    return tuple(p for p in parts if scene.tokens[p].upos in _WHO and p not in times)


def _content(scene: Scene, cue: int, governs: str) -> frozenset[int]:
    """The tokens that a cue makes somebody's words."""
    tree, token = scene.tree, scene.tokens[cue]
    if token.upos == "NOUN":
        clauses = [c for c in tree.below(cue, "acl", "ccomp") if _is_finite_clause(scene, c)]
        return frozenset(part for clause in clauses for part in tree.subtree(clause))
    heads = tree.below(cue, "ccomp", "xcomp")
    heads += [c for c in tree.below(cue, "parataxis") if not _is_beside(scene, c)]
    if governs == "obj":
        heads += tree.patients(cue) if not tree.is_passive(cue) else []
    if governs == "of":
        heads = tree.below(cue, "ccomp", "acl", "xcomp") + tree.marked(cue, "of", "for", "over")
        heads += [c for c in tree.below(cue, "advcl") if _is_charge(scene, c)]
        for accused in tree.patients(cue):
            heads += tree.below(accused, "acl") + tree.marked(accused, "of", "for")
        return frozenset(part for head in heads for part in tree.subtree(head))
    if not heads and _is_beside(scene, cue):
        beside = frozenset(tree.subtree(token.head)) - set(tree.subtree(cue))
        return beside
    heads = [h for h in heads if cue not in tree.subtree(h)]
    return frozenset(part for head in heads for part in tree.subtree(head))


def _without_afterthought(scene: Scene, cue: int, content: frozenset[int]) -> frozenset[int]:
    """The content before a cue that follows it, and what is said after it under "that".

    In '"…," he said, alluding to …' what comes after is the outlet's.
    """
    before = {index for index in content if index < cue}
    if len(before) < 3 or scene.tokens[cue].upos != "VERB":
        return content
    tree = scene.tree
    kept = set(before)
    for index in content - before:
        marks = {scene.tokens[mark].lemma for mark in tree.below(index, "mark")}
        if "that" in marks:
            kept.update(part for part in tree.subtree(index) if part > cue)
    return frozenset(kept)


def _is_charge(scene: Scene, clause: int) -> bool:
    """Whether a clause says what somebody is accused of."""
    marks = scene.tree.below(clause, "mark", "case")
    return any(scene.tokens[mark].lemma in ("of", "for", "over", "with") for mark in marks)


def _is_beside(scene: Scene, cue: int) -> bool:
    """Whether a cue is set beside what it reports: ", the ministry said", "as he put it"."""
    token = scene.tokens[cue]
    if token.deprel == "parataxis":
        return scene.frames.meaning("cue", token.lemma.lower(), "VERB") is not None
    marks = {scene.tokens[mark].lemma for mark in scene.tree.below(cue, "mark", "advmod")}
    return token.deprel in _BESIDE and "as" in marks


def _is_finite_clause(scene: Scene, clause: int) -> bool:
    return any(scene.tokens[mark].lemma == "that" for mark in scene.tree.below(clause, "mark"))
