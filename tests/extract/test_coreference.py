# ruff: noqa: E501 - a token of a tree is one word, and trees are wide
import pytest

from kg.extract.coreference import resolve
from kg.extract.gazetteer import Gazetteer, load_gazetteer
from kg.extract.names import mentions
from kg.model import Document
from kg.vocabulary import ID
from tests.extract.treebank import read

CLASH = (
    "Armenia/PROPN/4/nsubj and/CCONJ/3/cc Azerbaijan/PROPN/1/conj clashed/clash/VERB/0/root "
    "./PUNCT/4/punct"
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def meant(document: Document, gazetteer: Gazetteer) -> dict[str, set[str]]:
    """What coreference adds: words and the entities that they mean."""
    given = mentions(document, gazetteer)
    added: dict[str, set[str]] = {}
    for mention in resolve(document, given, gazetteer):
        if mention not in given:
            iri = mention.entity.iri.removeprefix(ID.prefix)
            added.setdefault(mention.text, set()).add(iri)
    return added


def test_the_two_sides_are_the_parties_of_the_conflict(gazetteer: Gazetteer) -> None:
    document = read(
        CLASH,
        CLASH,
        "The/DET/3/det two/NUM/3/nummod sides/side/NOUN/4/nsubj stopped/stop/VERB/0/root",
    )
    assert meant(document, gazetteer) == {"two sides": {"state/ARM", "state/AZE"}}


def test_both_sides_are_the_parties_not_those_who_call_on_them(gazetteer: Gazetteer) -> None:
    document = read(
        CLASH,
        CLASH,
        "The/DET/3/det European/ADJ/3/amod Union/PROPN/7/nsubj and/CCONJ/6/cc the/DET/6/det "
        "UN/PROPN/3/conj called/call/VERB/0/root on/ADP/10/case both/DET/10/det "
        "sides/side/NOUN/7/obl",
    )
    assert meant(document, gazetteer) == {"both sides": {"state/ARM", "state/AZE"}}


def test_nobody_is_meant_where_the_parties_are_unclear(gazetteer: Gazetteer) -> None:
    document = read(
        "France/PROPN/2/nsubj spoke/speak/VERB/0/root ./PUNCT/2/punct",
        "Both/DET/2/det sides/side/NOUN/3/nsubj stopped/stop/VERB/0/root",
    )
    assert meant(document, gazetteer) == {}


def test_their_border_is_the_border_of_both(gazetteer: Gazetteer) -> None:
    document = read(
        "Armenia/PROPN/4/nsubj and/CCONJ/3/cc Azerbaijan/PROPN/1/conj clashed/clash/VERB/0/root "
        "along/ADP/8/case their/PRON/8/nmod:poss shared/ADJ/8/amod border/NOUN/4/obl"
    )
    borders = [m for m in resolve(document, mentions(document, gazetteer), gazetteer)
               if m.entity.type == "BorderSegment"]  # fmt: skip
    assert [m.entity.iri for m in borders] == [ID["place/armenia-azerbaijan-border"].value]


def test_the_ministry_is_the_last_that_spoke(gazetteer: Gazetteer) -> None:
    document = read(
        "Armenia/PROPN/4/nmod:poss 's/PART/1/case defence/NOUN/4/compound ministry/NOUN/5/nsubj "
        "spoke/speak/VERB/0/root ./PUNCT/5/punct",
        "The/DET/2/det ministry/NOUN/3/nsubj denied/deny/VERB/0/root it/PRON/3/obj ./PUNCT/3/punct",
    )
    assert meant(document, gazetteer)["ministry"] == {"organ/ARM-ministry-of-defence"}


def test_it_at_the_start_is_the_subject_before(gazetteer: Gazetteer) -> None:
    document = read(
        "Armenia/PROPN/2/nsubj protested/protest/VERB/0/root ./PUNCT/2/punct",
        "It/PRON/2/nsubj withdrew/withdraw/VERB/0/root ./PUNCT/2/punct",
    )
    assert meant(document, gazetteer) == {"It": {"state/ARM"}}


def test_it_that_only_fills_a_place_means_nobody(gazetteer: Gazetteer) -> None:
    document = read(
        "Armenia/PROPN/2/nsubj protested/protest/VERB/0/root ./PUNCT/2/punct",
        "It/PRON/3/nsubj is/be/AUX/3/cop possible/ADJ/0/root that/SCONJ/6/mark they/PRON/6/nsubj "
        "lost/lose/VERB/3/csubj",
    )
    assert "It" not in meant(document, gazetteer)


def test_to_protect_it_is_not_to_protect_the_protector(gazetteer: Gazetteer) -> None:
    document = read(
        "Armenia/PROPN/2/nsubj appealed/appeal/VERB/0/root under/ADP/5/case a/DET/5/det "
        "pact/NOUN/2/obl which/PRON/7/nsubj obliges/oblige/VERB/5/acl:relcl Moscow/PROPN/7/obj "
        "to/PART/10/mark protect/VERB/7/xcomp it/PRON/10/obj"
    )
    assert meant(document, gazetteer) == {"it": {"state/ARM"}}


def test_they_are_the_pair_before(gazetteer: Gazetteer) -> None:
    document = read(
        CLASH, "They/PRON/2/nsubj traded/trade/VERB/0/root accusations/accusation/NOUN/2/obj"
    )
    assert meant(document, gazetteer) == {"They": {"state/ARM", "state/AZE"}}


def test_he_is_the_person_before(gazetteer: Gazetteer) -> None:
    document = read(
        "Iranian/ADJ/3/amod President/PROPN/3/nmod:desc Arash/PROPN/5/nsubj Example/PROPN/3/flat "
        "spoke/speak/VERB/0/root ./PUNCT/5/punct",
        "He/PRON/2/nsubj left/leave/VERB/0/root ./PUNCT/2/punct",
    )
    assert meant(document, gazetteer) == {"He": {"person/arash-example"}}


def test_we_in_a_quotation_is_its_speaker(gazetteer: Gazetteer) -> None:
    document = read(
        '"/PUNCT/3/punct We/PRON/3/nsubj appeal/VERB/6/ccomp "/PUNCT/3/punct ,/PUNCT/6/punct '
        "said/say/VERB/0/root Iranian/ADJ/9/amod President/PROPN/9/nmod:desc Arash/PROPN/6/nsubj "
        "Example/PROPN/9/flat"
    )
    assert meant(document, gazetteer) == {"We": {"person/arash-example"}}


def test_the_enemy_of_the_speaker_is_the_other_party(gazetteer: Gazetteer) -> None:
    document = read(
        CLASH,
        CLASH,
        "Azerbaijan/PROPN/4/nmod:poss 's/PART/1/case defence/NOUN/4/compound "
        "ministry/NOUN/5/nsubj said/say/VERB/0/root troops/troop/NOUN/7/nsubj "
        "stopped/stop/VERB/5/ccomp the/DET/9/det enemy/NOUN/7/obj",
    )
    assert meant(document, gazetteer) == {"enemy": {"state/ARM"}}


def test_counterparts_hold_the_same_office_elsewhere(gazetteer: Gazetteer) -> None:
    document = read(
        "Russia/PROPN/5/nmod:poss 's/PART/1/case Defense/PROPN/4/compound Minister/PROPN/5/nmod:desc "
        "Ivan/PROPN/7/nsubj Example/PROPN/5/flat called/call/VERB/0/root "
        "counterparts/counterpart/NOUN/7/obj in/ADP/10/case Baku/PROPN/8/nmod and/CCONJ/12/cc "
        "Yerevan/PROPN/10/conj"
    )
    added = meant(document, gazetteer)
    assert added == {
        "counterparts in Baku and Yerevan": {
            "organ/ARM-ministry-of-defence",
            "organ/AZE-ministry-of-defence",
        }
    }


def test_an_agreement_is_known_by_its_date(gazetteer: Gazetteer) -> None:
    document = read(
        CLASH,
        "They/PRON/2/nsubj respect/VERB/0/root the/DET/4/det agreements/agreement/NOUN/2/obj "
        "reached/reach/VERB/4/acl in/ADP/7/case November/PROPN/5/obl 2020/NUM/7/nmod:unmarked",
    )
    added = meant(document, gazetteer)
    assert added["agreements reached in November 2020"] == {"agreement/trilateral-statement-2020"}


def test_an_article_of_a_treaty_is_a_provision(gazetteer: Gazetteer) -> None:
    document = read(
        "Turkey/PROPN/2/nsubj cited/cite/VERB/0/root Article/PROPN/2/obj 5/NUM/3/nummod of/ADP/8/case "
        "the/DET/8/det NATO/PROPN/8/compound treaty/NOUN/3/nmod"
    )
    assert meant(document, gazetteer) == {
        "Article 5 of the NATO treaty": {"agreement/north-atlantic-treaty/article-5"}
    }


def test_its_army_is_the_army_of_whoever_says_so(gazetteer: Gazetteer) -> None:
    document = read(
        "Armenia/PROPN/2/nsubj said/say/VERB/0/root its/PRON/4/nmod:poss army/NOUN/5/nsubj "
        "responded/respond/VERB/2/ccomp"
    )
    assert meant(document, gazetteer) == {"its army": {"organ/ARM-armed-forces"}}


def test_nobody_attacks_its_own_territory(gazetteer: Gazetteer) -> None:
    document = read(
        "Kyrgyzstan/PROPN/2/nsubj says/say/VERB/0/root Tajikistan/PROPN/4/nsubj "
        "attacked/attack/VERB/2/ccomp its/PRON/6/nmod:poss territory/NOUN/4/obj"
    )
    assert meant(document, gazetteer) == {"its territory": {"territory/KGZ"}}


def test_who_is_told_to_withdraw_withdraws_its_own(gazetteer: Gazetteer) -> None:
    document = read(
        "Tajikistan/PROPN/2/nsubj urged/urge/VERB/0/root Kyrgyzstan/PROPN/2/obj to/PART/5/mark "
        "withdraw/VERB/2/xcomp its/PRON/7/nmod:poss forces/force/NOUN/5/obj"
    )
    assert meant(document, gazetteer) == {"its forces": {"organ/KGZ-armed-forces"}}


def test_the_ministry_in_a_capital_named_before_is_that_states(gazetteer: Gazetteer) -> None:
    document = read(
        "Azerbaijan/PROPN/4/nmod:poss 's/PART/1/case defence/NOUN/4/compound ministry/NOUN/5/nsubj "
        "spoke/speak/VERB/0/root ./PUNCT/5/punct",
        "In/ADP/2/case Yerevan/PROPN/7/obl ,/PUNCT/2/punct the/DET/6/det defence/NOUN/6/compound "
        "ministry/NOUN/7/nsubj disagreed/disagree/VERB/0/root",
    )
    assert meant(document, gazetteer) == {"defence ministry": {"organ/ARM-ministry-of-defence"}}


def test_it_is_no_plural(gazetteer: Gazetteer) -> None:
    document = read(
        "The/DET/4/det Armenian/ADJ/4/amod defence/NOUN/4/compound ministry/NOUN/5/nsubj "
        "spoke/speak/VERB/0/root ./PUNCT/5/punct",
        "Armenian/ADJ/2/amod troops/troop/NOUN/3/nsubj advanced/advance/VERB/0/root ,/PUNCT/6/punct "
        "it/PRON/6/nsubj said/say/VERB/3/parataxis",
    )
    assert meant(document, gazetteer) == {"it": {"organ/ARM-ministry-of-defence"}}
