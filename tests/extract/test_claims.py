"""The extractor's specification: what a sentence claims, case by case."""

from __future__ import annotations

import pytest

from tests.extract.expected import day, found, speakers, who
from tests.extract.trees import claims

ATTACKS = {
    "active": """
        Armenian|Armenian|ADJ|2|amod troops|troops|NOUN|3|nsubj attacked|attack|VERB|0|root|past
        Azerbaijani|Azerbaijani|ADJ|5|amod positions|position|NOUN|3|obj .|.|PUNCT|3|punct""",
    "passive": """
        Azerbaijani|Azerbaijani|ADJ|2|amod positions|position|NOUN|4|nsubj:pass
        were|be|AUX|4|aux:pass|past attacked|attack|VERB|0|root|done by|by|ADP|7|case
        Armenian|Armenian|ADJ|7|amod troops|troops|NOUN|4|obl:agent .|.|PUNCT|4|punct""",
    "noun": """
        The|the|DET|2|det attack|attack|NOUN|8|nsubj by|by|ADP|5|case
        Armenian|Armenian|ADJ|5|amod troops|troops|NOUN|2|nmod on|on|ADP|7|case
        Azerbaijan|Azerbaijan|PROPN|2|nmod began|begin|VERB|0|root|past .|.|PUNCT|8|punct""",
    "light verb": """
        Armenian|Armenian|ADJ|2|amod jets|jet|NOUN|3|nsubj carried|carry|VERB|0|root|past
        out|out|ADP|3|compound:prt an|a|DET|6|det attack|attack|NOUN|3|obj on|on|ADP|8|case
        Azerbaijan|Azerbaijan|PROPN|6|nmod .|.|PUNCT|3|punct""",
    "undergone": """
        Azerbaijani|Azerbaijani|ADJ|2|amod troops|troops|NOUN|3|nsubj came|come|VERB|0|root|past
        under|under|ADP|5|case attack|attack|NOUN|3|obl by|by|ADP|8|case
        Armenian|Armenian|ADJ|8|amod forces|force|NOUN|5|nmod .|.|PUNCT|3|punct""",
    "relative clause": """
        Armenian|Armenian|ADJ|2|amod troops|troops|NOUN|7|nsubj who|who|PRON|4|nsubj|rel
        attacked|attack|VERB|2|acl:relcl|past Azerbaijan|Azerbaijan|PROPN|4|obj
        have|have|AUX|7|aux|pres left|leave|VERB|0|root|done .|.|PUNCT|7|punct""",
}


def _line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("wording", ATTACKS)
def test_an_attack_is_seen_however_it_is_worded(wording: str) -> None:
    [attack] = found(claims(_line(ATTACKS[wording])), "ArmedAttack")
    assert who(attack, "attacker") == {"ARM"}
    assert who(attack, "attackTarget") == {"AZE"}
    assert attack.factuality == "asserted"


FACTUALITY = {
    "negated": """
        India|India|PROPN|4|nsubj did|do|AUX|4|aux|past not|not|PART|4|advmod
        attack|attack|VERB|0|root|inf Pakistan|Pakistan|PROPN|4|obj .|.|PUNCT|4|punct""",
    "planned": """
        India|India|PROPN|3|nsubj will|will|AUX|3|aux|fin attack|attack|VERB|0|root|inf
        Pakistan|Pakistan|PROPN|3|obj .|.|PUNCT|3|punct""",
    "hypothetical": """
        India|India|PROPN|3|nsubj may|may|AUX|3|aux|fin attack|attack|VERB|0|root|inf
        Pakistan|Pakistan|PROPN|3|obj .|.|PUNCT|3|punct""",
    "conditional": """
        If|if|SCONJ|3|mark India|India|PROPN|3|nsubj attacks|attack|VERB|8|advcl|pres
        Pakistan|Pakistan|PROPN|3|obj ,|,|PUNCT|3|punct China|China|PROPN|8|nsubj
        will|will|AUX|8|aux|fin watch|watch|VERB|0|root|inf .|.|PUNCT|8|punct""",
    "denied": """
        Pakistan|Pakistan|PROPN|2|nsubj denied|deny|VERB|0|root|past that|that|SCONJ|6|mark
        its|its|PRON|5|nmod:poss troops|troops|NOUN|6|nsubj attacked|attack|VERB|2|ccomp|past
        India|India|PROPN|6|obj .|.|PUNCT|2|punct""",
    "claimed": """
        Pakistan|Pakistan|PROPN|2|nsubj said|say|VERB|0|root|past that|that|SCONJ|5|mark
        India|India|PROPN|5|nsubj attacked|attack|VERB|2|ccomp|past Kabul|Kabul|PROPN|5|obj
        .|.|PUNCT|2|punct""",
}


@pytest.mark.parametrize("factuality", FACTUALITY)
def test_only_what_is_told_as_a_fact_is_one(factuality: str) -> None:
    [attack] = found(claims(_line(FACTUALITY[factuality])), "ArmedAttack")
    assert attack.factuality == factuality


def test_a_feared_attack_is_hypothetical() -> None:
    [attack] = found(
        claims(
            "Armenia|Armenia|PROPN|2|nsubj fears|fear|VERB|0|root|pres an|a|DET|4|det "
            "attack|attack|NOUN|2|obj by|by|ADP|6|case Azerbaijan|Azerbaijan|PROPN|4|nmod "
            ".|.|PUNCT|2|punct"
        ),
        "ArmedAttack",
    )
    assert attack.factuality == "hypothetical"


def test_soldiers_who_may_have_been_killed_are_no_dead() -> None:
    [dead] = found(
        claims(
            "Ten|ten|NUM|3|nummod Indian|Indian|ADJ|3|amod soldiers|soldier|NOUN|7|nsubj:pass "
            "may|may|AUX|7|aux|fin have|have|AUX|7|aux|inf been|be|AUX|7|aux:pass|done "
            "killed|kill|VERB|0|root|done .|.|PUNCT|7|punct"
        ),
        "Casualties",
    )
    assert dead.factuality == "hypothetical"
    assert dead.figure is not None
    assert dead.figure.minimum == 10
    assert who(dead, "victim") == {"IND"}


def test_a_question_claims_nothing() -> None:
    assert not claims(
        "Did|do|AUX|3|aux|past India|India|PROPN|3|nsubj attack|attack|VERB|0|root|inf "
        "Pakistan|Pakistan|PROPN|3|obj ?|?|PUNCT|3|punct"
    )


def test_an_accusation_carries_what_it_alleges() -> None:
    said = claims(
        "Pakistan|Pakistan|PROPN|2|nsubj accused|accuse|VERB|0|root|past India|India|PROPN|2|obj "
        "of|of|SCONJ|5|mark shelling|shell|VERB|2|advcl|ing Kabul|Kabul|PROPN|5|obj "
        ".|.|PUNCT|2|punct"
    )
    [accusation] = found(said, "Accusation", speaker="PAK", accused="IND")
    [shelling] = found(said, "Shelling", attacker="IND")
    assert accusation.factuality == "asserted"
    assert shelling.factuality == "claimed"
    assert shelling.attribution[0].stance == "accused"
    assert speakers(shelling) == ["PAK"]
    assert [r.entity.iri for r in accusation.roles if r.role == "allegedEvent"] == [shelling.event]


def test_each_accuses_the_other() -> None:
    [accusation] = found(
        claims(
            "Armenia|Armenia|PROPN|4|nsubj and|and|CCONJ|3|cc Azerbaijan|Azerbaijan|PROPN|1|conj "
            "accused|accuse|VERB|0|root|past each|each|DET|6|det other|other|ADJ|4|obj "
            ".|.|PUNCT|4|punct"
        ),
        "Accusation",
    )
    assert who(accusation, "speaker") == who(accusation, "accused") == {"ARM", "AZE"}


def test_the_outermost_reporter_comes_last() -> None:
    [mediation] = found(
        claims(
            "The|the|DET|2|det Kremlin|Kremlin|PROPN|3|nsubj said|say|VERB|10|ccomp|past "
            "Russia|Russia|PROPN|6|nsubj would|would|AUX|6|aux|fin "
            "mediate|mediate|VERB|3|ccomp|inf ,|,|PUNCT|3|punct the|the|DET|9|det "
            "Interfax|Interfax|PROPN|10|nsubj reported|report|VERB|0|root|past .|.|PUNCT|10|punct"
        ),
        "Mediation",
    )
    assert [a.speaker.iri.rsplit("/", 1)[-1] for a in mediation.attribution] == [
        "RUS-presidency",
        "interfax",
    ]
    assert mediation.factuality == "planned"


def test_a_quotation_of_two_sentences_has_one_speaker() -> None:
    said = claims(
        "“|“|PUNCT|3|punct Indian|Indian|ADJ|3|amod troops|troops|NOUN|4|nsubj "
        "attacked|attack|VERB|0|root|past Lahore|Lahore|PROPN|4|obj .|.|PUNCT|4|punct\n"
        "They|they|PRON|2|nsubj shelled|shell|VERB|6|ccomp|past Kabul|Kabul|PROPN|2|obj "
        "”|”|PUNCT|2|punct Imran|Imran|PROPN|6|nsubj said|say|VERB|0|root|past .|.|PUNCT|6|punct"
    )
    [attack] = [c for c in found(said, "ArmedAttack") if c.type == "ArmedAttack"]
    assert attack.factuality == "claimed"
    assert len(attack.attribution) == 1


def test_lost_control_is_the_loser_s() -> None:
    [loss] = found(
        claims(
            "Armenia|Armenia|PROPN|2|nsubj lost|lose|VERB|0|root|past control|control|NOUN|2|obj "
            "of|of|ADP|7|case two|two|NUM|7|nummod military|military|ADJ|7|amod "
            "positions|position|NOUN|3|nmod .|.|PUNCT|2|punct"
        ),
        "TerritoryChange",
    )
    assert who(loss, "lostBy") == {"ARM"}
    assert not who(loss, "gainedBy")
    assert loss.figure is not None
    assert (loss.figure.minimum, loss.figure.effect, loss.figure.unit) == (2, "lost", "position")


def test_an_attempt_to_break_through_is_an_incursion() -> None:
    [incursion] = found(
        claims(
            "Azerbaijani|Azerbaijani|ADJ|2|amod forces|force|NOUN|3|nsubj "
            "tried|try|VERB|0|root|past to|to|PART|5|mark break|break|VERB|3|xcomp|inf "
            "through|through|ADP|5|compound:prt .|.|PUNCT|3|punct"
        ),
        "Incursion",
    )
    assert who(incursion, "attacker") == {"AZE"}
    assert incursion.factuality == "asserted"


def test_an_attempted_killing_is_no_killing() -> None:
    [killing] = found(
        claims(
            "Rebels|rebel|NOUN|2|nsubj tried|try|VERB|0|root|past to|to|PART|4|mark "
            "kill|kill|VERB|2|xcomp|inf two|two|NUM|7|nummod Russian|Russian|ADJ|7|amod "
            "soldiers|soldier|NOUN|4|obj .|.|PUNCT|2|punct"
        ),
        "Casualties",
    )
    assert killing.factuality == "hypothetical"


def test_a_participle_names_the_mediator() -> None:
    [ceasefire] = found(
        claims(
            "Armenia|Armenia|PROPN|4|nsubj and|and|CCONJ|3|cc Azerbaijan|Azerbaijan|PROPN|1|conj "
            "reached|reach|VERB|0|root|past a|a|DET|9|det Russia|Russia|PROPN|8|compound "
            "-|-|PUNCT|8|punct brokered|broker|VERB|9|amod|done ceasefire|ceasefire|NOUN|4|obj "
            ".|.|PUNCT|4|punct"
        ),
        "Ceasefire",
    )
    assert who(ceasefire, "party") == {"ARM", "AZE"}
    assert who(ceasefire, "mediator") == {"RUS"}


def test_captured_persons_and_captured_ground_differ() -> None:
    ground = claims(
        "Azerbaijan|Azerbaijan|PROPN|2|nsubj captured|capture|VERB|0|root|past "
        "two|two|NUM|4|nummod villages|village|NOUN|2|obj .|.|PUNCT|2|punct"
    )
    persons = claims(
        "Azerbaijan|Azerbaijan|PROPN|2|nsubj captured|capture|VERB|0|root|past "
        "two|two|NUM|5|nummod Armenian|Armenian|ADJ|5|amod soldiers|soldier|NOUN|2|obj "
        ".|.|PUNCT|2|punct"
    )
    assert [c.type for c in ground] == ["TerritoryChange"]
    assert [c.type for c in persons] == ["Capture"]
    assert who(persons[0], "captive") == {"ARM"}


def test_events_of_the_day_take_the_day_of_the_news() -> None:
    [attack] = claims(_line(ATTACKS["active"]))
    assert day(attack) == "2022-09-13"
    assert attack.time is not None
    assert attack.time.text is None


def test_what_the_perfect_tells_has_no_day() -> None:
    [attack] = claims(
        "India|India|PROPN|3|nsubj has|have|AUX|3|aux|pres attacked|attack|VERB|0|root|done "
        "Pakistan|Pakistan|PROPN|3|obj .|.|PUNCT|3|punct"
    )
    assert day(attack) is None


def test_two_reports_of_one_event_meet_in_one_iri() -> None:
    [one] = claims(_line(ATTACKS["active"]))
    [two] = claims(_line(ATTACKS["passive"]))
    assert (
        one.event == two.event == "https://w3id.org/casus/id/event/armed-attack-ARM-AZE-2022-09-13"
    )


def test_an_event_without_a_day_stays_with_its_article() -> None:
    [attack] = claims(_line(FACTUALITY["hypothetical"]))
    assert "IND" not in attack.event
