"""What follows in each account of the border clashes of November 2021 and September 2022."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.model import Entity
from kg.reason import reason, rebuild
from kg.vocabulary import (
    CASUS,
    ID,
    RDF,
    REFERENCE_GRAPH,
    inference_graph,
    perspective_graph,
)
from tests.scenarios import (
    STORIES,
    Story,
    army,
    batken,
    copy_of_knowledge,
    day,
    golden,
    lachin,
    organ,
    place,
    state,
    store_of,
    syunik,
)


def owed(store, code):
    """(agreement, owed by, owed to, certainty) of each casus foederis in an account."""
    graph = inference_graph(code)
    found = set()
    for quad in store.oxigraph.quads_for_pattern(None, RDF.type, CASUS.CasusFoederis, graph):
        values = [
            next(store.oxigraph.quads_for_pattern(quad.subject, CASUS[name], None, graph)).object
            for name in ("underAgreement", "owedBy", "owedTo", "certainty")
        ]
        found.add(tuple(value.value.rsplit("/", 1)[-1] for value in values))
    return found


def flags(store, code, name):
    """Who would owe under what, where a flag of the casus is true."""
    graph, found = inference_graph(code), set()
    for quad in store.oxigraph.quads_for_pattern(None, CASUS[name], None, graph):
        if quad.object.value == "true":
            parts = [
                next(store.oxigraph.quads_for_pattern(quad.subject, CASUS[p], None, graph)).object
                for p in ("underAgreement", "owedBy")
            ]
            found.add(tuple(part.value.rsplit("/", 1)[-1] for part in parts))
    return found


def reasoned(*stories: Story):
    store = store_of(*stories)
    reason(store)
    return store


def test_in_armenias_account_its_allies_would_owe_assistance() -> None:
    treaty, bilateral = "collective-security-treaty", "russia-armenia-1997"
    assert owed(golden(), "ARM") == {
        *((treaty, ally, "ARM", "certain") for ally in ("BLR", "KAZ", "KGZ", "RUS", "TJK")),
        (bilateral, "RUS", "ARM", "certain"),
    }


def test_in_azerbaijans_account_only_turkey_would() -> None:
    assert owed(golden(), "AZE") == {("turkey-azerbaijan-2010", "TUR", "AZE", "certain")}


@pytest.mark.parametrize(
    ("code", "aggressor", "certainty"), [("KGZ", "TJK", "certain"), ("TJK", "KGZ", "possible")]
)
def test_an_attack_inside_the_alliance_is_flagged_and_obliges_nobody(
    code: str, aggressor: str, certainty: str
) -> None:
    store, graph = golden(), inference_graph(code)
    assert owed(store, code) == set()
    (attack,) = store.oxigraph.quads_for_pattern(None, RDF.type, CASUS.IntraAllianceAttack, graph)
    told = {
        quad.predicate.value.rsplit("/", 1)[-1]: quad.object.value.rsplit("/", 1)[-1]
        for quad in store.oxigraph.quads_for_pattern(attack.subject, None, None, graph)
    }
    assert told["aggressor"] == aggressor
    assert told["victimParty"] == code
    assert told["underAgreement"] == "collective-security-treaty"
    assert told["certainty"] == certainty


def test_an_appeal_is_a_request_to_its_addressee_and_invokes_what_it_names() -> None:
    treaty = "collective-security-treaty"
    assert flags(golden(), "ARM", "requested") == {(treaty, "RUS"), ("russia-armenia-1997", "RUS")}
    allies = ("BLR", "KAZ", "KGZ", "RUS", "TJK")
    assert flags(golden(), "ARM", "invoked") == {(treaty, ally) for ally in allies}


def test_a_denied_attack_is_in_nobodys_account() -> None:
    store = golden()
    shelling = NamedNode(ID["event/shelling"].value)
    derived = (perspective_graph("AZE"), inference_graph("AZE"))
    assert not [
        q for g in derived for q in store.oxigraph.quads_for_pattern(shelling, None, None, g)
    ]


def test_a_call_for_restraint_is_no_request_for_help() -> None:
    story = syunik()
    story.claims = [claim for claim in story.claims if claim.type in ("ArmedAttack", "Casualties")]
    story.claim(
        "CallForRestraint",
        "restraint",
        "called on",
        {"speaker": (state("ARM"), "Armenian"), "addressee": (state("RUS"), "Russia")},
        time=day("2021-11-16"),
    )
    assert flags(reasoned(story), "ARM", "requested") == set()


def test_an_appeal_of_the_year_before_is_no_request_after_this_attack() -> None:
    story = syunik()
    story.claims = [claim for claim in story.claims if claim.type == "ArmedAttack"]
    story.claim(
        "Appeal",
        "old-appeal",
        "appealed",
        {"speaker": (state("ARM"), "Armenia"), "addressee": (state("RUS"), "Russia")},
        time=day("2020-10-01"),
    )
    assert flags(reasoned(story), "ARM", "requested") == set()


def attack(date: str, where: str, code: str, attacker: str) -> Story:
    text = f"Troops attacked on that day, the ministry of {code} said."
    ministry = (organ(code, "ministry-of-defence"), "the ministry")
    return Story("Test Wire", date, text).claim(
        "ArmedAttack",
        f"attack-{code}-{date}",
        "attacked",
        {"attacker": (army(attacker), "Troops")},
        at=(place(where, code=code), "on that day"),
        time=day(date),
        by=ministry,
    )


def test_a_party_between_notice_and_exit_is_bound_possibly_not_certainly() -> None:
    """Uzbekistan gave notice on 2012-06-28 and left on 2012-12-19."""
    during = reasoned(attack("2012-09-01", "syunik", "ARM", "AZE"))
    after = reasoned(attack("2013-09-01", "syunik", "ARM", "AZE"))
    treaty = "collective-security-treaty"
    assert (treaty, "UZB", "ARM", "possible") in owed(during, "ARM")
    assert (treaty, "RUS", "ARM", "certain") in owed(during, "ARM")
    assert (treaty, "UZB") not in {row[:2] for row in owed(after, "ARM")}


def test_an_attack_at_no_stated_time_leads_to_no_conclusion() -> None:
    story = attack("2021-11-16", "syunik", "ARM", "AZE")
    story.claims = [replace(claim, time=None) for claim in story.claims]
    assert owed(reasoned(story), "ARM") == set()


def test_an_attack_on_other_soil_than_the_victims_own_obliges_nobody() -> None:
    story = syunik()
    story.claims = []
    story.claim(
        "ArmedAttack",
        "abroad",
        "attacked",
        {"attacker": (army("AZE"), "Azerbaijani"), "attackTarget": (army("ARM"), "Armenian")},
        at=(place("lachin", code="AZE"), "Syunik"),
        time=day("2021-11-16"),
        by=(organ("ARM", "ministry-of-defence"), "the Armenian defence ministry"),
    )
    assert owed(reasoned(story), "ARM") == set()


def test_an_attack_outside_the_area_of_a_treaty_does_not_meet_it() -> None:
    """The North Atlantic Treaty covers an attack in Estonia, not one in a far territory."""
    estonia = reasoned(attack("2021-11-16", "tallinn", "EST", "RUS"))
    assert ("north-atlantic-treaty", "USA", "EST", "certain") in owed(estonia, "EST")
    unplaced = attack("2021-11-16", "tallinn", "EST", "RUS")
    unplaced.claims = []
    unplaced.claim(
        "ArmedAttack",
        "unplaced",
        "attacked",
        {"attacker": (army("RUS"), "Troops"), "attackTarget": (army("EST"), "Troops")},
        time=day("2021-11-16"),
        by=(organ("EST", "ministry-of-defence"), "the ministry"),
    )
    assert not {row for row in owed(reasoned(unplaced), "EST") if row[0] == "north-atlantic-treaty"}


def test_the_attack_of_september_2001_meets_article_5_for_the_other_eighteen_members() -> None:
    story = attack("2001-09-11", "new-york", "USA", "AFG")
    group = Entity(ID["group/al-qaeda"].value, "NonStateArmedGroup", "Al-Qaeda")
    (claim,) = story.claims
    story.claims = [replace(claim, roles=(replace(claim.roles[0], entity=group),))]
    members = {row[1] for row in owed(reasoned(story), "USA") if row[0] == "north-atlantic-treaty"}
    assert members == {
        *("BEL", "CAN", "CZE", "DEU", "DNK", "ESP", "FRA", "GBR", "GRC"),
        *("HUN", "ISL", "ITA", "LUX", "NLD", "NOR", "POL", "PRT", "TUR"),
    }


def test_a_directed_duty_is_owed_one_way_and_in_its_area_only() -> None:
    """The United States protects the territories of Japan; Japan owes nothing for Guam."""
    okinawa = reasoned(attack("2022-01-10", "okinawa", "JPN", "PRK"))
    guam = reasoned(attack("2022-01-10", "guam", "USA", "PRK"))
    assert owed(okinawa, "JPN") == {("us-japan-1960", "USA", "JPN", "certain")}
    assert "JPN" not in {row[1] for row in owed(guam, "USA")}


def test_an_outlet_has_an_account_of_its_own() -> None:
    store = golden()
    claims = list(
        store.oxigraph.quads_for_pattern(None, CASUS.admits, None, inference_graph("ararat-wire"))
    )
    assert len(claims) == 3


def test_reasoning_again_changes_nothing() -> None:
    store = store_of(*(story() for story in STORIES))
    reason(store)
    once = sorted(map(str, store.quads()))
    reason(store)
    assert sorted(map(str, store.quads())) == once


def test_the_order_of_arrival_does_not_matter() -> None:
    one = store_of(syunik(), lachin(), batken())
    other = store_of(batken(), lachin(), syunik())
    reason(one)
    reason(other)
    assert set(one.quads()) == set(other.quads())


def test_the_default_graph_takes_nothing_of_what_is_only_derived() -> None:
    store = store_of(syunik())
    before = set(store.quads(DefaultGraph()))
    reason(store)
    assert set(store.quads(DefaultGraph())) == before


def test_an_account_repeats_nothing_of_the_reference_graph() -> None:
    store = golden()
    for quad in store.quads(perspective_graph("ARM")):
        assert (
            Quad(quad.subject, quad.predicate, quad.object, REFERENCE_GRAPH) not in store.oxigraph
        )


def test_a_withdrawn_article_leaves_no_conclusion() -> None:
    store = store_of(syunik(), lachin())
    reason(store)
    store.withdraw_article(syunik().extraction().article.sha256)
    reason(store)
    assert owed(store, "ARM") == set()
    assert owed(store, "AZE") != set()


def test_an_empty_store_has_no_accounts() -> None:
    counts = rebuild(copy_of_knowledge())
    assert (counts.accounts, counts.casus) == (0, 0)
