"""Matters of protection on both databases: opened by who may, alarms raised once, reports counted, and who finds what."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from flows import interference_reports, leads, protection, reporters
from flows.judge_rights import judges_view
from flows.protection import Watch
from flows.routing import routes_of
from notifiers.routes import Post, Register
from records import history
from records.ledger import LedgerEntry
from records.notices import Notice
from records.proceedings import find
from records.verification import verify
from rules.errors import FaultyInput, NotFound, Refused
from rules.law import cite
from rules.notices import NoticeContent
from rules.report_periods import Period
from rules.retaliation import AdverseAct
from rules.roles import Actor, Role
from state_machines.protection.openings import OPENINGS, ProtectionKind
from state_machines.report_clarification.terms import HANDLING
from tests.records.test_leads import COURT, INSPECTOR, ORGANISER, complaint, do, letters

DAY = timedelta(days=1)
KEEPER = Actor("A1", Role.TRIAL_MANAGEMENT, court=COURT)
WHERE = {"court": COURT, "organiser": ORGANISER}
MET: dict[str, Any] = {
    "interferer": {"code": "X9", "unit": "甲局"}, "interferer_kind": "official", "way": "spoken", "content": "要求从轻处理",
    "observed_on": "2026-03-02", "affected": False,
}  # fmt: skip
CLEARING: dict[str, Any] = {
    **WHERE, "judge": "J1", "start": "office", "accusation": ["收受礼品", "泄露合议"], "source_ref": "信访2026-15",
    "audience": [{"code": "U1"}],
}  # fmt: skip
FOUND = [{"point": number, "finding": "untrue", "basis": "监控录像"} for number in (1, 2)]
PETITION: dict[str, Any] = {
    **WHERE, "judge": "J1", "petitioner": "J1", "relation": "self", "content": "被调离审判岗位", "respondent": ["L1"],
}  # fmt: skip
SAFETY: dict[str, Any] = {
    **WHERE,
    "judge": "J1",
    "threat": "被跟踪",
    "threat_from": ["X9"],
    "home": "某路某号",
}


def opened(office, kind: ProtectionKind, given: dict[str, Any], role: Role, by: str, now, **more: Any) -> str:
    return protection.open_matter(office, kind, given, by=Actor(by, role, court=COURT), now=now, **more).ref


def recorded(desk, office, recorder: str = "J1", **changed: Any) -> str:
    """A record of interference by that recorder, made now."""
    given = {**WHERE, "recorder": recorder, "observed_on": "2026-03-02"}
    ref = opened(office, ProtectionKind.INTERFERENCE, given, Role.RECORDER, recorder, desk.now)
    do(desk, ref, "record", Role.RECORDER, recorder, **(MET | changed))
    return ref


def under_inquiry(desk, office, judge: str) -> str:
    """A matter of discipline in which the inquiry against a judge has begun."""
    ref = leads.register(office, complaint(judge=judge, bench=(judge,)), by=INSPECTOR, now=desk.now).ref
    do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, ref, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    do(desk, ref, "start_inquiry", Role.PRESIDENT)
    do(desk, ref, "appoint_inquirers", Role.INSPECTION, inquirers=["D3", "D4"])
    return ref


# --- opening --------------------------------------------------------------------------------------------------------


def test_a_matter_opens_with_what_was_said_and_is_numbered_within_its_kind_and_year(desk, office):
    refs = [
        opened(office, ProtectionKind.CLEARING, CLEARING, Role.INSPECTION, "D9", desk.now) for _ in range(2)
    ]

    assert refs == ["澄清2026-0001", "澄清2026-0002"]
    with desk.store.read() as session:
        assert find(session, refs[0]).facts == CLEARING | {"verifier": "inspection"}
        assert [entry.trigger for entry in history.history(session, refs[0])] == ["open"]


def test_of_the_departments_that_verify_only_the_one_that_has_the_clearing_hears_of_it(desk, office):
    ref = opened(office, ProtectionKind.CLEARING, CLEARING, Role.INSPECTION, "D9", desk.now)
    do(desk, ref, "find_untrue", Role.INSPECTION, findings=FOUND)
    do(desk, ref, "state_view", Role.JUDGE_CONCERNED, "J1", view="请澄清", public_form=False)
    accuser = {"fabricated": True, "intent": True, "official": True, "basis": "笔录"}
    others = (Role.INTERNAL_DISCIPLINE, Role.SUPERVISION_COMMISSION)
    before = [each for role in others for each in letters(desk, role)]

    do(desk, ref, "refer_accuser", Role.INSPECTION, accuser=accuser)

    assert before == []
    assert next(each.act for each in letters(desk, Role.INSPECTION)).to("zh") == "待认定"
    assert len(letters(desk, Role.SUPERVISION_COMMISSION)) == 1, (
        "a false accuser is referred to it all the same"
    )
    assert letters(desk, Role.INTERNAL_DISCIPLINE) == []


def test_a_clearing_the_judge_asks_for_is_told_to_each_department_until_one_has_verified(desk, office):
    asked = CLEARING | {"start": "application", "application": "请求澄清"}
    ref = opened(office, ProtectionKind.CLEARING, asked, Role.JUDGE_CONCERNED, "J1", desk.now)
    heard = {role: len(letters(desk, role)) for role in HANDLING}

    do(desk, ref, "find_untrue", Role.INTERNAL_DISCIPLINE, findings=FOUND)
    do(desk, ref, "state_view", Role.JUDGE_CONCERNED, "J1", view="请澄清", public_form=False)

    assert set(heard.values()) == {1}
    assert {role: len(letters(desk, role)) - heard[role] for role in HANDLING} == {
        Role.INSPECTION: 0, Role.INTERNAL_DISCIPLINE: 1, Role.SUPERVISION_COMMISSION: 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "given", "role", "by", "reason", "authority"),
    [
        (ProtectionKind.CLEARING, CLEARING, Role.JUDGE_CONCERNED, "J2", "只能是J1本人", "local_protection.申请人"),
        (ProtectionKind.CLEARING, CLEARING | {"start": "application"}, Role.JUDGE_CONCERNED, "J1", "书面写明理由", "clearing_elsewhere.启动"),
        (ProtectionKind.CLEARING, CLEARING, Role.REVIEWER, "R1", "评查员无权办理", "clearing_elsewhere.启动"),
        (ProtectionKind.CLEARING, CLEARING | {"accusation": []}, Role.INSPECTION, "D9", "须写明：被检举的问题", "clearing_elsewhere.启动"),
        (ProtectionKind.CLEARING, CLEARING, Role.INSPECTION, "J1", "不得以督察部门的身份办理", "local_protection.本案人员"),
        (ProtectionKind.INTERFERENCE, {**WHERE, "recorder": "J1", "observed_on": "2026-03-02"}, Role.RECORDER, "J2", "只能是J1本人", "local_protection.申请人"),
        (ProtectionKind.INTERFERENCE, {**WHERE, "recorder": "J1", "observed_on": "2026-12-31"}, Role.RECORDER, "J1", "尚未到来", "interference_courts_2015.记录"),
        (ProtectionKind.PETITION, PETITION | {"dead": True, "relation": "colleague", "petitioner": "J5"}, Role.PETITIONER, "J5", "由近亲属提出", "civil_code.994"),
    ],
)  # fmt: skip
def test_what_may_not_be_opened_is_refused_with_its_authority_and_nothing_is_written(
    desk, office, kind, given, role, by, reason, authority
):
    with pytest.raises(Refused) as refused:
        opened(office, kind, given, role, by, desk.now)

    assert reason in str(refused.value.reason)
    assert refused.value.authority == cite(authority)
    with desk.store.read() as session:
        query = select(func.count()).select_from(LedgerEntry)
        assert (
            session.execute(query.where(col(LedgerEntry.chain).startswith(OPENINGS[kind].range))).scalar_one()
            == 0
        )


def test_who_reported_is_kept_apart_and_stands_in_no_entry_and_no_letter(desk, office):
    ref = opened(office, ProtectionKind.CLEARING, CLEARING, Role.INSPECTION, "D9", desk.now, reporter="P77")

    request = reporters.ask(office, ref, by=INSPECTOR, now=desk.now, reason="核对")
    with pytest.raises(Refused):
        reporters.ask(office, ref, by=Actor("J1", Role.JUDGE_CONCERNED), now=desk.now, reason="想知道")

    assert request.number == 1
    with desk.store.read() as session:
        texts = [*session.execute(select(col(LedgerEntry.record))).scalars()]
        texts += [
            json.dumps(each, ensure_ascii=False)
            for each in session.execute(select(col(Notice.content))).scalars()
        ]
    assert not [text for text in texts if "P77" in text]


def test_only_a_clearing_has_somebody_who_reported(desk, office):
    with pytest.raises(FaultyInput, match="只有澄清事项登记反映人"):
        opened(office, ProtectionKind.SAFETY, SAFETY, Role.JUDGE_CONCERNED, "J1", desk.now, reporter="P77")


# --- who finds what -------------------------------------------------------------------------------------------------


def found_by(desk, ref: str, code: str, role: Role) -> bool:
    with desk.store.as_seen_by(Actor(code, role)).read() as session:
        notices = session.execute(
            select(func.count()).select_from(Notice).where(col(Notice.proceeding) == ref)
        ).scalar_one()
        entries = session.execute(
            select(func.count()).select_from(LedgerEntry).where(col(LedgerEntry.chain) == ref)
        ).scalar_one()
        try:
            find(session, ref)
        except NotFound:
            assert (notices, entries) == (0, 0)
            return False
        assert min(notices, entries) > 0
        return True


def test_the_person_recorded_about_never_finds_the_record_in_whatever_office(desk, office):
    ref = recorded(desk, office)

    assert not [role for role in Role if found_by(desk, ref, "X9", role)]
    assert found_by(desk, ref, "J1", Role.RECORDER)
    assert not found_by(desk, ref, "J2", Role.RECORDER)
    assert not found_by(desk, ref, "J1", Role.INSPECTION)
    assert found_by(desk, ref, "A1", Role.TRIAL_MANAGEMENT)
    assert not found_by(desk, ref, "J2", Role.JUDGE)


def test_the_person_recorded_about_gets_no_letter_even_as_the_office_that_is_told(desk, office):
    ref = recorded(desk, office)
    posts = [
        Post(person=code, role=Role.TRIAL_MANAGEMENT, court=COURT, division="", since=date(2020, 1, 1))
        for code in ("X9", "A1")
    ]

    with desk.store.read() as session:
        row = session.execute(select(Notice).where(col(Notice.proceeding) == ref)).scalars().first()
    content = replace(
        NoticeContent.from_json(row.content),
        audience=Role.TRIAL_MANAGEMENT,
        court=COURT,
        division="",
        person="",
    )

    told = routes_of(office, Register(posts), content, desk.now).messages

    assert [each.person for each in told] == ["A1"]


@pytest.mark.parametrize(
    ("kind", "given", "sees", "sees_not"),
    [
        (ProtectionKind.CLEARING, CLEARING, [("J1", Role.JUDGE_CONCERNED), ("D9", Role.INSPECTION), ("K1", Role.DUTY_PROTECTION)],
         [("J2", Role.JUDGE_CONCERNED), ("J1", Role.INSPECTION), ("J1", Role.JUDGE), ("T1", Role.DIVISION_CHIEF)]),
        (ProtectionKind.SAFETY, SAFETY, [("J1", Role.JUDGE_CONCERNED), ("G1", Role.COURT_POLICE), ("K1", Role.DUTY_PROTECTION)],
         [("X9", Role.COURT_POLICE), ("X9", Role.DUTY_PROTECTION), ("J2", Role.JUDGE_CONCERNED), ("A1", Role.TRIAL_MANAGEMENT)]),
        (ProtectionKind.PETITION, PETITION, [("J1", Role.PETITIONER), ("J1", Role.JUDGE_CONCERNED), ("K1", Role.DUTY_PROTECTION)],
         [("L1", Role.DUTY_PROTECTION), ("J2", Role.PETITIONER), ("Q1", Role.PARTY_GROUP), ("Q2", Role.PERSONNEL), ("H1", Role.HIGHER_COURT)]),
    ],
)  # fmt: skip
def test_a_matter_is_found_by_those_who_act_in_it_and_by_nobody_else(
    desk, office, kind, given, sees, sees_not
):
    opener = {ProtectionKind.CLEARING: (Role.INSPECTION, "D9")}.get(kind, (Role.JUDGE_CONCERNED, "J1"))
    ref = opened(office, kind, given, *opener, desk.now)

    assert [each for each in sees if not found_by(desk, ref, *each)] == []
    assert [each for each in sees_not if found_by(desk, ref, *each)] == []


def test_the_organ_learns_of_a_petition_when_it_is_supported_and_not_before(desk, office):
    ref = opened(
        office,
        ProtectionKind.PETITION,
        PETITION | {"requests": ["post"]},
        Role.JUDGE_CONCERNED,
        "J1",
        desk.now,
    )
    do(desk, ref, "accept", Role.DUTY_PROTECTION, function="lawful_standing", remedies_told=True)
    handling = {"act": "transfer", "item": "", "grounded": False, "by_procedure": True, "in_writing": True}
    do(desk, ref, "check", Role.DUTY_PROTECTION, handling=handling, found="无法定事由")
    before = found_by(desk, ref, "Q1", Role.PARTY_GROUP)

    do(desk, ref, "support", Role.DUTY_PROTECTION, proposal="撤销")

    assert (before, found_by(desk, ref, "Q1", Role.PARTY_GROUP)) == (False, True)


def test_the_judge_sees_what_may_be_done_and_what_stays_hidden(desk, office):
    ref = opened(office, ProtectionKind.CLEARING, CLEARING, Role.INSPECTION, "D9", desk.now)

    view = judges_view(office, ref, now=desk.now)

    assert {str(right.act) for right in view.rights} == {"补登知悉检举的人", "不再要求澄清"}
    assert "检举人是谁" in [str(each) for each in view.hidden]


# --- the retaliation alarm ------------------------------------------------------------------------------------------


def test_an_inquiry_against_a_recorder_opens_one_review_and_stops_nothing(desk, office):
    record = recorded(desk, office)
    desk.now += 30 * DAY
    matter = under_inquiry(desk, office, "J1")
    other = under_inquiry(desk, office, "J8")

    said = [str(each) for each in protection.go_on(office, desk.now, Watch())]
    again = list(protection.go_on(office, desk.now + DAY, Watch()))

    assert (said, again) == (["履职保护：依职权开启审查维权2026-0001"], [])
    with desk.store.read() as session:
        review = find(session, "维权2026-0001")
        assert find(session, matter).state == "inquiry"
        assert find(session, other).state == "inquiry"
    assert (review.facts["source_ref"], review.facts["origin"], review.facts["judge"]) == (
        matter,
        "retaliation",
        "J1",
    )
    assert review.facts["alarm"]["record"] == record
    assert "X9" not in json.dumps(review.facts, ensure_ascii=False)
    assert not found_by(desk, review.ref, "D3", Role.INSPECTION)


def test_a_round_after_which_nothing_was_entered_looks_for_no_alarm_and_the_next_entry_is_seen(desk, office):
    recorded(desk, office)
    desk.now += 30 * DAY
    watch = Watch()
    before = list(protection.go_on(office, desk.now, watch))
    at = watch.until

    with desk.store.begin():  # Whoever began a transaction of its own in here would be told so.
        idle = list(protection.go_on(office, desk.now, watch))
    under_inquiry(desk, office, "J1")
    said = [str(each) for each in protection.go_on(office, desk.now, watch)]

    assert (before, idle, said) == ([], [], ["履职保护：依职权开启审查维权2026-0001"])
    assert 0 < at < watch.until


def test_a_lead_alone_raises_no_alarm_nor_does_a_record_made_afterwards(desk, office):
    under_inquiry(desk, office, "J1")
    desk.now += DAY
    recorded(desk, office)
    leads.register(office, complaint(case_no="（2025）吉01民终9号"), by=INSPECTOR, now=desk.now + DAY)

    assert protection.alarms(office, desk.now + 2 * DAY) == []


@pytest.mark.parametrize(("on", "reviewed"), [("2026-03-02", False), ("2026-03-03", True), ("2028-03-02", True), ("2028-03-03", False)])  # fmt: skip
def test_an_act_is_watched_from_the_day_after_the_record_to_the_end_of_the_look_back(
    desk, office, on, reviewed
):
    recorded(desk, office)
    when = desk.now + 800 * DAY

    ref = protection.enter_adverse_act(
        office, "J1", AdverseAct.TRANSFER, date.fromisoformat(on), by=Actor("Q2", Role.PERSONNEL), now=when
    )

    assert (ref is not None) is reviewed
    with desk.store.read() as session:
        assert verify(session).entries > 0


def test_an_act_still_to_come_is_not_entered(desk, office):
    with pytest.raises(FaultyInput, match="尚未到来"):
        protection.enter_adverse_act(
            office, "J1", AdverseAct.REMOVAL, date(2030, 1, 1), by=Actor("Q2", Role.PERSONNEL), now=desk.now
        )


# --- periodic and zero reports --------------------------------------------------------------------------------------


def test_a_period_with_nothing_on_record_is_a_zero_report_and_is_filed_once(desk, office):
    quarter = Period.parse("2025Q4")

    done = interference_reports.file(office, COURT, quarter, by=KEEPER, now=desk.now)
    with pytest.raises(Refused, match="已经报告") as refused:
        interference_reports.file(office, COURT, quarter, by=KEEPER, now=desk.now)

    assert done.total == 0
    assert refused.value.authority == cite("local_protection.报送")
    with desk.store.read() as session:
        assert verify(session).entries > 0


def test_a_period_is_not_reported_while_it_runs_nor_while_a_record_of_it_is_unreported(desk, office):
    quarter = Period.parse("2026Q1")
    ref = recorded(desk, office)
    with pytest.raises(Refused, match="尚未结束"):
        interference_reports.file(office, COURT, quarter, by=KEEPER, now=desk.now)
    desk.now += 40 * DAY
    with pytest.raises(Refused, match="还有1件记录没有汇总报告") as refused:
        interference_reports.file(office, COURT, quarter, by=KEEPER, now=desk.now)

    do(desk, ref, "report_up", Role.TRIAL_MANAGEMENT)
    done = interference_reports.file(office, COURT, quarter, by=KEEPER, now=desk.now)

    assert refused.value.authority == cite("interference_officials_2015.7")
    assert done.counts == {"official": 1, "insider": 0, "connected": 0}


@pytest.mark.parametrize(
    ("by", "court", "period", "error"),
    [
        (Actor("R1", Role.REVIEWER), COURT, "2025Q4", Refused),
        (KEEPER, "", "2025Q4", FaultyInput),
        (KEEPER, COURT, "2025-12", FaultyInput),
    ],
)
def test_a_report_by_others_of_no_court_or_in_another_rhythm_is_not_taken(
    desk, office, by, court, period, error
):
    with pytest.raises(error):
        interference_reports.file(office, court, Period.parse(period), by=by, now=desk.now)


def test_a_missing_report_is_reminded_once_and_stands_in_the_overview(desk, office):
    recorded(desk, office)
    desk.now += 45 * DAY

    first = list(interference_reports.go_on(office, desk.now))
    with desk.store.begin():  # Whoever began a transaction of its own in here would be told so.
        again = list(interference_reports.go_on(office, desk.now))
    found = interference_reports.overview(office, COURT, date(2026, 1, 1), desk.now)

    assert ([str(each) for each in first], again) == (["履职保护：催报干预、过问情况报告1份"], [])
    assert [(str(each.period), each.total, each.due.isoformat(), each.filed) for each in found] == [
        ("2026Q1", 1, "2026-04-08", False)
    ]
