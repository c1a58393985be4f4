"""A graph in a notebook: questions answered as data frames, explanations, networks for other tools.

>>> from kg import Graph                                       # doctest: +SKIP
>>> graph = Graph("casus-store")                               # doctest: +SKIP
>>> graph.query("casus-foederis").df()                         # doctest: +SKIP
>>> graph.network("alliances", "party", "ally").graphml("a.graphml")  # doctest: +SKIP
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

from kg.errors import BadQuery
from kg.ontology import saved_queries
from kg.store import Store
from kg.vocabulary import XSD

if TYPE_CHECKING:
    import pandas

    from kg.reason import Explanation

Value = str | int | float | bool | None
FRACTIONS = (XSD.decimal, XSD.double)


@dataclass(frozen=True)
class Answer:
    """Rows under their column names: text, numbers, truth values, None where there is nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def df(self) -> pandas.DataFrame:
        """The rows as a data frame; needs pandas (pip install casus-kg[notebook])."""
        import pandas

        return pandas.DataFrame(list(self.rows), columns=list(self.columns))

    def csv(self, path: Path | str) -> None:
        """Write the rows as CSV, for R and spreadsheets."""
        with Path(path).open("w", newline="", encoding="utf-8") as file:
            written = csv.writer(file)
            written.writerow(self.columns)
            written.writerows(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Each row by column name."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Network:
    """Edges between named nodes, each with what else its row says."""

    source: str
    target: str
    answer: Answer

    def edges(self) -> Iterator[tuple[str, str, dict[str, Value]]]:
        """Each edge with its attributes, as `networkx.MultiDiGraph(edges)` takes them."""
        for row in self.answer:
            one, other = row[self.source], row[self.target]
            if one is not None and other is not None:
                more = {k: v for k, v in row.items() if k not in (self.source, self.target)}
                yield str(one), str(other), {k: v for k, v in more.items() if v is not None}

    def graphml(self, path: Path | str) -> None:
        """Write the network as GraphML, which networkx, igraph, Gephi and R read."""
        Path(path).write_text("\n".join(self._graphml()) + "\n", encoding="utf-8")

    def _graphml(self) -> Iterator[str]:
        edges = list(self.edges())
        names = sorted({key for _, _, more in edges for key in more})
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        for name in names:
            known = quoteattr(name)
            yield f'<key id={known} for="edge" attr.name={known} attr.type="string"/>'
        yield '<graph edgedefault="directed">'
        for node in sorted({end for one, other, _ in edges for end in (one, other)}):
            yield f"<node id={quoteattr(node)}/>"
        for one, other, more in edges:
            yield f"<edge source={quoteattr(one)} target={quoteattr(other)}>"
            yield from (
                f"<data key={quoteattr(key)}>{escape(str(value))}</data>"
                for key, value in more.items()
            )
            yield "</edge>"
        yield "</graph>"
        yield "</graphml>"


class Graph:
    """A store to ask from a notebook; nothing is written. Use it in a `with`, or close it."""

    def __init__(self, store: Store | Path | str) -> None:
        self._store = store if isinstance(store, Store) else Store.read(store)

    def query(self, question: str, **values: str) -> Answer:
        """The answer to a saved query by its name, or to SPARQL.

        `values` are the parameters of a saved query: party="state/ARM", date="2021-11-16".
        """
        saved = {query.name: query for query in saved_queries()}.get(question)
        text, bind = question, dict[str, NamedNode | Literal]()
        if saved:
            text = saved.text
            known = {parameter.name for parameter in saved.parameters}
            for name in values.keys() - known:
                raise BadQuery(f"{question} has no parameter {name!r}; it has: {sorted(known)}")
            bind = {p.name: p.term(values.get(p.name)) for p in saved.parameters}
        answer = self._store.query(text, bind)
        if not isinstance(answer, QuerySolutions):
            raise BadQuery("this query gives no rows; ask a SELECT")
        columns = tuple(variable.value for variable in answer.variables)
        return Answer(columns, tuple(_row(row[name] for name in columns) for row in answer))

    def explain(self, iri: str) -> Explanation:
        """Why something holds; `print(graph.explain(iri).text())`."""
        from kg.reason import explain

        return explain(self._store, iri)

    def network(self, question: str, source: str, target: str, **values: str) -> Network:
        """The rows of a question as edges from one of its columns to another."""
        answer = self.query(question, **values)
        for column in (source, target):
            if column not in answer.columns:
                raise BadQuery(f"{question} has no column {column!r}; it has: {answer.columns}")
        return Network(source, target, answer)

    def close(self) -> None:
        """Let others open the store for writing."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _row(terms: Iterator[NamedNode | BlankNode | Literal | Triple | None]) -> tuple[Value, ...]:
    return tuple(_value(term) for term in terms)


def _value(term: NamedNode | BlankNode | Literal | Triple | None) -> Value:
    if isinstance(term, Literal):
        if term.datatype == XSD.boolean:
            return term.value in ("true", "1")
        if term.datatype == XSD.integer:
            return int(term.value)
        return float(term.value) if term.datatype in FRACTIONS else term.value
    return term.value if isinstance(term, NamedNode | BlankNode) else None
