"""Every IRI the code speaks of: namespaces, graph names, and the shapes of our own identifiers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.settings import setting

DEFAULT_BASE = "https://w3id.org/casus/"  # the base that the files in ontology/ and queries/ use
BASE = setting("base", DEFAULT_BASE)


class Namespace:
    """An IRI prefix whose attributes and items are its terms.

    >>> Namespace("http://www.w3.org/ns/prov#").wasDerivedFrom.value
    'http://www.w3.org/ns/prov#wasDerivedFrom'
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    @lru_cache(maxsize=4096)  # noqa: B019 - namespaces live as long as the process
    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.prefix + name)


CASUS = Namespace(BASE + "ont/")
ID = Namespace(BASE + "id/")
GRAPH = Namespace(BASE + "graph/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")

PREFIXES = {
    "casus": CASUS.prefix,
    "id": ID.prefix,
    "graph": GRAPH.prefix,
    "rdf": RDF.prefix,
    "rdfs": RDFS.prefix,
    "owl": OWL.prefix,
    "xsd": XSD.prefix,
    "skos": SKOS.prefix,
    "dcterms": DCTERMS.prefix,
    "prov": PROV.prefix,
}

ONTOLOGY_GRAPH = GRAPH.ontology
REFERENCE_GRAPH = GRAPH.reference
REASONING_GRAPH = GRAPH.reasoning  # by which rules was reasoned, and what awaits it


def article_graph(sha256: str) -> NamedNode:
    """The graph of one article: metadata, spans, mentions, claim nodes, run."""
    return GRAPH[f"article/{sha256}"]


def perspective_graph(code: str) -> NamedNode:
    """The graph of what one principal claims; `code` is the local name of the principal's IRI."""
    return GRAPH[f"perspective/{code}"]


def inference_graph(code: str) -> NamedNode:
    """The graph of what follows in one principal's account."""
    return GRAPH[f"inference/{code}"]


def local_name(iri: str) -> str:
    """The last part of an IRI.

    >>> local_name("https://w3id.org/casus/id/state/ARM")
    'ARM'
    """
    return re.split(r"[/#]", iri)[-1]


def slug(name: str) -> str:
    """A name as part of an IRI: lower case, ASCII, hyphens.

    >>> slug("Nikol Pashinyan")
    'nikol-pashinyan'
    >>> slug("Kəlbəcər")
    'kelbecer'
    """
    folded = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    plain = "".join(c for c in folded if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


_LETTERS = str.maketrans("əƏıİøØłŁđĐß", "eEiIoOlLdDs")
