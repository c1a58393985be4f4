"""A researcher of conflict compares accounts and asks who was bound to help, according to whom."""

from __future__ import annotations

import csv
import io

from tests.journeys.conftest import Kg

CASES = """
SELECT DISTINCT ?account ?by ?to ?agreement WHERE {
  GRAPH ?inference {
    ?case a casus:CasusFoederis ; casus:inPerspective ?perspective ; casus:owedBy ?owedBy ;
          casus:owedTo ?owedTo ; casus:underAgreement ?treaty .
  }
  BIND(REPLACE(STR(?perspective), "^.*/", "") AS ?account)
  BIND(REPLACE(STR(?owedBy), "^.*/", "") AS ?by)
  BIND(REPLACE(STR(?owedTo), "^.*/", "") AS ?to)
  BIND(REPLACE(STR(?treaty), "^.*/", "") AS ?agreement)
}"""
ATTACKS = """
SELECT DISTINCT ?principal ?attacker ?kind WHERE {
  GRAPH ?claim { ?event a ?class ; casus:attacker ?who }
  ?claim casus:claimantPrincipal ?by ; casus:factuality casus:claimed .
  ?class rdfs:subClassOf* casus:ArmedAttack .
  OPTIONAL { ?who casus:organOf+ ?state . ?state a casus:State }
  BIND(REPLACE(STR(?by), "^.*/", "") AS ?principal)
  BIND(REPLACE(STR(COALESCE(?state, ?who)), "^.*/", "") AS ?attacker)
  BIND(REPLACE(STR(?class), "^.*/", "") AS ?kind)
}"""


def rows(kg: Kg, query: str) -> list[dict[str, str]]:
    done = kg("query", "-e", query, "--format", "csv")
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_the_two_sides_of_a_clash_blame_each_other(kg: Kg) -> None:
    blamed = {(row["principal"], row["attacker"]) for row in rows(kg, ATTACKS)}
    assert {("ARM", "AZE"), ("AZE", "ARM")} <= blamed
    assert {("KGZ", "TJK"), ("TJK", "KGZ")} <= blamed
    assert not {("ARM", "ARM"), ("AZE", "AZE"), ("KGZ", "KGZ"), ("TJK", "TJK")} & blamed


def test_who_would_be_bound_depends_on_whose_account_is_followed(kg: Kg) -> None:
    cases = {(row["account"], row["by"], row["to"]) for row in rows(kg, CASES)}
    allies = {"BLR", "KAZ", "KGZ", "RUS", "TJK"}
    assert {by for account, by, to in cases if (account, to) == ("ARM", "ARM")} == allies
    assert {by for account, by, to in cases if (account, to) == ("AZE", "AZE")} <= {"TUR"}


def test_an_attack_between_allies_obliges_nobody_under_the_alliance(kg: Kg) -> None:
    cases = rows(kg, CASES)
    assert not [row for row in cases if row["to"] in ("KGZ", "TJK")]


def test_a_proof_ends_at_a_sentence_and_a_treaty_article(kg: Kg) -> None:
    query = """SELECT ?case WHERE { GRAPH ?g { ?case a casus:CasusFoederis ;
        casus:owedBy <https://w3id.org/casus/id/state/BLR> } } ORDER BY ?case LIMIT 1"""
    (row,) = rows(kg, query)
    proof = kg("explain", row["case"])
    assert proof.returncode == 0, proof.stderr
    assert "ccording to Armenia" in proof.stdout
    assert "would apply" in proof.stdout
    assert "must" not in proof.stdout.split()
    assert "Collective Security Treaty" in proof.stdout
    assert "Goris" in proof.stdout or "aggression" in proof.stdout


def test_a_casualty_of_an_earlier_war_stays_with_that_war(kg: Kg) -> None:
    found = rows(
        kg,
        """SELECT ?claim ?start WHERE {
          ?claim casus:givesFigure/casus:countMin 6500 ; casus:about ?event .
          GRAPH ?claim { OPTIONAL { ?event casus:startEarliest ?start } } }""",
    )
    assert found
    assert all(not row["start"].startswith("2022") for row in found)


def test_every_saved_query_runs(kg: Kg) -> None:
    listed = kg("query", "--help")
    assert listed.returncode == 0
    from kg.ontology import saved_queries

    names = [query.name for query in saved_queries()]
    assert len(names) >= 12
    for name in names:
        done = kg("query", name, "--format", "csv")
        assert done.returncode == 0 or "--param" in done.stderr, (name, done.stderr)
