"""Why a hearing or a second reading may be refused (听证、复评). Each guard answers why not, or None."""

from __future__ import annotations

from datetime import timedelta

from rules.clocks import beijing_day
from rules.labels import Words
from rules.law import law
from rules.recusal import (
    of_the_same_court,
    of_the_same_division,
    related,
    sat_on_the_case,
    with_a_conflict,
)
from rules.roles import Actor, Role
from state_machines.moments import moment_of, still_to_come
from state_machines.quality_review.clocks import codes_of, second_readers
from state_machines.quality_review.readers import bench, first_readers, ground
from state_machines.quality_review.terms import Known
from state_machines.steps import Facts, guard

LOCAL = law("local_review")
RECUSAL = law("recusal_2011")


# ---- hearing (听证) ----------------------------------------------------------------------------------------


@guard("已经听证", "heard already", LOCAL["听证"])
def heard_already(_: Actor, facts: Facts) -> Words | None:
    if not facts.get(Known.HEARING.code):
        return None
    return Words("该异议已经听证，听证以一次为限", "this objection was heard: one hearing only")


@guard("承办法官没有申请听证", "no hearing was asked for", LOCAL["听证"])
def hearing_not_asked(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.HEARING_ASKED.code) and not facts.known.get(Known.HEARING_DECLINED.code):
        return None
    return Words(
        "承办法官没有申请听证，或者已经决定不听证", "no hearing was asked for, or it was declined already"
    )


@guard("听证组人数不足", "the hearing group is too small", LOCAL["听证"])
def hearing_group_too_small(_: Actor, facts: Facts) -> Words | None:
    need, have = (
        int(facts.rules.get("quality_review.hearing_group", 1)),
        len(set(facts.act[Known.HEARING_GROUP.code])),
    )
    if have >= need:
        return None
    return Words(
        "听证组须有{need}人以上，现有{have}人",
        "a hearing group has {need} members or more; {have} given",
        need=need,
        have=have,
    )


@guard("听证组成员曾参与该案或者评查", "a member sat on the case or reviewed it", LOCAL["听证"])
def hearing_member_involved(_: Actor, facts: Facts) -> Words | None:
    reviewed = first_readers(facts) | set(codes_of(facts.get(Known.SECOND_READERS.code)))
    conflicts = {entry["person"] for entry in facts.get(Known.CONFLICTS.code) or ()}
    for code in facts.act[Known.HEARING_GROUP.code]:
        if code in reviewed:
            return Words("{name}评查过该案，不得参加听证组", "{name} reviewed the case", name=code)
        if code in bench(facts) or code in conflicts:
            return Words(
                "{name}曾参与该案审理或有利害关系，不得参加听证组",
                "{name} sat on the case or has an interest",
                name=code,
            )
    return None


@guard("听证通知不足提前天数", "the notice of the hearing is too short", LOCAL["听证"])
def hearing_notice_too_short(_: Actor, facts: Facts) -> Words | None:
    when = moment_of(facts.act[Known.HEARING_AT.code])
    if when is None:
        return Words(
            "听证时间应当写明日期和时间，如 2021-11-08 09:30",
            "state day and time of the hearing, such as 2021-11-08 09:30",
        )
    days = int(facts.rules.get("quality_review.hearing_notice", 0))
    if beijing_day(when) >= beijing_day(facts.at) + timedelta(days=days):
        return None
    return Words(
        "听证应当至少提前{days}日通知承办法官",
        "the judge is told of the hearing at least {days} days before",
        days=days,
    )


@guard("不是听证组成员", "not a member of the hearing group", LOCAL["听证"])
def not_of_the_hearing_group(actor: Actor, facts: Facts) -> Words | None:
    if actor.code in (facts.known.get(Known.HEARING_GROUP.code) or ()):
        return None
    return Words("{name}不是该案听证组成员", "{name} is not a member of this hearing group", name=actor.shown)


@guard("尚未到听证时间", "the hearing has not been held", LOCAL["听证"])
def hearing_to_come(_: Actor, facts: Facts) -> Words | None:
    if not still_to_come(facts, Known.HEARING_AT):
        return None
    return Words("尚未到听证时间，不能提交听证记录", "the hearing is still to come: there is no record yet")


@guard("承办法官未到场且未说明", "the judge was neither present nor heard in writing", LOCAL["听证"])
def judge_absent_unheard(_: Actor, facts: Facts) -> Words | None:
    record = facts.act[Known.HEARING.code]
    if record.get("judge_present") or record.get("judge_in_writing"):
        return None
    return Words(
        "听证记录未载明承办法官到场或者提交书面意见",
        "the record shows neither the judge's presence nor a written view",
    )


# ---- second reading (复评) ---------------------------------------------------------------------------------
# The same grounds, in the same words, as exclude from the lots (`rules.recusal`); the authorities differ by ground.


@guard("复评人员是原评查员", "a second reviewer was a first one", LOCAL["复评"])
def second_was_first(_: Actor, facts: Facts) -> Words | None:
    first = first_readers(facts)
    for code in codes_of(facts.act[Known.SECOND_READERS.code]):
        if code in first:
            return Words(
                "{name}是原评查员，不得复评",
                "{name} was a first reviewer and may not review again",
                name=code,
            )
    return None


@guard("复评人员曾参与该案", "a second reviewer sat on the case", RECUSAL[3])
def second_sat_on_the_case(_: Actor, facts: Facts) -> Words | None:
    return ground(sat_on_the_case, facts, Known.SECOND_READERS)


@guard("复评人员与承办法官同庭室", "a second reviewer is of the judge's division", LOCAL["回避"])
def second_of_the_same_division(_: Actor, facts: Facts) -> Words | None:
    return ground(of_the_same_division, facts, Known.SECOND_READERS)


@guard("复评人员与案件同院", "a second reviewer is of the case's court", LOCAL["分配"])
def second_of_the_same_court(_: Actor, facts: Facts) -> Words | None:
    return ground(of_the_same_court, facts, Known.SECOND_READERS)


@guard("复评人员已申报利害关系", "a second reviewer declared a conflict", RECUSAL[1])
def second_in_conflict(_: Actor, facts: Facts) -> Words | None:
    return ground(related, facts, Known.SECOND_READERS) or ground(
        with_a_conflict, facts, Known.SECOND_READERS
    )


@guard("不是该案复评人员", "not a second reviewer of this case", LOCAL["复评"])
def not_a_second_reader(actor: Actor, facts: Facts) -> Words | None:
    who = facts.act[Known.STEPPED_ASIDE.code]
    if who not in second_readers(facts.known):
        return Words("{name}不是该案的复评人员", "{name} is not a second reviewer of this case", name=who)
    if actor.role is Role.RE_REVIEWER and actor.code != who:
        return Words("复评人员只能就本人提出回避", "a second reviewer steps aside for himself only")
    return None


@guard("未被指定复评", "not appointed as second reviewer", LOCAL["复评"])
def not_appointed(actor: Actor, facts: Facts) -> Words | None:
    if actor.code in second_readers(facts.known):
        return None
    return Words(
        "{name}未被指定为该案复评人员", "{name} was not appointed to review this case again", name=actor.shown
    )
