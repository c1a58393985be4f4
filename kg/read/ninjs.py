"""ninjs, the JSON of news agencies: versions 1 (body_text) and 2 (bodies).

Source: IPTC, ninjs, https://iptc.org/std/ninjs/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.read.schema_org import Fields, Record

_WITHHELD = frozenset({"withheld", "canceled", "cancelled"})


def is_ninjs(record: Record) -> bool:
    """Whether a record is an item of ninjs.

    >>> is_ninjs({"uri": "urn:x", "body_text": "Troops crossed the river."})
    True
    """
    one = any(name.startswith("body_") for name in record) and "uri" in record
    return one or _is_list_of_objects(record.get("bodies"))


def withheld(record: Record) -> str | None:
    """The publication status of an item that must not be used."""
    status = record.get("pubstatus", record.get("pubStatus"))
    return status if isinstance(status, str) and status.lower() in _WITHHELD else None


def fields(record: Record) -> Fields:
    """What an item says of itself, by our names; its text may be HTML."""
    return {
        "text": _text(record),
        "title": _string(record, "headline")
        or _first(record.get("headlines"), "value")
        or _string(record, "title")
        or _first(record.get("titles"), "value"),
        "date": _string(
            record,
            "contentcreated",
            "contentCreated",
            "firstcreated",
            "firstCreated",
            "versioncreated",
            "versionCreated",
        ),
        "publisher": _first(record.get("infosources"), "name")
        or _first(record.get("infosource"), "name")
        or _first(record.get("infoSources"), "name")
        or _string(record, "copyrightholder", "copyrightHolder", "byline"),
        "url": _web(_string(record, "uri")) or _first(record.get("altids"), "url"),
        "language": _string(record, "language"),
        "licence": _string(record, "usageterms", "usageTerms"),
    }


def _text(record: Record) -> str | None:
    """The plain text where there is one, else the richest there is."""
    bodies = record.get("bodies")
    by_kind = {
        str(each.get("contenttype", each.get("contentType", ""))).lower(): each.get("value")
        for each in (bodies if isinstance(bodies, list) else ())
        if isinstance(each, Mapping)
    }
    options: Iterable[object] = (
        *(record.get(name) for name in ("body_xhtml", "body_html", "body_text")),
        *(by_kind[kind] for kind in sorted(by_kind, key=lambda kind: "html" not in kind)),
        *(record[name] for name in sorted(record) if name.startswith("body_")),
    )
    return next((text for text in options if isinstance(text, str) and text.strip()), None)


def _string(record: Record, *names: str) -> str | None:
    values = (record.get(name) for name in names)
    return next((value for value in values if isinstance(value, str) and value.strip()), None)


def _first(things: object, key: str) -> str | None:
    """What the first thing of a list says under a key."""
    for thing in things if isinstance(things, list) else ():
        if isinstance(thing, Mapping) and isinstance(thing.get(key), str):
            return str(thing[key])
    return None


def _web(uri: str | None) -> str | None:
    return uri if uri and uri.startswith(("http://", "https://")) else None


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(x, Mapping) for x in value)
