"""Claims from a document: the stage that brings names, frames, voices and times together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.attribution import Voice, chains, voices
from kg.extract.authors import first_persons
from kg.extract.casting import Cast
from kg.extract.complements import with_complements
from kg.extract.confidence import confidence
from kg.extract.coreference import resolve
from kg.extract.dating import date
from kg.extract.factuality import factuality
from kg.extract.figures import quantities
from kg.extract.frames import Frames
from kg.extract.gazetteer import Gazetteer
from kg.extract.identity import iri_of
from kg.extract.linking import Draft, link
from kg.extract.mend import mended
from kg.extract.names import mentions
from kg.extract.parts import event_role_of, figure_of, role_of, trigger_of
from kg.extract.roles import casts
from kg.extract.scene import Filler, Scene
from kg.extract.story import Story, name_of, story_of
from kg.extract.times import resolve_times
from kg.extract.triggers import Match, matches
from kg.extract.undated import Telling, is_flashback, recent_day
from kg.model import (
    Article,
    Attribution,
    Claim,
    Document,
    Extraction,
    Mention,
    Span,
)
from kg.ontology import class_ancestors, is_a, property_ancestors

_MAX_CHAINS = 3
_ASKING = frozenset({"Appeal", "CallForRestraint", "Invocation"})
_HARM = frozenset({"ArmedAttack", "PressureEvent", "Protest", "Casualties", "Capture"})


def extract(document: Document, frames: Frames, gazetteer: Gazetteer) -> Extraction:
    """Everything that the document claims, in text order."""
    document = with_complements(mended(document), frames)
    named = resolve(document, mentions(document, gazetteer))
    scenes = _scenes(document, named, frames, gazetteer)
    spoken = voices(document.article, scenes)
    authors = first_persons(document.article, scenes, spoken, gazetteer)
    if authors:
        named = tuple(sorted((*named, *authors), key=lambda m: (m.start, m.end)))
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
    telling, block = Telling(story), -1
    for scene, voices_here in zip(scenes, spoken, strict=True):
        if scene.sentence.block != block:
            telling, block = Telling(story), scene.sentence.block
        for cast in _told(scene):
            yield from _draft(scene, cast, voices_here, telling)
        if scene.times:
            since = recent_day(scene, story)
            telling = Telling(story, is_flashback(scene, story), since or telling.since)


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
    kept = [_without_asker(scene, cast, found) for cast in found]
    found = [new for old, new in zip(found, kept, strict=True) if new.roles or not old.roles]
    found.sort(key=lambda cast: (cast.match.head, cast.counted or 0))
    return [_of_the_same_side(scene, cast, found[:at]) for at, cast in enumerate(found)]


def _without_asker(scene: Scene, cast: Cast, others: Sequence[Cast]) -> Cast:
    """A cast of what somebody asks of others, without the one who asks."""
    above = set(scene.tree.ancestors(cast.match.head))
    asking = {
        filler.entity.iri
        for other in others
        if other.match.head in above
        and other.match.head < cast.match.head  # not "the EU, which is mediating, called on …"
        and other.match.trigger.kind in _ASKING
        for filler in other.filled("speaker")
    }
    if not asking:
        return cast
    return replace(cast, roles=tuple(r for r in cast.roles if r[1].entity.iri not in asking))


def _of_the_same_side(scene: Scene, cast: Cast, earlier: Sequence[Cast]) -> Cast:
    """The cast of "and 30 others were wounded", with the side of those named before."""
    if cast.counted is None:
        return cast
    if scene.tokens[cast.counted].lemma.lower() not in ("other", "another"):
        return _of_the_struck_side(scene, cast, earlier)
    kind = cast.match.trigger.kind
    suffers = "captive" if "Capture" in (kind, *class_ancestors(kind)) else "victim"
    for other in reversed(earlier):
        named = other.filled("victim") + other.filled("captive")
        if named and not cast.filled(suffers):
            return replace(cast, roles=cast.roles + tuple((suffers, f) for f in named))
    return cast


def _of_the_struck_side(scene: Scene, cast: Cast, earlier: Sequence[Cast]) -> Cast:
    """The cast of "…, wounding two soldiers", who are of the side that the attack before hit."""
    head = scene.tokens[cast.match.head]
    if cast.filled("victim") or head.deprel != "advcl" or cast.counted is None:
        return cast
    if scene.person_organ(cast.counted) != "armed-forces":
        return cast
    struck = [
        filler
        for other in earlier
        if other.match.head == head.head and is_a(other.match.trigger.kind, "ArmedAttack")
        for filler in other.filled("attackTarget")
    ]
    return replace(cast, roles=cast.roles + tuple(("victim", filler) for filler in struck))


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
    scene: Scene, cast: Cast, voices_here: Sequence[Voice], telling: Telling
) -> Iterator[Draft]:
    real = factuality(scene, cast.match, voices_here)
    if real is None:
        return
    speaking = chains(voices_here, cast.match.head)
    if scene.tokens[cast.match.head].deprel == "conj" and (own := _speaks_on(cast, speaking)):
        speaking = own
        real = "asserted" if real == "claimed" and not any(own) else real
    if "own" in cast.match.trigger.flags:
        real = "claimed" if real == "asserted" else real
        speaking = [(*_own(scene, cast), *chain) for chain in speaking]
    parties = frozenset(name_of(filler.entity) for _, filler in cast.roles)
    told = replace(telling, reported=bool(speaking[0]), parties=parties)
    dated = date(scene, cast.match, told, real)
    first = scene.tokens[cast.match.head].start
    for chain in speaking[:_MAX_CHAINS]:
        roles = _of_others(scene, cast, chain)
        if roles or not cast.roles:
            yield Draft(scene, cast, real, chain, dated, roles, cast.places, first)


def _of_others(
    scene: Scene, cast: Cast, chain: Sequence[Attribution]
) -> tuple[tuple[str, Filler], ...]:
    """The roles without the accuser as the one who did what he accuses another of."""
    if not chain or chain[0].stance != "accused":
        return cast.roles
    accuser = chain[0].speaker
    return tuple(
        (role, filler)
        for role, filler in cast.roles
        if "initiator" not in property_ancestors(role)
        or (filler.entity.iri != accuser.iri and filler.entity.code != (accuser.code or "-"))
    )


def _speaks_on(
    cast: Cast, speaking: Sequence[tuple[Attribution, ...]]
) -> list[tuple[Attribution, ...]]:
    """The chains without the one who speaks on: "The ministry said … and called on …"."""
    speakers = {filler.entity.iri for filler in cast.filled("speaker")}
    if not any(chain and chain[0].speaker.iri in speakers for chain in speaking):
        return []
    return [chain[1:] if chain[0].speaker.iri in speakers else chain for chain in speaking][:1]


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
    roles = [role_of(role, filler, article) for role, filler in draft.roles]
    roles += [event_role_of(other, iri, article) for other, iri in alleged]
    claim = Claim(
        event,
        draft.kind,
        trigger_of(draft),
        Span(draft.scene.sentence.start, draft.scene.sentence.end),
        tuple(roles),
        draft.factuality,
        0.0,
        draft.time,
        tuple(role_of("occurredAt", filler, article) for filler in draft.places),
        figure_of(draft, article),
        tuple(replace(a, text=article.text[a.start : a.end]) for a in draft.chain),
    )
    return replace(claim, confidence=confidence(claim, draft.scene.sentence))


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
