"""Linked data: every IRI under the base leads to its page or its data.

/id/…, /ont/… and /graph/… answer 303 to /page/… or /data/….{ttl,nt,jsonld,rdf,trig,nq} by Accept;
the data are a concise description of the thing and, paged, the statements that point to it.
"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, request
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.vocabulary import BASE, GRAPH
from server import links, queries
from server.dataset import described
from server.evaluation import Query
from server.negotiate import GRAPHS, HTML, Format, accepted, named, prefers_html
from server.problem import Problem
from server.site import PREFIX_PAIRS, site
from server.sparql import Choice, streamed
from server.tables import Row

blueprint = Blueprint("resource", __name__)

INCOMING = 200  # as in queries/pages/incoming.rq
_SEE_OTHER = 303


@blueprint.get("/id/<path:path>")
def thing(path: str) -> Response:
    """Sees a reader of /id/… to the page or the data."""
    return _see(existing(links.iri_at(path)))


@blueprint.get("/ont/", defaults={"path": ""})
@blueprint.get("/ont/<path:path>")
def term(path: str) -> Response:
    """Sees a reader of a class or property, or of the ontology, to its page or data."""
    return _see(existing(links.iri_at(f"ont/{path}")))


@blueprint.get("/graph/<path:path>")
def graph(path: str) -> Response:
    """Sees a reader of a graph to its page or its statements."""
    return _see(existing(links.iri_at(f"graph/{path}")))


@blueprint.get("/data/<path:path>.<suffix>")
def data(path: str, suffix: str) -> Response:
    """The description of a thing, or the statements of a graph, in one format."""
    form = named(suffix, GRAPHS)
    if form is None or form.suffix != suffix:
        offered = ", ".join(f".{each.suffix}" for each in GRAPHS)
        raise Problem(404, f"There is no format .{suffix} here; there are {offered}.")
    subject = existing(links.iri_at(path))
    if subject.value.startswith(GRAPH.prefix):
        return _statements(subject, form)
    return _description(subject, form)


def existing(iri: str) -> NamedNode:
    """The IRI if the store says anything about it, a 404 otherwise."""
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise Problem(404, f"{iri} is not an IRI.") from error
    if not queries.rows(site(), "exists", thing=node):
        raise Problem(404, f"The store says nothing about {iri}.")
    return node


def described_by(iri: str) -> list[tuple[str, str]]:
    """The addresses of the data about an IRI, with their media types."""
    found = [(links.data(iri, form.suffix), form.media_type) for form in GRAPHS[:4]]
    return [(address, media_type) for address, media_type in found if address]


def linked(reply: Response, iri: str) -> Response:
    """The reply with the links between a thing, its page and its data."""
    for address, media_type in described_by(iri):
        reply.headers.add("Link", f'<{address}>; rel="alternate"; type="{media_type}"')
    reply.headers.add("Link", f'<{links.page(iri)}>; rel="alternate"; type="{HTML}"')
    reply.headers.add("Link", f'<{iri}>; rel="canonical"')
    return reply


def _see(node: NamedNode) -> Response:
    accept = request.headers.get("Accept")
    media_type = accepted(accept, GRAPHS, also=(HTML,))
    form = named(media_type, GRAPHS) if media_type and media_type != HTML else None
    if media_type is None:
        raise Problem(406, "A thing is described in HTML, Turtle, N-Triples, JSON-LD or RDF/XML.")
    if prefers_html(accept) or form is None:
        target = links.page(node.value)
    else:
        target = links.data(node.value, form.suffix)
    reply = Response(status=_SEE_OTHER, headers={"Location": target or "/"})
    reply.vary.add("Accept")
    return linked(reply, node.value)


def _statements(graph: NamedNode, form: Format) -> Response:
    """All statements of a graph as they are read."""
    wanted = Query(
        queries.text("graph"), terms=(("graph", str(graph)),), base=BASE, prefixes=PREFIX_PAIRS
    )
    return linked(streamed(wanted, Choice(form.suffix)), graph.value)


def _description(subject: NamedNode, form: Format) -> Response:
    """What is said about a thing, and a page of what points to it."""
    after = Literal(request.args.get("after", ""))
    rows = queries.rows(site(), "incoming", thing=subject, after=after)
    triples = []
    if not after.value:
        answer = site().ask(
            queries.text("description"),
            graph="application/n-triples",
            terms={"thing": str(subject)},
        )
        found = parse(answer.read(), format=RdfFormat.N_TRIPLES)
        triples = list(dict.fromkeys(quad.triple for quad in found))
    triples += [pointing for row in rows if (pointing := _pointing(row, subject))]
    reply = linked(described(triples, form.suffix), subject.value)
    if len(rows) >= INCOMING and isinstance(source := rows[-1]["source"], NamedNode):
        key = urlencode({"after": f"{source.value} {_iri(rows[-1], 'property')}"})
        reply.headers.add("Link", f'<{request.path}?{key}>; rel="next"')
    return reply


def _pointing(row: Row, subject: NamedNode) -> Triple | None:
    source, predicate = row["source"], row["property"]
    if isinstance(source, NamedNode | BlankNode) and isinstance(predicate, NamedNode):
        return Triple(source, predicate, subject)
    return None


def _iri(row: Row, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, NamedNode) else ""
