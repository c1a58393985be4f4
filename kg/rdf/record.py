"""An extraction as the JSON object that `kg extract` prints, one line an article."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TypedDict

from pyoxigraph import Literal, NamedNode

from kg.model import Article, Attribution, Claim, Extraction, Figure, Mention, Role, Span, Time
from kg.ontology import class_ancestors, ontology_quads
from kg.rdf.names import article_iri, claim_iri, moment, place_iri
from kg.vocabulary import CASUS, local_name

Json = dict[str, object]


class Record(TypedDict):
    """The article, what it mentions, what it claims."""

    article: Json
    mentions: list[Json]
    claims: list[Json]


def record(extraction: Extraction) -> Record:
    """The extraction in plain values; offsets count code points into `article.text`."""
    article = extraction.article
    return {
        "article": _article(article),
        "mentions": [_mention(each) for each in extraction.mentions],
        "claims": [_claim(article, n, claim) for n, claim in enumerate(extraction.claims, 1)],
    }


def _article(article: Article) -> Json:
    return {
        "iri": article_iri(article.sha256).value,
        "title": article.title,
        "published": article.published,
        "publisher": article.publisher,
        "language": article.language,
        "sha256": article.sha256,
        "text": article.text,
    }


def _mention(mention: Mention) -> Json:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "iri": mention.entity.iri,
        "type": mention.entity.type,
        "label": mention.entity.label,
    }


def _claim(article: Article, number: int, claim: Claim) -> Json:
    return {
        "iri": claim_iri(article.sha256, number).value,
        "event": claim.event,
        "type": claim.type,
        "plover": _code(claim.type, "plover"),
        "cameo": _code(claim.type, "cameo"),
        "trigger": _span(claim.trigger, article.text),
        "roles": [_role(role) for role in claim.roles],
        "time": _time(claim.time) if claim.time else None,
        "place": _place(claim.places[0]) if claim.places else None,
        "figure": _figure(claim.figure) if claim.figure else None,
        "factuality": claim.factuality,
        "attribution": [_attribution(each, article.text) for each in claim.attribution],
        "evidence": {"start": claim.evidence.start, "end": claim.evidence.end},
        "confidence": round(claim.confidence, 3),
    }


def _role(role: Role) -> Json:
    entity = role.entity
    return {
        "role": role.role,
        "iri": entity.iri,
        "text": role.text,
        "start": role.start,
        "end": role.end,
        "state": entity.code,
    }


def _place(place: Role) -> Json:
    iri = place_iri(place.entity).value
    return {"iri": iri, "text": place.text, "start": place.start, "end": place.end}


def _time(time: Time) -> Json:
    return {
        "start_earliest": _moment(time.start_earliest),
        "start_latest": _moment(time.start_latest),
        "end_earliest": _moment(time.end_earliest),
        "end_latest": _moment(time.end_latest),
        "text": time.text,
    }


def _figure(figure: Figure) -> Json:
    return {
        "min": figure.minimum,
        "max": figure.maximum,
        "operator": figure.operator,
        "effect": figure.effect,
        "unit": figure.unit,
        "side": figure.side.code if figure.side else None,
    }


def _attribution(said: Attribution, text: str) -> Json:
    return {
        "iri": said.speaker.iri,
        "state": said.speaker.code,
        "text": said.text,
        "cue": _span(said.cue, text) if said.cue else None,
        "stance": said.stance,
    }


def _span(span: Span, text: str) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _moment(value: datetime | None) -> str | None:
    return moment(value) if value else None


def _code(kind: str, scheme: str) -> str | None:
    """The PLOVER or CAMEO code of an event kind: its own, or that of the nearest kind above."""
    codes = _codes(scheme)
    return next((codes[name] for name in (kind, *class_ancestors(kind)) if name in codes), None)


@cache
def _codes(scheme: str) -> dict[str, str]:
    return {
        local_name(quad.subject.value): quad.object.value
        for quad in ontology_quads()
        if quad.predicate == CASUS[scheme]
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
    }
