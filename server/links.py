"""Between the IRIs of the store and the addresses of this server.

Every IRI under the base is served at the same path here: `<base>id/state/ARM` at
`/id/state/ARM`, its page at `/page/state/ARM`, its data at `/data/state/ARM.ttl`.
"""

from __future__ import annotations

from urllib.parse import quote

from kg.vocabulary import BASE, CASUS, GRAPH, ID

_SAFE = "/:@!$&'()*+,;=~"
_SECTIONS = {"ont/": CASUS.prefix, "graph/": GRAPH.prefix}  # all else is under id/


def iri_at(path: str) -> str:
    """The IRI whose page has this path below /page/.

    >>> iri_at("state/ARM"), iri_at("ont/Claim")
    ('https://w3id.org/casus/id/state/ARM', 'https://w3id.org/casus/ont/Claim')
    """
    for section, prefix in _SECTIONS.items():
        if path.startswith(section):
            return prefix + path.removeprefix(section)
    return ID.prefix + path


def path_of(iri: str) -> str | None:
    """The path of an IRI below /page/ and /data/; None for an IRI that is not ours.

    >>> path_of("https://w3id.org/casus/id/state/ARM"), path_of("https://example.org/")
    ('state/ARM', None)
    """
    if iri.startswith(ID.prefix):
        return iri.removeprefix(ID.prefix)
    if iri.startswith(BASE) and iri.removeprefix(BASE).startswith(tuple(_SECTIONS)):
        return iri.removeprefix(BASE)
    return None


def page(iri: str) -> str | None:
    """The address of the page about an IRI.

    >>> page("https://w3id.org/casus/id/event/2021-11-16/é")
    '/page/event/2021-11-16/%C3%A9'
    """
    path = path_of(iri)
    return None if path is None else f"/page/{quote(path, safe=_SAFE)}"


def data(iri: str, suffix: str) -> str | None:
    """The address of the data about an IRI in one format."""
    path = path_of(iri)
    return None if path is None else f"/data/{quote(path, safe=_SAFE)}.{suffix}"


def outward(iri: str) -> str | None:
    """The IRI itself if it is safe to link to from a page: http and https alone.

    >>> outward("javascript:alert(1)") is None
    True
    """
    return iri if iri.startswith(("http://", "https://")) else None
