"""Agreements that the text names by their date: "the agreements reached in November 2020"."""

from __future__ import annotations

import re
from datetime import datetime

from kg.extract.coreference_discourse import Discourse
from kg.extract.gazetteer import KnownAgreement
from kg.model import Entity, Time

Found = tuple[int, int, tuple[Entity, ...]]

_NORMS = frozenset(
    "agreement accord deal truce ceasefire pact treaty statement declaration memorandum "
    "armistice protocol".split()
)
_BETWEEN = frozenset(
    "that which were was been reached signed brokered concluded agreed made struck of in on the "
    "from trilateral peace ceasefire joint tripartite".split()
)
_WIDEST = 370  # days: what a year may be off


def agreement(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """The agreement that a noun and a date mean, where reference knows just one such."""
    tokens = discourse.document.sentences[sentence].tokens
    if tokens[at].lemma.lower() not in _NORMS or discourse.covering(sentence, at):
        return None
    for time in discourse.times:
        first, last = time.tokens
        between = tokens[at + 1 : first] if first > at else tokens[last + 1 : at]
        near = time.sentence == sentence and len(between) <= 7 and time.kind == "date"
        if near and all(t.text.lower() in _BETWEEN for t in between):
            meant = _signed(discourse, time.time)
            if len(meant) == 1:
                return min(at, first), max(at, last), (meant[0].entity,)
    return None


def provision(discourse: Discourse, sentence: int, at: int) -> Found | None:
    """The article of a treaty: "Article 5 of the NATO treaty", "Article 4 of the CSTO"."""
    tokens = discourse.document.sentences[sentence].tokens
    if tokens[at].text not in ("Article", "article", "Art.") or at + 2 >= len(tokens):
        return None
    number = tokens[at + 1].text
    if not re.fullmatch(r"\d{1,3}|[IVX]{1,5}", number):
        return None
    after = at + 2
    while after < len(tokens) and tokens[after].text.lower() in ("of", "the", "in", "from"):
        after += 1
    for mention in discourse.covering(sentence, after) if after < len(tokens) else ():
        norm = _norm(discourse, mention.entity)
        if norm:
            last = max(t.index for t in tokens if t.end <= mention.end)
            iri = f"{norm.iri}/article-{number.lower()}"
            return at, last, (Entity(iri, "Provision", f"Article {number} of {norm.label}"),)
    return None


def _norm(discourse: Discourse, entity: Entity) -> Entity | None:
    """An agreement itself, or the one that an organisation rests on."""
    if "/agreement/" in entity.iri:
        return entity
    return discourse.gazetteer.founding.get(entity.iri)


def _signed(discourse: Discourse, time: Time) -> list[KnownAgreement]:
    """The agreements signed at that time to which two actors of the article are parties."""
    start, end = time.start_earliest, time.end_latest
    if start is None or end is None or (end - start).days > _WIDEST:
        return []
    principals = {m.entity.principal for m in discourse.mentions()}
    return [
        known
        for known in discourse.gazetteer.agreements
        if _within(known.signed, start, end) and len(known.parties & principals) >= 2
    ]


def _within(moment: datetime | None, start: datetime, end: datetime) -> bool:
    return moment is not None and start <= moment <= end
