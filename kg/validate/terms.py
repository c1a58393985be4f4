"""Whether statements keep to the ontology: defined terms, domains, ranges; and to the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology import class_ancestors, ontology_quads
from kg.validate.report import Problem, Term, name
from kg.vocabulary import CASUS, GRAPH, ID, RDF, RDFS, local_name

Types = Mapping[str, frozenset[str]]


def term_problems(quads: Collection[Quad]) -> Iterator[Problem]:
    """Statements with a class or property that is not defined, or of the wrong kind of thing."""
    types = _types(quads)
    domains, ranges, defined = _declared(RDFS.domain), _declared(RDFS.range), _defined()
    for quad in quads:
        term = quad.object if quad.predicate == RDF.type else quad.predicate
        if not (isinstance(term, NamedNode) and term.value.startswith(CASUS.prefix)):
            continue
        if term.value not in defined:
            yield _problem(quad, "undefined term", f"casus:{local_name(term.value)} is not defined")
        elif quad.predicate != RDF.type:
            yield from _misplaced(quad, domains.get(term.value), ranges.get(term.value), types)


def _misplaced(
    quad: Quad, domain: str | None, scope: str | None, types: Types
) -> Iterator[Problem]:
    term = local_name(quad.predicate.value)
    if domain and (wrong := _is_not(quad.subject, domain, types)):
        yield _problem(quad, "domain", f"casus:{term} is for {local_name(domain)}, but {wrong}")
    if scope and (wrong := _is_not(quad.object, scope, types)):
        yield _problem(quad, "range", f"casus:{term} leads to {local_name(scope)}, but {wrong}")


def _is_not(term: Term, scope: str, types: Types) -> str | None:
    """Why a term is not of a class or datatype, if it is not."""
    if isinstance(term, Literal):
        datatype = term.datatype.value
        return None if datatype == scope else f"{term.value!r} is {local_name(datatype)}"
    if not isinstance(term, NamedNode):
        return None
    given = types.get(term.value, frozenset())
    if local_name(scope) in given or not scope.startswith(CASUS.prefix):
        return None
    return f"{term.value} is {', '.join(sorted(given)) or 'of no known kind'}"


def _types(quads: Collection[Quad]) -> Types:
    """For each subject the local names of its classes and of all above them."""
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == RDF.type and name(quad.object).startswith(CASUS.prefix):
            classes[name(quad.subject)].add(local_name(name(quad.object)))
    return {
        subject: frozenset(up for local in direct for up in (local, *class_ancestors(local)))
        for subject, direct in classes.items()
    }


def _declared(predicate: NamedNode) -> dict[str, str]:
    return {
        name(quad.subject): name(quad.object)
        for quad in ontology_quads()
        if quad.predicate == predicate
    }


def _defined() -> frozenset[str]:
    return frozenset(
        name(quad.subject) for quad in ontology_quads() if quad.predicate == RDFS.isDefinedBy
    )


def hearsay_problems(quads: Collection[Quad]) -> Iterator[Problem]:
    """What an article graph says of an event: that is for claims, or a denied attack is a fact."""
    articles, events = GRAPH["article/"].value, ID["event/"].value
    for quad in quads:
        if name(quad.graph_name).startswith(articles) and name(quad.subject).startswith(events):
            message = f"{local_name(quad.predicate.value)} is said of an event outside its claims"
            yield _problem(quad, "hearsay", message)


def evidence_problems(quads: Collection[Quad]) -> Iterator[Problem]:
    """Spans whose quote is not what their article has between their offsets."""
    wanted = (CASUS.spanOf, CASUS.beginIndex, CASUS.endIndex, CASUS.quote)
    spans: defaultdict[str, dict[NamedNode, Quad]] = defaultdict(dict)
    texts = {
        name(quad.subject): name(quad.object) for quad in quads if quad.predicate == CASUS.text
    }
    for quad in quads:
        if quad.predicate in wanted:
            spans[name(quad.subject)][quad.predicate] = quad
    for span in spans.values():
        if len(span) < len(wanted):
            continue  # the shapes say so
        article, begin, end, quote = (name(span[predicate].object) for predicate in wanted)
        there = texts.get(article, "")[int(begin) : int(end)]
        if there != quote:
            message = f"the article has {there!r} at these offsets, not {quote!r}"
            yield _problem(span[CASUS.quote], "evidence", message)


def _problem(quad: Quad, rule: str, message: str) -> Problem:
    return Problem(name(quad.graph_name), name(quad.subject), rule, f"{message}.")
