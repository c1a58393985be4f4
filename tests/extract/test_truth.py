"""What may be believed: how real an event is, in whose words, since when, and where."""

from __future__ import annotations

import pytest

from kg.extract.quotes import answers
from kg.model import Article, Block
from tests.extract.expected import found, places, speakers, who
from tests.extract.trees import claims

_HAPPENED = "India|India|PROPN|2|nsubj attacked|attack|VERB|0|root|past Lahore|Lahore|PROPN|2|obj "


@pytest.mark.parametrize(
    ("sentence", "factuality"),
    [
        (
            "had|have|AUX|3|aux India|India|PROPN|3|nsubj attacked|attack|VERB|7|advcl|done "
            "Lahore|Lahore|PROPN|3|obj ,|,|PUNCT|3|punct we|we|PRON|7|nsubj "
            "answered|answer|VERB|0|root|past .|.|PUNCT|7|punct",
            "conditional",
        ),
        (
            "ministers|minister|NOUN|2|nsubj met|meet|VERB|0|root|past to|to|PART|4|mark "
            "discuss|discuss|VERB|2|advcl|inf the|the|DET|7|det Indian|Indian|ADJ|7|amod "
            "attack|attack|NOUN|4|obj on|on|ADP|9|case Lahore|Lahore|PROPN|7|nmod "
            ".|.|PUNCT|2|punct",
            "asserted",
        ),
        (
            "allegations|allegation|NOUN|8|nsubj that|that|SCONJ|5|mark India|India|PROPN|5|nsubj "
            "had|have|AUX|5|aux attacked|attack|VERB|1|acl|done Lahore|Lahore|PROPN|5|obj "
            "are|be|AUX|8|cop|pres baseless|baseless|ADJ|0|root .|.|PUNCT|8|punct",
            "negated",
        ),
        (
            "we|we|PRON|4|nsubj will|will|AUX|4|aux not|not|PART|4|advmod "
            "allow|allow|VERB|0|root|inf India|India|PROPN|4|obj to|to|PART|7|mark "
            "attack|attack|VERB|4|xcomp|inf Lahore|Lahore|PROPN|7|obj .|.|PUNCT|4|punct",
            "hypothetical",
        ),
    ],
    ids=["inverted-condition", "discussed", "baseless", "not-allowed"],
)
def test_how_real_an_attack_is(sentence: str, factuality: str) -> None:
    [attack] = found(claims(sentence), "ArmedAttack")
    assert attack.factuality == factuality


def test_what_happens_regularly_is_no_event() -> None:
    assert not found(
        claims(
            "India|India|PROPN|3|nsubj regularly|regularly|ADV|3|advmod "
            "attacks|attack|VERB|0|root|pres Lahore|Lahore|PROPN|3|obj .|.|PUNCT|3|punct"
        ),
        "ArmedAttack",
    )


def test_captured_fighters_were_captured_whatever_is_planned_for_them() -> None:
    [capture] = found(
        claims(
            "Turkey|Turkey|PROPN|3|nsubj will|will|AUX|3|aux guard|guard|VERB|0|root|inf "
            "captured|capture|VERB|5|amod|done soldiers|soldier|NOUN|3|obj of|of|ADP|7|case "
            "Pakistan|Pakistan|PROPN|5|nmod .|.|PUNCT|3|punct"
        ),
        "Capture",
    )
    assert capture.factuality == "asserted"


def test_an_announced_withdrawal_is_planned_and_not_of_the_day_it_is_announced() -> None:
    [withdrawal] = found(
        claims(
            "Russia|Russia|PROPN|2|nsubj announced|announce|VERB|0|root|past a|a|DET|4|det "
            "withdrawal|withdrawal|NOUN|2|obj from|from|ADP|6|case Syria|Syria|PROPN|4|nmod "
            "on|on|ADP|8|case Sunday|Sunday|PROPN|2|obl .|.|PUNCT|2|punct"
        ),
        "Withdrawal",
    )
    assert (withdrawal.factuality, withdrawal.time) == ("planned", None)


def test_quoted_words_are_never_the_outlets() -> None:
    [attack] = found(
        claims(
            "“|“|PUNCT|3|punct India|India|PROPN|3|nsubj attacked|attack|VERB|0|root|past "
            "Lahore|Lahore|PROPN|3|obj .|.|PUNCT|3|punct ”|”|PUNCT|3|punct"
        ),
        "ArmedAttack",
    )
    assert (attack.factuality, attack.attribution) == ("claimed", ())


def test_a_semicolon_ends_what_one_says() -> None:
    said = claims(
        _HAPPENED.replace("0|root", "7|ccomp") + ",|,|PUNCT|7|punct the|the|DET|6|det "
        "army|army|NOUN|7|nsubj said|say|VERB|0|root|past ;|;|PUNCT|10|punct "
        "Pakistan|Pakistan|PROPN|10|nsubj attacked|attack|VERB|7|parataxis|past "
        "Delhi|Delhi|PROPN|10|obj .|.|PUNCT|7|punct"
    )
    by_attacker = {tuple(who(c, "attacker")): c.factuality for c in found(said, "ArmedAttack")}
    assert by_attacker == {("IND",): "claimed", ("PAK",): "asserted"}


def test_the_minister_announced_is_the_one_who_condemns() -> None:
    [condemnation] = found(
        claims(
            "Minister|minister|PROPN|2|compound Ellwood|Ellwood|PROPN|3|nsubj "
            "said|say|VERB|0|root|past :|:|PUNCT|3|punct\n\n"
            "We|we|PRON|2|nsubj condemn|condemn|VERB|0|root|pres the|the|DET|4|det "
            "attack|attack|NOUN|2|obj on|on|ADP|6|case Lahore|Lahore|PROPN|4|nmod .|.|PUNCT|2|punct"
        ),
        "Condemnation",
    )
    assert who(condemnation, "speaker") == {"ellwood"} == set(speakers(condemnation))


def test_what_nothing_dates_only_happened_before_publication() -> None:
    first = _HAPPENED + "on|on|ADP|5|case Sunday|Sunday|PROPN|2|obl .|.|PUNCT|2|punct"
    other = (
        "Russia|Russia|PROPN|2|nsubj attacked|attack|VERB|0|root|past "
        "Georgia|Georgia|PROPN|2|obj .|.|PUNCT|2|punct"
    )
    said = claims(f"{first}\n\n{first}\n\n{other}")
    [attack] = [c for c in found(said, "ArmedAttack") if "RUS" in who(c, "attacker")]
    assert attack.time is not None
    assert attack.time.start_earliest is None
    assert str(attack.time.end_latest)[:10] == "2022-09-13"


def test_a_clause_that_goes_on_shares_the_day() -> None:
    [dead] = found(
        claims(
            _HAPPENED + "on|on|ADP|5|case Sunday|Sunday|PROPN|2|obl ,|,|PUNCT|7|punct "
            "killing|kill|VERB|2|advcl|ing two|two|NUM|9|nummod soldiers|soldier|NOUN|7|obj "
            "of|of|ADP|11|case Pakistan|Pakistan|PROPN|9|nmod .|.|PUNCT|2|punct"
        ),
        "Casualties",
        day="2022-09-11",
    )
    assert dead.figure is not None


def test_a_village_that_no_list_knows_is_a_place() -> None:
    [attack] = found(
        claims(
            "Indian|Indian|ADJ|2|amod troops|troops|NOUN|3|nsubj "
            "attacked|attack|VERB|0|root|past Pakistan|Pakistan|PROPN|3|obj near|near|ADP|7|case "
            "the|the|DET|7|det village|village|NOUN|3|obl of|of|ADP|10|case "
            "Verin|Verin|PROPN|10|compound Tandzut|Tandzut|PROPN|7|nmod .|.|PUNCT|3|punct"
        ),
        "ArmedAttack",
    )
    assert "verin-tandzut" in places(attack)


def test_the_paragraphs_after_questions_answer_them() -> None:
    parts = [
        "Ann Lee leads the talks.",
        "Why now?",
        "Because. They came.",
        "Who?",
        "We all.",
        "And?",
    ]
    blocks, text = [], ""
    for part in parts:
        blocks.append(Block(len(text), len(text) + len(part), "paragraph"))
        text += part + "\n\n"
    article = Article(text, tuple(blocks))
    assert [span.of(text) for span in answers(article)] == ["Because. They came.", "We all."]
