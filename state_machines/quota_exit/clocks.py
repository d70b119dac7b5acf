"""The time limits of an exit (期限), and when somebody owes an act at all.

Of all of them only the seven days of the review were read in a text, and that is Hunan's; the others are design values.
"""

from __future__ import annotations

from rules.law import law
from state_machines.quota_exit.bars import held
from state_machines.quota_exit.effect import handed_over, powers_ended
from state_machines.quota_exit.review import change_open, reviewable
from state_machines.quota_exit.terms import Known
from state_machines.steps import ClockRule, Condition, Late

_LOCAL = law("local_quota_exit")
_EXIT = law("quota_exit_2020")

# fmt: off
_HELD = Condition(held, "监察立案调查中的", "while the supervision commission has a case open")
_ENDED = Condition(powers_ended, "权限已经收回的", "when the powers were taken back")
_NOT_ENDED = _ENDED.otherwise("权限尚未收回的", "until the powers are taken back")
_HANDED = Condition(handed_over, "案件已全部移交的", "when every case was handed over")
_NOT_HANDED = _HANDED.otherwise("案件尚未全部移交的", "until every case is handed over")
_REVIEWABLE = Condition(reviewable, "可以申请复核的", "where a review may be asked for")
_FINAL = _REVIEWABLE.otherwise("没有人可以申请复核的", "where nobody is there to ask")
_CHANGED = Condition(change_open, "复核变更待审批的", "while a change waits for the high court")
_SETTLED = _CHANGED.otherwise("没有待审批的变更的", "when no change waits for the high court")


class Clock:
    """The time limits of an exit (期限); lengths are parameters."""

    #                             code                 期限                 time limit                             length                         authority            too late
    OPENING = ClockRule(         "opening",           "提出期限",           "period for putting it forward",       "quota_exit.opening",          _LOCAL["提出"],      Late.COUNTED)
    VERIFICATION = ClockRule(    "verification",      "核查期限",           "period for verification",             "quota_exit.verification",     _LOCAL["核查"],      Late.COUNTED)
    STATEMENT = ClockRule(       "statement",         "陈述意见期限",       "period for being heard",              "quota_exit.statement",        _LOCAL["听取意见"],  Late.LAPSES)
    PARTY_GROUP = ClockRule(     "party_group",       "党组讨论期限",       "period for the party group",          "quota_exit.party_group",      _LOCAL["党组"],      Late.COUNTED)
    REPORT = ClockRule(          "report",            "层报期限",           "period for reporting upward",         "quota_exit.report",           _LOCAL["审批"],      Late.COUNTED)
    APPROVAL = ClockRule(        "approval",          "审批期限",           "period for the approval",             "quota_exit.approval",         _LOCAL["审批"],      Late.COUNTED)
    HOLD = ClockRule(            "hold",              "暂缓复查期限",       "period for asking the commission again", "quota_exit.hold",          _LOCAL["暂缓"],      Late.COUNTED, only=_HELD)
    POWERS = ClockRule(          "powers",            "收回权限期限",       "period for taking back the powers",   "quota_exit.powers",           _LOCAL["生效"],      Late.COUNTED, only=_NOT_ENDED)
    DECISION = ClockRule(        "decision",          "退额决定期限",       "period for the written decision",     "quota_exit.decision",         _LOCAL["决定"],      Late.COUNTED)
    HANDOVER = ClockRule(        "handover",          "案件移交期限",       "period for handing over the cases",   "quota_exit.handover",         _LOCAL["移交"],      Late.COUNTED, starts=Known.EFFECTIVE_ON.code, only=_NOT_HANDED)
    SERVICE = ClockRule(         "service",           "决定送达期限",       "period for serving the decision",     "quota_exit.service",          _LOCAL["送达"],      Late.COUNTED)
    REVIEW = ClockRule(          "review",            "申请复核期限",       "period for asking for a review",      "quota_exit.review",           _EXIT["复核"],       Late.LAPSES,  starts=Known.SERVED_ON.code, only=_REVIEWABLE)
    GOING_ON = ClockRule(        "going_on",          "登记期限",           "period for recording it",             "quota_exit.service",          _LOCAL["死亡"],      Late.COUNTED, only=_FINAL)
    REVIEW_DECISION = ClockRule( "review_decision",   "复核决定期限",       "period for deciding the review",      "quota_exit.review_decision",  _LOCAL["复核"],      Late.COUNTED)
    CHANGE = ClockRule(          "change",            "复核变更审批期限",   "period for approving the change",     "quota_exit.approval",         _LOCAL["复核"],      Late.COUNTED, only=_CHANGED)
    RESULT = ClockRule(          "result",            "复核结果送达期限",   "period for serving the result",       "quota_exit.service",          _LOCAL["送达"],      Late.COUNTED, only=_SETTLED)
    FORMALITIES = ClockRule(     "formalities",       "手续办理期限",       "period for the formalities",          "quota_exit.formalities",      _EXIT["手续"],       Late.COUNTED)
# fmt: on
