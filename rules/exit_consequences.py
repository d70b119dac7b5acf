"""退额的门槛与再次入额 (thresholds, and coming back): which sanction may or must lead out, and when one may be selected again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.counting import same_day_later
from rules.labels import Labelled, Words
from rules.law import cite
from rules.parameters import Rules
from rules.quota_exit import Reentry
from rules.reasons import Reason
from rules.sanctions import SanctionKind


class Bearing(Labelled):
    """What a sanction means for the quota (处分与退额)."""

    NONE = "none", "不影响员额", "no bearing on the quota"
    MAY = "may", "可以退出，须综合原因和情节", "may lead out, with regard to cause and circumstances"
    MUST = "must", "应当退出", "must lead out"


def bearing(kind: SanctionKind, rules: Rules) -> Bearing:
    """What a sanction of that kind means (违纪违法退额，门槛待法院确定)."""
    if kind.weight >= SanctionKind(rules["quota_exit.sanction_must"]).weight:
        return Bearing.MUST
    if kind.weight >= SanctionKind(rules["quota_exit.sanction_may"]).weight:
        return Bearing.MAY
    return Bearing.NONE


def too_light(kind: SanctionKind, rules: Rules) -> Reason | None:
    """Why a sanction leads to no exit."""
    if bearing(kind, rules) is not Bearing.NONE:
        return None
    return Reason(
        Words(
            "所受处分为{kind}，轻于可以退出员额的最轻处分（{least}），可以谈话提醒、批评教育",
            "a {kind} is lighter than the lightest sanction that may lead out ({least}); a talk or criticism is open",
            kind=kind,
            least=SanctionKind(rules["quota_exit.sanction_may"]),
        ),
        cite("local_quota_exit.处分门槛"),
    )


_WAITS = {
    Reentry.AFTER_REQUEST: "quota_exit.reentry_request",
    Reentry.AFTER_PERFORMANCE: "quota_exit.reentry_performance",
    Reentry.AFTER_MISCONDUCT: "quota_exit.reentry_misconduct",
}


def wait(rule: Reentry, rules: Rules) -> int | None:
    """The waiting period (个月); 0 where only the cause must end, None where one never comes back."""
    if rule is Reentry.NEVER:
        return None
    return int(rules[_WAITS[rule]]) if rule in _WAITS else 0


def eligible_from(rule: Reentry, effective: date, rules: Rules) -> date | None:
    """The first day on which one may be selected again, the cause having ended; None: never."""
    months = wait(rule, rules)
    return None if months is None else same_day_later(effective, months)


@dataclass(frozen=True, slots=True)
class Return:
    """What stands for coming back: the rule, and the first day."""

    rule: Reentry
    since: date | None


def not_yet(found: Return, cause_ended: str, today: date) -> Reason | None:
    """Why somebody may not be selected again now."""
    if found.since is None:
        return Reason(
            Words("按该情形退出的不得再次入额", "who left on this ground is not selected again"),
            cite("local_quota_exit.再次入额"),
        )
    if today < found.since:
        return Reason(
            Words(
                "等待期至{day}，其后可以参加遴选", "the waiting period ends on {day}; after that one may be selected",
                day=found.since.isoformat(),
            ),
            cite("local_quota_exit.再次入额"),
        )  # fmt: skip
    if found.rule is Reentry.WHEN_CAUSE_ENDS and not cause_ended:
        return Reason(
            Words("写明退出的原因已经消除", "say that the cause of the exit has ended"),
            cite("local_quota_exit.再次入额"),
        )
    return None
