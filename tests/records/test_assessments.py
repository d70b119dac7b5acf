"""The assessment in the chain, on both databases: fed by reference, handed on when final, found and put right when its ground falls."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from flows import assessments, leads, quota_exits, undoing
from flows.assessments import Stated
from flows.chain_graph import chain_of
from flows.due import morning
from flows.exits_on_assessment import from_assessment
from flows.handovers import Watch, look
from records.proceedings import find
from records.store import Store
from rules.assessment import AssessmentResult
from rules.courts import CourtLevel
from rules.errors import Refused
from rules.roles import Actor, Role
from state_machines.annual_assessment.openings import AssessmentOpening
from state_machines.annual_assessment.terms import Post
from state_machines.quota_exit.openings import ExitOpening
from tests.records.test_chain_checks import put, wrong
from tests.records.test_handovers import found, matter, to_no_violation, unqualified
from tests.records.test_leads import (
    BY_HAND,
    COURT,
    DAY,
    INSPECTOR,
    VOTE,
    bring_to_the_committee,
    complaint,
    do,
)

PERSONNEL = Actor("G1", Role.PERSONNEL, court=COURT)
SITTING = {"members": ["P0", "A1", "A2", "A3", "A4"], "present": ["P0", "A1", "A2"], "president_chairs": True}
NOTHING = Stated()
TWICE = Stated(previous=AssessmentResult.BASICALLY_COMPETENT, previous_document="考字1号")


def assessed(
    desk, office, *, stated=NOTHING, result="incompetent", year=2026, judge="J1", post=Post.JUDGE
) -> str:
    """An assessment of that year, taken to the proposal and served: what is on file, the committee's grade."""
    opening = AssessmentOpening(judge=judge, year=year, court=COURT, level=CourtLevel.INTERMEDIATE, post=post)
    ref = assessments.open_assessment(office, opening, by=PERSONNEL, now=desk.now)
    do(desk, ref, "sum_up", Role.JUDGE_CONCERNED, by=judge, summary="本年度情况")
    assessments.take_material(office, ref, stated, by=PERSONNEL, now=desk.now)
    do(desk, ref, "advise", Role.DIVISION_CHIEF, superior_advice={"result": "competent", "why": "总体称职"})
    do(desk, ref, "propose", Role.ASSESSMENT_COMMITTEE, sitting=SITTING, proposed_result=result, assessment_reasons="质量未达标准", rests_on=["standard"])  # fmt: skip
    do(desk, ref, "confirm", Role.PRESIDENT)
    today = desk.now.date().isoformat()
    do(desk, ref, "notify", Role.PERSONNEL, service=BY_HAND | {"on": today}, remedies_told=True)
    return ref


def final(desk, office, **facts) -> str:
    ref = assessed(desk, office, **facts)
    do(desk, ref, "accept", Role.JUDGE_CONCERNED, by=str(facts.get("judge", "J1")))
    return ref


def negligent(desk, office) -> str:
    """A lead on which the committee found ordinary negligence, final."""
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    bring_to_the_committee(desk, ref)
    vote = VOTE | {"ballots": {"ordinary_negligence": 8}}
    do(desk, ref, "form_opinion", Role.DISCIPLINE_COMMITTEE, vote=vote, opinion_text="存在一般过失")
    today = desk.now.date().isoformat()
    do(desk, ref, "serve_court", Role.DISCIPLINE_OFFICE, service_court=BY_HAND | {"on": today})
    do(desk, ref, "serve_judge", Role.DISCIPLINE_OFFICE, service=BY_HAND | {"on": today})
    desk.now += 15 * DAY
    morning(office, desk.now)
    return ref


def test_a_flaw_of_a_review_goes_to_the_assessment_and_is_no_lead(desk, office):
    desk.bring("评1", "rectifying")

    done = look(office, desk.now, Watch())

    assert done.opened == ["移送-评1-评查考核"]
    offered = found(desk, "移送-评1-评查考核")
    assert (offered.facts["receiver"], offered.facts["judge"]) == ("personnel", "J1")
    assert offered.facts["carried"]["grade"] == "flawed"


def test_ordinary_negligence_and_flaws_are_taken_over_by_the_assessment_that_takes_them_in(desk, office):
    desk.bring("评1", "rectifying")
    lead = negligent(desk, office)
    look(office, desk.now, watch := Watch())
    opening = AssessmentOpening(judge="J1", year=2026, court=COURT, level=CourtLevel.INTERMEDIATE)
    ref = assessments.open_assessment(office, opening, by=PERSONNEL, now=desk.now)
    do(desk, ref, "sum_up", Role.JUDGE_CONCERNED, by="J1", summary="本年度情况")

    taken = assessments.take_material(office, ref, Stated(), by=PERSONNEL, now=desk.now)
    done = look(office, desk.now, watch)

    assert [(each["kind"], each["ref"], each["value"]) for each in taken.material] == [
        ("negligence", lead, "ordinary_negligence"),
        ("review", "评1", "flawed"),
    ]
    assert taken.material[1]["digest"] == found(desk, "评1").head
    assert set(done.accepted) == {"移送-评1-评查考核", f"移送-{lead}-考核"}
    assert found(desk, "移送-评1-评查考核").facts["opened"] == ref
    assert taken.caseload is None  # No list of the court is on the register: nothing is made up.


def test_a_year_has_one_assessment_and_another_judges_matters_are_not_in_it(desk, office):
    desk.bring("评1", "rectifying")
    ref = assessed(desk, office, judge="J7")

    opening = AssessmentOpening(judge="J7", year=2026, court=COURT, level=CourtLevel.INTERMEDIATE)
    with pytest.raises(Refused) as refused:
        assessments.open_assessment(office, opening, by=PERSONNEL, now=desk.now)

    assert "material" not in found(desk, ref).facts or found(desk, ref).facts["material"] == []
    assert f"J7{2026}年度已有考核{ref}" in str(refused.value.reason)
    assert refused.value.authority.code == "local_assessment.参加考核"


def test_incompetent_goes_to_exit_and_demotion_once_it_is_final_and_not_before(desk, office):
    ref = assessed(desk, office)
    watch = Watch()

    before = look(office, desk.now, watch)
    do(desk, ref, "accept", Role.JUDGE_CONCERNED, by="J1")
    after = look(office, desk.now, watch)

    assert before.opened == []
    assert set(after.opened) == {f"移送-{ref}-考核退额", f"移送-{ref}-降职"}
    assert found(desk, f"移送-{ref}-降职").facts["receiver"] == "party_group"


def test_two_years_of_incompetent_are_told_for_dismissal_from_service(desk, office):
    stated = Stated(previous=AssessmentResult.INCOMPETENT, previous_document="考字1号")

    ref = final(desk, office, stated=stated)

    assert f"移送-{ref}-辞退" in look(office, desk.now, Watch()).opened


def test_basically_competent_leads_out_the_second_year_only(desk, office):
    once = final(desk, office, result="basically_competent")
    twice = final(desk, office, result="basically_competent", judge="J7", stated=TWICE)

    done = look(office, desk.now, Watch())

    assert done.opened == [f"移送-{twice}-考核退额"]
    with pytest.raises(Refused) as refused:
        from_assessment(office, once)
    assert "不导致退出员额" in str(refused.value.reason)
    assert refused.value.authority.code == "judge_assessment_2021.退出员额"


def test_the_year_before_is_read_from_its_own_assessment(desk, office):
    before = final(desk, office, result="basically_competent", year=2025)
    ref = final(desk, office, result="basically_competent", year=2026)

    previous = found(desk, ref).facts["previous"]

    assert (previous["year"], previous["ref"]) == (2025, before)
    assert "exit" in found(desk, ref).facts["assessment_effects"]


def an_exit_on(office, desk, ref: str):
    """The exit the desk would register on that assessment."""
    said = from_assessment(office, ref)
    opening = ExitOpening(
        judge=said.judge, court=said.court, ground=quota_exits.ground_named(office, said.ground, desk.now), level=CourtLevel(said.level),
        in_quota_since=date(2017, 6, 1), leader=said.leader, source={"ref": ref, "on": said.on.isoformat()}, assessments=said.assessments, caseload=said.caseload,
    )  # fmt: skip
    return quota_exits.open_exit(office, opening, by=PERSONNEL, now=desk.now).ref


def test_an_exit_takes_ground_proof_and_day_from_the_final_result_and_answers_the_handover(desk, office):
    ref = assessed(desk, office)
    with pytest.raises(Refused, match="尚未确定"):
        from_assessment(office, ref)
    do(desk, ref, "accept", Role.JUDGE_CONCERNED, by="J1")
    watch = Watch()
    look(office, desk.now, watch)

    leaving = an_exit_on(office, desk, ref)
    done = look(office, desk.now, watch)
    do(desk, leaving, "propose", Role.PERSONNEL, reasons="年度考核不称职")

    assert done.accepted == [f"移送-{ref}-考核退额"]
    on_file = found(desk, leaving)
    assert (on_file.state, on_file.facts["ground"]) == ("verifying", "assessed_incompetent")
    assert on_file.facts["assessments"] == [{"year": 2026, "result": "incompetent", "told_on": desk.now.date().isoformat()}]  # fmt: skip
    assert on_file.facts["source"]["digest"] == found(desk, ref).head


def test_a_leaders_caseload_is_the_ground_where_it_is_below_the_minimum(desk, office):
    few = Stated(closed=9, closed_document="审管字3号")

    ref = final(desk, office, stated=few, post=Post.CHIEF)
    leaving = an_exit_on(office, desk, ref)
    do(desk, leaving, "propose", Role.PERSONNEL, reasons="院庭长办案不足")

    assert found(desk, leaving).facts["ground"] == "leader_below_minimum"
    assert found(desk, leaving).facts["caseload"] == {"year": 2026, "closed": 9, "least": 10, "document": "审管字3号"}  # fmt: skip


def better_grade(desk) -> None:
    """The review committee finds the application upheld: the flaw was none."""
    desk.do("评1", "apply_again", Role.JUDGE, {"application": ["笔录无误"]})
    answer = {"application_upheld": True, "grade": "qualified", "application_answer": "笔录无误，改为合格"}
    desk.do("评1", "decide_again", Role.REVIEW_COMMITTEE, answer)


def correct(desk, ref: str, source: str, *, why: str, after: str) -> None:
    said = {"for": why, "ref": source, "why": "依据已变更"}
    do(desk, ref, "correct", Role.PRESIDENT, assessment_corrections=said, result_after=after, assessment_reasons="依据已变更", restored="补发奖金，计入年限")  # fmt: skip
    today = desk.now.date().isoformat()
    do(desk, ref, "serve_correction", Role.PERSONNEL, result_service=BY_HAND | {"on": today})


def test_a_grade_of_a_review_put_right_is_found_and_the_assessment_is_put_right_by_a_step(desk, office):
    desk.bring("评1", "rectifying")
    ref = final(desk, office, result="incompetent")
    watch = Watch()
    look(office, desk.now, watch)
    assert wrong(desk, office, PERSONNEL) == {}
    better_grade(desk)

    assert wrong(desk, office, PERSONNEL) == {"ground_gone": [f"{ref}（评1）"]}
    report = undoing.report(office, "评1")
    assert (report.accused, report.heard, report.missing) == (False, (), ()), "nobody was accused by a review"
    (told,) = [each for each in report.left if each.ref == ref]
    assert [step.trigger.value for step in told.steps] == ["correct"]
    assert "不享受绩效考核奖金" in str(told.what)
    assert "不计入等级晋升年限" in str(told.what)

    correct(desk, ref, "评1", why="regraded", after="competent")
    done = look(office, desk.now, watch)

    assert wrong(desk, office, PERSONNEL) == {}
    (item,) = [each for each in undoing.report(office, "评1").items if each.ref == ref]
    assert item.done is not None
    assert item.done.act.value == "correct"
    assert set(done.withdrawn) == {f"移送-{ref}-考核退额", f"移送-{ref}-降职"}
    assert any(opened.startswith(f"移送-{ref}-考核恢复") for opened in done.opened)
    assert found(desk, ref).facts["assessment_effects"] == ["pay_step"]


def test_an_exit_on_a_result_that_was_put_right_is_found(desk, office):
    desk.bring("评1", "rectifying")
    ref = final(desk, office, result="incompetent")
    look(office, desk.now, watch := Watch())
    leaving = an_exit_on(office, desk, ref)
    look(office, desk.now, watch)
    better_grade(desk)

    correct(desk, ref, "评1", why="regraded", after="competent")

    assert wrong(desk, office, PERSONNEL) == {"ground_gone": [f"移送-{ref}-考核退额"]}
    drop = [each for each in undoing.report(office, "评1").left if each.ref == leaving]
    assert [step.trigger.value for each in drop for step in each.steps] == ["drop"]


def test_a_lead_ended_without_violation_is_nothing_an_assessment_rests_on(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    to_no_violation(desk, office, ref)
    unqualified(desk, "评1")

    assessment = final(desk, office)

    assert [each["ref"] for each in found(desk, assessment).facts["material"]] == ["评1"]
    lines = chain_of(office, "J1").lines
    assert ("评1", assessment) in lines
    assert (ref, assessment) not in lines


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        (PERSONNEL, True),
        (Actor("J1", Role.JUDGE_CONCERNED), True),
        (Actor("J2", Role.JUDGE_CONCERNED), False),
        (Actor("J1", Role.ASSESSMENT_COMMITTEE), False),
        (Actor("R1", Role.REVIEWER), False),
        (Actor("D1", Role.DUTY_PROTECTION), False),
    ],
)
def test_an_assessment_is_known_to_who_acts_in_it_and_to_its_judge(desk, office, reader, sees):
    ref = assessed(desk, office)
    store: Store = office.store.as_seen_by(reader)

    with store.read() as session:
        if sees:
            assert find(session, ref).ref == ref
        else:
            with pytest.raises(Exception, match=ref):
                find(session, ref)


def sanctioned(desk) -> str:
    """A decision of that year in execution: a warning."""
    ref = matter(desk, "惩戒决定2026-0001")
    put(desk, ref, sanction='"warning"', decided_on='"2026-03-02"')
    with desk.store.begin() as session:
        session.connection().execute(text("UPDATE proceeding SET state = 'execution' WHERE ref = :ref"), {"ref": ref})  # fmt: skip
    return ref


def test_a_sanction_put_right_takes_the_assessment_that_rested_on_it_along(desk, office):
    source = sanctioned(desk)
    ref = final(desk, office)
    look(office, desk.now, watch := Watch())
    assert [each["ref"] for each in found(desk, ref).facts["material"]] == [source]
    assert wrong(desk, office, PERSONNEL) == {}

    do(desk, source, "correct_wrong", Role.PARTY_GROUP, correction="revoked", reasons="认定事实有误")

    assert wrong(desk, office, PERSONNEL)["ground_gone"] == [f"{ref}（{source}）"]
    (told,) = [each for each in undoing.report(office, source).left if each.ref == ref]
    assert [str(each).split(" --role")[0] for each in told.commands] == [
        f"zelian proceeding act {ref} 更正考核结果"
    ]
    correct(desk, ref, source, why="revoked", after="competent")
    done = look(office, desk.now, watch)
    (item,) = [each for each in undoing.report(office, source).items if each.ref == ref]
    assert item.done is not None
    assert wrong(desk, office, PERSONNEL) == {}
    assert set(done.withdrawn) >= {f"移送-{ref}-考核退额", f"移送-{ref}-降职"}
