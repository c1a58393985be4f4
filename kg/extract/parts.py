"""The parts of a claim, from the draft of it: roles, trigger, figure."""

from __future__ import annotations

from kg.extract.figures import Quantity
from kg.extract.linking import Draft
from kg.extract.scene import Filler
from kg.model import Article, Entity, Figure, Role, Span


def role_of(role: str, filler: Filler, article: Article) -> Role:
    """The role with the words that name its filler."""
    text = article.text[filler.start : filler.end]
    return Role(role, filler.entity, text, filler.start, filler.end)


def event_role_of(draft: Draft, iri: str, article: Article) -> Role:
    """The event that an accusation or denial is about, as its role."""
    span = trigger_of(draft)
    words = span.of(article.text)
    return Role("allegedEvent", Entity(iri, draft.kind, words), words, span.start, span.end)


def trigger_of(draft: Draft) -> Span:
    """The characters from the first to the last word of the trigger, if they stand close."""
    tokens, match = draft.scene.tokens, draft.cast.match
    words = sorted({match.head, *match.parts})
    if words[-1] - words[0] > 4:
        words = [match.head]
    return Span(tokens[words[0]].start, tokens[words[-1]].end)


def figure_of(draft: Draft, article: Article) -> Figure | None:
    """How many were counted; one where a single person is spoken of."""
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
