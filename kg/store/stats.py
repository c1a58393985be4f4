"""How much of what a store holds."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import DefaultGraph, NamedNode

from kg.store import Store
from kg.vocabulary import CASUS, RDF, local_name


def stats(store: Store) -> dict[str, int]:
    """Counts by what is counted, in the order to show them."""
    graph = store.oxigraph
    default = DefaultGraph()

    def instances(kind: NamedNode) -> int:
        return sum(1 for _ in graph.quads_for_pattern(None, RDF.type, kind, default))

    factuality = Counter(
        local_name(quad.object.value)
        for quad in graph.quads_for_pattern(None, CASUS.factuality, None, default)
        if isinstance(quad.object, NamedNode)
    )
    events = {quad.object for quad in graph.quads_for_pattern(None, CASUS.about, None, default)}
    return {
        "articles": instances(CASUS.Article),
        "claims": instances(CASUS.Claim),
        **{f"claims, {name}": count for name, count in sorted(factuality.items())},
        "events": len(events),
        "mentions": instances(CASUS.Mention),
        "named graphs": sum(1 for _ in graph.named_graphs()),
        "graphs of perspectives and inferences": len(store.derived_graphs()),
        "statements, default graph": sum(
            1 for _ in graph.quads_for_pattern(None, None, None, default)
        ),
        "statements, all graphs": len(graph),
    }
