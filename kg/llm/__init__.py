"""An optional extractor that asks a language model, and believes only what it can quote.

Chosen with the setting `extractor = "llm"`; the default stays offline and deterministic. The model
points at words; what the words denote, when they say something happened and how many they count is
read by the same gazetteer, time and number readers as always. A claim without an exact quotation,
or one that the shapes of the ontology reject, is dropped. Files in reading order: `schema` (what is
asked), `client` (how), `grounding` (what is believed), `checked` (what is kept).
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from kg.llm.checked import without_misshapen
from kg.llm.client import Client, client_of_settings
from kg.llm.grounding import Ground
from kg.llm.schema import passages, question
from kg.model import Claim, Document, Extraction

_log = logging.getLogger(__name__)


def extractor() -> Callable[[Document], Extraction]:
    """The extractor of the model named in the settings; CasusError where none is."""
    client = client_of_settings()
    return lambda document: extract(document, client)


def extract(document: Document, client: Client) -> Extraction:
    """What a document claims according to the model, as far as its words bear it out."""
    ground = Ground(document)
    claims: list[Claim] = []
    for passage in passages(document.article, client.limits.passage, client.limits.requests):
        answer = client.ask(question(document.article, passage))
        found, dropped = ground.claims(answer, passage)
        claims += found
        if dropped:
            _log.info("%s: %d claims without ground dropped", document.article.source, dropped)
    extraction = Extraction(document.article, ground.mentions, tuple(dict.fromkeys(claims)))
    return without_misshapen(extraction)
