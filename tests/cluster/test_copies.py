from __future__ import annotations

from kg.cluster.copies import Text, containment, fingerprints, originals, shingles

AGENCY = (
    "Troops of the two countries exchanged fire along the northern stretch of their border on "
    "Tuesday and a soldier was killed, the interior ministry said. The shooting began shortly "
    "before noon and went on for about three hours, a spokesman told reporters in the capital. "
    "Both governments said the other side had fired first. A commission of officers from the two "
    "armies will meet on Thursday at the crossing, which has been shut since the spring. Nobody "
    "in the nearest village was hurt, its mayor said by telephone in the evening."
)
OTHER = (
    "The parliament adopted the budget for next year after a debate of eleven hours. Spending on "
    "roads and schools will rise, spending on the army will not. The opposition left the hall "
    "before the vote and said it would ask the constitutional court to look at how the sitting "
    "had been called. A spokesman for the government told reporters that the rules had been kept."
)


def text(name: str, words: str, issued: str = "2021-11-16") -> Text:
    return Text(name, issued, frozenset(shingles(words)))


def behind(*texts: Text) -> dict[str, str]:
    by_name = {each.article: each for each in texts}

    def similar(name: str) -> set[str]:
        mine = by_name[name]
        return {o for o, its in by_name.items() if o != name and containment(mine, its) >= 0.6}

    return {copy: original for copy, (original, _) in originals(by_name, similar).items()}


def test_a_text_without_its_tail_is_a_copy_of_the_whole() -> None:
    assert behind(text("agency", AGENCY), text("paper", AGENCY[:300])) == {"paper": "agency"}


def test_a_text_with_another_dateline_and_a_word_changed_is_a_copy() -> None:
    edited = "CAPITAL, Tuesday - " + AGENCY.replace("exchanged fire", "shot at each other")
    assert set(behind(text("agency", AGENCY), text("paper", edited))) <= {"paper", "agency"}
    assert len(behind(text("agency", AGENCY), text("paper", edited))) == 1


def test_of_two_equal_texts_the_later_is_the_copy() -> None:
    found = behind(text("late", AGENCY, "2021-11-17"), text("early", AGENCY, "2021-11-16"))
    assert found == {"late": "early"}


def test_ten_papers_with_one_agency_text_are_copies_of_one() -> None:
    papers = [text(f"paper-{n}", AGENCY[: 560 - 25 * n]) for n in range(10)]
    assert set(behind(text("agency", AGENCY), *papers).values()) == {"agency"}


def test_texts_on_other_things_are_no_copies() -> None:
    assert behind(text("one", AGENCY), text("two", OTHER)) == {}


def test_a_shared_paragraph_in_long_texts_is_no_copy() -> None:
    both = text("two", OTHER * 1 + " " + AGENCY[:150])
    assert behind(text("one", AGENCY), both) == {}


def test_a_text_of_a_few_words_proves_nothing() -> None:
    assert containment(text("one", "Shots were fired at the border."), text("two", AGENCY)) == 0


def test_a_cut_text_shares_fingerprints_with_the_whole() -> None:
    whole, cut = (set(fingerprints(shingles(words))) for words in (AGENCY, AGENCY[200:420]))
    assert len(whole & cut) >= 2
    assert not whole & set(fingerprints(shingles(OTHER)))
