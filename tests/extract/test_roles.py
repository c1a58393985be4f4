"""Who did what to whom, where the text is not plain: unnamed people, shared roles, broken trees."""

from __future__ import annotations

import pytest

from kg.extract.coding import code
from kg.extract.frames import load_frames
from tests.extract.expected import found, names, who
from tests.extract.trees import claims

MARCH = (
    "Students|student|NOUN|4|nsubj in|in|ADP|3|case {city}|{city}|PROPN|1|nmod "
    "blocked|block|VERB|0|root|past a|a|DET|6|det road|road|NOUN|4|obj .|.|PUNCT|4|punct"
)


def test_unnamed_people_act_under_the_country_they_are_in() -> None:
    [protest] = found(claims(MARCH.format(city="Tbilisi")), "Protest")
    [group] = [role.entity for role in protest.roles if role.role == "protester"]
    assert group.iri.endswith("/group/geo-students")
    assert group.label == "students in Georgia"
    assert (group.country, group.code, group.principal) == ("GEO", None, None)


def test_unnamed_people_of_no_known_country_are_nobody() -> None:
    assert found(claims(MARCH.format(city="Springwater")), "Protest") == []


POLICE = (
    "Georgian|Georgian|ADJ|2|amod police|police|NOUN|3|nsubj dispersed|disperse|VERB|0|root|past "
    "a|a|DET|5|det rally|rally|NOUN|3|obj of|of|ADP|7|case farmers|farmer|NOUN|5|nmod "
    ".|.|PUNCT|3|punct"
)


def test_those_whom_a_state_s_police_deal_with_are_people_of_that_state() -> None:
    [restriction] = found(claims(POLICE), "Restriction")
    assert who(restriction, "sanctioner") == {"GEO"}
    assert names(restriction, "sanctioned") == {"geo-farmers"}


def test_plover_codes_people_groups_and_organisations_by_what_they_are() -> None:
    [protest] = found(claims(MARCH.format(city="Tbilisi")), "Protest")
    assert [coded.source for coded in code(protest, load_frames())] == [{"GEO"}]
    [appeal] = found(claims(PLEA.format(asker="UNICEF", verb="urged")), "Appeal")
    assert [(c.source, c.target) for c in code(appeal, load_frames())] == [({"IGO"}, {"PER"})]
    [appeal] = found(claims(PLEA.format(asker="Oxfam", verb="urged")), "Appeal")
    assert [c.source for c in code(appeal, load_frames())] == [{"NGO"}]


PLEA = (
    "{asker}|{asker}|PROPN|2|nsubj {verb}|urge|VERB|0|root|past Peru|Peru|PROPN|2|obj "
    "to|to|PART|5|mark act|act|VERB|2|xcomp|inf .|.|PUNCT|2|punct"
)


def test_an_armed_group_has_a_home_and_acts_for_no_state() -> None:
    [attack] = found(
        claims(
            "The|the|DET|4|det Shining|shine|PROPN|3|amod Path|path|PROPN|4|compound "
            "movement|movement|NOUN|5|nsubj attacked|attack|VERB|0|root|past a|a|DET|7|det "
            "barracks|barracks|NOUN|5|obj .|.|PUNCT|5|punct"
        ),
        "ArmedAttack",
    )
    [role] = attack.roles
    assert role.entity.iri.endswith("/group/shining-path")
    assert (role.entity.country, role.entity.code) == ("PER", None)


def test_both_sides_of_and_sign_even_where_the_second_hangs_on_the_first_one_s_name() -> None:
    [signing] = found(
        claims(
            "President|president|NOUN|2|nmod:desc Macron|Macron|PROPN|6|nsubj and|and|CCONJ|5|cc "
            "Chancellor|chancellor|NOUN|5|nmod:desc Scholz|Scholz|PROPN|2|appos "
            "signed|sign|VERB|0|root|past a|a|DET|8|det treaty|treaty|NOUN|6|obj .|.|PUNCT|6|punct"
        ),
        "AgreementSigning",
    )
    assert who(signing, "party") == {"FRA", "DEU"}


def test_the_first_of_two_subjects_of_a_reporting_verb_is_that_of_the_report() -> None:
    [call] = found(
        claims(
            "Norway|Norway|PROPN|7|nsubj phoned|phone|VERB|7|ccomp|past Sweden|Sweden|PROPN|2|obj "
            ",|,|PUNCT|2|punct an|a|DET|6|det agency|agency|NOUN|7|nsubj "
            "said|say|VERB|0|root|past .|.|PUNCT|7|punct"
        ),
        "PhoneCall",
    )
    assert who(call, "party") == {"NOR", "SWE"}


@pytest.mark.parametrize("relation", ["obl", "obj"])
def test_a_count_with_up_to_is_no_place(relation: str) -> None:
    [capture] = found(
        claims(
            "Rebels|rebel|NOUN|2|nsubj captured|capture|VERB|0|root|past up|up|ADP|7|case "
            "to|to|ADP|3|fixed 12|12|NUM|7|nummod Chadian|Chadian|ADJ|7|amod "
            f"soldiers|soldier|NOUN|2|{relation} .|.|PUNCT|2|punct"
        ),
        "Capture",
    )
    assert who(capture, "captive") == {"TCD"}


def test_whoever_else_an_undertaking_names_is_the_one_it_is_made_to() -> None:
    [promise] = found(
        claims(
            "Norway|Norway|PROPN|2|nsubj agreed|agree|VERB|0|root|past to|to|PART|4|mark "
            "open|open|VERB|2|xcomp|inf its|its|PRON|6|nmod:poss waters|water|NOUN|4|obj "
            "to|to|ADP|9|case Icelandic|Icelandic|ADJ|9|amod trawlers|trawler|NOUN|4|obl "
            ".|.|PUNCT|2|punct"
        ),
        "Commitment",
    )
    assert who(promise, "initiator") == {"NOR"}
    assert who(promise, "target") == {"ISL"}


def test_nobody_asks_himself() -> None:
    [appeal] = found(
        claims(
            "Chile|Chile|PROPN|2|nsubj demanded|demand|VERB|0|root|past talks|talk|NOUN|2|obj "
            "with|with|ADP|5|case Bolivia|Bolivia|PROPN|3|nmod to|to|PART|7|mark "
            "settle|settle|VERB|2|advcl|inf it|it|PRON|7|obj .|.|PUNCT|2|punct"
        ),
        "Appeal",
    )
    assert who(appeal, "speaker") == {"CHL"}
    assert "CHL" not in who(appeal, "addressee")


def test_each_of_those_who_accuse_each_other_is_accused() -> None:
    [accusation] = found(
        claims(
            "India|India|PROPN|4|nsubj and|and|CCONJ|3|cc Pakistan|Pakistan|PROPN|1|conj "
            "accused|accuse|VERB|0|root|past each|each|DET|6|det other|other|ADJ|4|obj "
            ".|.|PUNCT|4|punct"
        ),
        "Accusation",
    )
    assert who(accusation, "accused") == who(accusation, "speaker") == {"IND", "PAK"}


KINDS = {
    "Easing": (
        "Egypt|Egypt|PROPN|2|nsubj lifted|lift|VERB|0|root|past its|its|PRON|4|nmod:poss "
        "embargo|embargo|NOUN|2|obj on|on|ADP|6|case Qatar|Qatar|PROPN|4|nmod .|.|PUNCT|2|punct"
    ),
    "Restitution": (
        "Egypt|Egypt|PROPN|2|nsubj paid|pay|VERB|0|root|past compensation|compensation|NOUN|2|obj "
        "to|to|ADP|5|case Qatar|Qatar|PROPN|2|obl .|.|PUNCT|2|punct"
    ),
    "Admission": (
        "Egypt|Egypt|PROPN|2|nsubj received|receive|VERB|0|root|past "
        "inspectors|inspector|NOUN|2|obj from|from|ADP|5|case Qatar|Qatar|PROPN|3|nmod "
        ".|.|PUNCT|2|punct"
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_ways_of_giving_way_are_told_apart(kind: str) -> None:
    [event] = found(claims(KINDS[kind]), kind)
    assert who(event, "initiator") == {"EGY"}
    assert who(event, "target") == {"QAT"}
    assert [coded.type for coded in code(event, load_frames())] == ["RETREAT"]


def test_a_people_s_name_in_a_riot_means_people_not_their_state() -> None:
    [closure] = found(
        claims(
            "Local|local|ADJ|2|amod Moldovans|Moldovan|PROPN|3|nsubj "
            "blocked|block|VERB|0|root|past a|a|DET|5|det road|road|NOUN|3|obj .|.|PUNCT|3|punct"
        ),
        "Closure",
    )
    assert names(closure, "closedBy") == {"mda-people"}


def test_what_an_attack_hits_in_a_country_is_not_that_country_s_own() -> None:
    [attack] = found(
        claims(
            "Israel|Israel|PROPN|2|nsubj struck|strike|VERB|0|root|past two|two|NUM|5|nummod "
            "Hezbollah|Hezbollah|PROPN|5|compound posts|post|NOUN|2|obj in|in|ADP|7|case "
            "Lebanon|Lebanon|PROPN|5|nmod .|.|PUNCT|2|punct"
        ),
        "ArmedAttack",
    )
    assert names(attack, "attackTarget") == {"hezbollah"}


def test_nobody_captures_what_is_his_own() -> None:
    [capture] = found(
        claims(
            "Chad|Chad|PROPN|2|nsubj hit|hit|VERB|0|root|past a|a|DET|5|det "
            "Libyan|Libyan|ADJ|5|amod jet|jet|NOUN|2|obj and|and|CCONJ|7|cc "
            "captured|capture|VERB|2|conj|past its|its|PRON|9|nmod:poss pilot|pilot|NOUN|7|obj "
            ".|.|PUNCT|2|punct"
        ),
        "Capture",
    )
    assert who(capture, "captor") == {"TCD"}
    assert who(capture, "captive") == {"LBY"}


def test_those_wounded_by_an_attack_are_of_the_side_it_hit() -> None:
    [wounded] = found(
        claims(
            "Chadian|Chadian|ADJ|2|amod troops|troops|NOUN|3|nsubj "
            "attacked|attack|VERB|0|root|past "
            "Libyan|Libyan|ADJ|5|amod positions|position|NOUN|3|obj ,|,|PUNCT|7|punct "
            "wounding|wound|VERB|3|advcl|doing two|two|NUM|9|nummod soldiers|soldier|NOUN|7|obj "
            ".|.|PUNCT|3|punct"
        ),
        "Casualties",
    )
    assert who(wounded, "victim") == {"LBY"}
    assert who(wounded, "attacker") == {"TCD"}


def test_who_asks_still_takes_part_in_what_is_said_of_him_beside() -> None:
    [mediation] = found(
        claims(
            "Norway|Norway|PROPN|7|nsubj ,|,|PUNCT|4|punct which|which|PRON|4|nsubj|rel "
            "mediated|mediate|VERB|1|acl:relcl|past ,|,|PUNCT|4|punct then|then|ADV|7|advmod "
            "urged|urge|VERB|0|root|past Chad|Chad|PROPN|7|obj to|to|PART|10|mark "
            "act|act|VERB|7|xcomp|inf .|.|PUNCT|7|punct"
        ),
        "Mediation",
    )
    assert who(mediation, "mediator") == {"NOR"}
