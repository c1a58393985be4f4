from __future__ import annotations

import pytest

from tests.reference.facts import ask, certainly_bound, certainly_member

RIO = "rio-treaty"


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("1978-01-01", "FullMembership"),
        ("1985-01-01", "SuspendedMembership"),
        ("1990-01-01", "FullMembership"),
    ],
)
def test_egypt_was_suspended_from_the_arab_league_and_never_out(day: str, kind: str) -> None:
    assert certainly_member("arab-league", "EGY", day) == {kind}


def test_syria_was_suspended_from_the_arab_league_until_may_2023() -> None:
    assert certainly_member("arab-league", "SYR", "2015-01-01") == {"SuspendedMembership"}
    assert certainly_member("arab-league", "SYR", "2023-06-01") == {"FullMembership"}


def test_libya_stayed_a_member_of_the_arab_league_while_it_was_suspended() -> None:
    kinds = {"FullMembership", "SuspendedMembership"}
    assert certainly_member("arab-league", "LBY", "2011-05-01") == kinds


def test_france_left_the_command_of_nato_in_1966_and_remained_bound_by_the_treaty() -> None:
    for day in ("1966-06-30", "1966-07-02", "1990-01-01", "2009-12-31"):
        assert "FRA" in certainly_bound("north-atlantic-treaty", day)
    assert (
        ask("""
        SELECT ?date {
          ?spell casus:boundParty <state/FRA> ;
                 casus:bindingAgreement <agreement/north-atlantic-treaty> ;
                 casus:noticeOfExitOn|casus:exitEffectiveOn ?date
        }""")
        == []
    )


def test_mexico_left_the_rio_treaty_two_years_after_its_notice() -> None:
    assert ask(f"""
        SELECT ?earliest ?latest {{
          <participation/{RIO}-MEX-1947> casus:endEarliest ?earliest ; casus:endLatest ?latest
        }}""") == [("2002-09-06T00:00:00Z", "2004-09-06T23:59:59Z")]


def test_uruguay_announced_an_exit_from_the_rio_treaty_that_no_row_records() -> None:
    assert ask(f"SELECT ?end {{ <participation/{RIO}-URY-1947> casus:endEarliest ?end }}") == []


def test_a_deposit_before_the_rio_treaty_was_in_force_binds_from_its_entry_into_force() -> None:
    assert "BRA" not in certainly_bound(RIO, "1948-12-01")
    assert {"BRA", "USA", "COL"} <= certainly_bound(RIO, "1948-12-05")
    assert "ARG" not in certainly_bound(RIO, "1950-01-01")


def test_new_zealand_never_left_anzus_whatever_the_united_states_hold_suspended() -> None:
    assert certainly_bound("anzus", "2000-01-01") == {"AUS", "NZL", "USA"}
    assert ask("""
        SELECT ?who ?standing {
          ?assertion casus:assertsStatusOf <participation/anzus-NZL-1951> ;
                     casus:statusAsserter ?who ; casus:assertedStatus ?standing
        }""") == [("state/USA", "suspended")]


def test_the_western_european_union_ended_for_all_its_parties_between_2010_and_2011() -> None:
    parties = certainly_bound("brussels-treaty", "2009-12-31")
    assert len(parties) == 10
    assert "GRC" in parties
    assert certainly_bound("brussels-treaty", "2010-04-01") == set()
