"""Which format answers a request: names, suffixes and Accept headers with quality values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation: its media type, its file suffix, other names clients use for it."""

    media_type: str
    suffix: str
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()  # media types that get the same bytes


JSON = Format(
    "application/sparql-results+json", "json", ("json",), ("application/json", "text/json")
)
XML = Format("application/sparql-results+xml", "xml", ("xml",), ("application/xml", "text/xml"))
CSV = Format("text/csv", "csv", ("csv",))
TSV = Format("text/tab-separated-values", "tsv", ("tsv",))
TURTLE = Format("text/turtle", "ttl", ("turtle", "ttl"), ("application/x-turtle",))
NTRIPLES = Format(
    "application/n-triples", "nt", ("nt", "ntriples", "n-triples", "n3"), ("text/plain",)
)
JSONLD = Format(
    "application/ld+json", "jsonld", ("jsonld", "json-ld", "json"), ("application/json",)
)
RDFXML = Format(
    "application/rdf+xml",
    "rdf",
    ("rdf", "rdfxml", "rdf+xml", "rdf/xml", "xml"),
    ("application/xml", "text/xml"),
)
TRIG = Format("application/trig", "trig", ("trig",))
NQUADS = Format("application/n-quads", "nq", ("nq", "nquads", "n-quads"))

TABLES = (JSON, XML, CSV, TSV)  # of SELECT and ASK
GRAPHS = (TURTLE, NTRIPLES, JSONLD, RDFXML, TRIG, NQUADS)  # of CONSTRUCT and DESCRIBE
HTML = "text/html"


def named(name: str, formats: Iterable[Format]) -> Format | None:
    """The format that `?format=`, a suffix or a media type names.

    >>> named("ttl", GRAPHS).media_type
    'text/turtle'
    >>> named("json", GRAPHS).media_type
    'application/ld+json'
    """
    wanted = name.strip().lower().replace(" ", "+")  # `rdf+xml`, sent without escaping
    for form in formats:
        if wanted in (form.suffix, form.media_type, *form.names, *form.aliases):
            return form
    return None


def accepted(accept: str | None, formats: Sequence[Format], also: Sequence[str] = ()) -> str | None:
    """The media type that suits an Accept header best, None if none does.

    The first format wins ties; `also` are media types offered after the formats.

    >>> accepted("text/csv;q=0.5, application/json", TABLES)
    'application/json'
    >>> accepted("image/png", TABLES) is None
    True
    """
    offered = [form.media_type for form in formats]
    offered += [alias for form in formats for alias in form.aliases if alias not in offered]
    offered += [media_type for media_type in also if media_type not in offered]
    if accept is None or not accept.strip():
        return offered[0]
    ranges = _ranges(accept)
    best = max(offered, key=lambda media_type: _quality(media_type, ranges))  # first of equals
    return best if _quality(best, ranges) > 0 else None


def encoding(accept: str | None) -> str | None:
    """The content coding that suits an Accept-Encoding header best: zstd, gzip or None.

    >>> encoding("gzip, deflate, br, zstd"), encoding("gzip;q=0, *"), encoding(None)
    ('zstd', 'zstd', None)
    """
    wanted = dict(_weighted(accept or ""))
    rest = wanted.get("*", 0.0)
    offered = [(wanted.get(name, rest), name) for name in ("gzip", "zstd")]
    quality, name = max(offered)
    return name if quality > 0 and quality >= wanted.get("identity", 0.0) else None


def prefers_html(accept: str | None) -> bool:
    """Whether the header names text/html and likes nothing better: it comes from a browser."""
    ranges = _ranges(accept or "")
    html = max((q for name, q in ranges if name in (HTML, "application/xhtml+xml")), default=0.0)
    others = (q for name, q in ranges if name not in (HTML, "application/xhtml+xml"))
    return html > 0 and html >= max(others, default=0.0)


def _ranges(accept: str) -> list[tuple[str, float]]:
    """(media range, quality) of each part of an Accept header; broken parts count for nothing."""
    return [(name, quality) for name, quality in _weighted(accept) if "/" in name]


def _weighted(header: str) -> list[tuple[str, float]]:
    """Each name of a header with its quality value."""
    ranges = []
    for part in header.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                quality = _weight(value)
        ranges.append((media, quality))
    return ranges


def _weight(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """What the most specific range that covers a media type gives it (RFC 9110, 12.5.1)."""
    kind = media_type.split("/")[0]
    for wanted in (media_type, f"{kind}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
