"""审议表决: quorum and majority of all members in whole numbers, one finding or none, whoever counts and in whatever order."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.attendance import Move, Movement, present
from rules.committee import Committee, Member, composition, least
from rules.committee_findings import Finding
from rules.committee_recusal import Decider, Recusal
from rules.errors import FaultyInput
from rules.parameters import Rules, rule_book
from rules.voting import Ballot, Counted, Outcome, Sitting, Vote, count, majority, quorum

RULES = rule_book().on(date(2022, 5, 1))
OPENED = datetime(2022, 5, 10, 1, 0, tzinfo=UTC)
VOTED = OPENED + timedelta(hours=2)
INTENT, GROSS, ORDINARY, NONE = (
    Ballot.INTENTIONAL, Ballot.GROSS_NEGLIGENCE, Ballot.ORDINARY_NEGLIGENCE, Ballot.NO_VIOLATION,
)  # fmt: skip


def committee(seats: int, in_office: int | None = None, judges: int | None = None) -> Committee:
    filled = seats if in_office is None else in_office
    of_judges = -(-filled // 2) if judges is None else judges
    return Committee(seats, tuple(Member(f"W{n:02}", n < of_judges) for n in range(filled)), "W00")


def sitting(body: Committee, ballots, *, absent=(), recusals=(), voted=None, movements=None) -> Sitting:
    """A sitting at which all came but the absent, and as many voted as there are ballots."""
    came = [code for code in body.codes if code not in absent]
    moves = tuple(Movement(code, Move.ARRIVED, OPENED) for code in came) if movements is None else movements
    aside = {each.member for each in recusals if each.granted}
    voters = [code for code in came if code not in aside][: len(ballots)] if voted is None else voted
    return Sitting(
        "惩戒2022-0001", body, moves, Vote(VOTED, frozenset(voters), tuple(ballots)), tuple(recusals)
    )


def recusal(member: str, *, decider=Decider.CHAIR, granted=True, at=OPENED) -> Recusal:
    return Recusal(member, "witness", "judge", at, decider, granted, "", at)


def why(counted: Counted) -> str:
    return "；".join(str(reason) for reason in counted.objections)


# --- how many ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seats", "pass_", "quorum_", "judges"), [(9, 6, 8, 5), (11, 8, 9, 6), (13, 9, 11, 7), (15, 10, 12, 8)])  # fmt: skip
def test_what_a_committee_of_that_size_needs(seats, pass_, quorum_, judges):
    body = committee(seats)

    assert (majority(body, 0, RULES), quorum(body, 0, RULES)) == (pass_, quorum_)
    assert body.judges == judges
    assert composition(body, RULES) == ()
    assert len(composition(committee(seats, judges=judges - 1), RULES)) == 1


@given(st.integers(0, 10**6), st.integers(1, 10**4), st.integers(1, 10**4))
def test_rounding_up_is_exact(whole, top, bottom):
    share = Fraction(top, bottom)

    found = least(share, whole)

    assert found >= share * whole
    assert found == 1 or found - 1 < share * whole


def test_six_of_nine_find_and_five_do_not():
    assert (
        count(sitting(committee(9), [GROSS] * 6 + [ORDINARY] * 3), RULES).finding is Finding.GROSS_NEGLIGENCE
    )

    five = count(sitting(committee(9), [GROSS] * 5 + [ORDINARY] * 4), RULES)
    assert (five.outcome, five.finding) == (Outcome.NO_MAJORITY, None)


def test_graver_ballots_are_not_added_to_lighter_ones():
    counted = count(sitting(committee(9), [INTENT] * 5 + [GROSS] * 4), RULES)

    assert (counted.outcome, counted.finding) == (Outcome.NO_MAJORITY, None)


def test_abstentions_and_invalid_ballots_lower_no_majority():
    counted = count(sitting(committee(9), [NONE] * 5 + [Ballot.ABSTAINED] * 3 + [Ballot.INVALID]), RULES)

    assert counted.numbers.majority == 6
    assert counted.outcome is Outcome.NO_MAJORITY


def test_the_chair_has_one_vote_like_the_others():
    body = committee(9)
    with_chair = sitting(body, [GROSS] * 6, voted=body.codes[:6])
    without = sitting(body, [GROSS] * 6, voted=body.codes[3:])

    assert count(with_chair, RULES).finding is count(without, RULES).finding is Finding.GROSS_NEGLIGENCE
    assert count(sitting(body, [GROSS] * 5, voted=body.codes[:5]), RULES).finding is None


# --- who counts ----------------------------------------------------------------------------------------------------


def test_a_vote_without_a_quorum_is_void_and_finds_nothing():
    counted = count(sitting(committee(9), [GROSS] * 7, absent=("W07", "W08")), RULES)

    assert (counted.outcome, counted.finding) == (Outcome.VOID, None)
    assert "表决时到会7人，应当不少于8人" in why(counted)
    assert "法官惩戒工作程序规定（试行）》“出席”（待核）" in why(counted)


def test_who_left_before_the_vote_does_not_count_and_who_came_in_time_does():
    body = committee(9)
    moves = [Movement(code, Move.ARRIVED, OPENED) for code in body.codes[:8]]
    late = Movement("W08", Move.ARRIVED, VOTED)
    left = Movement("W00", Move.LEFT, VOTED)

    assert present([*moves, late, left], VOTED) == frozenset(body.codes[1:])
    assert present([*moves, late, left], VOTED - timedelta(seconds=1)) == frozenset(body.codes[:8])
    counted = count(sitting(body, [GROSS] * 8, voted=body.codes[1:], movements=(*moves, late, left)), RULES)
    assert (counted.numbers.present, counted.outcome) == (8, Outcome.FOUND)
    absent = count(sitting(body, [GROSS] * 8, voted=body.codes[:8], movements=(*moves, late, left)), RULES)
    assert "W00表决时不在场而参加表决" in why(absent)


def test_a_recused_member_is_not_there_and_stays_in_the_denominator_until_a_parameter_says_otherwise():
    stepped = [recusal("W03")]
    ballots = [GROSS] * 6 + [ORDINARY] * 2

    kept = count(sitting(committee(9), ballots, recusals=stepped), RULES)
    taken_off = count(
        sitting(committee(9), [GROSS] * 6 + [ORDINARY] * 2, recusals=stepped),
        RULES.with_values(
            {"discipline.recused_leave_majority": True, "discipline.recused_leave_quorum": True}
        ),
    )

    assert (kept.numbers.present, kept.numbers.quorum, kept.numbers.majority) == (8, 8, 6)
    assert kept.finding is Finding.GROSS_NEGLIGENCE
    assert (taken_off.numbers.majority_base, taken_off.numbers.majority, taken_off.numbers.quorum) == (
        8,
        6,
        7,
    )


def test_two_recusals_of_nine_break_the_quorum_and_the_meeting_is_put_off():
    both = [recusal("W03"), recusal("W04")]

    counted = count(sitting(committee(9), [GROSS] * 7, recusals=both), RULES)

    assert counted.outcome is Outcome.VOID
    lowered = RULES.with_values({"discipline.recused_leave_quorum": True})
    assert (
        count(sitting(committee(9), [GROSS] * 7, recusals=both), lowered).finding is Finding.GROSS_NEGLIGENCE
    )


def test_a_vacant_seat_stays_one_of_all_members():
    counted = count(sitting(committee(11, 10), [NONE] * 7 + [GROSS] * 3), RULES)
    off = RULES.with_values({"discipline.vacant_leave_majority": True})

    assert (counted.numbers.vacant, counted.numbers.majority, counted.outcome) == (1, 8, Outcome.NO_MAJORITY)
    assert count(sitting(committee(11, 10), [NONE] * 7 + [GROSS] * 3), off).finding is Finding.NO_VIOLATION


def test_the_chair_decides_on_members_and_all_members_on_the_chair():
    by_chair = count(sitting(committee(9), [GROSS] * 8, recusals=[recusal("W00")]), RULES)
    by_all = count(
        sitting(committee(9), [GROSS] * 8, recusals=[recusal("W00", decider=Decider.FULL_COMMITTEE)]), RULES
    )

    assert "W00的回避由主任决定，应当由全体委员会议决定" in why(by_chair)
    assert by_all.outcome is Outcome.FOUND


def test_no_vote_while_a_recusal_is_undecided():
    asked = Recusal("W02", "interest", "judge", OPENED)
    decided_after = Recusal(
        "W02", "interest", "judge", OPENED, Decider.CHAIR, False, "", VOTED + timedelta(hours=1)
    )
    refused = recusal("W02", granted=False)

    for pending in (asked, decided_after):
        counted = count(sitting(committee(9), [GROSS] * 9, recusals=[pending]), RULES)
        assert "W02的回避申请尚未决定，应当由主任决定" in why(counted)
        assert "《中华人民共和国法官法》第49条" in why(counted)
    assert count(sitting(committee(9), [GROSS] * 9, recusals=[refused]), RULES).outcome is Outcome.FOUND


def test_a_recused_member_or_a_stranger_who_votes_makes_the_vote_void():
    body = committee(9)
    aside = count(sitting(body, [GROSS] * 9, recusals=[recusal("W08")], voted=body.codes), RULES)
    stranger = count(sitting(body, [GROSS] * 9, voted=(*body.codes[:8], "X01")), RULES)

    assert "W08已经回避而参加表决" in why(aside)
    assert "X01不是在任委员而参加表决" in why(stranger)


def test_more_ballots_than_voters_make_the_vote_void():
    counted = count(sitting(committee(9), [GROSS] * 9, voted=committee(9).codes[:8]), RULES)

    assert counted.outcome is Outcome.VOID
    assert "收回表决票9张，参加表决8人，应当重新表决" in why(counted)


def test_a_committee_with_too_few_judges_or_an_even_number_finds_nothing():
    few = count(sitting(committee(9, judges=4), [GROSS] * 9), RULES)
    even = count(sitting(committee(10), [GROSS] * 10), RULES)
    before = rule_book().on(date(2020, 5, 1))

    assert "委员9人中法官代表4人，应当不少于5人（依据《中华人民共和国法官法》第48条）" in why(few)
    assert "10个席位，应当为单数" in why(even)
    assert count(sitting(committee(10), [GROSS] * 10), before).outcome is Outcome.FOUND


# --- what cannot be ------------------------------------------------------------------------------------------------


def test_a_record_that_cannot_be_is_refused_with_all_its_faults():
    body = committee(9)
    moves = (
        Movement("W00", Move.LEFT, OPENED),
        Movement("W01", Move.ARRIVED, OPENED),
        Movement("W01", Move.LEFT, OPENED),
    )

    with pytest.raises(FaultyInput) as refused:
        count(sitting(body, [], movements=moves), RULES.with_values({"discipline.majority_share": "1/2"}))

    assert "不大于二分之一" in str(refused.value)
    assert "到离次序不符" in str(refused.value)
    assert "同一时刻" in str(refused.value)
    with pytest.raises(FaultyInput, match="不是在任委员"):
        count(sitting(body, [], movements=(Movement("X", Move.ARRIVED, OPENED),)), RULES)
    with pytest.raises(FaultyInput, match="没有时区"):
        count(sitting(body, [], movements=(Movement("W00", Move.ARRIVED, datetime(2022, 5, 1)),)), RULES)


def test_a_committee_that_cannot_be_is_refused():
    with pytest.raises(FaultyInput) as refused:
        Committee(1, (Member("A", True), Member("A", True)), "B")

    assert all(text in str(refused.value) for text in ("“A”重复", "主任“B”不是委员", "多于席位1个"))


# --- properties ----------------------------------------------------------------------------------------------------

ballot_boxes = st.integers(3, 21).filter(lambda n: n % 2).flatmap(
    lambda n: st.tuples(st.just(n), st.lists(st.sampled_from(list(Ballot)), max_size=n))
)  # fmt: skip


def brute_force(seats: int, ballots) -> tuple[Outcome, set[Finding]]:
    """Counting on one's fingers: three times the ballots of a finding against twice the seats."""
    counts = Counter(ballot.finding for ballot in ballots)
    passed = {finding for finding in Finding if 3 * counts[finding] >= 2 * seats}
    return (Outcome.FOUND if passed else Outcome.NO_MAJORITY), passed


@given(ballot_boxes)
def test_counting_agrees_with_counting_by_hand_and_never_finds_two_things(box):
    seats, ballots = box

    counted = count(sitting(committee(seats), ballots), RULES)

    outcome, passed = brute_force(seats, ballots)
    assert len(passed) <= 1
    assert (counted.outcome, counted.finding) == (outcome, next(iter(passed), None))


@given(ballot_boxes.flatmap(lambda box: st.tuples(st.just(box[0]), st.just(box[1]), st.permutations(box[1]))))
def test_the_order_of_the_ballots_changes_nothing(box):
    seats, ballots, shuffled = box

    assert count(sitting(committee(seats), ballots), RULES) == count(
        sitting(committee(seats), shuffled), RULES
    )


@given(ballot_boxes, st.sampled_from([ballot for ballot in Ballot if ballot.finding]))
def test_one_more_ballot_for_a_finding_never_takes_it_away(box, ballot):
    seats, ballots = box
    if len(ballots) == seats:
        ballots = ballots[:-1]

    before = count(sitting(committee(seats), ballots), RULES).finding
    after = count(sitting(committee(seats), [*ballots, ballot]), RULES).finding

    assert before is None or after is before
    assert after in (before, ballot.finding)


shares = st.fractions(Fraction(8, 15), 1, max_denominator=30)


@given(ballot_boxes, shares, st.booleans(), st.booleans(), st.integers(0, 4))
def test_whatever_the_majority_and_the_base_no_two_findings_pass(
    box, share, without_recused, without_vacant, empty
):
    seats, ballots = box
    rules = RULES.with_values({
        "discipline.majority_share": str(share), "discipline.quorum_share": "1/100",
        "discipline.recused_leave_majority": without_recused, "discipline.vacant_leave_majority": without_vacant,
    })  # fmt: skip
    body = committee(seats, max(1, seats - empty))
    aside = [recusal(code) for code in body.codes[1:][: empty // 2]]
    may_vote = len(body.members) - len(aside)

    counted = count(sitting(body, ballots[:may_vote], recusals=aside), rules)

    passed = [
        kind for kind in Ballot if kind.finding and counted.numbers.ballots[kind] >= counted.numbers.majority
    ]
    assert len(passed) <= 1
    base = seats - (len(aside) if without_recused else 0) - (body.vacant if without_vacant else 0)
    assert counted.numbers.majority == max(1, -(-share.numerator * base // share.denominator))


@given(st.integers(1, 21), st.integers(0, 21), shares, shares)
def test_a_higher_share_never_asks_for_fewer(seats, recused, one, other):
    low, high = sorted((one, other))
    body = committee(seats)

    def needed(share: Fraction) -> int:
        return majority(
            body, min(recused, seats), RULES.with_values({"discipline.majority_share": str(share)})
        )

    assert needed(low) <= needed(high) <= seats


def test_where_all_stepped_aside_nothing_is_found_even_if_they_leave_the_base():
    off = RULES.with_values({
        "discipline.recused_leave_majority": True, "discipline.recused_leave_quorum": True,
    })  # fmt: skip
    body = committee(3)
    all_aside = [
        recusal(code, decider=Decider.FULL_COMMITTEE if code == "W00" else Decider.CHAIR)
        for code in body.codes
    ]

    counted = count(sitting(body, [], recusals=all_aside), off)

    assert (counted.outcome, counted.finding) == (Outcome.VOID, None)


def test_rules_before_there_was_a_committee_have_no_quorum():
    assert isinstance(RULES, Rules)
    assert "discipline.quorum_share" not in rule_book().on(date(2016, 7, 21))
