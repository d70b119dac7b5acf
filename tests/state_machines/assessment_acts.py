"""Lawful acts of an annual assessment, and an assessment that is far enough for each; codes, never people."""

from __future__ import annotations

from typing import Any

from rules.roles import Role

SERVED = {"kind": "direct", "on": "2022-04-28", "receiver": "J-17"}
MATERIAL = [
    {"kind": "review", "ref": "评查2021Q4-0001", "digest": "ab", "value": "unqualified", "on": "2021-12-10"},
    {"kind": "negligence", "ref": "惩戒2021-0003", "digest": "cd", "value": "ordinary_negligence", "on": "2021-11-05"},
]  # fmt: skip
WARNING = {"kind": "sanction", "ref": "惩戒决定2021-0004", "digest": "ef", "value": "warning", "on": "2021-10-08", "until": "2022-04-07"}  # fmt: skip
DEMERIT = WARNING | {"value": "demerit", "until": "2022-10-07"}
CASE_OPEN = {"kind": "inquiry", "ref": "惩戒决定2021-0005", "digest": "01", "value": "open", "on": "2021-12-01"}  # fmt: skip
SITTING = {
    "members": ["P-0", "A-1", "A-2", "A-3", "A-4"],
    "present": ["P-0", "A-1", "A-2"],
    "aside": ["A-3"],
    "president_chairs": True,
}
ASSESSED: dict[str, Any] = {
    "organiser": "甲省高级人民法院", "court": "甲区人民法院", "level": "basic", "division": "民事审判庭", "judge": "J-17", "year": 2021,
    "post": "judge", "material": MATERIAL, "own_cases": {"closed": 212, "source": "register:cases"},
    "superior_advice": {"result": "basically_competent", "why": "质量问题较多"}, "proposed_result": "basically_competent",
    "assessment_result": "basically_competent", "no_grade_ground": "inquiry", "served_on": "2022-04-28", "application": ["办案数量没有计入"],
}  # fmt: skip
_WHY = {"reasons": "见附件"}
_PROPOSED = {"sitting": SITTING, "proposed_result": "basically_competent", "assessment_reasons": "质量未达标准", "rests_on": ["standard"]}  # fmt: skip
_ADOPTED = [{"point": 1, "adopted": True, "reasons": "应当计入"}]
_UNGRADED = {"assessment_result": "not_graded", "proposed_result": "not_graded"}
# fmt: off
ASSESSMENT_ACTS: dict[str, dict[str, Any]] = {
    "sum_up":            {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"summary": "本年度办案情况"}},
    "let_summary_lapse": {"role": Role.CALENDAR, "by": "calendar", "over": ("summary",)},
    "take_material":     {"role": Role.PERSONNEL, "states": {"taken_on": "2022-04-28", "material": MATERIAL}},
    "comment":           {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"comments": ["评查等次正在复核"]}},
    "advise":            {"role": Role.DIVISION_CHIEF, "states": {"superior_advice": {"result": "competent", "why": "总体称职"}}},
    "propose":           {"role": Role.ASSESSMENT_COMMITTEE, "states": _PROPOSED},
    "confirm":           {"role": Role.PRESIDENT},
    "send_back":         {"role": Role.PRESIDENT, "states": _WHY},
    "notify":            {"role": Role.PERSONNEL, "states": {"service": SERVED, "remedies_told": True}},
    "accept":            {"role": Role.JUDGE_CONCERNED, "by": "J-17"},
    "ask_review":        {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"application": ["办案数量没有计入"]}},
    "let_review_lapse":  {"role": Role.CALENDAR, "by": "calendar", "over": ("review",)},
    "withdraw_review":   {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": _WHY},
    "decide_review":     {"role": Role.ASSESSMENT_COMMITTEE, "states": {"sitting": SITTING, "application_answer": _ADOPTED, "result_after": "competent"}},
    "serve_review":      {"role": Role.PERSONNEL, "states": {"result_service": SERVED}},
    "apply":             {"role": Role.PERSONNEL, "states": {"effects_applied": "奖金停发，年限不计"}},
    "regrade":           {"role": Role.PERSONNEL, "states": {"case_ended": {"ref": "监结1号", "sanctioned": False}}, "record": _UNGRADED},
    "correct":           {"role": Role.PRESIDENT, "states": {"assessment_corrections": {"for": "regraded", "ref": "评查2021Q4-0001", "why": "复核改为合格"}, "result_after": "competent", "assessment_reasons": "依据已变更", "restored": "补发奖金，计入年限"}},
    "serve_correction":  {"role": Role.PERSONNEL, "states": {"result_service": SERVED}},
    "archive":           {"role": Role.PERSONNEL, "states": _WHY},
    "end":               {"role": Role.PERSONNEL, "states": _WHY},
}
# fmt: on
