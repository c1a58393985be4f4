"""Every way to write to a store, as a value: a name, arguments, statements as N-Quads.

Processes that share a store send these to the one that holds it (`kg.store.host`); a process that
holds a store itself carries them out with `write`. Those of `ONE_TRANSACTION` happen whole or not
at all; the others promise what the methods of `Store` promise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kg.errors import BadQuery, CasusError

if TYPE_CHECKING:
    from kg.store import Store

_UNKNOWN_FUNCTION = re.compile(r"The custom function <([^>]*)> is not supported")

Value = str | int | bool | None | list[str]
GraphName = NamedNode | DefaultGraph


class NoUpdate(BadQuery):
    """The text is no SPARQL update; the message is the parser's."""


class Changed(CasusError):
    """The store is not, or no longer, in the state that the write was meant for."""


class NoGraph(CasusError):
    """The graph to be changed or deleted does not exist."""


@dataclass(frozen=True, slots=True)
class Write:
    """One write: `expects` is the version of the store it is meant for, None for any."""

    name: str
    values: Mapping[str, Value] = field(default_factory=dict)
    data: tuple[bytes, ...] = ()
    expects: str | None = None


ONE_TRANSACTION = frozenset({"update", "put", "post", "delete", "patch", "change_derived"})


def write(store: Store, asked: Write) -> Value:
    """Carry out a write; what it says about it."""
    return WRITES[asked.name](store, asked)


def encoded(quads: Iterable[Quad]) -> bytes:
    """Quads as N-Quads."""
    return ox.serialize(quads, format=RdfFormat.N_QUADS) or b""


def decoded(data: bytes) -> list[Quad]:
    """The quads of N-Quads, blank nodes with the labels they have there."""
    return list(ox.parse(data, format=RdfFormat.N_QUADS))


def _articles(store: Store, asked: Write) -> Value:
    store.replace_articles([decoded(article) for article in asked.data])
    return None


def _article(store: Store, asked: Write) -> Value:
    return store.replace_article(decoded(asked.data[0]))


def _withdraw(store: Store, asked: Write) -> Value:
    return store.withdraw_article(str(asked.values["sha256"]))


def _graphs(store: Store, asked: Write) -> Value:
    drop = asked.values["drop"]
    assert isinstance(drop, list)
    store.replace_graphs(map(NamedNode, drop), decoded(asked.data[0]))
    return None


def _derived(store: Store, asked: Write) -> Value:
    store.replace_derived(decoded(asked.data[0]))
    return None


def _changed(store: Store, asked: Write) -> Value:
    store.change_derived(decoded(asked.data[0]), decoded(asked.data[1]))
    return None


def _relinked(store: Store, _: Write) -> Value:
    store.relink()
    return None


def _update(store: Store, asked: Write) -> Value:
    _executed(store.oxigraph, str(asked.values["text"]), str(asked.values["base"]))
    store.may_hold_derived()
    return None


def _executed(graph: ox.Store, update: str, base: str) -> None:
    """An unknown function is an error of its expression, not of the update (SPARQL 1.1, 17.3)."""
    unknown: dict[NamedNode, Callable[..., None]] = {}
    while True:
        try:
            return graph.update(update, base_iri=base, custom_functions=dict(unknown))
        except SyntaxError as error:
            raise NoUpdate(str(error)) from error
        except RuntimeError as error:
            missing = _UNKNOWN_FUNCTION.search(str(error))
            if not missing or NamedNode(missing[1]) in unknown:
                raise
            unknown[NamedNode(missing[1])] = _nothing


def _nothing(*_: object) -> None:
    return None


def _put(store: Store, asked: Write) -> Value:
    """Make a graph hold these statements and no others; whether it is new."""
    name = _name(asked)
    new = not _exists(store, name)
    if asked.values.get("only_new") and not new:
        raise Changed(f"the store holds the graph {name} already")
    _run(store, [_cleared(name), _inserted(name, decoded(asked.data[0]))])
    return new


def _post(store: Store, asked: Write) -> Value:
    """Add statements to a graph; whether it is new."""
    name = _name(asked)
    new = not _exists(store, name)
    _run(store, [_made(name), _inserted(name, decoded(asked.data[0]))])
    return new


def _delete(store: Store, asked: Write) -> Value:
    name = _name(asked)
    if not _exists(store, name):
        raise NoGraph(f"the store holds no graph {name}")
    _run(store, ["CLEAR DEFAULT" if isinstance(name, DefaultGraph) else f"DROP GRAPH {name}"])
    return None


def _patch(store: Store, asked: Write) -> Value:
    """Run an update on one graph alone, which it sees as its default graph."""
    name = _name(asked)
    if not _exists(store, name):
        raise NoGraph(f"the store holds no graph {name}")
    alone = ox.Store()
    alone.extend(Quad(*quad.triple) for quad in store.quads(name))
    _executed(alone, str(asked.values["text"]), str(asked.values["base"]))
    if any(True for _ in alone.named_graphs()):
        raise BadQuery("an update sent with PATCH changes its own graph and no other")
    _run(store, [_cleared(name), _inserted(name, list(alone))])
    return None


WRITES: Mapping[str, Callable[[Store, Write], Value]] = {
    "replace_articles": _articles,
    "replace_article": _article,
    "withdraw_article": _withdraw,
    "replace_graphs": _graphs,
    "replace_derived": _derived,
    "change_derived": _changed,
    "relink": _relinked,
    "update": _update,
    "put": _put,
    "post": _post,
    "delete": _delete,
    "patch": _patch,
}


def _name(asked: Write) -> GraphName:
    graph = asked.values["graph"]
    return DefaultGraph() if graph is None else NamedNode(str(graph))


def _exists(store: Store, name: GraphName) -> bool:
    return isinstance(name, DefaultGraph) or store.oxigraph.contains_named_graph(name)


def _run(store: Store, steps: Iterable[str]) -> None:
    store.oxigraph.update(" ;\n".join(step for step in steps if step))
    store.may_hold_derived()


def _made(name: GraphName) -> str:
    return "" if isinstance(name, DefaultGraph) else f"CREATE SILENT GRAPH {name}"


def _cleared(name: GraphName) -> str:
    if isinstance(name, DefaultGraph):
        return "CLEAR DEFAULT"
    return f"DROP SILENT GRAPH {name} ;\nCREATE GRAPH {name}"


def _inserted(name: GraphName, quads: Collection[Quad]) -> str:
    lines = "".join(f"{quad.subject} {quad.predicate} {sparql(quad.object)} .\n" for quad in quads)
    inside = lines if isinstance(name, DefaultGraph) else f"GRAPH {name} {{\n{lines}}}"
    return f"INSERT DATA {{\n{inside}}}" if quads else ""


def sparql(term: NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """A term as SPARQL writes it.

    >>> sparql(ox.Triple(NamedNode("urn:a"), NamedNode("urn:b"), ox.Literal("c")))
    '<<( <urn:a> <urn:b> "c" )>>'
    """
    if isinstance(term, ox.Triple):
        return f"<<( {term.subject} {term.predicate} {sparql(term.object)} )>>"
    return str(term)
