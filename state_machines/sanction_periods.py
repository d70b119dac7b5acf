"""The period of a sanction (处分期) as facts of a decision: when it ends, and what it bars meanwhile.

政务处分法 8, 19; 公务员法 64: it runs from the day of the decision, that day counts, and no holiday moves its end.
"""

from __future__ import annotations

from datetime import date, timedelta

from rules.counting import same_day_later
from rules.parameters import Rules
from rules.sanctions import SanctionKind

_NO_PROMOTION = "处分期内不得晋升职务、职级、衔级和级别"
_NO_PAY_STEP = "不得晋升工资档次"


def until_of(sanction: str, since: str, rules: Rules) -> str | None:
    """The last day of the period; None for no sanction, and for a dismissal, which has no period."""
    months = rules.get(f"discipline.{sanction}_period")
    if months is None:
        return None
    end = same_day_later(date.fromisoformat(since), int(months))
    return (end - timedelta(days=1) if rules["discipline.sanction_first_day"] else end).isoformat()


def effects_of(sanction: str) -> str:
    """What the sanction bars while it lasts; empty where nothing."""
    if sanction == SanctionKind.DISMISSAL.value:
        return "自决定生效之日起解除人事关系"
    if sanction not in {kind.value for kind in SanctionKind}:
        return ""
    return _NO_PROMOTION if sanction == SanctionKind.WARNING.value else f"{_NO_PROMOTION}，{_NO_PAY_STEP}"
