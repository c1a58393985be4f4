"""The store: one folder that holds the graph, safe to kill and safe to load twice.

Sources of truth are the graphs of the ontology, the reference data, the articles and the claims.
The default graph follows them: everything but what is only claimed, each triple once. Graphs of
perspectives and inferences are derived; what a change of an article makes doubtful of them is
taken out with it. Links across articles, each in a graph of its own, follow at once.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import BadQuery, CasusError, StoreBusy, StoreMissing
from kg.rdf import article_iri
from kg.store import links
from kg.store.knowledge import refresh
from kg.store.lock import Hold
from kg.store.mistakes import mistake
from kg.store.outdated import is_reasoned, outdated, outdated_by_links
from kg.store.shown import (
    article_of,
    claims_of,
    is_derived,
    require_derived,
    shown_quads,
    supported,
)
from kg.vocabulary import PREFIXES, REASONING_GRAPH, article_graph

__all__ = ["Answer", "Store"]

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Term = NamedNode | ox.Literal

BATCH = 500_000  # statements of derived graphs that are written at once
BULK = 20_000  # statements from which on writing them in bulk is the faster way
ROCKSDB = "graph"  # beside it in the store's folder: the lock, the checkpoints of the server


class Store:
    """A graph on disk, or in memory: open one with `open`, `read` or `memory`."""

    def __init__(self, oxigraph: ox.Store, path: Path | None, hold: Hold | None) -> None:
        self.oxigraph = oxigraph
        self.path = path
        self.writable = hold is None or hold.exclusive
        self._hold = hold
        self._may_hold_derived = True

    @classmethod
    def open(cls, folder: Path | str) -> Store:
        """The store for reading and writing, made if it is not there.

        No one else can open it. Where a server holds it, it is written through that server.
        """
        path = Path(folder)
        if path.exists() and not path.is_dir():
            raise CasusError(f"{path} is a file; a store is a folder")
        try:
            path.mkdir(parents=True, exist_ok=True)
            hold = Hold.take(path, exclusive=True)
            store = cls(_rocksdb(path, hold), path, hold)
        except StoreBusy as busy:
            return _guest(path, busy)
        except (OSError, RuntimeError) as error:
            raise CasusError(f"the store {path} cannot be opened: {error}") from error
        try:
            if refresh(store.oxigraph):
                store._drop_derived()
            store._link()  # of a process that was killed before it came to that
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def read(cls, folder: Path | str) -> Store:
        """The store for reading only; others can read it too, only a server's guests can write."""
        path = Path(folder)
        if not (path / ROCKSDB / "CURRENT").is_file():
            raise StoreMissing(f"there is no store in {path}: load something first (kg load FILE)")
        try:
            hold = Hold.take(path, exclusive=False)
        except StoreBusy as busy:
            return _guest(path, busy)
        try:
            return cls(ox.Store.read_only(str(path / ROCKSDB)), path, hold)
        except (OSError, RuntimeError) as error:
            hold.release()
            raise CasusError(f"the store {path} cannot be read: {error}") from error

    @classmethod
    def memory(cls) -> Self:
        """A store that ends with the process."""
        store = cls(ox.Store(), None, None)
        refresh(store.oxigraph)
        return store

    def close(self) -> None:
        """Write everything to disk and let others open the store."""
        if self.writable and self.path:
            self.oxigraph.flush()
        self.oxigraph = ox.Store()  # RocksDB closes when the last reference goes,
        gc.collect()  # and some are in cycles
        if self._hold:
            self._hold.release()

    def announce(self, endpoint: str | None = None, guests: str | None = None) -> None:
        """Tell those who find the store busy where it answers queries and takes guests."""
        if self._hold:
            self._hold.announce(endpoint, guests)

    def may_hold_derived(self) -> None:
        """Say that someone wrote past these methods, perhaps what is derived."""
        self._may_hold_derived = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Articles

    def replace_article(self, quads: Collection[Quad]) -> bool:
        """Put the graphs of one article in the place of what it stated before; False if the same.

        All or nothing, whenever the process is killed; `quads` come from `kg.rdf.state`.
        """
        old = self._article(article_of(quads))
        if set(old) == set(quads):
            return False
        links.note(self.oxigraph, [article_of(quads)])
        self._replace(old, quads)
        self._link()
        return True

    def replace_articles(self, articles: Iterable[Collection[Quad]]) -> None:
        """The same for several: those that are new go in together, which is faster."""
        new: dict[str, Collection[Quad]] = {}
        for quads in articles:
            sha256 = article_of(quads)
            if self._article(sha256):
                self.replace_article(quads)
            else:
                new[sha256] = quads
        if new:  # adding nothing must not drop the inferences
            links.note(self.oxigraph, new)
            self._add(list(new.values()))
            self._link()

    def withdraw_article(self, sha256: str) -> bool:
        """Take an article out, with all that no other article supports; False if not there."""
        old = self._article(sha256)
        if old:
            links.note(self.oxigraph, [sha256])
            self._replace(old, ())
            self._link()
        return bool(old)

    def holds_article(self, metadata: Iterable[Quad]) -> bool:
        """Whether the article is there with just this metadata, the run that made it included."""
        wanted = set(metadata)
        node, graph = next((quad.subject, quad.graph_name) for quad in wanted)
        return wanted == set(self.oxigraph.quads_for_pattern(node, None, None, graph))

    def relink(self) -> None:
        """Judge all links across articles anew; the same comes out as by keeping them."""
        links.relink(self.oxigraph)

    def _link(self) -> None:
        """Bring the links across articles up to date with the articles that changed."""
        gone, new = links.link(self.oxigraph)
        if self._may_hold_derived and is_reasoned(self.oxigraph):
            self.change_derived(*outdated_by_links(self.oxigraph, (*gone, *new)))

    def _article(self, sha256: str) -> list[Quad]:
        """What the store holds of an article and its claims."""
        graph = article_graph(sha256)
        claims = claims_of(self.oxigraph, article_iri(sha256), graph)
        return [quad for name in (graph, *claims) for quad in self.quads(name)]

    def _add(self, articles: Iterable[Collection[Quad]]) -> None:
        """Articles that the store does not hold, all or none of them."""
        articles = list(articles)
        self._outdate(quad for article in articles for quad in article)
        quads = [quad for article in articles for quad in (*article, *shown_quads(article))]
        if len(quads) < BULK:
            self.oxigraph.extend(quads)
        else:
            self.oxigraph.bulk_extend(quads)

    def _replace(self, old: Collection[Quad], new: Collection[Quad]) -> None:
        """One transaction: what goes, what comes, and the default graph after them."""
        if not old:
            self._add([new])
            return
        self._outdate((*old, *new))
        graphs = {quad.graph_name for quad in (*old, *new)}
        shown = shown_quads(new)
        hidden = shown_quads(old) - shown
        gone = [quad for quad in hidden if not supported(self.oxigraph, quad, graphs)]
        drops = [f"DROP SILENT GRAPH {graph}" for graph in sorted(map(str, graphs))]
        data = [links.data(gone), links.data([*new, *shown])]
        steps = [*drops, f"DELETE DATA {{\n{data[0]}}}", f"INSERT DATA {{\n{data[1]}}}"]
        self.oxigraph.update(" ;\n".join(steps))

    # Derived graphs

    def replace_graphs(self, drop: Iterable[NamedNode], quads: Iterable[Quad]) -> None:
        """Clear named graphs and write others; the default graph stays as it is.

        For derived graphs only. Killed halfway it leaves the old ones cleared, never mixed.
        """
        new = list(quads)
        names = {*drop, *(quad.graph_name for quad in new)}
        require_derived(names)
        self._clear(names)
        self.oxigraph.bulk_extend(new)
        self._may_hold_derived = True

    def replace_derived(self, quads: Iterable[Quad]) -> None:
        """Put these graphs of perspectives and inferences in the place of all there are.

        Written as they come. Killed halfway it leaves what counts as not reasoned over.
        """
        for name in (REASONING_GRAPH, *self.derived_graphs()):
            self._clear([name])  # one after the other, for the size of the transaction
        self._may_hold_derived = True
        ahead = iter(quads)
        while batch := list(islice(ahead, BATCH)):
            require_derived(quad.graph_name for quad in batch)
            self.oxigraph.bulk_extend(batch)

    def derived_graphs(self) -> list[NamedNode]:
        """The graphs of perspectives and inferences."""
        return [name for name in self.graphs() if is_derived(name)]

    def change_derived(self, gone: Iterable[Quad], new: Iterable[Quad]) -> None:
        """Take statements out of the derived graphs and put others in, at once."""
        out, into = set(gone), set(new)
        require_derived(quad.graph_name for quad in out ^ into)
        if out != into:
            data = links.data(out - into), links.data(into - out)
            self.oxigraph.update(f"DELETE DATA {{\n{data[0]}}} ;\nINSERT DATA {{\n{data[1]}}}")

    def _outdate(self, changed: Iterable[Quad]) -> None:
        """Take out what may no longer follow once articles change, and mark it."""
        if not self._may_hold_derived:
            return
        if is_reasoned(self.oxigraph):
            self.change_derived(*outdated(self.oxigraph, changed))
        else:
            self._drop_derived()

    def _drop_derived(self) -> None:
        if self._may_hold_derived:  # to list the graphs costs more the more articles there are
            self._clear(self.derived_graphs())
            self._may_hold_derived = False

    def _clear(self, names: Iterable[ox.NamedNode | ox.BlankNode | DefaultGraph]) -> None:
        drops = [f"DROP SILENT GRAPH {name}" for name in sorted(map(str, names))]
        if drops:
            self.oxigraph.update(" ;\n".join(drops))

    # Reading

    def quads(self, graph: NamedNode | DefaultGraph | None = None) -> Iterator[Quad]:
        """All quads, or those of one graph."""
        return self.oxigraph.quads_for_pattern(None, None, None, graph)

    def graphs(self) -> list[NamedNode]:
        """The names of all named graphs, sorted."""
        names = (name for name in self.oxigraph.named_graphs() if isinstance(name, NamedNode))
        return sorted(names, key=lambda name: name.value)

    def query(self, sparql: str, bind: Mapping[str, Term] | None = None) -> Answer:
        """The answer to a query, our prefixes known, variables bound to the terms given."""
        terms: dict[ox.Variable, NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
        terms = {ox.Variable(name): term for name, term in (bind or {}).items()}
        try:
            return self.oxigraph.query(sparql, prefixes=PREFIXES, substitutions=terms)
        except SyntaxError as error:
            raise BadQuery(mistake(sparql, error)) from error
        except (RuntimeError, OSError, ValueError) as error:
            raise BadQuery(f"the query cannot be answered: {error}") from error

    def backup(self, folder: Path | str) -> None:
        """A copy of the store as it is now, in a new folder, while others go on using it."""
        target = Path(folder)
        if target.exists():
            raise CasusError(f"{target} exists; a backup needs a new folder")
        try:
            target.mkdir(parents=True)
            self.oxigraph.backup(str(target / ROCKSDB))
        except OSError as error:
            raise CasusError(f"no backup could be made in {target}: {error}") from error


def _guest(path: Path, busy: StoreBusy) -> Store:
    """The store by way of the process that holds it, if that takes guests."""
    from kg.store.guest import Guest

    if Hold.guests(path) is None:
        raise busy
    return Guest(path)


def _rocksdb(path: Path, hold: Hold) -> ox.Store:
    try:
        return ox.Store(str(path / ROCKSDB))
    except (OSError, RuntimeError) as error:
        hold.release()
        if "lock" in str(error).lower():  # where there is no flock, RocksDB's own lock speaks
            raise Hold.busy(path) from error
        raise
