"""Claims from a document: the stage that brings names, frames, voices and times together.

Confidence is a plain product: 0.9 for a verb, 0.8 for a noun; times 0.9 if a filler only owns what
the text names, 0.9 if no time expression dates the event, 0.8 if it is not told as a fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.attribution import Voice, chains, voices
from kg.extract.coreference import resolve
from kg.extract.dating import Dated, date, is_flashback
from kg.extract.factuality import factuality
from kg.extract.figures import Quantity, quantities
from kg.extract.frames import Frames
from kg.extract.gazetteer import Gazetteer
from kg.extract.identity import iri_of
from kg.extract.linking import Draft, link
from kg.extract.names import mentions
from kg.extract.roles import Cast, casts
from kg.extract.scene import Filler, Scene
from kg.extract.story import Story, story_of
from kg.extract.times import resolve_times
from kg.extract.triggers import Match, matches
from kg.model import (
    Article,
    Attribution,
    Claim,
    Document,
    Entity,
    Extraction,
    Figure,
    Mention,
    Role,
    Span,
)
from kg.ontology import class_ancestors

_MAX_CHAINS = 3
_HARM = frozenset({"ArmedAttack", "PressureEvent", "Protest", "Casualties", "Capture"})


def extract(document: Document, frames: Frames, gazetteer: Gazetteer) -> Extraction:
    """Everything that the document claims, in text order."""
    named = resolve(document, mentions(document, gazetteer))
    scenes = _scenes(document, named, frames, gazetteer)
    spoken = voices(document.article, scenes)
    story = story_of(document.article.published, scenes)
    drafts = link(list(_drafts(scenes, spoken, story)))
    claims = _claims(drafts, document.article, spoken)
    return Extraction(document.article, named, claims)


def _scenes(
    document: Document, named: Sequence[Mention], frames: Frames, gazetteer: Gazetteer
) -> list[Scene]:
    by_sentence: dict[int, list[Mention]] = {}
    for mention in named:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    times: dict[int, list[object]] = {}
    for expression in (expressions := resolve_times(document)):
        times.setdefault(expression.sentence, []).append(expression)
    return [
        Scene(
            at,
            sentence,
            by_sentence.get(at, ()),
            quantities(sentence),
            tuple(e for e in expressions if e.sentence == at) if at in times else (),
            frames,
            gazetteer,
        )
        for at, sentence in enumerate(document.sentences)
    ]


def _drafts(
    scenes: Sequence[Scene], spoken: Sequence[Sequence[Voice]], story: Story
) -> Iterator[Draft]:
    flashbacks: dict[int, bool] = {}
    for scene, voices_here in zip(scenes, spoken, strict=True):
        block = scene.sentence.block
        for cast in _told(scene):
            yield from _draft(scene, cast, voices_here, story, flashbacks.get(block, False))
        if scene.times:
            flashbacks[block] = is_flashback(scene, story)


def _told(scene: Scene) -> list[Cast]:
    """The casts of a sentence: one reading for each head word, verbs before the nouns they take."""
    by_head: dict[int, list[Match]] = {}
    for match in matches(scene):
        by_head.setdefault(match.head, []).append(match)
    taken: set[int] = set()
    found: list[Cast] = []
    for head in sorted(by_head, key=lambda h: (by_head[h][0].trigger.upos != "VERB", h)):
        if head in taken:
            continue
        for match in by_head[head]:
            read = casts(scene, match)
            if read:
                found += read
                taken |= match.parts
                break
    mutual = {t for cast in found if _is_mutual(cast) for t in scene.tree.subtree(cast.match.head)}
    found = [cast for cast in found if _is_mutual(cast) or cast.match.head not in mutual]
    found = [cast for cast in found if not _announces_harm(scene, cast, found)]
    return sorted(found, key=lambda cast: (cast.match.head, cast.counted or 0))


def _is_mutual(cast: Cast) -> bool:
    """Whether each side says it of the other; what it says has then no one speaker."""
    speakers = {filler.entity.iri for filler in cast.filled("speaker")}
    accused = {filler.entity.iri for filler in cast.filled("accused")}
    return len(speakers) > 1 and speakers == accused


def _announces_harm(scene: Scene, cast: Cast, others: Sequence[Cast]) -> bool:
    """Whether an undertaking is to do harm, which is no favour: "ready to impose …"."""
    if "friendly" not in cast.match.trigger.flags:
        return False
    below = set(scene.tree.subtree(cast.match.head))
    return any(
        other.match.head in below
        and _HARM & {other.match.trigger.kind, *class_ancestors(other.match.trigger.kind)}
        for other in others
    )


def _draft(
    scene: Scene, cast: Cast, voices_here: Sequence[Voice], story: Story, flashback: bool
) -> Iterator[Draft]:
    real = factuality(scene, cast.match, voices_here)
    if real is None:
        return
    speaking = chains(voices_here, cast.match.head)
    if "own" in cast.match.trigger.flags:
        real = "claimed" if real == "asserted" else real
        speaking = [(*_own(scene, cast), *chain) for chain in speaking]
    dated = date(scene, cast.match, story, flashback, bool(speaking[0]))
    if real not in ("asserted", "claimed", "denied", "negated") and not dated.explicit:
        dated = Dated(None, False)
    first = scene.tokens[cast.match.head].start
    for chain in speaking[:_MAX_CHAINS]:
        yield Draft(scene, cast, real, chain, dated, cast.roles, cast.places, first)


def _own(scene: Scene, cast: Cast) -> Iterator[Attribution]:
    """Who says it of themselves: "claimed responsibility"."""
    token = scene.tokens[cast.match.head]
    for filler in cast.filled("attacker")[:1]:
        words = scene.tokens[filler.token].text
        cue = Span(token.start, token.end)
        yield Attribution(filler.entity, words, filler.start, filler.end, cue, "claimed")


# Drafts to claims


def _claims(
    drafts: Sequence[Draft], article: Article, spoken: Sequence[Sequence[Voice]]
) -> tuple[Claim, ...]:
    alleged = {id(d): _alleged(d, drafts, spoken[d.scene.index]) for d in drafts}
    iris = {
        id(d): iri_of(d, article, "-".join(sorted({a.kind.lower() for a in alleged[id(d)]})))
        for d in drafts
    }
    by_place = {(d.scene.index, d.head, d.cast.counted, d.kind): iris[id(d)] for d in drafts}
    claims = []
    for draft in drafts:
        events = [(a, iris[id(a)]) for a in alleged[id(draft)]]
        claim = _claim(draft, iris[id(draft)], article, events)
        if draft.within is not None:
            whole = draft.within
            key = (whole.scene.index, whole.head, whole.cast.counted, whole.kind)
            within = by_place.get(key)
            claim = replace(claim, within=within if within != claim.event else None)
        claims.append(claim)
    return tuple(_without_repetition(claims))


def _alleged(draft: Draft, drafts: Sequence[Draft], voices_here: Sequence[Voice]) -> list[Draft]:
    """The events that an accusation or a denial says happened."""
    if draft.kind not in ("Accusation", "Denial", "Rejection", "Condemnation"):
        return []
    content = next((v.content for v in voices_here if v.cue == draft.head), frozenset())
    found = {
        d.head: d for d in drafts if d.scene is draft.scene and d.head in content and d is not draft
    }
    return [found[head] for head in sorted(found)][:1]


def _claim(
    draft: Draft, event: str, article: Article, alleged: Sequence[tuple[Draft, str]]
) -> Claim:
    roles = [_role(role, filler, article) for role, filler in draft.roles]
    roles += [_event_role(other, iri, article) for other, iri in alleged]
    return Claim(
        event,
        draft.kind,
        _trigger(draft),
        Span(draft.scene.sentence.start, draft.scene.sentence.end),
        tuple(roles),
        draft.factuality,
        _confidence(draft),
        draft.time,
        tuple(_role("occurredAt", filler, article) for filler in draft.places),
        _figure(draft, article),
        tuple(replace(a, text=article.text[a.start : a.end]) for a in draft.chain),
    )


def _role(role: str, filler: Filler, article: Article) -> Role:
    text = article.text[filler.start : filler.end]
    return Role(role, filler.entity, text, filler.start, filler.end)


def _event_role(draft: Draft, iri: str, article: Article) -> Role:
    span = _trigger(draft)
    words = span.of(article.text)
    return Role("allegedEvent", Entity(iri, draft.kind, words), words, span.start, span.end)


def _trigger(draft: Draft) -> Span:
    """The characters from the first to the last word of the trigger, if they stand close."""
    tokens, match = draft.scene.tokens, draft.cast.match
    words = sorted({match.head, *match.parts})
    if words[-1] - words[0] > 4:
        words = [match.head]
    return Span(tokens[words[0]].start, tokens[words[-1]].end)


def _figure(draft: Draft, article: Article) -> Figure | None:
    cast = draft.cast
    effect = cast.match.trigger.effect
    if effect is None or cast.counted is None:
        return None
    suffering = [f for r, f in draft.roles if r in ("victim", "captive", "lostBy")]
    side = next((f.entity for f in suffering), None)
    if cast.quantity is not None:
        return _counted(cast.quantity, effect, side)
    token = draft.scene.tokens[cast.counted]
    dets = {
        draft.scene.tokens[d].lemma.lower() for d in draft.scene.tree.below(cast.counted, "det")
    }
    if dets & {"a", "an"} and draft.scene.person_organ(cast.counted) is not None:
        return Figure(
            1, 1, "exactly", effect, token.lemma, side, token.text, token.start, token.end
        )
    return None


def _counted(quantity: Quantity, effect: str, side: Entity | None) -> Figure:
    return Figure(
        quantity.minimum,
        quantity.maximum,
        quantity.operator,
        effect,
        quantity.unit,
        side,
        quantity.text,
        quantity.start,
        quantity.end,
    )


def _confidence(draft: Draft) -> float:
    value = 0.9 if draft.cast.match.trigger.upos == "VERB" else 0.8
    if any(filler.owner for _, filler in draft.roles):
        value *= 0.9
    if not draft.dated.explicit:
        value *= 0.9
    if draft.factuality not in ("asserted", "claimed"):
        value *= 0.8
    return round(value, 3)


def _without_repetition(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims without those that say nothing that the same voice has not said before."""
    said: dict[tuple[object, ...], list[Mapping[str, object]]] = {}
    for claim in claims:
        voice = tuple(a.speaker.iri for a in claim.attribution)
        key = (claim.event, claim.factuality, voice)
        new: dict[str, object] = {f"{r.role} {r.entity.iri}": True for r in claim.roles}
        if claim.figure is not None:
            new["figure"] = (claim.figure.minimum, claim.figure.maximum, claim.figure.effect)
        if claim.time is not None and claim.time.text:
            new["time"] = True
        if any(new.items() <= old.items() for old in said.get(key, [])):
            continue
        said.setdefault(key, []).append(new)
        yield claim
