"""Hand-made extractions: what the tests of quads, store and pipeline put into a store."""

from __future__ import annotations

from datetime import UTC, datetime

from kg.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Entity,
    Extraction,
    Figure,
    Mention,
    Role,
    Span,
    Time,
)
from kg.rdf import Run
from kg.vocabulary import ID

RUN = Run("test", "none", "test")


def entity(path: str, kind: str, label: str, state: str | None = None, of: str | None = None):
    whole = ID[f"state/{state}"].value if state else None
    return Entity(ID[path].value, kind, label, whole, state, ID[of].value if of else None)


ARMENIA = entity("state/ARM", "State", "Armenia", "ARM")
AZERBAIJAN = entity("state/AZE", "State", "Azerbaijan", "AZE")
MINISTRY = entity(
    "organ/ARM-ministry-of-oddities", "Ministry", "Armenian oddities ministry", "ARM", "state/ARM"
)
SYUNIK = entity("place/nowhere-in-particular", "Settlement", "Nowhere", "ARM")


def article(text: str, publisher: str | None = "Test Wire", **metadata: str) -> Article:
    return Article(text, (Block(0, len(text), "paragraph"),), publisher=publisher, **metadata)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def role(name: str, who: Entity, text: str, words: str) -> Role:
    found = span(text, words)
    return Role(name, who, words, found.start, found.end)


def mention(who: Entity, text: str, words: str) -> Mention:
    found = span(text, words)
    return Mention(found.start, found.end, words, who, 0, 0)


def day(year: int, month: int, number: int) -> Time:
    start, end = (
        datetime(year, month, number, tzinfo=UTC),
        datetime(year, month, number, 23, 59, 59, tzinfo=UTC),
    )
    return Time(start, end, start, end, "Tuesday")


def shelling(text: str, event: str = "shelling-1", **changes: object) -> Extraction:
    """An article of one sentence, in which Azerbaijan shells Nowhere, in the outlet's own voice."""
    claim = {
        "event": ID[f"event/{event}"].value,
        "type": "Shelling",
        "trigger": span(text, "shelled"),
        "evidence": Span(0, len(text)),
        "roles": (role("attacker", AZERBAIJAN, text, "Azerbaijan"),),
        "places": (role("occurredAt", SYUNIK, text, "Nowhere"),),
        "factuality": "asserted",
        "confidence": 0.9,
        "time": day(2021, 11, 16),
        **changes,
    }
    mentions = (mention(AZERBAIJAN, text, "Azerbaijan"), mention(SYUNIK, text, "Nowhere"))
    return Extraction(article(text), mentions, (Claim(**claim),))  # type: ignore[arg-type]


def claimed_shelling(text: str, event: str = "shelling-1") -> Extraction:
    """The same, said by a ministry: `text` has "the ministry said"."""
    found, cue = span(text, "the ministry"), span(text, "said")
    said = Attribution(MINISTRY, "the ministry", found.start, found.end, cue, "said")
    dead = span(text, "two soldiers")
    figure = Figure(
        2, 2, "exactly", "killed", "soldiers", ARMENIA, "two soldiers", dead.start, dead.end
    )
    return shelling(text, event, factuality="claimed", attribution=(said,), figure=figure)


PLAIN = "Azerbaijan shelled Nowhere on Tuesday."
SAID = "Azerbaijan shelled Nowhere on Tuesday and killed two soldiers, the ministry said."
