"""The links across articles in a store, kept at one with the articles that it holds.

A change of an article first notes of which events and under which keys links will have to be judged
anew, so that a process that is killed leaves a note for the next; the last step takes the note away
together with the links that no longer hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from kg.cluster import Change, change, index_graph, index_of, is_link, keys_of, words
from kg.rdf import article_iri
from kg.store.shown import shown
from kg.vocabulary import CASUS, GRAPH, ID, article_graph, local_name

WAITING = GRAPH.linking  # which articles changed, the keys and events that they had before
EVENTS = ID["event/"].value
CHANGED = ""  # stands for the keys that an article will have
MANY = 500  # keys judged together when everything is linked anew: they share what is read


def note(graphs: ox.Store, articles: Iterable[str]) -> None:
    """Say that these articles (by digest) are about to change."""
    notes = [
        Quad(article_iri(sha256), CASUS.awaitsLinking, Literal(key), WAITING)
        for sha256 in articles
        for key in (CHANGED, *sorted(keys_of(graphs, sha256) | _events(graphs, sha256)))
    ]
    graphs.extend(notes)


def link(graphs: ox.Store) -> tuple[list[Quad], list[Quad]]:
    """Judge anew what waits; the statements of links that went and that came."""
    notes = list(graphs.quads_for_pattern(None, CASUS.awaitsLinking, None, WAITING))
    if not notes:
        return [], []
    changed = {quad.subject.value for quad in notes if isinstance(quad.subject, NamedNode)}
    keys = {words(quad.object) for quad in notes} - {CHANGED}
    for sha256 in sorted(map(local_name, changed)):
        keys |= _indexed(graphs, sha256)
    found = change(graphs, keys, changed | {key for key in keys if key.startswith(EVENTS)})
    gone = [quad for name in sorted(found.out, key=str) for quad in _of(graphs, name)]
    _apply(graphs, found, gone, notes)
    return gone, list(found.quads)


def relink(graphs: ox.Store) -> None:
    """Judge everything anew."""
    for sha256 in _articles(graphs):
        _indexed(graphs, sha256)
    every = graphs.quads_for_pattern(None, CASUS.blockingKey, None, None)
    keys = sorted({words(quad.object) for quad in every})
    _drop_links(graphs)
    for at in range(0, len(keys), MANY):
        found = change(graphs, keys[at : at + MANY], ())
        gone = [quad for name in found.out for quad in _of(graphs, name)]
        _apply(graphs, found, gone, ())


def counts(graphs: ox.Store) -> dict[str, int]:
    """How many links of each kind there are."""
    kinds = {
        "links between events": CASUS.sameEventAs,
        "rival accounts": CASUS.rivalAccountOf,
        "copies": CASUS.copyOf,
    }
    default = ox.DefaultGraph()
    return {
        name: sum(1 for _ in graphs.quads_for_pattern(None, predicate, None, default))
        for name, predicate in kinds.items()
    }


def _indexed(graphs: ox.Store, sha256: str) -> set[str]:
    """Bring the index of an article up to date; the keys that it has now."""
    there = set(_of(graphs, index_graph(sha256)))
    deserved = index_of(graphs, sha256)
    if not deserved:
        graphs.remove_graph(index_graph(sha256))
    for quad in there - deserved:
        graphs.remove(quad)
    graphs.extend(deserved - there)
    return {words(quad.object) for quad in deserved}


def _events(graphs: ox.Store, sha256: str) -> set[str]:
    """The events that an article tells of now."""
    told = graphs.quads_for_pattern(None, CASUS.about, None, article_graph(sha256))
    return {words(quad.object) for quad in told}


def _apply(
    graphs: ox.Store, found: Change, gone: Collection[Quad], notes: Collection[Quad]
) -> None:
    """One transaction: links that go, links that come, and the notes with them."""
    into = found.quads
    out = [*map(shown, gone), *notes]
    come = [*into, *map(shown, into)]
    drops = [f"DROP SILENT GRAPH {name}" for name in sorted(map(str, found.out))]
    steps = [*drops, f"DELETE DATA {{\n{data(out)}}}", f"INSERT DATA {{\n{data(come)}}}"]
    graphs.update(" ;\n".join(steps))


def _drop_links(graphs: ox.Store) -> None:
    names = frozenset(n for n in graphs.named_graphs() if isinstance(n, NamedNode) and is_link(n))
    gone = [quad for name in names for quad in _of(graphs, name)]
    _apply(graphs, Change(names, ()), gone, ())


def _of(graphs: ox.Store, name: NamedNode) -> list[Quad]:
    return list(graphs.quads_for_pattern(None, None, None, name))


def _articles(graphs: ox.Store) -> list[str]:
    """The digests of all articles, and of those that left an index behind."""
    held = graphs.quads_for_pattern(None, CASUS.sha256, None, ox.DefaultGraph())
    indexed = graphs.quads_for_pattern(None, CASUS.blockingKey, None, None)
    left = {local_name(q.graph_name.value) for q in indexed if isinstance(q.graph_name, NamedNode)}
    return sorted({words(quad.object) for quad in held} | left)


def data(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL Update writes them."""
    return "".join(map(_pattern, quads))


def _pattern(quad: Quad) -> str:
    triple = f"{quad.subject} {quad.predicate} {quad.object} ."
    graph = quad.graph_name
    return (
        f"{triple}\n" if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{ {triple} }}\n"
    )
