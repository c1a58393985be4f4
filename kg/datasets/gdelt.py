"""GDELT events, 1.0 and 2.0: what machines coded from the news, by the hundred thousand a day.

Source: GDELT Event Codebook 1.03 and 2.0. Files have no header; the number of columns tells the
version. Each row is one coded sentence, not an event that anyone has checked: initiator and target
are kept as coded, and nothing is said to attack.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.datasets.actors import Actors, by_code
from kg.datasets.table import BadRow, Dataset, Row
from kg.datasets.triples import (
    IDENTIFIER,
    TYPE,
    Node,
    coded,
    day,
    decimal,
    described,
    during,
    line,
    node,
    term,
    text,
    thing,
    web_page,
)
from kg.vocabulary import DCTERMS

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code"),
    *("Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
_DATE = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
_ACTION = (
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
)
_PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_PLACE_2 = (*_PLACE[:4], "ADM2Code", *_PLACE[4:])


def _columns(place: tuple[str, ...]) -> tuple[str, ...]:
    """The columns in their order; the two versions differ in those of places."""
    actors = (f"{who}{each}" for who in ("Actor1", "Actor2") for each in _ACTOR)
    places = (f"{who}Geo_{each}" for who in ("Actor1", "Actor2", "Action") for each in place)
    return (*_DATE, *actors, *_ACTION, *places, "DATEADDED", "SOURCEURL")


HEADERS = (_columns(_PLACE_2), _columns(_PLACE), _columns(_PLACE)[:-1])
ORGANS = {"GOV": ("government", "GovernmentBody"), "MIL": ("armed-forces", "ArmedForce")}
SOURCE = str(DCTERMS.source)


def _start() -> Callable[[Row], list[str]]:
    actors = Actors("gdelt")
    seen: dict[tuple[str, str], tuple[Node | None, list[str]]] = {}
    places: set[str] = set()

    def actor(row: Row, which: str) -> tuple[Node | None, list[str]]:
        key = row[f"{which}Code"], row[f"{which}Name"]
        if key not in seen:
            agent, lines = _actor(actors, row, which)
            seen[key] = agent, []
            return agent, lines
        return seen[key]

    def read(row: Row) -> list[str]:
        number = row["GLOBALEVENTID"]
        if not number.isdigit():
            raise BadRow(f"GLOBALEVENTID is {number!r}, no number")
        event = thing("gdelt", number)
        lines = [
            line(event, TYPE, term(kind(row["EventCode"]))),
            line(event, IDENTIFIER, text(number)),
            *_during(event, row["SQLDATE"]),
        ]
        for which, role in (("Actor1", "initiator"), ("Actor2", "target")):
            agent, told = actor(row, which)
            if agent:
                lines += [*told, line(event, term(role), agent)]
        lines += _place(event, row, places)
        if page := row.get("SOURCEURL"):
            lines.append(line(event, SOURCE, web_page(page)))
        return lines

    return read


@cache
def kind(code: str) -> str:
    """What a CAMEO code means: the kind with the longest prefix of it.

    >>> kind("195"), kind("1951"), kind("0234")
    ('AirStrike', 'AirStrike', 'Appeal')
    """
    kinds = coded("cameoPrefix")
    for length in range(len(code), 1, -1):
        if found := kinds.get(code[:length]):
            return found
    raise BadRow(f"EventCode is {code!r}, no code of CAMEO")


@cache
def _bounds(sqldate: str) -> tuple[str, ...]:
    """When a row's event took place, its subject left open as {}."""
    on = day(sqldate, "SQLDATE")
    return tuple(during(Node("{}"), on, on))


def _during(event: Node, sqldate: str) -> list[str]:
    return [each.replace("{}", event, 1) for each in _bounds(sqldate)]


def _actor(actors: Actors, row: Row, which: str) -> tuple[Node | None, list[str]]:
    """Who a code and a name mean: a state, its government or forces, or an actor of GDELT's own."""
    code, name = row[f"{which}Code"].strip(), row[f"{which}Name"].strip()
    if not code and not name:
        return None, []
    states = by_code("iso3").get(row[f"{which}CountryCode"], ())
    alone = not (row[f"{which}KnownGroupCode"] or row[f"{which}EthnicCode"])
    type_ = row[f"{which}Type1Code"]
    if len(states) == 1 and alone:
        if not type_ and re.fullmatch("[A-Z]{3}", code):
            return node(states[0]), []
        if type_ in ORGANS:
            suffix, class_ = ORGANS[type_]
            return actors.organ(
                states[0], suffix, class_, f"{suffix.replace('-', ' ')} of {code[:3]}"
            )
    own = thing("gdelt-actor", code or name)
    return own, list(described(own, "Agent", name or code))


def _place(event: Node, row: Row, said: set[str]) -> list[str]:
    """Where it took place; GeoNames' and GNS' numbers name places, countries their FIPS code."""
    feature = row["ActionGeo_FeatureID"].strip() or row["ActionGeo_CountryCode"].strip()
    if not feature:
        return []
    place = thing("gdelt-place", feature)
    lines = [line(event, term("occurredAt"), place)]
    if place not in said:
        said.add(place)
        lines += described(place, "Place", row["ActionGeo_FullName"] or feature)
        for column, name, limit in (("Lat", "latitude", 90), ("Long", "longitude", 180)):
            if cell := row[f"ActionGeo_{column}"].strip():
                lines.append(line(place, term(name), decimal(cell, f"ActionGeo_{column}", limit)))
    return lines


GDELT = Dataset(
    name="gdelt",
    title="GDELT events (1.0 or 2.0)",
    publisher="The GDELT Project",
    url="https://www.gdeltproject.org",
    terms="free for any use with citation",
    columns=(frozenset(),),
    delimiter="\t",
    headers=HEADERS,
    statements=_start,
)
