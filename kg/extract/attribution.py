"""Who says so: the voices of a document, and the tokens that each of them answers for.

A voice comes from a cue ("said", "according to", "denied") and covers its content: the clause it
governs, or the sentence it is set beside, and every sentence of a quotation that the clause is
part of. Voices nest; the narrowest that covers a token is the innermost speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.classes import is_class
from kg.extract.quotes import quotations
from kg.extract.reports import reported
from kg.extract.scene import Filler, Scene, kind_of
from kg.model import Article, Attribution, Entity, Span, Token

_BESIDE = frozenset({"parataxis", "advcl", "discourse"})
_WHO = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


@dataclass(frozen=True)
class Voice:
    """Speakers, and the tokens of one sentence that they say.

    Speakers side by side ("the EU and the UN") each say all of it. `sure` is False where it is
    not said at all: "did not say that", "may say that". `cue` is the token of the cue word.
    """

    speakers: tuple[Attribution, ...]
    content: frozenset[int]
    sure: bool = True
    cue: int | None = None

    @property
    def stance(self) -> str:
        """How it is said: said, claimed, denied, ..."""
        return self.speakers[0].stance


def voices(article: Article, scenes: Sequence[Scene]) -> tuple[tuple[Voice, ...], ...]:
    """For each sentence the voices that speak in it."""
    found: list[list[Voice]] = []
    last: Attribution | None = None
    for scene in scenes:
        here: list[Voice] = []
        for cue in _cues(scene):
            speakers = tuple(_speakers(scene, cue, article, last))
            if speakers:
                here.append(Voice(speakers, cue.content, _is_sure(scene, cue.head), cue.head))
                last = speakers[0]
        found.append(here)
    return tuple(tuple(here) for here in _with_quotations(article, scenes, found))


def chains(voices_here: Sequence[Voice], token: int) -> list[tuple[Attribution, ...]]:
    """The chains of speakers over a token, innermost first; several where speakers stand abreast.

    In the outlet's own voice there is one chain, which is empty.
    """
    covering = sorted((v for v in voices_here if token in v.content), key=lambda v: len(v.content))
    if not covering:
        return [()]
    rest = tuple(v.speakers[0] for v in covering[1:])
    return [
        (speaker, *(r for r in rest if r.speaker != speaker.speaker))
        for speaker in covering[0].speakers
    ]


@dataclass(frozen=True, slots=True)
class _Cue:
    head: int
    stance: str
    speakers: tuple[int, ...]
    content: frozenset[int]
    span: Span


def _cues(scene: Scene) -> Iterator[_Cue]:
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


def _cue(scene: Scene, token: Token, meaning: str) -> Iterator[_Cue]:
    stance, _, governs = meaning.partition(" ")
    content = _content(scene, token.index, governs)
    speakers = _speaking(scene, token.index)
    if token.upos == "VERB" and stance != "accused":
        plain = reported(scene, token.index)
        if plain is not None:
            content = _agreed(content, plain.content, token.index)
            speakers = speakers or (plain.speaker,)
    content = _without_afterthought(scene, token.index, content) - set(speakers)
    if content and speakers:
        yield _Cue(token.index, stance, speakers, content, Span(token.start, token.end))


def _agreed(tree: frozenset[int], plain: frozenset[int], cue: int) -> frozenset[int]:
    """The content by the tree and by the order of words; where what follows is said, only that."""
    if plain and min(plain) > cue:
        return plain | {index for index in tree if index > cue}
    return plain | tree


def _according(scene: Scene, source: int, stance: str) -> _Cue:
    """The cue of "according to": its sentence or clause, without itself."""
    tree = scene.tree
    head = scene.tokens[source].head
    while scene.tokens[head].upos not in ("VERB", "AUX", "ADJ") and scene.tokens[head].head >= 0:
        head = scene.tokens[head].head
    content = frozenset(tree.subtree(head)) - set(tree.subtree(source))
    case = tree.below(source, "case")[0]
    last = max([case, *tree.below(case, "fixed")])
    span = Span(scene.tokens[case].start, scene.tokens[last].end)
    return _Cue(head, stance, tuple(tree.conjuncts(source)), content, span)


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
        heads = tree.below(cue, "ccomp", "advcl", "acl", "xcomp") + tree.marked(
            cue, "of", "for", "over"
        )
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


def _is_beside(scene: Scene, cue: int) -> bool:
    """Whether a cue is set beside what it reports: ", the ministry said", "as he put it"."""
    token = scene.tokens[cue]
    if token.deprel == "parataxis":
        return scene.frames.meaning("cue", token.lemma.lower(), "VERB") is not None
    marks = {scene.tokens[mark].lemma for mark in scene.tree.below(cue, "mark", "advmod")}
    return token.deprel in _BESIDE and "as" in marks


def _is_finite_clause(scene: Scene, clause: int) -> bool:
    return any(scene.tokens[mark].lemma == "that" for mark in scene.tree.below(clause, "mark"))


def _is_sure(scene: Scene, cue: int) -> bool:
    """Whether the speaking itself took place: no "not", no "may" on the cue."""
    from kg.extract.factuality import local

    return local(scene, cue) in (None, "planned")


# Speakers


def _speakers(
    scene: Scene, cue: _Cue, article: Article, last: Attribution | None
) -> Iterator[Attribution]:
    for token in cue.speakers:
        filler = _speaker(scene, token, article, last)
        if filler is not None:
            text = article.text[filler.start : filler.end]
            yield Attribution(filler.entity, text, filler.start, filler.end, cue.span, cue.stance)


def _speaker(scene: Scene, token: int, article: Article, last: Attribution | None) -> Filler | None:
    for filler in scene.fillers(token):
        entity = _as_speaker(filler.entity)
        if entity is not None:
            return replace(filler, entity=entity)
    at = scene.tokens[token]
    if at.upos == "PRON":
        if last is None or at.lemma.lower() not in ("he", "she", "it", "they"):
            return None
        return Filler(token, last.speaker, at.start, at.end)
    first, end = scene.tree.phrase(token)
    return Filler(token, scene.anonymous(token, article.sha256), first.start, end.end)


def _as_speaker(entity: Entity) -> Entity | None:
    return entity if kind_of(entity.type, "Agent") else None


# Quotations over several sentences


def _with_quotations(
    article: Article, scenes: Sequence[Scene], found: list[list[Voice]]
) -> list[list[Voice]]:
    """The voices, with those who speak a quotation speaking in all its sentences."""
    speaker_of_block: dict[int, Voice] = {}
    for quotation in quotations(article):
        inside = [_tokens_in(scene, quotation) for scene in scenes]
        touched = [at for at, tokens in enumerate(inside) if tokens]
        if not touched:
            continue
        block = scenes[touched[0]].sentence.block
        voice = _voice_of(inside, found, touched) or _announced(article, scenes, quotation)
        voice = voice or (
            speaker_of_block.get(block) if _is_long(scenes, inside, touched) else None
        )
        if voice is None:
            continue
        speaker_of_block[block] = voice
        for at in touched:
            if not any(inside[at] <= v.content for v in found[at]):
                found[at].append(replace(voice, content=inside[at], cue=None))
    return found


def _announced(article: Article, scenes: Sequence[Scene], quotation: Span) -> Voice | None:
    """Who speaks what a colon announces: "The ministry defended the strike: “…”"."""
    if not article.text[: quotation.start].rstrip().endswith(":"):
        return None
    for scene in reversed(scenes):
        if scene.sentence.start >= quotation.start:
            continue
        roots = [t for t in scene.tokens if t.deprel == "root" and t.start < quotation.start]
        for root in roots:
            for token in scene.tree.agents(root.index):
                filler = _speaker(scene, token, article, None)
                if filler is not None:
                    text = article.text[filler.start : filler.end]
                    span = Span(root.start, root.end)
                    said = Attribution(filler.entity, text, filler.start, filler.end, span, "said")
                    return Voice((said,), frozenset())
        return None
    return None


def _tokens_in(scene: Scene, span: Span) -> frozenset[int]:
    if scene.sentence.end <= span.start or span.end <= scene.sentence.start:
        return frozenset()
    return frozenset(
        t.index
        for t in scene.tokens
        if span.start <= t.start and t.end <= span.end and t.upos != "PUNCT"
    )


def _is_long(scenes: Sequence[Scene], inside: list[frozenset[int]], touched: list[int]) -> bool:
    """Whether a quotation is a whole utterance rather than a few words in somebody's sentence."""
    return any(
        any(t.deprel == "root" and t.index in inside[at] for t in scenes[at].tokens)
        for at in touched
    )


def _voice_of(
    inside: list[frozenset[int]], found: list[list[Voice]], touched: list[int]
) -> Voice | None:
    """Who speaks a quotation: the widest voice that has words of it."""
    for at in reversed(touched):
        speaking = [v for v in found[at] if v.content & inside[at] and v.cue not in inside[at]]
        if speaking:
            return max(speaking, key=lambda v: len(v.content & inside[at]))
    return None
