"""Claims to quads: what one article states, in its own graph and one graph for each claim.

A pure function of the extraction and the versions that made it: no clock, no blank node, and
nothing of other articles.
"""

from __future__ import annotations

from itertools import chain

from pyoxigraph import Quad

from kg.model import Extraction
from kg.rdf.article import entities, mentions, metadata, outlet, spans
from kg.rdf.claims import claim_quads
from kg.rdf.names import article_iri, claim_iri, span_iri
from kg.rdf.record import record
from kg.rdf.run import Run, this_run
from kg.vocabulary import article_graph

__all__ = [
    "Run",
    "article_iri",
    "claim_iri",
    "metadata",
    "record",
    "span_iri",
    "state",
    "this_run",
]


def state(extraction: Extraction, run: Run | None = None) -> tuple[Quad, ...]:
    """The quads of an article: its graph and the graphs of its claims."""
    article, run = extraction.article, run or this_run()
    claims = enumerate(extraction.claims, 1)
    quads = chain(
        metadata(article, run),
        outlet(article),
        run.quads(article_graph(article.sha256)),
        entities(extraction),
        spans(extraction),
        mentions(extraction),
        chain.from_iterable(claim_quads(article, n, claim, run) for n, claim in claims),
    )
    return tuple(dict.fromkeys(quads))
