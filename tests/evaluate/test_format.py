"""The format of annotated articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import Unreadable
from kg.evaluate import BadGold, evaluate_gold, gold_paths, parse_gold
from kg.evaluate.checks import problems
from kg.evaluate.gold import Count, Said
from tests.evaluate.articles import HEAD, TEXT, gold


def test_a_line_becomes_a_claim() -> None:
    (claim,) = gold(
        "Azerbaijan [shelled] Goris | Shelling|ArmedAttack claimed attacker=AZE by=ARM/said "
        "on=2023-05-12 at=goris figure=killed:>=2:soldier"
    ).claims
    assert claim.trigger.of(TEXT) == "shelled"
    assert claim.kinds == ("Shelling", "ArmedAttack")
    assert claim.roles == (("attacker", "AZE"),)
    assert claim.voices == (Said("ARM", "said"),)
    assert claim.days is not None
    assert claim.days.first == claim.days.last == date(2023, 5, 12)
    assert claim.place == "goris"
    assert claim.count == Count("killed", 2, None, "atLeast", "soldier")


def test_the_same_content_in_two_voices_is_two_claims() -> None:
    claims = gold("Azerbaijan [shelled] Goris | Shelling claimed by=ARM/said by=RUS/said").claims
    assert [claim.voices for claim in claims] == [(Said("ARM", "said"),), (Said("RUS", "said"),)]


@pytest.mark.parametrize(
    ("by", "voices"),
    [
        ("", ()),
        ("by=*", None),
        ("by=ARM/said<reuters/reported", (Said("ARM", "said"), Said("reuters", "reported"))),
    ],
)
def test_a_chain_starts_with_the_innermost_speaker(
    by: str, voices: tuple[Said, ...] | None
) -> None:
    (claim,) = gold(f"Azerbaijan [shelled] Goris | Shelling claimed {by}").claims
    assert claim.voices == voices


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ("12", (12, 12, "exactly")),
        ("3-5", (3, 5, "exactly")),
        (">6500", (6500, None, "moreThan")),
        ("<=200", (None, 200, "atMost")),
        ("~850", (850, 850, "about")),
        ("dozens", (24, None, "atLeast")),
    ],
)
def test_figures_have_bounds(written: str, bounds: tuple[int | None, int | None, str]) -> None:
    (claim,) = gold(f"[killing] two soldiers | Casualties claimed figure=killed:{written}:").claims
    assert claim.count is not None
    assert (claim.count.minimum, claim.count.maximum, claim.count.operator) == bounds


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("Azerbaijan [bombed] Goris | AirStrike claimed", "stands 0 times in the text, not once"),
        ("Azerbaijan shelled Goris | Shelling claimed", "one trigger is put in brackets"),
        ("Azerbaijan [shelled] Goris", "a claim is written"),
        ("Azerbaijan [shelled] Goris | Shelling claimed by=ARM", "by=speaker/stance"),
        ("Azerbaijan [shelled] Goris | Shelling claimed on=Friday", "a time is written 2023"),
        ("[killing] two | Casualties claimed figure=killed:few:", "a count is written 12"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, complaint: str) -> None:
    with pytest.raises(BadGold, match=r"test\.gold, line 9: ") as raised:
        gold(line)
    assert complaint in str(raised.value)


def test_a_file_without_claims_is_no_gold() -> None:
    with pytest.raises(BadGold, match="no line '== claims'"):
        parse_gold(f"{HEAD}\n\n{TEXT}\n", "test.gold")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("[shelled] Goris | Barrage claimed", "'Barrage' is no kind of event"),
        ("[shelled] Goris | Shelling rumoured", "'rumoured' is none of asserted"),
        ("[shelled] Goris | Shelling claimed shooter=AZE", "'shooter' is no role"),
        ("[shelled] Goris | Shelling claimed attacker=narnia", "'narnia' denotes nothing"),
        ("[shelled] Goris | Shelling claimed by=ARM/sung", "'sung' is no stance"),
        ("[shelled] Goris | Shelling claimed at=cair-paravel", "'cair-paravel' denotes nothing"),
    ],
)
def test_names_that_the_ontology_lacks_are_problems(line: str, complaint: str) -> None:
    (problem,) = problems(gold(line))
    assert problem.startswith("test.gold, line 9: ")
    assert complaint in problem


def test_what_an_article_declares_and_organs_of_states_denote_something() -> None:
    line = "[shelled] Goris | Shelling claimed attacker=jane-doe attackTarget=KHM-armed-forces"
    assert list(problems(gold(line))) == []


def test_a_folder_stands_for_the_gold_files_in_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.gold", "1.gold", "notes.md"):
        (tmp_path / name).write_text("")
    assert [path.name for path in gold_paths((str(tmp_path),))] == ["1.gold", "2.gold"]


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is no file of gold annotation and no folder"):
        evaluate_gold([str(tmp_path)])
