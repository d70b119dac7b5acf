import dataclasses
from collections import Counter
from datetime import date

import pytest

from console.sample.cast import Cast
from console.sample.script import Manner, Part, WrongAct
from rules.exemptions import NO_EXEMPTION
from rules.grading import Grade, diverges, grade, merge, score
from rules.parameters import rule_book
from rules.score_sheets import sheet_book
from state_machines.quality_review.grades import GRADES, LIABILITY_ITEMS

RULES = rule_book().on(date(2026, 4, 20))
REFS = [f"评查2026Q1-{number:04d}" for number in range(1, 101)]
LITIGATION, ENFORCEMENT = sheet_book().under(RULES, "civil"), sheet_book().under(RULES, "enforcement")
BY_POINTS = rule_book().on(date(2024, 4, 20))
OLD_LITIGATION, OLD_ENFORCEMENT = (sheet_book().under(BY_POINTS, kind) for kind in ("civil", "enforcement"))


@pytest.fixture(scope="module")
def cast():
    return Cast("2026-04-20 09:30", REFS)


def the_only(cast, part):
    (ref,) = (ref for ref, played in cast.parts.items() if played is part)
    return ref


def with_wrong_act(cast, act):
    (ref,) = (ref for ref in REFS if act in cast.wrong_acts(ref))
    return ref


def test_what_is_asked_again_is_answered_again_whatever_was_asked_between(cast):
    other = Cast("2026-04-20 09:30", list(reversed(REFS)))
    asked = [(ref, cast.answer(ref, Grade.FLAWED, 5), cast.card(ref, "J751-民一-07", 10)) for ref in REFS]

    again = [
        (ref, other.answer(ref, Grade.FLAWED, 5), other.card(ref, "J751-民一-07", 10))
        for ref in reversed(REFS)
    ]

    assert sorted(again, key=lambda each: each[0]) == asked
    assert (other.quality, other.parts) == (cast.quality, cast.parts)


def test_the_grades_of_a_hundred_files_are_mixed_as_planned(cast):
    assert Counter(cast.quality.values()) == {
        Grade.EXCELLENT: 18,
        Grade.QUALIFIED: 60,
        Grade.FLAWED: 17,
        Grade.UNQUALIFIED: 5,
    }


@pytest.mark.parametrize(
    ("sheet", "rules"),
    [(LITIGATION, RULES), (ENFORCEMENT, RULES), (OLD_LITIGATION, BY_POINTS), (OLD_ENFORCEMENT, BY_POINTS)],
    ids=lambda each: getattr(each, "key", each),
)
def test_two_readers_come_to_the_grade_of_the_file_except_where_they_are_to_diverge(cast, sheet, rules):
    for ref in REFS:
        one, two, third = (
            score(
                sheet,
                cast.findings(ref, reader, sheet, rules, place=place),
                rules,
                nominated=bool(cast.nomination(ref, place=place)),
            )
            for place, reader in enumerate(("J750-民一-07", "J751-民一-06", "J763-民一-06"))
        )
        divergent = cast.parts.get(ref) is Part.DIVERGENT

        assert (diverges(one, two, rules) is not None) is divergent
        merged = merge([one, two, third] if divergent else [one, two], rules)
        assert grade(merged, rules).grade is cast.quality[ref]


def test_eight_in_a_hundred_diverge_and_two_readers_are_not_copies(cast):
    readings = [
        [
            cast.findings(ref, reader, OLD_LITIGATION, BY_POINTS, place=place)
            for place, reader in enumerate("AB")
        ]
        for ref in REFS
    ]

    assert Counter(cast.parts.values())[Part.DIVERGENT] == 8
    assert sum(one != two for one, two in readings) > 30


def test_a_suspected_clue_is_found_on_the_sheet_and_handed_over_under_article_46(cast):
    ref = the_only(cast, Part.CLUE_HANDED_OVER)

    found = score(LITIGATION, cast.findings(ref, "A", LITIGATION, RULES, place=0), RULES)

    assert [item.code for item in found.clues] == ["U8"]
    assert cast.opinion(ref, Grade.UNQUALIFIED).clue
    assert cast.clue(ref).transfer["item"] in LIABILITY_ITEMS


def test_another_clue_is_dismissed_with_reasons_and_no_other_case_has_one(cast):
    ref = the_only(cast, Part.CLUE_DISMISSED)

    assert cast.clue(ref).transfer is None
    assert cast.clue(ref).dismissed
    assert sum(cast.clue(each) is not None for each in REFS) == 2


def test_one_file_is_withheld_and_the_others_come_some_of_them_late_with_a_reason(cast):
    handed_in = {ref: cast.file_handed_in(ref, 5) for ref in REFS}

    assert [ref for ref, file in handed_in.items() if file is None] == [the_only(cast, Part.WITHHELD)]
    files = [file for file in handed_in.values() if file]
    assert all((file.after <= 5) == (not file.late_reason and not file.more_time) for file in files)
    assert any(file.late_reason for file in files)
    assert sum(not file.complete for file in files) == 2
    assert all(file.after < 5 for file in files if not file.complete)
    assert all(file.after <= 5 + file.extra for file in files if file.more_time)


def test_two_readers_step_aside_and_a_third_says_so_on_the_card(cast):
    recusals = [recusal for ref in REFS if (recusal := cast.recusal(ref))]

    assert sorted(recusal.on_card for recusal in recusals) == [False, False, True]
    assert all(recusal.reasons for recusal in recusals)


def test_most_judges_agree_or_keep_silent_and_objections_have_reasons(cast):
    answers = [cast.answer(ref, cast.quality[ref], 5) for ref in REFS]
    manners = Counter(answer.manner for answer in answers)

    assert 60 <= manners[Manner.AGREES] + manners[Manner.SILENT] <= 85
    assert all(bool(answer.objection) is (answer.manner is Manner.OBJECTS) for answer in answers)
    assert all(answer.after < 5 for answer in answers if answer.manner is not Manner.SILENT)


def test_nobody_objects_to_an_excellent_grade(cast):
    tried = [with_wrong_act(cast, act) for act in (WrongAct.WORSE_FOR_OBJECTING, WrongAct.POINT_UNANSWERED)]

    assert not any(
        cast.answer(ref, Grade.EXCELLENT, 5).manner is Manner.OBJECTS for ref in REFS if ref not in tried
    )


@pytest.mark.parametrize("before", list(Grade))
def test_a_grade_never_falls_because_of_an_objection(cast, before):
    opinions = [cast.second_opinion(ref, before, 2, 10) for ref in REFS]

    assert all(GRADES.index(opinion.grade.value) <= GRADES.index(before.value) for opinion in opinions)
    assert all(opinion.upheld is (opinion.grade is not before) for opinion in opinions)
    assert all([answer["point"] for answer in opinion.answer] == [1, 2] for opinion in opinions)
    assert all(any(answer["adopted"] for answer in opinion.answer) is opinion.upheld for opinion in opinions)
    assert any(opinion.upheld for opinion in opinions) is (before is not Grade.EXCELLENT)


def test_some_objections_are_heard_and_an_absent_judge_has_written(cast):
    heard = [hearing for ref in REFS if (hearing := cast.hearing(ref))]

    assert 20 < len(heard) < 60
    assert all(hearing.record["judge_present"] or hearing.record["judge_in_writing"] for hearing in heard)


def test_a_committee_always_has_a_quorum_and_the_withheld_file_is_unqualified(cast):
    decision = cast.decision(the_only(cast, Part.WITHHELD), None, 11)

    assert decision.grade is Grade.UNQUALIFIED
    assert decision.judge_statement
    assert all(11 >= cast.attendance(ref, 11)["present"] > 5 for ref in REFS)


def test_unqualified_comes_with_the_discussion_and_the_panel(cast):
    opinion = cast.opinion(REFS[0], Grade.UNQUALIFIED)

    assert opinion.discussed
    assert opinion.panel_heard


def test_a_rectification_sent_back_is_reported_twice(cast):
    mendings = [cast.mending(ref, 15) for ref in REFS]

    assert sum(bool(mending.sent_back) for mending in mendings) == 2
    assert all(len(mending.measures) == (2 if mending.sent_back else 1) for mending in mendings)
    assert all((mending.after > 15) is bool(mending.late_reason) for mending in mendings)


def test_every_wrong_act_is_tried_once_where_it_can_be(cast):
    tried = Counter(act for ref in REFS for act in cast.wrong_acts(ref))
    late = with_wrong_act(cast, WrongAct.LATE_OBJECTION)

    # An incomplete file is handed in where the case plays that part; what depends on the grade or on a reversal is
    # tried on the first such case.
    where_it_comes = {WrongAct.FILE_INCOMPLETE, WrongAct.REVERSAL_UNEXPLAINED, WrongAct.UNTOLD_INSPECTION}
    assert tried == dict.fromkeys(set(WrongAct) - where_it_comes, 1)
    assert cast.answer(late, Grade.QUALIFIED, 5).manner is Manner.SILENT
    objecting = with_wrong_act(cast, WrongAct.WORSE_FOR_OBJECTING)
    assert cast.answer(objecting, Grade.QUALIFIED, 5).manner is Manner.OBJECTS
    assert cast.quality[with_wrong_act(cast, WrongAct.UNQUALIFIED_UNDISCUSSED)] is Grade.UNQUALIFIED


def test_a_play_of_three_cases_has_a_cast_too():
    small = Cast("s", REFS[:3])

    assert set(small.quality) == set(REFS[:3])
    assert all(small.findings(ref, "A", OLD_LITIGATION, BY_POINTS, place=0) for ref in REFS[:3])


def test_only_an_excellent_file_is_nominated_and_a_reversal_without_a_finding_is_nobodys_fault(cast):
    on = date(2026, 10, 20)
    nominated = {ref for ref in REFS if cast.nomination(ref, place=0)}

    assert nominated == {ref for ref, grade in cast.quality.items() if grade is Grade.EXCELLENT}
    assert all(cast.reversal(ref, [], on).answer != NO_EXEMPTION for ref in REFS)
    assert any(cast.reversal(ref, ["U5"], on).answer == NO_EXEMPTION for ref in REFS)


def test_divisions_think_more_of_their_cases_than_the_review_does(cast):
    own = [cast.self_grade(ref) for ref in REFS]

    assert 70 < sum(grade is not None for grade in own) < 95
    assert own.count(Grade.EXCELLENT) > list(cast.quality.values()).count(Grade.EXCELLENT)


def test_whatever_anybody_says_is_marked_as_a_sample(cast):
    said = []
    for ref in REFS:
        said += [
            finding.description for finding in cast.findings(ref, "A", OLD_LITIGATION, BY_POINTS, place=0)
        ]
        said += [
            text
            for text in (cast.nomination(ref, place=0), cast.reversal(ref, [], RULES.day).reasons)
            if text
        ]
        values = [
            cast.file_handed_in(ref, 5),
            cast.recusal(ref),
            cast.card(ref, "A", 10),
            cast.opinion(ref, cast.quality[ref]),
            cast.answer(ref, Grade.FLAWED, 5),
            cast.analysis(ref, 10),
            cast.hearing(ref),
            cast.second_opinion(ref, Grade.FLAWED, 2, 10),
            cast.decision(ref, Grade.FLAWED, 11),
            cast.dispute(ref, always=True),
            cast.mending(ref, 15),
            cast.clue(ref),
        ]
        said += [text for value in values if value for text in texts(dataclasses.asdict(value))]

    assert len(said) > 1_000
    assert [text for text in said if not text.startswith("示例")] == []


def texts(value):
    """Every text of some length in a nested value; codes are shorter or are no plain text."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in texts(part)]
    return [value] if type(value) is str and value and value not in LIABILITY_ITEMS else []
