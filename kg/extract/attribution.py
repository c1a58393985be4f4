"""Who says so: the voices of a document, and the tokens that each of them answers for.

A voice comes from a cue ("said", "according to", "denied") and covers its content: the clause it
governs, or the sentence it is set beside, and every sentence of a quotation that the clause is
part of. Voices nest; the narrowest that covers a token is the innermost speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.cues import Cue, cues
from kg.extract.quotes import answers, goes_on, quotations, statements
from kg.extract.scene import Filler, Scene, kind_of
from kg.model import Article, Attribution, Entity, Span
from kg.vocabulary import ID, slug


@dataclass(frozen=True)
class Voice:
    """Speakers, and the tokens of one sentence that they say.

    Speakers side by side ("the EU and the UN") each say all of it; hearsay has none. `stance` tells
    how it is said: said, claimed, denied, ... `sure` is False where it is not said at all: "did not
    say that", "may say that". `cue` is the token of the cue word.
    """

    speakers: tuple[Attribution, ...]
    stance: str
    content: frozenset[int]
    sure: bool = True
    cue: int | None = None


def voices(article: Article, scenes: Sequence[Scene]) -> tuple[tuple[Voice, ...], ...]:
    """For each sentence the voices that speak in it."""
    found: list[list[Voice]] = []
    last: Attribution | None = None
    quoted = quotations(article)
    for scene in scenes:
        here: list[Voice] = []
        for cue in cues(scene):
            outside = replace(cue, speakers=_outside(scene, cue, quoted))
            speakers = tuple(_speakers(scene, outside, article, last))
            if not speakers and _is_own(scene, cue):
                continue
            sure = _is_sure(scene, cue)
            here.append(Voice(speakers, cue.stance, cue.content, sure, cue.head))
            last = speakers[0] if speakers else last
        found.append(here)
    return tuple(
        map(tuple, _with_answers(article, scenes, _with_quotations(article, scenes, found)))
    )


def chains(voices_here: Sequence[Voice], token: int) -> list[tuple[Attribution, ...]]:
    """The chains of speakers over a token, innermost first; several where speakers stand abreast.

    In the outlet's own voice there is one chain, which is empty.
    """
    speaking = [v for v in voices_here if v.speakers and token in v.content]
    covering = sorted(speaking, key=lambda v: len(v.content))
    if not covering:
        return [()]
    rest = tuple(v.speakers[0] for v in covering[1:])
    return [
        (speaker, *(r for r in rest if r.speaker != speaker.speaker))
        for speaker in covering[0].speakers
    ]


def _is_sure(scene: Scene, cue: Cue) -> bool:
    """Whether the speaking itself took place: no "not", no "may" on the cue."""
    from kg.extract.factuality import local

    spoken = scene.tokens[cue.head].start == cue.span.start  # "according to" has no verb
    return not spoken or local(scene, cue.head) in (None, "planned")


# Speakers


def _is_own(scene: Scene, cue: Cue) -> bool:
    """Whether the author speaks: "we believe that …"."""
    return any(scene.tokens[one].text.lower() in ("i", "we") for one in cue.speakers)


def _outside(scene: Scene, cue: Cue, quoted: Sequence[Span]) -> tuple[int, ...]:
    """The speakers that the words of a quotation, spoken by them, do not hold."""
    at = scene.tokens[cue.head].start
    foreign = [span for span in quoted if not span.start <= at < span.end]
    return tuple(
        token
        for token in cue.speakers
        if not any(span.start <= scene.tokens[token].start < span.end for span in foreign)
    )


def _speakers(
    scene: Scene, cue: Cue, article: Article, last: Attribution | None
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
        if last is None or not _may_be(at.lemma.lower(), last.speaker):
            return None
        return Filler(token, last.speaker, at.start, at.end)
    first, end = scene.tree.phrase(token)
    return Filler(token, scene.anonymous(token, article.sha256), first.start, end.end)


def _may_be(pronoun: str, speaker: Entity) -> bool:
    """Whether a pronoun may go on with who spoke last; a person is no "it", a state no "she"."""
    if speaker.type == "Agent":
        return pronoun in ("he", "she", "it", "they")
    person = kind_of(speaker.type, "Person")
    return pronoun in (("he", "she", "they") if person else ("it", "they"))


def _as_speaker(entity: Entity) -> Entity | None:
    return entity if kind_of(entity.type, "Agent") else None


# Quotations over several sentences


def _with_quotations(
    article: Article, scenes: Sequence[Scene], found: list[list[Voice]]
) -> list[list[Voice]]:
    """The voices, with those who speak a quotation speaking in all its sentences."""
    speaker_of_block: dict[int, Voice] = {}
    last: tuple[Span, Voice] | None = None
    for quotation in (*quotations(article), *statements(article)):
        inside = [_tokens_in(scene, quotation) for scene in scenes]
        touched = [at for at, tokens in enumerate(inside) if tokens]
        if not touched:
            continue
        block = scenes[touched[0]].sentence.block
        voice = _voice_of(inside, found, touched) or _announced(article, scenes, quotation)
        voice = voice or (
            speaker_of_block.get(block) if _is_long(scenes, inside, touched) else None
        )
        if voice is None and last and goes_on(article, last[0], quotation):
            voice = last[1]
        voice = voice or _beside(article, scenes[touched[-1]], inside[touched[-1]])
        if voice is None and _is_long(scenes, inside, touched):
            voice = Voice((), "said", frozenset())  # somebody's words, not the outlet's
        if voice is None:
            continue
        speaker_of_block[block], last = voice, (quotation, voice)
        for at in touched:
            if not any(v.speakers and inside[at] <= v.content for v in found[at]):
                found[at].append(replace(voice, content=inside[at], cue=None))
    return found


def _with_answers(
    article: Article, scenes: Sequence[Scene], found: list[list[Voice]]
) -> list[list[Voice]]:
    """The voices, with the one whom an interview presents speaking in its answers."""
    spans = answers(article)
    asked = [scene for scene in scenes if spans and scene.sentence.end <= spans[0].start]
    speakers = tuple(_presented(article, asked))
    for span in spans:
        for at, scene in enumerate(scenes):
            if inside := _tokens_in(scene, span):
                found[at].append(Voice(speakers, "said", inside))
    return found


def _presented(article: Article, scenes: Sequence[Scene]) -> Iterator[Attribution]:
    """Who is interviewed: the first person named, else the subject of the first sentence."""
    for scene in scenes:
        for mention in scene.mentions:
            if kind_of(mention.entity.type, "Person"):
                start, end = mention.start, mention.end
                yield Attribution(mention.entity, mention.text, start, end, None, "said")
                return
    subjects = (t for scene in scenes[:1] for t in scene.tokens if t.deprel == "nsubj")
    for token in subjects:
        if token.upos == "PROPN":
            label = scenes[0].anonymous(token.index, article.sha256).label
            person = Entity(ID[f"person/{slug(label)}"].value, "Person", label)
            yield Attribution(person, label, token.start, token.end, None, "said")
            return


def _beside(article: Article, scene: Scene, inside: frozenset[int]) -> Voice | None:
    """Who speaks where no word says so: "he continued", "calling it “an aggression”"."""
    tree, tokens = scene.tree, scene.tokens
    above = [a for index in sorted(inside)[:1] for a in tree.ancestors(index)]
    near = sorted(
        (t.index for t in tokens if t.upos == "VERB"),
        key=lambda i: (i not in above, min(abs(i - edge) for edge in (min(inside), max(inside)))),
    )
    for verb in near:
        if verb in inside:
            continue
        for agent in tree.agents(verb):
            filler = next(
                (f for f in scene.fillers(agent, owners=False) if _as_speaker(f.entity)), None
            )
            if agent not in inside and filler is not None:
                text = article.text[filler.start : filler.end]
                cue = Span(tokens[verb].start, tokens[verb].end)
                said = Attribution(filler.entity, text, filler.start, filler.end, cue, "said")
                return Voice((said,), "said", frozenset())
    return None


def _announced(article: Article, scenes: Sequence[Scene], quotation: Span) -> Voice | None:
    """Who speaks what a colon announces: "The ministry defended the strike: “…”"."""
    if not article.text[: quotation.start].rstrip().endswith(":"):
        return None
    marked = not article.text[quotation.start].isalnum()
    for scene in reversed(scenes):
        if scene.sentence.start >= quotation.start:
            continue
        roots = [t for t in scene.tokens if t.deprel == "root" and t.start < quotation.start]
        for root in roots:
            if not marked and scene.frames.meaning("cue", root.lemma.lower(), "VERB") is None:
                continue
            for token in scene.tree.agents(root.index):
                filler = _speaker(scene, token, article, None)
                if filler is not None:
                    text = article.text[filler.start : filler.end]
                    span = Span(root.start, root.end)
                    said = Attribution(filler.entity, text, filler.start, filler.end, span, "said")
                    return Voice((said,), "said", frozenset())
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
        speaking = [
            v
            for v in found[at]
            if v.speakers and v.content & inside[at] and v.cue not in inside[at]
        ]
        if speaking:
            return max(speaking, key=lambda v: len(v.content & inside[at]))
    return None
