"""What the text bears out of a model's answer: quotations found, names and numbers read by us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.coreference import resolve
from kg.extract.figures import Quantity, quantities
from kg.extract.gazetteer import load_gazetteer
from kg.extract.keys import Identity, event_iri
from kg.extract.names import mentions
from kg.extract.times import resolve_times
from kg.llm.schema import EFFECTS, FACTUALITY, MOST, kinds, roles, stances
from kg.model import Attribution, Claim, Document, Entity, Figure, Role, Span, Time
from kg.ontology import is_a, property_ancestors
from kg.vocabulary import local_name

CONFIDENCE = 0.6  # of a claim whose every part was found in the text; the model's own is no measure


class Ground:
    """A document to find quotations in, and what its words denote."""

    def __init__(self, document: Document) -> None:
        gazetteer = load_gazetteer()
        self.article = document.article
        self.mentions = resolve(document, mentions(document, gazetteer), gazetteer)
        self._times = resolve_times(document)
        self._counted = tuple(q for sentence in document.sentences for q in quantities(sentence))

    def claims(self, answer: Mapping[str, object], passage: Span) -> tuple[list[Claim], int]:
        """The claims of an answer that the passage bears out, and how many it does not."""
        given = _rows(answer.get("claims"))[:MOST]
        found = [claim for row in given if (claim := self._claim(row, passage))]
        return found, len(given) - len(found)

    def _claim(self, row: Mapping[str, object], passage: Span) -> Claim | None:
        kind, factuality = row.get("type"), row.get("factuality")
        evidence = self._find(row.get("evidence"), passage)
        if kind not in kinds() or factuality not in FACTUALITY or evidence is None:
            return None
        trigger = self._find(row.get("trigger"), evidence)
        said = [self._speaker(each, evidence) for each in _rows(row.get("speakers"))]
        if trigger is None or not all(said) or bool(said) == (factuality == "asserted"):
            return None
        played = [part for each in _rows(row.get("roles")) for part in self._role(each, evidence)]
        if not played and _rows(row.get("roles")):
            return None
        places = [p for quote in _list(row.get("places")) for p in self._place(quote, evidence)]
        time = self._time(row.get("time"), evidence)
        figure = self._figure(row.get("figure"), evidence)
        return Claim(
            self._event(str(kind), played, places, time, trigger),
            str(kind),
            trigger,
            evidence,
            tuple(dict.fromkeys(played)),
            str(factuality),
            CONFIDENCE,
            time,
            tuple(dict.fromkeys(places)),
            figure,
            tuple(each for each in said if each),
        )

    def _find(self, quote: object, within: Span) -> Span | None:
        """Where a quotation stands, character by character."""
        if not isinstance(quote, str) or not quote.strip():
            return None
        start = self.article.text.find(quote, within.start, within.end)
        return Span(start, start + len(quote)) if start >= 0 else None

    def _denoted(self, span: Span) -> list[Entity]:
        """What the words denote: the longest names in them, or the name that they are part of."""
        inside = [m for m in self.mentions if span.start <= m.start and m.end <= span.end]
        around = [m for m in self.mentions if m.start <= span.start and span.end <= m.end]
        near = inside or around
        longest = max((m.end - m.start for m in near), default=0)
        first = next((m.start for m in near if m.end - m.start == longest), 0)
        same = [m.entity for m in near if m.end - m.start == longest and m.start == first]
        return list(dict.fromkeys(same))

    def _role(self, row: Mapping[str, object], evidence: Span) -> Iterator[Role]:
        role, span = row.get("role"), self._find(row.get("quote"), evidence)
        if role in roles() and span is not None:
            for entity in self._denoted(span):
                if is_a(entity.type, "Agent"):
                    words = span.of(self.article.text)
                    yield Role(str(role), entity, words, span.start, span.end)

    def _place(self, quote: object, evidence: Span) -> Iterator[Role]:
        span = self._find(quote, evidence)
        if span is not None:
            for entity in self._denoted(span):
                if is_a(entity.type, "Place") or entity.type == "State":
                    words = span.of(self.article.text)
                    yield Role("occurredAt", entity, words, span.start, span.end)

    def _speaker(self, row: Mapping[str, object], evidence: Span) -> Attribution | None:
        span, stance = self._find(row.get("quote"), evidence), row.get("stance")
        if span is None or stance not in stances():
            return None
        speakers = [each for each in self._denoted(span) if is_a(each.type, "Agent")]
        if len(speakers) != 1:
            return None
        cue, words = self._find(row.get("cue"), evidence), span.of(self.article.text)
        return Attribution(speakers[0], words, span.start, span.end, cue, str(stance))

    def _time(self, quote: object, evidence: Span) -> Time | None:
        span = self._find(quote, evidence)
        found = [t for t in self._times if span and t.start < span.end and span.start < t.end]
        return found[0].time if found and found[0].kind in ("instant", "date") else None

    def _figure(self, row: object, evidence: Span) -> Figure | None:
        """The count as our own reader reads the words; the model only points at them."""
        if not isinstance(row, dict) or row.get("effect") not in EFFECTS:
            return None
        span = self._find(row.get("quote"), evidence)
        counted = [q for q in self._counted if span and q.start < span.end and span.start < q.end]
        if len(counted) != 1:
            return None
        side = self._find(row.get("side"), evidence)
        sides = [e for e in self._denoted(side) if is_a(e.type, "Agent")] if side else []
        return _figure(counted[0], str(row["effect"]), sides[0] if len(sides) == 1 else None)

    def _event(
        self,
        kind: str,
        played: Sequence[Role],
        places: Sequence[Role],
        time: Time | None,
        trigger: Span,
    ) -> str:
        """The IRI of the event, bound to its article: links, not keys, join what a model found."""
        actors, others = set[str](), set[str]()
        for role in played:
            targeted = "target" in property_ancestors(role.role)
            (others if targeted else actors).add(role.entity.code or local_name(role.entity.iri))
        identity = Identity(kind, frozenset(actors), frozenset(others - actors))
        two = len(actors | others) > 1 and bool(places)
        return event_iri(identity, time if two else None, self.article, trigger.start)


def _figure(quantity: Quantity, effect: str, side: Entity | None) -> Figure:
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


def _rows(value: object) -> list[Mapping[str, object]]:
    return [each for each in _list(value) if isinstance(each, dict)]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
