"""The ontology reads as by one author: queries that must find nothing."""

from __future__ import annotations

import pytest
from pyoxigraph import QuerySolutions, Store

from kg.ontology import classes_under, data_path, ontology_quads
from kg.vocabulary import PREFIXES, local_name

RULES = {
    "a term lacks an English label": """
        ?t rdfs:isDefinedBy ?m FILTER NOT EXISTS { ?t rdfs:label ?l FILTER(LANG(?l) = "en") }""",
    "a term lacks an English definition": """
        ?t rdfs:isDefinedBy ?m
        FILTER NOT EXISTS { ?t skos:definition ?d FILTER(LANG(?d) = "en") }""",
    "a term lacks an English example": """
        ?t rdfs:isDefinedBy ?m FILTER NOT EXISTS { ?t skos:example ?e FILTER(LANG(?e) = "en") }""",
    "a term does not say which module defines it": """
        ?t a ?k FILTER(STRSTARTS(STR(?t), STR(casus:)) && ?k != owl:Ontology)
        FILTER NOT EXISTS { ?t rdfs:isDefinedBy ?m }""",
    "a term names a module that is no ontology": """
        ?t rdfs:isDefinedBy ?m FILTER NOT EXISTS { ?m a owl:Ontology }""",
    "a module lacks title, licence, creator or version": """
        ?t a owl:Ontology FILTER NOT EXISTS {
          ?t dcterms:title ?a ; dcterms:license ?b ; dcterms:creator ?c ; owl:versionIRI ?d }""",
    "two terms share a label": """
        ?t rdfs:label ?l ; a ?k . ?u rdfs:label ?l ; a ?k FILTER(STR(?t) < STR(?u))
        FILTER(?k IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty))""",
    "a term has two labels": """
        ?t rdfs:label ?l , ?m FILTER(STR(?l) < STR(?m) && STRSTARTS(STR(?t), STR(casus:)))""",
    "a definition uses the label that it defines": """
        ?t a ?k ; rdfs:label ?l ; skos:definition ?d
        FILTER(?k IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty))
        FILTER(REGEX(?d, CONCAT("\\\\b", ?l, "\\\\b"), "i"))""",
    "a definition is no sentence": """
        ?t skos:definition ?d FILTER(!REGEX(?d, "^[A-Z\\"].*[.]$"))""",
    "a class falls under itself": "?t rdfs:subClassOf+ ?t FILTER(isIRI(?t))",
    "a property falls under itself": "?t rdfs:subPropertyOf+ ?t FILTER(isIRI(?t))",
    "an object property lacks its domain or range": """
        ?t a owl:ObjectProperty ; rdfs:isDefinedBy ?m
        FILTER NOT EXISTS { ?t owl:inverseOf ?i }
        FILTER NOT EXISTS { ?t rdfs:domain ?d ; rdfs:range ?r }
        FILTER(?t NOT IN (casus:denotes, casus:filler))""",  # any kind of thing
    "a property has two domains or ranges": """
        ?t rdfs:domain|rdfs:range ?a FILTER EXISTS {
          { ?t rdfs:domain ?x , ?y FILTER(STR(?x) < STR(?y)) }
          UNION { ?t rdfs:range ?x , ?y FILTER(STR(?x) < STR(?y)) } }""",
    "a class stands alone": """
        ?t a owl:Class ; rdfs:isDefinedBy ?m
        FILTER NOT EXISTS { ?t rdfs:subClassOf ?x }
        FILTER NOT EXISTS { ?x rdfs:subClassOf ?t }
        FILTER NOT EXISTS { ?p rdfs:domain|rdfs:range ?t }""",
    "a term is used but not defined": """
        ?s ?p ?t FILTER(STRSTARTS(STR(?t), STR(casus:)) && ?t != casus:)
        FILTER(!STRSTARTS(STR(?t), CONCAT(STR(casus:), "module/")) && ?p != owl:versionIRI)
        FILTER NOT EXISTS { ?t a ?k }""",
    "a property is used but not defined": """
        ?s ?t ?o FILTER(STRSTARTS(STR(?t), STR(casus:))) FILTER NOT EXISTS { ?t a ?k }""",
    "a term is both object and datatype property": """
        ?t a owl:ObjectProperty , owl:DatatypeProperty""",
    "a property has two inverses": """
        ?a owl:inverseOf ?t . ?b owl:inverseOf ?t FILTER(STR(?a) < STR(?b))""",
    "a class is not named in CamelCase": """
        ?t a owl:Class ; rdfs:isDefinedBy ?m
        FILTER(!REGEX(STRAFTER(STR(?t), STR(casus:)), "^([A-Z][a-z0-9]+)+$"))""",
    "a property or value is not named in lowerCamelCase": """
        ?t rdfs:isDefinedBy ?m FILTER NOT EXISTS { ?t a owl:Class }
        FILTER NOT EXISTS { ?t a skos:ConceptScheme }
        FILTER(!REGEX(STRAFTER(STR(?t), STR(casus:)), "^[a-z]+[0-9]*([A-Z][a-z0-9]*)*$"))""",
    "a value is in no scheme": """
        ?t a skos:Concept FILTER NOT EXISTS { ?t skos:inScheme ?s . ?s a skos:ConceptScheme }""",
}

# Parents some of whose children may overlap: a corridor may be disputed, a brigade keep peace.
# So may kinds of events: one action may be shelling and breach a ceasefire.
MAY_OVERLAP = {"Agreement", "ArmedForce", "Place"}


@pytest.fixture(scope="module")
def ontology() -> Store:
    store = Store()
    store.extend(ontology_quads())
    return store


def rows(store: Store, pattern: str, *names: str) -> set[tuple[str, ...]]:
    """The distinct answers, each term by its local name."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    answers = store.query(
        f"{prefixes}SELECT DISTINCT * {{ {pattern} }}", use_default_graph_as_union=True
    )
    assert isinstance(answers, QuerySolutions)
    return {tuple(local_name(str(row[name]).strip("<>")) for name in names) for row in answers}


def found(store: Store, pattern: str) -> set[str]:
    return {name for (name,) in rows(store, pattern, "t")}


@pytest.mark.parametrize("rule", RULES)
def test_it_never_happens_that(rule: str, ontology: Store) -> None:
    assert found(ontology, RULES[rule]) == set()


def test_the_top_classes_exclude_each_other(ontology: Store) -> None:
    tops = found(ontology, "?t a owl:Class ; rdfs:isDefinedBy ?m MINUS { ?t rdfs:subClassOf ?u }")
    apart = found(
        ontology,
        "casus:Agent ^(owl:members/rdf:rest*/rdf:first)/owl:members/rdf:rest*/rdf:first ?t",
    )
    assert tops <= apart


def test_siblings_exclude_each_other_unless_they_may_overlap(ontology: Store) -> None:
    siblings = """?a rdfs:subClassOf ?t . ?b rdfs:subClassOf ?t FILTER(STR(?a) < STR(?b))
        ?t rdfs:isDefinedBy ?m"""
    apart = """{ ?a owl:disjointWith ?b } UNION { ?b owl:disjointWith ?a } UNION {
        ?all owl:members ?list . ?list rdf:rest*/rdf:first ?a . ?list rdf:rest*/rdf:first ?b }"""
    excluded = rows(ontology, apart, "a", "b")
    parents = {t for a, b, t in rows(ontology, siblings, "a", "b", "t") if (a, b) not in excluded}
    assert parents - set(classes_under("Event")) == MAY_OVERLAP


def test_every_module_is_imported_by_the_ontology() -> None:
    head = data_path("ontology", "casus.ttl").read_text("utf-8")
    modules = {path.stem for path in data_path("ontology").glob("*.ttl")}
    for module in modules - {"casus", "shapes", "axioms-dl"}:
        assert f"mod:{module}" in head
