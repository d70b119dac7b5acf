"""Lawful acts: for each step of the procedures one act that is allowed, from which a test departs in one point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from rules.parameters import Rules, rule_book
from rules.roles import Actor, Role
from state_machines.contents import clocks_of
from state_machines.register import PROCEDURES
from state_machines.steps import Clocked, Facts
from tests.state_machines import discipline_acts as discipline
from tests.state_machines.assessment_acts import ASSESSED, ASSESSMENT_ACTS
from tests.state_machines.exit_acts import EXIT, EXIT_ACTS
from tests.state_machines.handover_acts import HANDED, HANDOVER_ACTS
from tests.state_machines.protection_acts import MATTERS

NOON = datetime(2022, 4, 28, 4, tzinfo=UTC)

CASE: dict[str, Any] = {
    "case_no": "（2021）吉00民初100号",
    "organiser": "甲省高级人民法院",
    "court": "甲区人民法院",
    "division": "民事审判庭",
    "judge": "J-17",
    "bench": ["J-17", "J-18", "J-19"],
    "reversed": False,
    "conflicts": [],
    "readers": [
        {"code": "R-1", "court": "乙区人民法院", "division": "民事审判庭"},
        {"code": "R-2", "court": "丙区人民法院", "division": "行政审判庭"},
    ],
    "stepped_aside": [],
    "sheets": [{"reader": "R-1"}, {"reader": "R-2"}],
    "grade": "qualified",
    "second_readers": [{"code": "S-1", "court": "丁区人民法院", "division": "民事审判庭"}],
    "objection": ["送达回证在副卷内", "说理充分"],
    "hearing_group": ["H-1", "H-2", "H-3"],
    "hearing_at": "2022-04-28 09:00",
    "measures": ["已补正"],
}
"""A case whose review is far enough for every act; codes, never people."""

ROUND: dict[str, Any] = {"frozen_at": "2022-04-01T09:00:00+08:00"}

_THIRD = {"code": "R-3", "court": "丁区人民法院", "division": "民事审判庭"}
_TWO = list(CASE["readers"])
_CLUE = {"item": "46(4)", "reasons": "见评查表第3项"}
_WHY = {"reasons": "见附件"}
_CAP = {"grading.excellent_cap_share": 0.15}
_OVER = {"place": 16, "left": 15, "places": 15, "cases": 100, "candidates": 17}
_SEATED = {"attendance": {"members": 9, "present": 5}}
_SECOND = {"code": "S-1", "court": "丁区人民法院", "division": "民事审判庭"}
_ANSWERS = [
    {"point": 1, "adopted": False, "reasons": "不在副卷"},
    {"point": 2, "adopted": False, "reasons": "说理不足"},
]
_SET = {"hearing_at": "2022-05-05 09:30", "hearing_place": "第三会议室"}


@dataclass(frozen=True)
class Act:
    """Who does it, what he states, and what stood on record before."""

    role: Role
    states: Mapping[str, Any] = field(default_factory=dict)
    by: str = "P-1"
    record: Mapping[str, Any] = field(default_factory=dict)
    over: tuple[str, ...] = ()
    """The time limits that have run out."""
    held: tuple[str, ...] = ()
    """The time limits that are suspended."""
    under: Mapping[str, Any] = field(default_factory=dict)
    """Values of the rules pinned, where they are not those of 2022."""

    def but(self, **changed: Any) -> Act:
        """The same act but for `states`, `record`, `under` (laid over what is there), `by`, `role` or `over`."""
        for name in ("states", "record", "under"):
            if name in changed:
                changed[name] = {**getattr(self, name), **changed[name]}
        return replace(self, **changed)

    @property
    def actor(self) -> Actor:
        return Actor(self.by, self.role)


# fmt: off
REVIEW_ACTS = {
    "hand_in_file":      Act(Role.DIVISION, {"file_complete": True}),
    "extend_handover":   Act(Role.TRIAL_MANAGEMENT, {"good_reason": "卷宗在上级法院", "extra": 3}),
    "report_withheld":   Act(Role.TRIAL_MANAGEMENT, {"judge_statement": "卷宗遗失", **_WHY}, over=("handover",)),
    "withdraw":          Act(Role.TRIAL_MANAGEMENT, _WHY),
    "self_analyse":      Act(Role.JUDGE, {"analysis": "二审出现新证据"}, by="J-17", record={"reversed": True}),
    "let_analysis_lapse": Act(Role.CALENDAR, by="calendar", over=("self_analysis",)),
    "assign":            Act(Role.TRIAL_MANAGEMENT, {"readers": _TWO}),
    "step_aside":        Act(Role.REVIEWER, {"stepped_aside": "R-1", **_WHY}, by="R-1"),
    "submit_sheet":      Act(Role.REVIEWER, {"sheets": {"reader": "R-1", "conflict": False}}, by="R-1", record={"sheets": []}),
    "close_scoring":     Act(Role.TRIAL_MANAGEMENT, {"score": 82, "scored_grade": "qualified"}),
    "call_third":        Act(Role.TRIAL_MANAGEMENT, {"readers": [*_TWO, _THIRD]}, record={"divergence": "相差12分"}),
    "form_opinion":      Act(Role.TRIAL_MANAGEMENT, {"grade": "unqualified", "grade_reasons": "程序违法", "discussed": "记录", "panel_heard": "意见"}),
    "feed_back":         Act(Role.TRIAL_MANAGEMENT),
    "suspend_objection": Act(Role.TRIAL_MANAGEMENT, _WHY),
    "resume_objection":  Act(Role.TRIAL_MANAGEMENT, _WHY, held=("objection",)),
    "agree":             Act(Role.JUDGE, by="J-17"),
    "let_lapse":         Act(Role.CALENDAR, by="calendar", over=("objection",)),
    "object":            Act(Role.JUDGE, {"objection": "事实认定有误"}, by="J-17"),
    "object_late":       Act(Role.JUDGE, {"objection": "事实认定有误", "late_ground": "住院"}, by="J-17", record={"objection_lapsed": True}),
    "admit_late":        Act(Role.TRIAL_MANAGEMENT, _WHY, record={"objection_lapsed": True, "late_ground": "住院"}),
    "refuse_late":       Act(Role.TRIAL_MANAGEMENT, _WHY, record={"objection_lapsed": True, "late_ground": "住院"}),
    "withdraw_objection": Act(Role.JUDGE, _WHY, by="J-17"),
    "add_evidence":      Act(Role.JUDGE, {"evidence": "送达回证"}, by="J-17"),
    "call_hearing":      Act(Role.DIVISION_CHIEF, {**_WHY, **_SET, "hearing_group": ["H-1", "H-2", "H-3"]}),
    "decline_hearing":   Act(Role.DIVISION_CHIEF, {"hearing_declined": "事实清楚"}, record={"hearing_asked": True}),
    "postpone_hearing":  Act(Role.TRIAL_MANAGEMENT, {**_WHY, **_SET, "extra": 5}),
    "report_hearing":    Act(Role.HEARING_GROUP, {"hearing": {"judge_present": True}}, by="H-1"),
    "appoint_second":    Act(Role.TRIAL_MANAGEMENT, {"second_readers": [_SECOND, _SECOND | {"code": "S-2"}]}),
    "second_aside":      Act(Role.RE_REVIEWER, {"stepped_aside": "S-1", **_WHY}, by="S-1"),
    "decide_objection":  Act(Role.RE_REVIEWER, {"upheld": False, "grade": "qualified", "answer": _ANSWERS}, by="S-1"),
    "confirm":           Act(Role.REVIEW_COMMITTEE),
    "list_excellent":    Act(Role.TRIAL_MANAGEMENT, record={"grade": "excellent"}, under=_CAP),
    "award_excellent":   Act(Role.REVIEW_COMMITTEE, {"place": {**_OVER, "place": 15}}, record={"grade": "excellent"}, under=_CAP),
    "pass_over":         Act(Role.REVIEW_COMMITTEE, {"place": _OVER, "grade": "qualified", "grade_reasons": "超过本轮优秀比例上限"}, record={"grade": "excellent"}, under=_CAP),
    "refer":             Act(Role.TRIAL_MANAGEMENT, record={"grade": "unqualified"}),
    "decide":            Act(Role.ADJUDICATION_COMMITTEE, {"grade": "unqualified", "grade_reasons": "程序违法", **_SEATED, "judge_statement": "意见", "chief_statement": "意见"}),
    "postpone_meeting":  Act(Role.TRIAL_MANAGEMENT, {**_WHY, "extra": 5}),
    "dispute_reversal":  Act(Role.ADJUDICATION_COMMITTEE, {**_WHY, **_SEATED}, record={"reversed": True}),
    "extend_reply":      Act(Role.HIGHER_COURT, {**_WHY, "extra": 1}),
    "reply_to_dispute":  Act(Role.HIGHER_COURT, {"dispute_accepted": False, **_WHY}),
    "apply_again":       Act(Role.JUDGE, {"application": ["扣分无据"]}, by="J-17"),
    "let_remedy_lapse":  Act(Role.CALENDAR, by="calendar", over=("remedy",)),
    "decide_again":      Act(Role.REVIEW_COMMITTEE, {"application_upheld": False, "grade": "qualified", "application_answer": "扣分有据"}, record={"application": ["扣分无据"]}),
    "order_mending":     Act(Role.TRIAL_MANAGEMENT, {"to_mend": "文书笔误"}),
    "close":             Act(Role.TRIAL_MANAGEMENT),
    "report_mended":     Act(Role.DIVISION, {"measures": "已补正"}),
    "send_back":         Act(Role.TRIAL_MANAGEMENT, {"sent_back": "不到位"}),
    "check":             Act(Role.TRIAL_MANAGEMENT, {"check_result": "到位"}),
    "hand_over_clue":    Act(Role.PRESIDENT, {"clue_transfer": _CLUE}),
    "dismiss_clue":      Act(Role.PRESIDENT, {"clue_dismissed": "查无实据"}),
    "tell_inspection":   Act(Role.TRIAL_MANAGEMENT, {"inspection_note": "评查等次不合格"}, record={"grade": "unqualified"}, under={"grading.inspection_required": True}),
    "suggest_retrial":   Act(Role.PRESIDENT, {"retrial_reasons": "适用法律错误"}),
    "archive":           Act(Role.TRIAL_MANAGEMENT, over=("remedy",)),
    "rectify":           Act(Role.TRIAL_MANAGEMENT, {"correction": {"division": "立案庭"}, **_WHY}),
}

ROUND_ACTS = {
    "approve":   Act(Role.PRESIDENT),
    "freeze":    Act(Role.TRIAL_MANAGEMENT, {"manifest_sha256": "ab", "eligible": 1277, "frozen_at": "2022-04-01T09:00:00+08:00"}),
    "draw":      Act(Role.TRIAL_MANAGEMENT, {"seed": "2022041", "seed_at": "2022-04-02T09:00:00+08:00", "witnesses": "W-1", "certificate_sha256": "cd", "size": 100}),
    "extend":    Act(Role.PRESIDENT, {"extend_to": 120, "size_before": 100, "extend_at": "2022-04-03T09:00:00+08:00", **_WHY}),
    "take_back_extension": Act(Role.PRESIDENT, _WHY, record={"extend_to": 120, "extension_waits": True}),
    "draw_more": Act(Role.TRIAL_MANAGEMENT, {"more_seed": "2022042", "more_seed_at": "2022-04-04T09:00:00+08:00", "witnesses": "W-1", "certificate_sha256": "ce", "size": 120},
                     record={"extend_to": 120, "extension_waits": True, "extend_at": "2022-04-03T09:00:00+08:00"}),
    "replace":   Act(Role.TRIAL_MANAGEMENT, {"replaced": "R-0001", "sheets_in": 0, "certificate_sha256": "cf", "size": 100, **_WHY}),
    "decide_special": Act(Role.PRESIDENT, {"theme": "涉企专项", "special_manifest": "ab", "special_eligible": 40, "special_at": "2022-04-03T09:00:00+08:00", "specials_waiting": ["涉企专项"], **_WHY}),
    "draw_special":   Act(Role.TRIAL_MANAGEMENT, {"theme": "涉企专项", "special_seed": "2022043", "special_seed_at": "2022-04-04T09:00:00+08:00", "witnesses": "W-1",
                          "special_at": "2022-04-03T09:00:00+08:00", "special_certificate": "cd", "special_size": 20, "specials_waiting": []},
                          record={"specials_waiting": ["涉企专项"]}),
    "take_back_special": Act(Role.PRESIDENT, {"theme": "涉企专项", "specials_waiting": [], **_WHY}, record={"specials_waiting": ["涉企专项"]}),
    "confirm":   Act(Role.TRIAL_MANAGEMENT, {"open_reviews": 0}),
    "circulate": Act(Role.PRESIDENT, {"report_sha256": "ef", "circular_sha256": "01"}),
    "archive":   Act(Role.TRIAL_MANAGEMENT, {"unarchived": 0}),
    "abandon":   Act(Role.PRESIDENT, _WHY),
}

CALIBRATION_ACTS = {
    "assign":       Act(Role.TRIAL_MANAGEMENT, {"readers": _TWO[:1]}),
    "submit_sheet": Act(Role.REVIEWER, {"sheets": {"reader": "R-1", "conflict": False}}, by="R-1", record={"sheets": []}),
    "step_aside":   Act(Role.REVIEWER, {"stepped_aside": "R-1", **_WHY}, by="R-1"),
    "compare":      Act(Role.TRIAL_MANAGEMENT, {"gap": "-3", "same_grade": True}),
    "lapse":        Act(Role.TRIAL_MANAGEMENT, _WHY),
}
# fmt: on


@pytest.fixture(scope="session")
def acts() -> dict[str, dict[str, Act]]:
    """One lawful act for each act of each procedure."""
    return {
        "quality_review": REVIEW_ACTS,
        "review_round": ROUND_ACTS,
        "reader_calibration": CALIBRATION_ACTS,
        "disciplinary_prereview": {code: Act(**act) for code, act in discipline.PREREVIEW_ACTS.items()},
        "discipline_decision": {code: Act(**act) for code, act in discipline.DECISION_ACTS.items()},
        "quota_exit": {code: Act(**act) for code, act in EXIT_ACTS.items()},
        "handover": {code: Act(**act) for code, act in HANDOVER_ACTS.items()},
        **{name: {code: Act(**act) for code, act in of.items()} for name, (_, of) in MATTERS.items()},
        "discipline_reopening": {code: Act(**act) for code, act in discipline.REOPENING_ACTS.items()},
        "duty_suspension": {code: Act(**act) for code, act in discipline.SUSPENSION_ACTS.items()},
        "annual_assessment": {code: Act(**act) for code, act in ASSESSMENT_ACTS.items()},
    }


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The rules of 1 January 2022."""
    return rule_book().on(date(2022, 1, 1))


@pytest.fixture(scope="session")
def facts_of(rules: Rules) -> Callable[[str, Act], Facts]:
    """What the guards see of an act in a procedure."""
    before = {
        "quality_review": CASE,
        "review_round": ROUND,
        "reader_calibration": CASE,
        "disciplinary_prereview": discipline.MATTER,
        "discipline_decision": discipline.DECISION,
        "quota_exit": EXIT,
        "handover": HANDED,
        **{name: record for name, (record, _) in MATTERS.items()},
        "discipline_reopening": discipline.REOPENING,
        "duty_suspension": discipline.SUSPENSION,
        "annual_assessment": ASSESSED,
    }
    limits = {
        procedure: [clock.code for clock in clocks_of(PROCEDURES[procedure])] for procedure in PROCEDURES
    }

    def facts(procedure: str, act: Act) -> Facts:
        running = {
            code: Clocked(None if code in act.held else NOON, over=code in act.over)
            for code in limits[procedure]
        }
        pinned = rules.with_values(act.under) if act.under else rules
        return Facts({**before[procedure], **act.record}, act.states, pinned, NOON, running)

    return facts
