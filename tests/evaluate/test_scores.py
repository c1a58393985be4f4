"""What counts as right, as nearly right and as wrong."""

from __future__ import annotations

from kg.evaluate import Report, Score, report_of
from kg.model import Claim, Extraction, Figure
from tests.evaluate.articles import ARM, AZE, AZE_ARMY, GORIS, claim, gold, role, said

SHELLED = "Azerbaijan [shelled] Goris | Shelling claimed attacker=AZE by=ARM/said at=goris"
KILLED = (
    "[killing] two soldiers | Casualties claimed victim=ARM by=ARM/said figure=killed:2:soldier"
)


def judge(lines: list[str], *claims: Claim) -> Report:
    article = gold(*lines)
    return report_of([(article, Extraction(article.article, (), claims))])


def score(report: Report, part: str, table: int = 0) -> Score:
    return report.tables[table].scores[part]


def test_a_claim_with_everything_right_has_no_mistakes() -> None:
    found = claim(
        "shelled",
        "Shelling",
        role("attacker", AZE),
        by=(said(ARM),),
        places=(role("occurredAt", GORIS),),
    )
    report = judge([SHELLED], found)
    assert report.mistakes == ()
    for part in ("claim", "whole claim", "kind", "factuality", "role", "attribution", "place"):
        assert score(report, part) == Score(hits=1)


def test_what_is_missed_and_what_nobody_asked_for_cost_recall_and_precision() -> None:
    report = judge([SHELLED], claim("denied", "Denial", role("speaker", AZE)))
    assert score(report, "claim") == Score(wrong=1, missed=1)
    assert [mistake.part for mistake in report.mistakes] == ["missed", "spurious"]
    assert report.mistakes[1].sentence == "Baku denied it."


def test_an_organ_stands_for_its_state() -> None:
    report = judge([SHELLED], claim("shelled", "Shelling", role("attacker", AZE_ARMY)))
    assert score(report, "role") == Score(hits=1)
    assert score(report, "role, exact entity") == Score(wrong=1, missed=1)


def test_the_right_player_in_another_role_is_nearly_right() -> None:
    report = judge([SHELLED], claim("shelled", "Shelling", role("attackTarget", AZE)))
    assert score(report, "role") == Score(wrong=1, missed=1, near=1)
    assert score(report, "role").lenient == Score(hits=1)


def test_a_role_above_the_one_asked_for_is_right() -> None:
    report = judge([SHELLED], claim("shelled", "Shelling", role("initiator", AZE)))
    assert score(report, "role") == Score(hits=1)


def test_a_kind_above_the_one_asked_for_is_nearly_right() -> None:
    report = judge([SHELLED], claim("shelled", "ArmedAttack", role("attacker", AZE)))
    assert score(report, "claim") == Score(hits=1)
    assert score(report, "kind") == Score(wrong=1, missed=1, near=1)
    assert score(report, "Shelling", table=1) == Score(missed=1)


def test_a_kind_of_another_line_does_not_answer() -> None:
    report = judge([SHELLED], claim("shelled", "Denial"))
    assert score(report, "claim") == Score(wrong=1, missed=1)


def test_one_claim_answers_only_one() -> None:
    found = claim("shelled", "Shelling", role("attacker", AZE), by=(said(ARM),))
    report = judge([SHELLED], found, found)
    assert score(report, "claim") == Score(hits=1, wrong=1)


def test_of_two_claims_on_one_trigger_each_meets_the_one_it_agrees_with() -> None:
    killed = Figure(2, 2, "exactly", "killed", "soldier")
    wounded = Figure(5, 5, "exactly", "wounded", "soldier")
    report = judge(
        [KILLED, KILLED.replace("killed:2", "wounded:5")],
        claim("killing", "Casualties", figure=wounded),
        claim("killing", "Casualties", figure=killed),
    )
    assert score(report, "figure") == Score(hits=2)


def test_another_word_of_the_sentence_may_name_the_event() -> None:
    line = "shelled Goris on Friday, [killing two soldiers], Armenia said | Shelling claimed"
    assert score(judge([line], claim("shelled", "Shelling")), "claim") == Score(hits=1)


def test_what_is_optional_is_neither_asked_for_nor_held_against_anybody() -> None:
    optional = f"? {SHELLED}"
    assert score(judge([optional]), "claim") == Score()
    assert score(judge([optional], claim("shelled", "Shelling")), "claim") == Score()


def test_a_claim_in_the_voice_of_the_outlet_that_has_a_speaker_is_a_miss() -> None:
    report = judge([SHELLED], claim("shelled", "Shelling", role("attacker", AZE)))
    assert score(report, "attribution") == Score(missed=1)
    assert score(report, "whole claim") == Score(wrong=1, missed=1)


def test_mixed_voices_are_not_scored() -> None:
    line = SHELLED.replace("by=ARM/said", "by=*")
    assert score(judge([line], claim("shelled", "Shelling")), "attribution") == Score()


def test_a_figure_with_one_right_bound_is_nearly_right() -> None:
    found = claim("killing", "Casualties", figure=Figure(2, None, "atLeast", "killed"))
    assert score(judge([KILLED], found), "figure") == Score(wrong=1, missed=1, near=1)


def test_factuality_is_scored_by_value() -> None:
    report = judge([SHELLED], claim("shelled", "Shelling", factuality="asserted"))
    assert score(report, "asserted", table=2) == Score(wrong=1)
    assert score(report, "claimed", table=2) == Score(missed=1)


def test_the_table_is_readable() -> None:
    report = judge([SHELLED], claim("shelled", "Shelling", role("attacker", AZE)))
    lines = str(report).splitlines()
    assert lines[0] == "1 claims in 1 articles"
    assert lines[2].split() == ["part", "precision", "recall", "F1", "gold", "found"]
    assert lines[3].split() == ["claim", "1.000", "1.000", "1.000", "1", "1"]
