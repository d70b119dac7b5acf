"""Why the formalities are not done, or the way back is not open (手续、再次入额). Each guard answers why not, or None."""

from __future__ import annotations

from rules.clocks import beijing_day
from rules.exit_consequences import Return, not_yet
from rules.labels import Words
from rules.law import law
from rules.quota_exit import Reentry
from rules.roles import Actor
from rules.written_days import written_day
from state_machines.quota_exit.effect import handed_over
from state_machines.quota_exit.grounds import ground_in, has_died
from state_machines.quota_exit.terms import Known
from state_machines.steps import Facts, guard

LOCAL = law("local_quota_exit")
EXIT = law("quota_exit_2020")
JUDGES = law("judges_law")

_BY_STATUTE = ("dismissed", "nationality_lost")
"""法官法 12, 13: who was dismissed, or has not the nationality, is no judge again."""


@guard("无须提请免职", "no removal is needed", JUDGES[20])
def removal_not_needed(_: Actor, facts: Facts) -> Words | None:
    if not has_died(facts.known):
        return None
    return Words("法官已经死亡，无须提请免职", "the judge has died: no removal is needed")


@guard("尚未提请免职", "removal was not asked for", JUDGES[18])
def removal_not_asked(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.REMOVAL_ASKED.code):
        return None
    return Words("尚未依法提请人大常委会免职", "the people's congress was not asked yet")


@guard("免职之日尚未到来", "the day of removal is still to come", JUDGES[18])
def removal_to_come(_: Actor, facts: Facts) -> Words | None:
    day = written_day(facts.act[Known.REMOVED_ON.code])
    if day is not None and day <= beijing_day(facts.at):
        return None
    return Words("免职之日不得晚于登记之日", "the day of removal is not after that of the record")


@guard("尚未经人大常委会免职", "the people's congress has not removed", JUDGES[18])
def removal_open(_: Actor, facts: Facts) -> Words | None:
    if has_died(facts.known) or facts.known.get(Known.REMOVED_ON.code):
        return None
    return Words(
        "免除法官职务须经本级人大（常委会）；尚未免职的，不得登记办结",
        "only the people's congress or its standing committee takes the office of judge: until then this is not done",
    )


@guard("尚未备案", "not filed", EXIT["备案"])
def not_filed(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.FILED.code):
        return None
    return Words("尚未报法官遴选委员会备案", "the exit was not filed with the selection committee")


@guard("案件尚未全部移交", "cases are not handed over", LOCAL["移交"])
def cases_left(_: Actor, facts: Facts) -> Words | None:
    if handed_over(facts.known, facts.rules):
        return None
    count = len(facts.known.get(Known.OPEN_CASES.code) or ())
    return Words(
        "还有{count}件未结案件没有移交，全部移交后再登记办结",
        "{count} open cases are not handed over: hand them over first",
        count=count,
    )


def _return(facts: Facts) -> Return:
    ground = ground_in(facts)
    return Return(
        ground.reentry if ground else Reentry.NEVER, written_day(facts.known.get(Known.REENTRY_FROM.code))
    )


@guard("法律规定不得再任法官", "barred by statute", JUDGES[13])
def barred_by_statute(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.GROUND.code) not in _BY_STATUTE:
        return None
    return Words(
        "被开除公职、丧失国籍的，依法不得担任法官，不能再次入额",
        "who was dismissed, or has not the nationality, is by statute no judge and does not come back",
    )


@guard("等待期未满或者不得再次入额", "the wait has not ended, or there is no way back", LOCAL["再次入额"])
def not_eligible(_: Actor, facts: Facts) -> Words | None:
    cause = str(facts.act.get(Known.CAUSE_ENDED.code) or "")
    reason = not_yet(_return(facts), cause, beijing_day(facts.at))
    return reason.words if reason else None
