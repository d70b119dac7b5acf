"""Why a matter may not be handled anew, and what follows when it is (再处理). Each guard answers why not, or None.

An opinion is the committee's: it goes back there first. What is decided anew is never heavier; on the judge's own request
nothing may be, and where somebody else finds that it must be, a matter of its own begins, with notice and hearing.
"""

from __future__ import annotations

from typing import Any

from rules.committee_findings import Consequence
from rules.labels import Words
from rules.law import law
from rules.legal_remedies import Attacked, told
from rules.roles import Actor, Role
from rules.sanctions import SanctionedBy
from rules.undone import undone
from state_machines.discipline_decision.acts import KINDS, SANCTION_ANEW, heavier_than, kind_given
from state_machines.discipline_decision.findings import allowed_by
from state_machines.discipline_decision.terms import NO_SANCTION, Measure
from state_machines.discipline_reopening.terms import About, Known, Outcome
from state_machines.points import left_unanswered, points_of
from state_machines.steps import Facts, guard

LOCAL = law("local_discipline")
JUDGES = law("judges_law")
CIVIL = law("civil_servants_law")
SANCTIONS = law("government_sanctions_law")


@guard("审查意见须先由惩戒委员会重新审议", "an opinion goes back to the committee first", JUDGES[48])
def opinion_first(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.ABOUT.code) != About.OPINION.value:
        return None
    return Words(
        "审查意见是惩戒委员会的专业认定，应当先提请重新审议，不能径行改变",
        "the opinion is the committee's professional finding: send it back, nobody else changes it",
    )


@guard("再处理的对象不是审查意见", "it is not about an opinion", JUDGES[48])
def no_opinion_at_issue(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.ABOUT.code) == About.OPINION.value:
        return None
    return Words(
        "请求再处理的不是审查意见，无须重新审议", "it is not about an opinion: the committee is not asked"
    )


@guard("由他人依职权提出", "asked by somebody else", LOCAL["再处理"])
def not_his_request(actor: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.BY_THE_JUDGE.code) and actor.code == facts.known.get(Known.JUDGE.code):
        return None
    return Words("只有提出请求的当事法官可以撤回", "only the judge who asked may withdraw")


@guard("不是作出原处分的机关", "not the organ that gave it", SANCTIONS[55])
def not_its_own(actor: Actor, facts: Facts) -> Words | None:
    """Each corrects its own: the court its sanction, the supervision organ that of its kind (法官法 65；政务处分法 55)."""
    supervision = facts.known.get(Known.GIVEN_BY.code) == SanctionedBy.SUPERVISION.value
    right = Role.SUPERVISION_COMMISSION if supervision else Role.PARTY_GROUP
    if actor.role is right:
        return None
    return Words(
        "原处分由{who}作出，由其改变或者撤销",
        "it was given by the {who}, who changes or revokes it",
        who=right,
    )


@guard("请求理由没有逐点答复", "a point of the request is not answered", LOCAL["再处理"])
def request_unanswered(_: Actor, facts: Facts) -> Words | None:
    nothing = Words("请求理由应当逐点答复", "each point of the request is answered")
    return left_unanswered(facts.known.get(Known.POINTS.code), facts.act.get(Known.ANSWERS.code), nothing)


@guard("结果与处分不一致", "outcome and sanction disagree", LOCAL["再处理"])
def outcome_at_odds(_: Actor, facts: Facts) -> Words | None:
    outcome, now = Outcome(facts.act[Known.OUTCOME.code]), facts.act[Known.SANCTION.code]
    if now not in KINDS:
        return Words("没有“{kind}”这一种处分", "there is no sanction “{kind}”", kind=now)
    before = str(facts.known.get(Known.SANCTION.code) or NO_SANCTION)
    same = (
        now == before
        and _measures(facts.act) == _measures(facts.known)
        and not facts.act.get(Known.MONTHS.code)
    )
    fits = {
        Outcome.UPHELD: same,
        Outcome.CHANGED: not same and (now != NO_SANCTION or bool(_measures(facts.act))),
        Outcome.REVOKED: now == NO_SANCTION and not _measures(facts.act),
    }
    if fits[outcome]:
        return None
    return Words(
        "维持的处分和组织处理不变，变更的有所改变，撤销的不再有处分和组织处理；结果写为“{outcome}”",
        "what is upheld stays, what is changed changes, what is revoked is gone; the outcome says “{outcome}”",
        outcome=outcome,
    )


@guard("再处理加重", "heavier than it was", CIVIL[96])
def heavier_anew(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.SANCTION.code] not in KINDS:
        return None
    before = str(facts.known.get(Known.SANCTION.code) or NO_SANCTION)
    why = heavier_than(before, facts.known.get(Known.MEASURES.code), facts)
    if why is None:
        return None
    if facts.known.get(Known.BY_THE_JUDGE.code):
        return Words(
            "{why}；不因本人请求而加重", "{why}; the judge's own request makes nothing heavier", why=why
        )
    return Words(
        "{why}；依职权认为应当加重的，另行立案、告知并听取申辩",
        "{why}; what must be heavier begins as a matter of its own, with notice and hearing",
        why=why,
    )


@guard("重新审查意见不再支持原处分", "the new opinion bears it no more", JUDGES[48])
def borne_no_more(_: Actor, facts: Facts) -> Words | None:
    """专业审查前置 holds here too: what the new opinion does not allow is revoked."""
    found = allowed_by(facts.known.get(Known.FINDING_ANEW.code) or {})
    revoked = facts.act[Known.OUTCOME.code] == Outcome.REVOKED.value
    if found is None or revoked or found.consequence is Consequence.DISCIPLINE:
        return None
    return Words("{why}；应当撤销原处分和组织处理", "{why}; the sanction is revoked", why=found.reason.words)


@guard("尚有事项没有恢复", "something was not put back", LOCAL["恢复"])
def not_each_put_back(_: Actor, facts: Facts) -> Words | None:
    due, done = facts.known.get(Known.UNDONE.code) or (), points_of(facts.act[Known.RESTORED.code])
    if len(done) == len(due):
        return None
    return Words(
        "应当恢复{due}项，逐项写明恢复情况；现写{done}项：{what}",
        "{due} things are to be put back, one by one; {done} are reported: {what}",
        due=len(due),
        done=len(done),
        what=Words("；".join(each["zh"] for each in due), "; ".join(each["en"] for each in due)),
    )


@guard("没有应当恢复的事项", "nothing is to be put back", LOCAL["恢复"])
def nothing_to_put_back(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.UNDONE.code):
        return None
    return Words("没有应当恢复的事项", "nothing is to be put back")


@guard("尚未恢复", "not put back yet", LOCAL["恢复"])
def not_put_back(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.UNDONE.code) or facts.known.get(Known.RESTORED.code):
        return None
    return Words("应当恢复的事项尚未恢复，不得结案", "what must be put back was not: this is not closed")


# ---- what follows (由此确定的事实) ---------------------------------------------------------------------------


def _measures(facts: Any) -> set[str]:
    return set(facts.get(Known.MEASURES.code) or ())


def _undone(_: Actor, facts: Facts) -> list[dict[str, Any]]:
    before, now = facts.known.get(Known.SANCTION.code), facts.act.get(Known.SANCTION.code)
    gone = _measures(facts.known) - _measures(facts.act)
    withdrawn = [measure for measure in Measure if measure.value in gone]
    by = SanctionedBy(facts.known.get(Known.GIVEN_BY.code) or SanctionedBy.COURT.value)
    found = undone(kind_given(str(before or NO_SANCTION)), kind_given(str(now or NO_SANCTION)), withdrawn, by)
    return [reason.record() for reason in found]


def _remedies(_: Actor, facts: Facts) -> list[dict[str, str]]:
    supervision = facts.known.get(Known.GIVEN_BY.code) == SanctionedBy.SUPERVISION.value
    attacked = Attacked.SUPERVISION_DECISION if supervision else Attacked.PERSONNEL_ACT
    return [words.both() for words in told(attacked, facts.rules)]


ANEW = ((Known.UNDONE, _undone), *SANCTION_ANEW, (Known.REMEDIES, _remedies))
"""What a new decision brings with it; the period goes on from the day of the first decision."""
