"""Who and where: every place in a document that denotes a known or a named entity.

Three readings, the surer first: noun phrases of organs, offices and people (`names_scan`); known
names standing alone, whose meaning their place in the sentence decides (`places`); names that only
the tagger saw (`names_unknown`). People are told apart once the whole article is read
(`names_people`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kg.extract.gazetteer import Gazetteer, Hit, fold
from kg.extract.names_people import Cast, name_key, sound
from kg.extract.names_scan import scan
from kg.extract.names_sentence import NOT_NAMES, Scan, Seen, head_of, is_person
from kg.extract.names_titles import titled_names, with_apposition
from kg.extract.names_unknown import (
    Tagged,
    acronyms,
    named_tokens,
    organisation_spans,
    unknown_entity,
)
from kg.extract.places import in_place_context, land_after, meaning, territory_of
from kg.model import Document, Entity, Mention, Sentence


@dataclass(frozen=True, slots=True)
class Found:
    """A span of tokens that denotes an entity; both indices are included."""

    first: int
    last: int
    head: int
    entity: Entity


def mentions(document: Document, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The mentions of the document in text order; `Mention.head` is the head of its noun phrase."""
    tagged = [named_tokens(sentence, document.names) for sentence in document.sentences]
    scans = [
        scan(s.tokens, gazetteer, [(n.first, n.last) for n in names if n.label == "PER"])
        for s, names in zip(document.sentences, tagged, strict=True)
    ]
    known = {short: entity for one in scans for short, entity in acronyms(one)}
    people = _with_short_names(scans, [_people(one) for one in scans])
    cast = Cast(
        [seen for group in people for seen in group if seen.name],
        gazetteer,
        published_at(document.article.published),
    )
    found: list[Mention] = []
    for at, sentence in enumerate(document.sentences):
        spans = [*_phrases(scans[at], people[at], cast)]
        spans += _alone(sentence, scans[at], organisation_spans(scans[at], tagged[at]), spans)
        spans += _unknown(scans[at], tagged[at], spans, known)
        found += [_mention(document, at, span) for span in spans]
    return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.entity.iri)))


def published_at(published: str | None) -> datetime | None:
    """The moment of publication, noon where only the day is known; None where it is not.

    >>> published_at("2021-11-16")
    datetime.datetime(2021, 11, 16, 12, 0, tzinfo=datetime.timezone.utc)
    >>> published_at("2021-11") is None
    True
    """
    if published is None or len(published) < 10:
        return None
    try:
        moment = datetime.fromisoformat(published.replace("Z", "+00:00"))
    except ValueError:
        return None
    if len(published) == 10:
        moment = moment.replace(hour=12)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _people(one: Scan) -> list[Seen]:
    """The sentence's people and holders of offices, the fullest phrase where several overlap."""
    phrases = [seen for seen in one.seen if seen.entity is None]
    things = [seen for seen in one.seen if seen.entity]
    chosen: list[Seen] = []
    for seen in [*phrases, *titled_names(one)]:
        inner = [o for o in things if not (seen.first <= o.first and o.last <= seen.last)]
        others = [o for o in (*chosen, *inner) if (o.first, o.last) != (seen.first, seen.last)]
        listed = seen.name is None or not any(o.name for o in chosen if o.first == seen.first)
        if listed and not any(_overlap(seen.first, seen.last, o.first, o.last) for o in others):
            chosen.append(seen)
    return with_apposition(one, chosen)


def _with_short_names(scans: Sequence[Scan], people: Sequence[Sequence[Seen]]) -> list[list[Seen]]:
    """The people of each sentence, and those of whom it gives only a part of the name."""
    keys = [name_key(seen.name) for group in people for seen in group if seen.name]
    shorts: set[str | tuple[str, ...]] = {key[-1] for key in keys if len(key) > 1}
    shorts |= {key[:2] for key in keys if len(key) > 2}
    return [
        [*group, *_surnames(one, group, shorts)] for one, group in zip(scans, people, strict=True)
    ]


def _surnames(
    one: Scan, people: Sequence[Seen], names: set[str | tuple[str, ...]]
) -> Iterator[Seen]:
    """Surnames, or the first two of more names, of people whom the article names in full."""
    closed = [(seen.first, seen.last) for seen in (*people, *one.seen)]
    closed += [(h.first, h.last) for h in one.hits if not h.is_listed and not is_person(h)]
    for token in one.tokens:
        at = token.index
        if token.upos != "PROPN" or not token.text[0].isupper():
            continue
        before = one.tokens[at - 1].text if at else ""
        if (sound(before), sound(token.text)) in names:
            yield from _unless(closed, Seen(at - 1, at, at - 1, name=f"{before} {token.text}"))
        elif sound(token.text) in names:
            first = at
            if at >= 2 and fold(one.tokens[at - 2].text) == "al":
                first = at - 2
            yield from _unless(closed, Seen(first, at, at, name=token.text))


def _unless(closed: Sequence[tuple[int, int]], seen: Seen) -> Iterator[Seen]:
    if not any(_overlap(seen.first, seen.last, *span) for span in closed):
        yield seen


def _phrases(one: Scan, people: Sequence[Seen], cast: Cast) -> Iterator[Found]:
    """The noun phrases of organs, offices and people; of nested ones the outermost."""
    resolved = [Found(s.first, s.last, s.head, s.entity) for s in one.seen if s.entity]
    for seen in people:
        entity = cast.person(seen) if seen.name else None
        if entity is None and seen.office and seen.owner:
            entity = cast.holder(seen.office, seen.owner)
        if entity:
            resolved.append(Found(seen.first, seen.last, seen.head, entity))
    yield from _outermost(resolved)


def _alone(
    sentence: Sentence, one: Scan, protected: Iterable[tuple[int, int]], spans: Sequence[Found]
) -> list[Found]:
    """The known names outside the phrases and outside the names of unknown organisations."""
    closed = [*protected, *((span.first, span.last) for span in spans)]
    alone = []
    for hit in one.hits:
        if is_person(hit) or any(_overlap(hit.first, hit.last, *span) for span in closed):
            continue
        land = land_after(sentence, hit) if hit.sense.entity.type == "State" else None
        if land is not None:
            territory = territory_of(hit.sense.entity, one.gazetteer)
            alone.append(Found(hit.first, land, land, territory))
        elif _stands(sentence, hit):
            first, last = _with_owner(one, hit)
            head = head_of(one.tokens, hit.first, hit.last)
            alone.append(Found(first, last, head, meaning(sentence, hit, one.gazetteer)))
    return _outermost(alone)


def _with_owner(one: Scan, hit: Hit) -> tuple[int, int]:
    """An organ's name with its state's: "Iran's Quds Force", "the Guard Corps of Iran"."""
    entity, tokens = hit.sense.entity, one.tokens
    if entity.organ_of is None or entity.principal in (None, entity.iri):
        return hit.first, hit.last
    before = next(
        (one.ending[at] for at in (hit.first - 1, hit.first - 2) if at in one.ending), None
    )
    if before and before.sense.entity.iri == entity.principal:
        return before.first, hit.last
    after = one.starting.get(hit.last + 2)
    if after and tokens[hit.last + 1].text == "of" and after.sense.entity.iri == entity.principal:
        return hit.first, after.last
    return hit.first, hit.last


def _outermost(found: Sequence[Found]) -> list[Found]:
    return [
        span
        for span in found
        if not any(
            o.first <= span.first
            and span.last <= o.last
            and (o.first, o.last) != (span.first, span.last)
            for o in found
        )
    ]


def _stands(sentence: Sentence, hit: Hit) -> bool:
    """Whether a known name really is that name here, not a word, a surname or part of one."""
    if len({s.entity.iri for s in hit.senses if s.entity.type == "State"}) > 1:
        return False  # "Congolese" may be either's
    tokens = sentence.tokens
    before = tokens[hit.first - 1] if hit.first else None
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) else None
    if before and before.text.lower() == "ethnic":
        return False
    if after and after.text in ("War", "Wars"):
        return False
    beyond = tokens[hit.last + 2] if hit.last + 2 < len(tokens) else None
    if hit.sense.entity.type == "Region" and after and after.text == "of" and hit.first == hit.last:
        return beyond is None or beyond.upos != "PROPN"  # "the Gulf of Mexico" is not "the Gulf"
    if hit.is_listed:
        return in_place_context(sentence, hit) and not _in_persons_name(sentence, hit)
    return not _in_persons_name(sentence, hit)


def _in_persons_name(sentence: Sentence, hit: Hit) -> bool:
    """Whether a one-word name is somebody's given name or surname: "Michael Jordan"."""
    if hit.first != hit.last or hit.sense.form == "demonym":
        return False
    token = sentence.tokens[hit.first]
    below = [sentence.tokens[child] for child in sentence.children[hit.first]]
    names = [child for child in below if child.text[0].isupper() and child.text not in NOT_NAMES]
    if any(child.deprel == "flat" for child in names):
        return True
    after_comma = hit.first > 0 and sentence.tokens[hit.first - 1].text == ","
    return (
        token.deprel == "flat" and not after_comma and sentence.tokens[token.head].upos == "PROPN"
    )


def _unknown(
    one: Scan,
    tagged: Sequence[Tagged],
    spans: Sequence[Found],
    known: dict[str, Entity],
) -> list[Found]:
    """The organisations and places that only the tagger, or a bracketed acronym, names."""
    return [
        Found(first, last, head_of(one.tokens, first, last), entity)
        for first, last, entity in unknown_entity(one, tagged, known)
        if not any(_overlap(first, last, span.first, span.last) for span in spans)
    ]


def _overlap(first: int, last: int, other_first: int, other_last: int) -> bool:
    return first <= other_last and other_first <= last


def _mention(document: Document, sentence: int, span: Found) -> Mention:
    tokens = document.sentences[sentence].tokens
    start, end = tokens[span.first].start, tokens[span.last].end
    return Mention(
        start,
        end,
        document.article.text[start:end],
        span.entity,
        sentence,
        span.head,
    )
