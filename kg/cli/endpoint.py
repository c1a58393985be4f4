"""Queries put to a SPARQL endpoint over HTTP instead of to a store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat

from kg.errors import BadQuery, CasusError
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from kg.cli.answers import Answer

ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
SECONDS = 120

Terms = Mapping[str, NamedNode | Literal]


def ask(endpoint: str, sparql: str, terms: Terms) -> Answer:
    """The endpoint's answer, as a store would give it."""
    query = _with_prefixes(_with_values(sparql, terms))
    body = urlencode({"query": query}).encode()
    headers = {"Accept": ACCEPT, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        with urlopen(Request(endpoint, body, headers), timeout=SECONDS) as reply:
            return _answer(reply.read(), reply.headers.get_content_type())
    except HTTPError as error:
        said = error.read(500).decode("utf-8", "replace").strip()
        raise BadQuery(f"{endpoint} answered {error.code}: {said or error.reason}") from error
    except (URLError, OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise CasusError(f"{endpoint} cannot be asked: {reason}") from error


def _answer(content: bytes, media_type: str) -> Answer:
    if media_type == "application/sparql-results+json":
        return ox.parse_query_results(content, QueryResultsFormat.JSON)
    graph = ox.Store()
    graph.load(content, RdfFormat.N_TRIPLES)
    found = graph.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, ox.QueryTriples)
    return found


def _with_values(sparql: str, terms: Terms) -> str:
    """The query with its parameters bound where a store would bind them.

    That is in the outermost WHERE, and in those of the subqueries that select the parameter.
    """
    if not terms:
        return sparql
    code = re.sub(r"(?m)^\s*#.*$", _blanks, sparql)
    groups = list(re.finditer(r"(\bSELECT\b[^{}]*)?\bWHERE\s*\{", code, re.IGNORECASE))
    if not groups:
        raise BadQuery("a query with parameters needs the word WHERE to be put to an endpoint")
    for group in reversed(groups):
        selected = set(re.findall(r"[?$](\w+)", group[1] or ""))
        inside = {n: term for n, term in terms.items() if group is groups[0] or n in selected}
        sparql = sparql[: group.end()] + _values(inside) + sparql[group.end() :]
    return sparql


def _values(terms: Terms) -> str:
    if not terms:
        return ""
    names, values = " ".join(f"?{name}" for name in terms), " ".join(map(str, terms.values()))
    return f" VALUES ({names}) {{ ({values}) }}"


def _with_prefixes(sparql: str) -> str:
    """The query with those of our prefixes declared that it uses and does not declare."""
    declared = set(re.findall(r"(?i)\bPREFIX\s+([\w-]*):", sparql))
    used = set(re.findall(r"\b([a-z]+):", sparql)) - declared
    lines = [f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items() if name in used]
    return "".join(lines) + sparql


def _blanks(comment: re.Match[str]) -> str:
    return " " * len(comment[0])
