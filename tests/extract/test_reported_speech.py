"""Who says so: the shapes of reported speech, also where the parse is wrong."""

from __future__ import annotations

from tests.extract.expected import found, speakers, who
from tests.extract.trees import claims


def test_a_report_in_the_middle_covers_both_sides() -> None:
    said = claims(
        "Indian|Indian|ADJ|2|amod troops|troops|NOUN|3|nsubj attacked|attack|VERB|0|root|past "
        "Lahore|Lahore|PROPN|3|obj ,|,|PUNCT|3|punct the|the|DET|8|det "
        "Pakistani|Pakistani|ADJ|8|amod military|military|NOUN|9|nsubj "
        "said|say|VERB|3|parataxis|past ,|,|PUNCT|14|punct and|and|CCONJ|14|cc "
        "Pakistani|Pakistani|ADJ|13|amod troops|troops|NOUN|14|nsubj "
        "returned|return|VERB|3|conj|past fire|fire|NOUN|14|obj .|.|PUNCT|3|punct"
    )
    assert [speakers(claim) for claim in said] == [["PAK"], ["PAK"]]
    assert {claim.factuality for claim in said} == {"claimed"}


def test_a_report_that_the_parser_tore_apart_is_still_one() -> None:
    [dead] = found(
        claims(
            "The|the|DET|3|det Indian|Indian|ADJ|3|amod army|army|NOUN|4|nsubj "
            "said|say|VERB|0|root|past two|two|NUM|6|nummod soldiers|soldier|NOUN|4|obj "
            "died|die|VERB|6|acl|past .|.|PUNCT|4|punct"
        ),
        "Casualties",
    )
    assert dead.factuality == "claimed"
    assert speakers(dead) == ["IND"]


def test_the_accuser_does_not_do_what_he_alleges() -> None:
    said = claims(
        "India|India|PROPN|2|nsubj accused|accuse|VERB|0|root|past gunmen|gunman|NOUN|2|obj "
        "of|of|SCONJ|5|mark shelling|shell|VERB|2|advcl|ing Kabul|Kabul|PROPN|5|obj "
        ".|.|PUNCT|2|punct"
    )
    assert not any("IND" in who(claim, "attacker") for claim in said)


def test_what_is_asked_of_another_is_his_to_do() -> None:
    said = claims(
        "Kyrgyzstan|Kyrgyzstan|PROPN|2|nsubj called|call|VERB|0|root|past on|on|ADP|4|case "
        "Tajikistan|Tajikistan|PROPN|2|obl to|to|PART|6|mark withdraw|withdraw|VERB|2|advcl|inf "
        "its|its|PRON|8|nmod:poss forces|force|NOUN|6|obj .|.|PUNCT|2|punct"
    )
    for withdrawal in found(said, "Withdrawal"):
        assert "KGZ" not in who(withdrawal, "mover")
        assert withdrawal.factuality == "hypothetical"


def test_the_nearest_cue_decides() -> None:
    said = claims(
        "Kyrgyzstan|Kyrgyzstan|PROPN|2|nsubj denied|deny|VERB|0|root|past the|the|DET|4|det "
        "accusation|accusation|NOUN|2|obj and|and|CCONJ|6|cc said|say|VERB|2|conj|past "
        "Tajik|Tajik|ADJ|8|amod troops|troops|NOUN|9|nsubj attacked|attack|VERB|6|ccomp|past "
        "Batken|Batken|PROPN|9|obj .|.|PUNCT|2|punct"
    )
    [attack] = found(said, "ArmedAttack")
    assert attack.factuality == "claimed"


def test_who_claims_responsibility_says_it_of_himself() -> None:
    [attack] = found(
        claims(
            "The|the|DET|2|det Taliban|Taliban|PROPN|3|nsubj claimed|claim|VERB|0|root|past "
            "responsibility|responsibility|NOUN|3|obj for|for|ADP|7|case the|the|DET|7|det "
            "attack|attack|NOUN|3|obl .|.|PUNCT|3|punct"
        ),
        "ArmedAttack",
    )
    assert attack.factuality == "claimed"
    assert [a.speaker.iri for a in attack.attribution] == [
        r.entity.iri for r in attack.roles if r.role == "attacker"
    ]


def test_a_clause_after_that_is_said_though_the_parser_hung_it_on_the_noun_before() -> None:
    [attack] = claims(
        "Ahmed|Ahmed|PROPN|7|nsubj Khan|Khan|PROPN|1|flat ,|,|PUNCT|4|punct "
        "head|head|NOUN|1|appos of|of|ADP|6|case police|police|NOUN|4|nmod "
        "told|tell|VERB|0|root|past reporters|reporter|NOUN|7|iobj that|that|SCONJ|12|mark "
        "Indian|Indian|ADJ|11|amod troops|troops|NOUN|12|nsubj "
        "attacked|attack|VERB|8|acl:relcl|past Lahore|Lahore|PROPN|12|obj .|.|PUNCT|7|punct"
    )
    assert attack.factuality == "claimed"
    [said] = attack.attribution
    assert said.text.endswith("Khan")


def test_who_is_quoted_speaks_and_who_quotes_reports_it() -> None:
    [attack] = claims(
        "Interfax|Interfax|PROPN|2|nsubj quoted|quote|VERB|0|root|past the|the|DET|5|det "
        "Pakistani|Pakistani|ADJ|5|amod army|army|NOUN|2|obj as|as|SCONJ|7|mark "
        "saying|say|VERB|2|advcl|ing Indian|Indian|ADJ|9|amod troops|troops|NOUN|10|nsubj "
        "attacked|attack|VERB|7|ccomp|past Lahore|Lahore|PROPN|10|obj .|.|PUNCT|2|punct"
    )
    assert speakers(attack) == ["PAK", "interfax"]


def test_who_is_cited_speaks_and_who_cites_reports_it() -> None:
    [attack] = claims(
        "Indian|Indian|ADJ|2|amod troops|troops|NOUN|3|nsubj attacked|attack|VERB|7|ccomp|past "
        "Lahore|Lahore|PROPN|3|obj ,|,|PUNCT|3|punct Interfax|Interfax|PROPN|7|nsubj "
        "reported|report|VERB|0|root|past ,|,|PUNCT|9|punct citing|cite|VERB|7|advcl|ing "
        "the|the|DET|12|det Pakistani|Pakistani|ADJ|12|amod army|army|NOUN|9|obj .|.|PUNCT|7|punct"
    )
    assert speakers(attack) == ["PAK", "interfax"]


def test_hearsay_is_nobodys_and_not_the_outlets_either() -> None:
    for sentence in (
        "India|India|PROPN|4|nsubj has|have|AUX|4|aux reportedly|reportedly|ADV|4|advmod "
        "attacked|attack|VERB|0|root|done Pakistan|Pakistan|PROPN|4|obj .|.|PUNCT|4|punct",
        "India|India|PROPN|3|nsubj:pass is|be|AUX|3|aux:pass believed|believe|VERB|0|root|done "
        "to|to|PART|6|mark have|have|AUX|6|aux attacked|attack|VERB|3|xcomp|done "
        "Pakistan|Pakistan|PROPN|6|obj .|.|PUNCT|3|punct",
    ):
        [attack] = claims(sentence)
        assert (attack.factuality, attack.attribution) == ("claimed", ())


def test_an_answer_to_a_charge_is_not_the_accusers() -> None:
    [denial] = found(
        claims(
            "Pakistan|Pakistan|PROPN|2|nsubj accused|accuse|VERB|0|root|past "
            "India|India|PROPN|2|obj of|of|SCONJ|5|mark shelling|shell|VERB|2|advcl|ing "
            "Lahore|Lahore|PROPN|5|obj ,|,|PUNCT|9|punct a|a|DET|9|det "
            "charge|charge|NOUN|6|appos that|that|PRON|12|obj|rel India|India|PROPN|12|nsubj "
            "denied|deny|VERB|9|acl:relcl|past "
            ".|.|PUNCT|2|punct"
        ),
        "Denial",
    )
    assert (denial.factuality, speakers(denial)) == ("asserted", [])


def test_who_is_quoted_after_his_words_speaks_before_who_quotes_him() -> None:
    [attack] = claims(
        "Indian|Indian|ADJ|2|amod troops|troops|NOUN|3|nsubj attacked|attack|VERB|0|root|past "
        "Lahore|Lahore|PROPN|3|obj ,|,|PUNCT|7|punct Interfax|Interfax|PROPN|7|nsubj "
        "quoted|quote|VERB|3|parataxis|past the|the|DET|10|det Pakistani|Pakistani|ADJ|10|amod "
        "army|army|NOUN|7|obj as|as|SCONJ|12|mark saying|say|VERB|7|advcl|ing .|.|PUNCT|3|punct"
    )
    assert speakers(attack) == ["PAK", "interfax"]


def test_all_is_said_where_a_clause_opens_a_sentence_and_a_report_cuts_it() -> None:
    [attack] = claims(
        "When|when|ADV|3|advmod villagers|villager|NOUN|3|nsubj came|come|VERB|10|advcl|past "
        ",|,|PUNCT|3|punct Pakistan|Pakistan|PROPN|6|nsubj said|say|VERB|10|parataxis|past "
        ",|,|PUNCT|6|punct Indian|Indian|ADJ|9|amod troops|troops|NOUN|10|nsubj "
        "attacked|attack|VERB|0|root|past Lahore|Lahore|PROPN|10|obj .|.|PUNCT|10|punct"
    )
    assert (attack.factuality, speakers(attack)) == ("claimed", ["PAK"])
