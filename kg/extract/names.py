"""Who and where: every place in a document that denotes a known or a named entity."""

from __future__ import annotations

from kg.extract.gazetteer import Gazetteer
from kg.model import Document, Mention


def mentions(document: Document, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The mentions of the document in text order; `Mention.head` is the head of its noun phrase."""
    return ()
