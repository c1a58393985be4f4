"""The saved queries of queries/: what their headers say, and the terms bound in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.errors import BadQuery, UnknownChoice
from kg.ontology.files import data_path, rebased
from kg.vocabulary import ID, PREFIXES, XSD


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a saved query that the caller may give a value.

    `type` is one of iri, string, integer, dateTime.
    """

    name: str
    type: str
    default: str

    def term(self, value: str | None = None) -> NamedNode | Literal:
        """The value, or else the default, as the RDF term to bind the variable to.

        A bare name stands beside the default: AZE, where that is state/ARM, means state/AZE.

        >>> Parameter("who", "iri", "state/ARM").term("AZE").value
        'https://w3id.org/casus/id/state/AZE'
        """
        text = self.default if value is None else value
        if self.type == "iri" and not {"/", ":"} & set(text):
            text = self.default.rpartition("/")[0] + "/" + text if "/" in self.default else text
        try:
            return _TERMS[self.type](text)
        except ValueError as error:
            raise BadQuery(f"{text!r} is no {self.type} for parameter {self.name!r}") from error


def _iri(text: str) -> NamedNode:
    """An IRI written in full, with a known prefix, or as a path under id/."""
    prefix, colon, rest = text.partition(":")
    if colon and prefix in PREFIXES:
        return NamedNode(PREFIXES[prefix] + rest)
    return NamedNode(text) if colon else ID[text]


def _date_time(text: str) -> Literal:
    """An xsd:dateTime; a bare date is its first moment in UTC."""
    moment = re.fullmatch(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?", text)
    if not moment:
        raise ValueError(text)
    day, time, zone = moment.groups()
    return Literal(day + (time or "T00:00:00") + (zone or "Z"), datatype=XSD.dateTime)


_TERMS: dict[str, Callable[[str], NamedNode | Literal]] = {
    "iri": _iri,
    "string": Literal,
    "integer": lambda text: Literal(int(text)),
    "dateTime": _date_time,
}


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A file of queries/: its SPARQL, how to show its answer, what may be bound in it."""

    name: str
    title: str
    description: str
    view: str
    text: str
    parameters: tuple[Parameter, ...] = ()


VIEWS = ("Table", "Timeline", "Map", "Graph")


def saved_query(name: str, text: str) -> SavedQuery:
    """A saved query as its comment header describes it.

    The header is `#defaultView:Table` (optional), `# title: …`, `# description: …` (several
    lines are joined) and, for each variable that may be bound, `# param: name type default`.
    """
    view = re.search(r"^#defaultView:(\w+)", text, re.MULTILINE)
    chosen = view[1] if view else "Table"
    if chosen not in VIEWS:
        raise UnknownChoice(f"view in queries/{name}.rq", chosen, VIEWS)
    titles, descriptions, parameters = (
        [line.strip() for line in re.findall(rf"^# {key}:(.*)$", text, re.MULTILINE)]
        for key in ("title", "description", "param")
    )
    return SavedQuery(
        name,
        titles[0] if titles else name,
        " ".join(descriptions),
        chosen,
        rebased(text),
        tuple(_parameter(name, line) for line in parameters),
    )


def _parameter(query: str, line: str) -> Parameter:
    name, kind, default = [*line.split(maxsplit=2), "", "", ""][:3]
    if kind not in _TERMS:
        raise UnknownChoice(f"type of parameter {name!r} in queries/{query}.rq", kind, _TERMS)
    return Parameter(name.lstrip("?"), kind, default)


@cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """All queries of queries/, by name."""
    paths = sorted(data_path("queries").glob("*.rq"), key=lambda path: path.stem)
    return tuple(saved_query(path.stem, path.read_text("utf-8")) for path in paths)
