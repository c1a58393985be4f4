# ruff: noqa: E501 - a token of a tree is one word, and trees are wide
import timeit
from time import process_time

import pytest

from kg.extract.gazetteer import Gazetteer, load_gazetteer
from kg.extract.gazetteer_build import build_gazetteer
from kg.extract.names import mentions
from kg.model import Document, Mention
from kg.reference import reference_quads
from kg.vocabulary import ID
from tests.extract.treebank import read


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def denoted(document: Document, gazetteer: Gazetteer) -> dict[str, str]:
    found = mentions(document, gazetteer)
    return {m.text: m.entity.iri.removeprefix(ID.prefix) for m in found}


def only(document: Document, gazetteer: Gazetteer) -> Mention:
    (mention,) = mentions(document, gazetteer)
    return mention


TROOPS = "attacked/attack/VERB/0/root ./PUNCT/{}/punct"


@pytest.mark.parametrize(
    ("words", "text", "iri"),
    [
        ("Armenian/ADJ/2/amod troops/troop/NOUN/3/nsubj", "Armenian troops", "organ/ARM-armed-forces"),
        ("Azerbaijani/ADJ/2/amod servicemen/serviceman/NOUN/3/nsubj", "Azerbaijani servicemen", "organ/AZE-armed-forces"),
        ("Indian/ADJ/2/amod peacekeepers/peacekeeper/NOUN/3/nsubj", "Indian peacekeepers", "organ/IND-peacekeepers"),
        ("Armenia/PROPN/3/nmod:poss 's/PART/1/case parliament/NOUN/4/nsubj", "Armenia's parliament", "organ/ARM-parliament"),
        ("French/ADJ/3/amod foreign/ADJ/3/amod ministry/NOUN/4/nsubj", "French foreign ministry", "organ/FRA-ministry-of-foreign-affairs"),
        ("German/ADJ/2/amod officials/official/NOUN/3/nsubj", "German officials", "organ/DEU-government"),
        ("Turkish/ADJ/2/amod warplanes/warplane/NOUN/3/nsubj", "Turkish warplanes", "organ/TUR-armed-forces"),
    ],
)  # fmt: skip
def test_an_organ_is_named_by_its_owner_and_a_common_noun(
    words: str, text: str, iri: str, gazetteer: Gazetteer
) -> None:
    count = len(words.split()) + 1
    document = read(f"{words} acted/act/VERB/0/root ./PUNCT/{count}/punct")
    assert denoted(document, gazetteer) == {text: iri}


def test_an_organ_acts_for_its_state(gazetteer: Gazetteer) -> None:
    document = read("Armenian/ADJ/2/amod troops/troop/NOUN/3/nsubj fired/fire/VERB/0/root")
    mention = only(document, gazetteer)
    assert (mention.entity.type, mention.entity.code) == ("ArmedForce", "ARM")
    assert mention.entity.organ_of == ID["state/ARM"].value
    assert mention.head == 1


def test_the_ministry_in_a_capital_is_that_states(gazetteer: Gazetteer) -> None:
    document = read(
        "The/DET/3/det defense/NOUN/3/compound ministry/NOUN/6/nsubj in/ADP/5/case "
        "Yerevan/PROPN/3/nmod spoke/speak/VERB/0/root"
    )
    found = denoted(document, gazetteer)
    assert found == {"defense ministry in Yerevan": "organ/ARM-ministry-of-defence"}


def test_troops_in_a_country_are_not_its_troops(gazetteer: Gazetteer) -> None:
    document = read(
        "Russian/ADJ/2/amod troops/troop/NOUN/5/nsubj in/ADP/4/case Syria/PROPN/2/nmod "
        "withdrew/withdraw/VERB/0/root"
    )
    assert denoted(document, gazetteer) == {
        "Russian troops": "organ/RUS-armed-forces",
        "Syria": "territory/SYR",
    }


def test_two_states_share_a_noun(gazetteer: Gazetteer) -> None:
    document = read(
        "Armenian/ADJ/4/amod and/CCONJ/3/cc Azerbaijani/ADJ/1/conj troops/troop/NOUN/5/nsubj "
        "clashed/clash/VERB/0/root"
    )
    found = {m.entity.code for m in mentions(document, gazetteer)}
    assert found == {"ARM", "AZE"}


def test_given_weapons_are_not_the_receivers_forces(gazetteer: Gazetteer) -> None:
    document = read(
        "Poland/PROPN/2/nsubj gave/give/VERB/0/root Ukraine/PROPN/2/iobj tanks/tank/NOUN/2/obj"
    )
    assert denoted(document, gazetteer) == {"Poland": "state/POL", "Ukraine": "state/UKR"}


def test_rebels_are_no_organ_of_the_state_they_fight(gazetteer: Gazetteer) -> None:
    document = read("Syrian/ADJ/2/amod rebels/rebel/NOUN/3/nsubj advanced/advance/VERB/0/root")
    mention = only(document, gazetteer)
    assert (mention.entity.type, mention.entity.code) == ("NonStateArmedGroup", None)


def test_an_ethnic_group_is_no_state(gazetteer: Gazetteer) -> None:
    document = read(
        "Ethnic/ADJ/3/amod Armenian/ADJ/3/amod separatists/separatist/NOUN/6/nsubj in/ADP/5/case "
        "Karabakh/PROPN/3/nmod rebelled/rebel/VERB/0/root"
    )
    found = denoted(document, gazetteer)
    assert found == {"separatists in Karabakh": "polity/nagorno-karabakh"}


@pytest.mark.parametrize(
    ("sentence", "text", "iri"),
    [
        ("Baku/PROPN/2/nsubj said/say/VERB/0/root so/ADV/2/advmod", "Baku", "state/AZE"),
        ("They/PRON/2/nsubj appealed/appeal/VERB/0/root to/ADP/4/case Moscow/PROPN/2/obl", "Moscow", "state/RUS"),
        ("They/PRON/2/nsubj urged/urge/VERB/0/root Yerevan/PROPN/2/obj", "Yerevan", "state/ARM"),
        ("They/PRON/2/nsubj met/meet/VERB/0/root in/ADP/4/case Baku/PROPN/2/obl", "Baku", "place/baku"),
        ("He/PRON/2/nsubj flew/fly/VERB/0/root to/ADP/4/case Moscow/PROPN/2/obl", "Moscow", "place/moscow"),
        ("They/PRON/2/nsubj shelled/shell/VERB/0/root Kyiv/PROPN/2/obj", "Kyiv", "place/kyiv"),
        ("It/PRON/2/nsubj happened/happen/VERB/0/root in/ADP/4/case Armenia/PROPN/2/obl", "Armenia", "territory/ARM"),
        ("They/PRON/2/nsubj talked/talk/VERB/0/root with/ADP/4/case Armenia/PROPN/2/obl", "Armenia", "state/ARM"),
    ],
)  # fmt: skip
def test_case_and_verb_tell_a_government_from_a_place(
    sentence: str, text: str, iri: str, gazetteer: Gazetteer
) -> None:
    assert denoted(read(sentence), gazetteer) == {text: iri}


def test_a_states_sovereign_territory_is_its_territory(gazetteer: Gazetteer) -> None:
    document = read(
        "An/DET/2/det aggression/NOUN/0/root on/ADP/7/case Armenia/PROPN/7/nmod:poss 's/PART/4/case "
        "sovereign/ADJ/7/amod territory/NOUN/2/nmod"
    )
    assert denoted(document, gazetteer) == {"Armenia's sovereign territory": "territory/ARM"}


@pytest.mark.parametrize(
    "words",
    [
        "turkey/NOUN/2/obj",
        "us/we/PRON/2/obj",
        "polish/NOUN/2/obj",
    ],
)
def test_words_in_lower_case_are_no_states(words: str, gazetteer: Gazetteer) -> None:
    assert mentions(read(f"They/PRON/2/nsubj saw/see/VERB/0/root {words}"), gazetteer) == ()


def test_a_namesake_of_a_state_is_a_person(gazetteer: Gazetteer) -> None:
    document = read(
        "Michael{PER}/PROPN/3/nsubj Jordan/PROPN/1/flat spoke/speak/VERB/0/root ./PUNCT/3/punct"
    )
    assert "state/JOR" not in denoted(document, gazetteer).values()


@pytest.mark.parametrize(
    "sentence",
    [
        "Bank/PROPN/4/nsubj of/ADP/3/case America/PROPN/1/nmod lent/lend/VERB/0/root",
        "The/DET/5/det Islamic/ADJ/5/amod Republic/PROPN/5/nmod of/ADP/5/case Iran/PROPN/6/compound "
        "Broadcasting/PROPN/7/nsubj reported/report/VERB/0/root",
        "The/DET/2/det University/PROPN/5/nsubj of/ADP/4/case Georgia/PROPN/2/nmod "
        "closed/close/VERB/0/root",
    ],
)
def test_a_state_inside_an_organisations_name_is_not_mentioned(
    sentence: str, gazetteer: Gazetteer
) -> None:
    found = mentions(read(sentence), gazetteer)
    assert [m.entity.type for m in found] == ["Organization"]
    assert [m.entity.code for m in found] == [None]


def test_a_treatys_name_is_a_norm_not_an_organisation(gazetteer: Gazetteer) -> None:
    document = read(
        "under/ADP/6/case the/DET/6/det Collective/PROPN/3/compound Security/PROPN/3/compound "
        "Treaty/PROPN/6/compound Organization/PROPN/7/compound pact/NOUN/0/root"
    )
    found = denoted(document, gazetteer)
    assert found == {
        "Collective Security Treaty Organization pact": "agreement/collective-security-treaty"
    }


def test_a_titled_person_acts_for_the_title_s_state(gazetteer: Gazetteer) -> None:
    document = read(
        "Ruritania/PROPN/2/nsubj met/meet/VERB/0/root Iranian/ADJ/6/amod Foreign/ADJ/5/amod "
        "Minister/PROPN/6/nmod:desc Arash/PROPN/2/obj Example/PROPN/6/flat"
    )
    (mention,) = mentions(document, gazetteer)
    assert mention.text == "Iranian Foreign Minister Arash Example"
    assert mention.entity.iri == ID["person/arash-example"].value
    assert mention.entity.organ_of == ID["organ/IRN-ministry-of-foreign-affairs"].value
    assert mention.entity.code == "IRN"


def test_a_surname_alone_is_the_person_named_before(gazetteer: Gazetteer) -> None:
    document = read(
        "Iranian/ADJ/3/amod President/PROPN/3/nmod:desc Arash/PROPN/5/nsubj Example/PROPN/3/flat "
        "spoke/speak/VERB/0/root ./PUNCT/5/punct",
        "Example/PROPN/2/nsubj left/leave/VERB/0/root ./PUNCT/2/punct",
    )
    found = [m.entity for m in mentions(document, gazetteer)]
    assert [e.iri for e in found] == [ID["person/arash-example"].value] * 2
    assert [e.code for e in found] == ["IRN", "IRN"]


def test_who_once_held_an_office_speaks_for_nobody(gazetteer: Gazetteer) -> None:
    document = read(
        "Former/ADJ/4/amod Iranian/ADJ/4/amod President/PROPN/4/nmod:desc Arash/PROPN/6/nsubj "
        "Example/PROPN/4/flat spoke/speak/VERB/0/root"
    )
    assert only(document, gazetteer).entity.code is None


def test_an_apposition_gives_the_office(gazetteer: Gazetteer) -> None:
    document = read(
        "Arash{PER}/PROPN/9/nsubj Example/PROPN/1/flat ,/PUNCT/6/punct the/DET/6/det "
        "Iranian/ADJ/6/amod president/NOUN/1/appos ,/PUNCT/6/punct then/ADV/9/advmod "
        "spoke/speak/VERB/0/root"
    )
    people = [m.entity for m in mentions(document, gazetteer)]
    assert {e.code for e in people} == {"IRN"}


def test_an_office_without_a_name_is_its_holder_at_the_time(gazetteer: Gazetteer) -> None:
    sentence = (
        "The/DET/4/det Armenian/ADJ/4/amod prime/ADJ/4/amod minister/NOUN/5/nsubj "
        "spoke/speak/VERB/0/root"
    )
    then = only(read(sentence, published="2021-11-16"), gazetteer).entity
    assert then.iri == ID["person/nikol-pashinyan"].value
    assert then.code == "ARM"
    unknown = only(read(sentence, published=None), gazetteer).entity
    assert unknown.iri == ID["organ/ARM-government"].value


def test_spellings_of_a_person_meet(gazetteer: Gazetteer) -> None:
    sentence = "{}/PROPN/2/nsubj spoke/speak/VERB/0/root"
    found = {
        only(read(sentence.format(name)), gazetteer).entity.iri
        for name in ("Pashinyan", "Pashinian")
    }
    assert found == {ID["person/nikol-pashinyan"].value}


def test_spellings_of_a_place_meet(gazetteer: Gazetteer) -> None:
    sentence = "It/PRON/2/nsubj burned/burn/VERB/0/root in/ADP/4/case {}/PROPN/2/obl"
    found = {
        only(read(sentence.format(name)), gazetteer).entity.iri
        for name in ("Kelbajar", "Kalbajar", "Kəlbəcər")
    }
    assert found == {ID["place/kalbajar"].value}


def test_a_spokesman_speaks_for_his_ministry(gazetteer: Gazetteer) -> None:
    document = read(
        "An/DET/5/det Armenian/ADJ/5/amod defence/NOUN/4/compound ministry/NOUN/5/compound "
        "spokesman/NOUN/6/nsubj spoke/speak/VERB/0/root"
    )
    assert only(document, gazetteer).entity.iri == ID["organ/ARM-ministry-of-defence"].value


def test_a_bracketed_acronym_is_the_name_before_it(gazetteer: Gazetteer) -> None:
    document = read(
        "The/DET/4/det Georgian/ADJ/4/amod Border/PROPN/4/compound Watch/PROPN/8/nsubj (/PUNCT/6/punct "
        "GBW/PROPN/4/appos )/PUNCT/6/punct spoke/speak/VERB/0/root",
        "GBW/PROPN/2/nsubj left/leave/VERB/0/root",
    )
    assert "state/GEO" not in denoted(document, gazetteer).values()


def test_the_gazetteer_loads_in_half_a_second() -> None:
    quads = reference_quads()
    assert (
        min(timeit.repeat(lambda: build_gazetteer(quads), timer=process_time, number=1, repeat=3))
        < 0.5
    )
