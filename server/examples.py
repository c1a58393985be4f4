"""The saved queries as examples that tools offer to run: SHACL's executables with their target.

https://www.w3.org/TR/shacl/#sparql-constraints
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.ontology import saved_queries
from kg.vocabulary import DCTERMS, OWL, PREFIXES, RDF, RDFS, XSD, Namespace
from server.tokens import tokens

SH = Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = Namespace("https://schema.org/")
_KINDS = {
    "select": (SH.SPARQLSelectExecutable, SH.select),
    "ask": (SH.SPARQLAskExecutable, SH.ask),
    "construct": (SH.SPARQLConstructExecutable, SH.construct),
}


def examples(root: str) -> Iterator[Triple]:
    """The saved queries that can be run as they are written, at the site with this address.

    Those with parameters cannot: left open, they ask about everything at once. /openapi.json
    describes them.
    """
    prefixes = BlankNode("prefixes")
    yield from _declared(prefixes)
    for query in saved_queries():
        kind = _kind(query.text)
        if query.parameters or kind not in _KINDS:
            continue
        executable, says = _KINDS[kind]
        example = NamedNode(f"{root}void#query-{query.name}")
        yield Triple(example, RDF.type, SH.SPARQLExecutable)
        yield Triple(example, RDF.type, executable)
        yield Triple(example, RDFS.comment, Literal(query.title, language="en"))
        if query.description:
            yield Triple(example, DCTERMS.description, Literal(query.description, language="en"))
        yield Triple(example, SH.prefixes, prefixes)
        yield Triple(example, says, Literal(query.text))
        yield Triple(example, SCHEMA.target, NamedNode(f"{root}sparql"))
        yield Triple(example, RDFS.seeAlso, NamedNode(f"{root}queries/{query.name}"))


def _declared(prefixes: BlankNode) -> Iterator[Triple]:
    yield Triple(prefixes, RDF.type, OWL.Ontology)
    for prefix, namespace in PREFIXES.items():
        declaration = BlankNode(f"prefix-{prefix}")
        yield Triple(prefixes, SH.declare, declaration)
        yield Triple(declaration, SH["prefix"], Literal(prefix))
        yield Triple(declaration, SH.namespace, Literal(namespace, datatype=XSD.anyURI))


def _kind(text: str) -> str:
    """The form of a query, in lower case."""
    words = (token.text.lower() for token in tokens(text) if token.kind == "word")
    return next((word for word in words if word not in ("prefix", "base")), "")
