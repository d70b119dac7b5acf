"""Why an act of the committee may be refused (受理、会议、审议、表决、异议). Each guard answers why not, or None."""

from __future__ import annotations

from datetime import timedelta

from rules.clocks import beijing_day
from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from state_machines.disciplinary_prereview.clocks import court_may_object, judge_may_object
from state_machines.disciplinary_prereview.terms import Known
from state_machines.moments import moment_of, still_to_come
from state_machines.points import left_unanswered
from state_machines.steps import Facts, guard

LOCAL = law("local_discipline")
JUDGES = law("judges_law")
OPINION_2016 = law("discipline_opinion_2016")


@guard("提请材料不齐", "the file is not complete", LOCAL["受理"])
def file_incomplete(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.FILE_COMPLETE.code] is True:
        return None
    return Words(
        "提请材料不齐备，不能受理；应当告知提请法院补充",
        "the file is not complete: the court is told what is missing, and nothing is accepted",
    )


@guard("审议通知不足提前天数", "the notice of the meeting is too short", LOCAL["会议"])
def notice_too_short(_: Actor, facts: Facts) -> Words | None:
    when = moment_of(facts.act[Known.MEETING_AT.code])
    if when is None:
        return Words(
            "审议时间应当写明日期和时间，如 2022-06-08 09:30",
            "state day and time of the meeting, such as 2022-06-08 09:30",
        )
    days = int(facts.rules["discipline.meeting_notice"])
    if beijing_day(when) >= beijing_day(facts.at) + timedelta(days=days):
        return None
    return Words(
        "审议应当至少提前{days}日通知当事法官",
        "the judge is told of the meeting at least {days} days before",
        days=days,
    )


@guard("未告知权利", "the rights were not told", JUDGES[49])
def rights_untold(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.RIGHTS_TOLD.code] is True:
        return None
    return Words(
        "应当同时告知审议时间、组成人员和申请回避、陈述、举证、辩解的权利",
        "the judge is told the time, the members, and the rights to recusal, statement, proof and defence",
    )


@guard("主任不在委员之列", "the chair is not among the members", LOCAL["会议"])
def chair_not_a_member(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.CHAIR.code] in facts.act[Known.MEMBERS.code]:
        return None
    return Words("主任委员应当在全体委员之列", "the chair is one of the members")


@guard("尚未到审议时间", "the meeting is still to come", LOCAL["会议"])
def meeting_to_come(_: Actor, facts: Facts) -> Words | None:
    if not still_to_come(facts, Known.MEETING_AT):
        return None
    return Words("尚未到审议时间", "the meeting is still to come")


@guard("法院没有举证", "the court brought no proof", OPINION_2016["举证"])
def court_did_not_prove(_: Actor, facts: Facts) -> Words | None:
    """举证责任在法院: the burden is on the court, never on the judge."""
    if facts.act[Known.HEARING.code].get("court_proved"):
        return None
    return Words(
        "由提请法院举证证明当事法官违反审判职责；审议笔录应当载明法院举证情况",
        "the burden is on the submitting court: the record says what it proved",
    )


@guard("当事法官未到场、未书面陈述，也未放弃", "the judge neither came, wrote nor waived", JUDGES[49])
def judge_not_heard_at_meeting(_: Actor, facts: Facts) -> Words | None:
    record = facts.act[Known.HEARING.code]
    if any(record.get(part) for part in ("judge_present", "judge_in_writing", "judge_waived")):
        return None
    return Words(
        "审议笔录应当载明当事法官到场陈述、书面陈述或者明确放弃",
        "the record says that the judge was present, wrote, or expressly waived",
    )


@guard("尚未听取举证和陈述", "proof and statement were not heard", JUDGES[49])
def not_heard(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.HEARING.code):
        return None
    return Words(
        "尚未听取法院举证和当事法官陈述，不能表决", "proof and statement were not heard: no vote yet"
    )


@guard("未先送达提请法院", "the court was not served", LOCAL["送达"])
def court_unserved(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.COURT_SERVED_ON.code):
        return None
    return Words(
        "审查意见书应当送达当事法官和提请法院；请先登记送达法院的情况",
        "the opinion goes to the judge and to the court: record the service on the court first",
    )


# ---- objection (异议) --------------------------------------------------------------------------------------


@guard("当事法官已经提出异议或者期满", "the judge objected, or the window is over", JUDGES[50])
def judge_objected(_: Actor, facts: Facts) -> Words | None:
    if judge_may_object(facts.known, facts.rules):
        return None
    return Words("当事法官已经提出异议，或者异议期已经届满", "the judge has objected, or the window is over")


@guard("法院已经提出异议或者期满", "the court objected, or the window is over", OPINION_2016["异议"])
def court_objected(_: Actor, facts: Facts) -> Words | None:
    if court_may_object(facts.known, facts.rules):
        return None
    return Words("法院已经提出异议，或者异议期已经届满", "the court has objected, or the window is over")


@guard("对方异议期未满", "the other side's window still runs", OPINION_2016["异议"])
def other_window_open(_: Actor, facts: Facts) -> Words | None:
    for code in ("objection", "court_objection"):
        clock = facts.clocks.get(code)
        if clock is not None and not clock.over:
            return Words(
                "另一方的异议期尚未届满，不能作出异议审查决定",
                "the other side may still object: no decision yet",
            )
    return None


@guard("异议没有逐点答复", "a point of an objection is not answered", JUDGES[50])
def objection_unanswered(_: Actor, facts: Facts) -> Words | None:
    for said, answer in (
        (Known.OBJECTION, Known.OBJECTION_ANSWER),
        (Known.COURT_OBJECTION, Known.COURT_ANSWER),
    ):
        refused = left_unanswered(
            facts.known.get(said.code),
            facts.act.get(answer.code),
            Words("“{said}”没有答复", "“{said}” is not answered", said=Words(said.zh, said.en)),
        )
        if refused is not None:
            return refused
    return None
