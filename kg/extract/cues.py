"""The words by which news attributes: "said", "according to", "denied"; and what they govern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.classes import is_class
from kg.extract.reports import reported
from kg.extract.scene import Scene
from kg.model import Span, Token

_BESIDE = frozenset({"parataxis", "advcl", "discourse"})
_APART = frozenset({"acl:relcl", "conj", "parataxis"})  # clauses with a voice of their own
_WHO = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: its stance, who speaks, and the tokens that are theirs.

    Nobody speaks in hearsay: "it is alleged that", "reportedly".
    """

    head: int
    stance: str
    speakers: tuple[int, ...]
    content: frozenset[int]
    span: Span


def cues(scene: Scene) -> Iterator[Cue]:
    """The cues of a sentence in text order."""
    for token in scene.tokens:
        meaning = scene.frames.meaning("cue", token.lemma.lower(), token.upos)
        if meaning is not None and token.upos == "ADV":
            yield _hearsay(scene, token, meaning)
        elif meaning is not None:
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
    if token.upos == "VERB" and governs not in ("of", "source"):
        plain = reported(scene, token.index)
        content = _without_afterthought(scene, token.index, content)
        if plain is not None:
            content = _agreed(content, plain.content, token.index)
            if not speakers or plain.content & set(speakers):
                speakers = (plain.speaker,)
    if (quoting := _quoted_before(scene, token.index)) is not None:
        who = [part for one in scene.tree.agents(quoting) for part in scene.tree.subtree(one)]
        content = frozenset(range(min(who, default=0)))
        if quoting == token.index:
            content |= {quoting}  # who quotes speaks of the quoting too, and so last
    content = _in_part(scene, token.index, content - {*speakers, *_answers(scene, content)})
    if not content or not (speakers or _is_impersonal(scene, token, governs)):
        return
    for source in _sources(scene, token.index):
        said = tuple(p for one in scene.tree.patients(source) for p in scene.tree.conjuncts(one))
        if any(is_class(scene, p, "agent") or scene.tokens[p].upos == "PROPN" for p in said):
            at = scene.tokens[source]
            yield Cue(source, "said", said, content - set(said), Span(at.start, at.end))
    yield Cue(token.index, stance, speakers, content, Span(token.start, token.end))


def _quoted_before(scene: Scene, cue: int) -> int | None:
    """The verb that quotes what stands before it: "…, the agency quoted him as saying."."""
    quoting = _quoting(scene, cue)
    said = [cue] if quoting is not None else _as_said(scene, cue)
    quoting = cue if quoting is None else quoting
    if not said or _governs(scene, quoting) != "source":
        return None
    after = scene.tokens[said[0] + 1 :]
    return quoting if all(t.upos == "PUNCT" for t in after) else None


def _in_part(scene: Scene, cue: int, content: frozenset[int]) -> frozenset[int]:
    """The content in the cue's part of the sentence: "A said …; B confirmed …" says two things."""
    marks = [t.index for t in scene.tokens if t.text == ";"]
    if not marks or any(t.text in ('"', "“") for t in scene.tokens):
        return content
    first = max((m for m in marks if m < cue), default=-1)
    last = min((m for m in marks if m > cue), default=len(scene.tokens))
    return frozenset(index for index in content if first < index < last)


def _hearsay(scene: Scene, adverb: Token, stance: str) -> Cue:
    """The cue of "reportedly": what it stands beside, in nobody's name."""
    head = adverb.head if adverb.head >= 0 else adverb.index
    content = frozenset(scene.tree.subtree(head)) - {adverb.index}
    return Cue(adverb.index, stance, (), content, Span(adverb.start, adverb.end))


def _is_impersonal(scene: Scene, token: Token, governs: str) -> bool:
    """Whether it is said, but not by whom: "is believed to have fired", not "was told to"."""
    if token.upos == "NOUN":
        return True  # "allegations that …"
    return scene.tree.is_passive(token.index) and governs not in ("hearer", "source")


def _sources(scene: Scene, cue: int) -> list[int]:
    """The verbs beside a cue that name where it is from: "reported, citing the ministry, that"."""
    tree = scene.tree
    beside = tree.below(cue, "advcl")
    beside += [c for subject in tree.below(cue, "nsubj") for c in tree.below(subject, "acl")]
    tokens = scene.tokens
    beside += [t.index for t in tokens[cue + 2 : cue + 8] if tokens[t.index - 1].text == ","]
    found = [one for one in dict.fromkeys(beside) if _governs(scene, one) == "source"]
    return [one for one in found if not _as_said(scene, one)]


def _as_said(scene: Scene, cue: int) -> list[int]:
    """The "saying" of a cue that quotes: "quoted the army as saying that"."""
    clauses = scene.tree.below(cue, "advcl", "xcomp", "acl", "ccomp")
    for patient in scene.tree.patients(cue):
        clauses += scene.tree.below(patient, "acl", "advcl")
    return [c for c in clauses if _is_as(scene, c)]


def _is_as(scene: Scene, clause: int) -> bool:
    marks = scene.tree.below(clause, "mark", "case", "advmod")
    return any(scene.tokens[mark].lemma == "as" for mark in marks)


def _governs(scene: Scene, cue: int) -> str:
    token = scene.tokens[cue]
    meaning = scene.frames.meaning("cue", token.lemma.lower(), token.upos) or ""
    return meaning.partition(" ")[2]


def _answers(scene: Scene, content: frozenset[int]) -> set[int]:
    """What the outlet adds to a charge: ", a claim that Baku denied"."""
    tree = scene.tree
    return {
        part
        for index in content
        if scene.tokens[index].deprel in ("appos", "parataxis", "acl:relcl")
        and any(_is_answer(scene, clause) for clause in (index, *tree.below(index, "acl:relcl")))
        for part in tree.subtree(index)
    }


def _is_answer(scene: Scene, clause: int) -> bool:
    token = scene.tokens[clause]
    if token.upos != "VERB" or token.deprel != "acl:relcl":
        return False
    meaning = scene.frames.meaning("cue", token.lemma.lower(), "VERB") or ""
    denied = scene.frames.meaning("context", token.lemma.lower(), "VERB") == "denied"
    return (denied or meaning == "denied obj") and not scene.tree.below(clause, "ccomp")


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
    last_word = max(tree.subtree(source)) >= len(scene.tokens) - 2
    ends = last_word and not {scene.tokens[i].deprel for i in tree.ancestors(source)} & _APART
    if case == 0 or scene.tokens[case - 1].text == "," or ends:
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
        who = [one for one in who if is_class(scene, one, "agent")]
    elif (quoting := _quoting(scene, cue)) is not None:
        who = tree.patients(quoting)
    else:
        who = tree.agents(cue)
        who = [writer for one in who for writer in scene.writers(one)]
    parts = [part for one in who for part in tree.conjuncts(one)]
    times = {t for e in scene.times for t in range(e.tokens[0], e.tokens[1] + 1)}
    known = [p for p in parts if scene.tokens[p].upos in _WHO and p not in times]
    return tuple(p for p in known if not _is_named_by(scene, p, known))


def _is_named_by(scene: Scene, noun: int, others: list[int]) -> bool:
    """Whether a name right behind a noun says who it is: "the news agency Fars"."""
    named = noun + 1 in others and scene.tokens[noun].upos == "NOUN"
    return named and scene.tokens[noun + 1].upos == "PROPN"


def _quoting(scene: Scene, cue: int) -> int | None:
    """The verb that quotes a speaker: "quoted the army as saying"."""
    if not _is_as(scene, cue):
        return None
    above = list(scene.tree.ancestors(cue))[:2]
    return next((one for one in above if _governs(scene, one) == "source"), None)


def _content(scene: Scene, cue: int, governs: str) -> frozenset[int]:
    """The tokens that a cue makes somebody's words."""
    tree, token = scene.tree, scene.tokens[cue]
    if token.upos == "NOUN":
        clauses = [c for c in tree.below(cue, "acl", "ccomp") if _is_finite_clause(scene, c)]
        return frozenset(part for clause in clauses for part in tree.subtree(clause))
    if governs == "source":
        return frozenset(part for said in _as_said(scene, cue) for part in tree.subtree(said))
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
