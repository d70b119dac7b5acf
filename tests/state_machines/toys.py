"""A little procedure to try the machine and its checks on: something is asked for, granted, and over."""

from __future__ import annotations

from rules.labels import Labelled
from rules.law import law
from state_machines.steps import ClockRule

LOCAL = law("local_review")


class State(Labelled):
    ASKED = "asked", "已申请", "asked"
    GRANTED = "granted", "已准予", "granted"
    OVER = "over", "已终结", "over"


class Do(Labelled):
    ASK = "ask", "补充", "add"
    GRANT = "grant", "准予", "grant"
    END = "end", "终结", "end"
    LAPSE = "lapse", "期满", "lapse"
    HOLD = "hold", "中止", "suspend"
    RESUME = "resume", "恢复", "resume"


LIMIT = ClockRule("limit", "申请期限", "period", "quality_review.objection", LOCAL["异议"])
