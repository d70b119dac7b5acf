"""What the letters of a review of exemption quote, and what they advise (通知的内容)."""

from __future__ import annotations

from typing import Any

from rules.exemption_sheet import ExemptionOutcome, GroundResult
from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.exemption_review.terms import Act, Known, State
from state_machines.letters import Letters
from state_machines.points import answered, numbered
from state_machines.steps import Fact

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    State.OPENED: (Known.JUDGE, Known.CONDUCT),
    Act.STATE_DUTY: (Known.STATEMENT,),
    Act.TEST: (Known.OUTCOME, Known.SHEET, Known.ANSWERS),
    Act.SEND_BACK: (Known.REASONS,),
    Act.CONFIRM: (Known.OUTCOME, Known.SHEET, Known.ANSWERS),
    Act.ASK_AGAIN: (Known.OBJECTION,),
    Act.STOP: (Known.REASONS,),
}

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.STATE_DUTY: Words("可以陈述履职情况，一点一条；每一点都会得到答复", "you may state how duty was done, point by point; each point is answered"),
    Act.TEST: Words("对行为之日有效的每一种免责情形逐一审查，写明是否具备及理由；结论由此得出", "test each ground in force on the day of the act: met or not, and why; the outcome follows"),
    Act.SEND_BACK: Words("审查不全或者理由不足的，退回重新审查", "send it back where the tests are wanting"),
    Act.CONFIRM: Words("在期限内确认结论；不替代惩戒委员会的审查意见", "confirm the outcome in time; it stands in for no opinion of the discipline committee"),
    Act.ASK_AGAIN: Words("对结论有异议的，可以在期限内提出一次", "you may object to the outcome once, in time"),
}
# fmt: on
"""How each act is done, for who may do it."""


def _sheet(record: Any) -> Words:
    rows = [
        Words(
            "{ground}：{result}（{why}）",
            "{ground}: {result} ({why})",
            ground=Words(row["zh"], row["en"]),
            result=GroundResult(row["result"]),
            why=row["why"],
        )
        for row in record["rows"]
    ]
    return Words("；".join(map(str, rows)), "; ".join(each.to("en") for each in rows))


LETTERS = Letters(
    QUOTES,
    ADVICE,
    labels={Known.OUTCOME.code: ExemptionOutcome},
    forms={Known.STATEMENT.code: numbered, Known.ANSWERS.code: answered, Known.SHEET.code: _sheet},
    desk=Role.DUTY_PROTECTION,
)
