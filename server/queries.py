"""The queries behind the pages: files of queries/pages/, bound to terms, never spliced."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from kg.ontology import data_path, rebased
from server.evaluation import Term
from server.site import Site
from server.tables import Row
from server.tables import rows as read_rows


@cache
def text(name: str) -> str:
    """The SPARQL of a page query."""
    return rebased(data_path("queries", "pages", f"{name}.rq").read_text("utf-8"))


def rows(here: Site, name: str, **terms: Term) -> list[Row]:
    """The rows of a page query with some variables of its projection bound."""
    bound = {variable: str(term) for variable, term in terms.items()}
    return read_rows(here.ask(text(name), terms=bound))


def behind(name: str, **terms: NamedNode) -> str:
    """The query of a page as a reader can run it: the bound variables as a last VALUES clause."""
    written = text(name).strip()
    for variable, term in terms.items():
        written += f"\nVALUES ?{variable} {{ {term} }}"
    return written


def address(query: str) -> str:
    """Where the query page opens with a query."""
    return "/sparql?" + urlencode({"query": query})
