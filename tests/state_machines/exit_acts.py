"""Lawful acts of an exit from the quota, and a matter that is far enough for each; codes, never people."""

from __future__ import annotations

from typing import Any

from rules.exit_grounds import exit_book
from rules.roles import Role

SERVED = {"kind": "direct", "on": "2022-04-27"}
CASES = [{"case_no": "（2022）吉00民终1号"}, {"case_no": "（2022）吉00民终2号"}]
HANDED = [
    {"case_no": each["case_no"], "to": f"J-{number}", "on": "2022-04-27"}
    for number, each in enumerate(CASES, 18)
]
SOURCE = {"document": "甲中法〔2022〕3号", "on": "2022-03-01", "ref": "惩戒决定2022-0007", "digest": "ab12"}
FINDING = {
    "members": ["P-1", "P-2", "P-3", "P-4", "P-5"],
    "president_chairs": True,
    "unfit": True,
    "standard": "办案质量标准",
    "why": "见记录",
}
SANCTION = {"kind": "removal", "decided_on": "2022-02-25", "in_force": True}
OPINION = {
    "ref": "惩戒2022-0042",
    "digest": "ab12",
    "finding": "gross_negligence",
    "final_on": "2022-02-10",
    "decision": "惩戒决定2022-0042",
}
INCOMPETENT = [{"year": 2022, "result": "incompetent", "told_on": "2022-04-01"}]
CASELOAD = {"year": 2022, "closed": 40, "least": 60}
EXIT: dict[str, Any] = {
    "organiser": "甲省高级人民法院", "court": "甲市中级人民法院", "level": "intermediate", "division": "民事审判庭", "judge": "J-17",
    "in_quota_since": "2016-05-01", "leader": True, "ground": "refused_quota_post", "ground_found": exit_book().find("refused_quota_post", ["national"]).record(), "category": "mandatory", "source": SOURCE,
    "statement": ["不同意"], "open_cases": CASES, "cases_count": 2, "approval": "甲高法复1号", "effective_on": "2022-04-26",
    "reentry_from": "2022-04-28", "powers_ended": True, "handed_over": True, "served_on": "2022-04-27", "application": ["事实不清"],
    "filed": "备1号", "removed_on": "2022-04-27",
}  # fmt: skip

_WHY = {"reasons": "见附件"}
_REQUESTED = {"ground": "own_request"}
_DEAD = {"ground": "died"}
_ANSWERS = {"answers": "已核对"}
_LISTED = {"cases_count": 2, "open_cases": CASES}
_NOT_HANDED = {"handed_over": False}

# fmt: off
EXIT_ACTS: dict[str, dict[str, Any]] = {
    "request":         {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"request": ["照顾家人"]}, "record": _REQUESTED},
    "report_event":    {"role": Role.PERSONNEL, "states": {"source": SOURCE}, "record": {"ground": "retired"}},
    "propose":         {"role": Role.PERSONNEL, "states": {"source": SOURCE, **_WHY}},
    "record_finding":  {"role": Role.ASSESSMENT_COMMITTEE, "states": {"finding": FINDING}, "record": {"ground": "performance_below"}},
    "verify":          {"role": Role.PERSONNEL, "states": {"verification": "属实", **_LISTED}},
    "state_opinion":   {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"statement": ["不同意"]}},
    "let_statement_lapse": {"role": Role.CALENDAR, "by": "calendar", "over": ("statement",)},
    "pass_hearing":    {"role": Role.PERSONNEL, "states": _WHY, "record": _DEAD},
    "resolve":         {"role": Role.PARTY_GROUP, "states": {"minutes": "党组会", **_ANSWERS}},
    "decline":         {"role": Role.PARTY_GROUP, "states": {"minutes": "党组会", **_WHY, **_ANSWERS}, "record": _REQUESTED},
    "report_up":       {"role": Role.PERSONNEL},
    "file_natural":    {"role": Role.PERSONNEL, "states": {"approval": "备1号"}, "record": {"ground": "retired"}},
    "pass_on":         {"role": Role.HIGHER_COURT, "states": {"higher_opinion": "同意"}, "record": {"level": "basic"}},
    "approve":         {"role": Role.HIGH_COURT, "states": {"approval": "甲高法复1号"}},
    "disapprove":      {"role": Role.HIGH_COURT, "states": _WHY},
    "send_back":       {"role": Role.HIGH_COURT, "states": _WHY},
    "end_powers":      {"role": Role.TRIAL_MANAGEMENT, "states": {"powers": "签章", **_LISTED}, "record": {"powers_ended": False}},
    "hand_over":       {"role": Role.TRIAL_MANAGEMENT, "states": {"handover": HANDED}, "record": _NOT_HANDED},
    "decide":          {"role": Role.PRESIDENT, "states": {**_WHY, "basis": "核查报告", "remedies_told": True}},
    "serve":           {"role": Role.PERSONNEL, "states": {"service": SERVED}},
    "ask_review":      {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": {"application": ["事实不清"]}},
    "let_review_lapse": {"role": Role.CALENDAR, "by": "calendar", "over": ("review",)},
    "go_on":           {"role": Role.PERSONNEL, "states": _WHY, "record": _DEAD},
    "withdraw_review": {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": _WHY},
    "decide_review":   {"role": Role.PARTY_GROUP, "states": {"review_result": "upheld", "application_answer": "事实清楚"}},
    "confirm_change":  {"role": Role.HIGH_COURT, "states": {"change_confirmed": True, "approval": "甲高法复2号"}, "record": {"review_result": "revoked"}},
    "serve_result":    {"role": Role.PERSONNEL, "states": {"result_service": SERVED}, "record": {"review_result": "upheld"}},
    "restore":         {"role": Role.PARTY_GROUP, "states": _WHY, "record": {"review_result": "revoked", "change_confirmed": True}},
    "file":            {"role": Role.PERSONNEL, "states": {"filed": "备1号"}},
    "ask_removal":     {"role": Role.PRESIDENT, "states": _WHY},
    "record_removal":  {"role": Role.PERSONNEL, "states": {"removed_on": "2022-04-27"}, "record": {"removal_asked": True}},
    "register":        {"role": Role.PERSONNEL},
    "correct":         {"role": Role.PARTY_GROUP, "states": {"correction": "撤销", "approval": "甲高法复3号", **_WHY}},
    "find_eligible":   {"role": Role.PERSONNEL},
    "reenter":         {"role": Role.PERSONNEL, "states": {"selection": "遴1号"}},
    "archive":         {"role": Role.PERSONNEL, "states": _WHY},
    "withdraw":        {"role": Role.JUDGE_CONCERNED, "by": "J-17", "states": _WHY, "record": _REQUESTED},
    "drop":            {"role": Role.PARTY_GROUP, "states": _WHY},
    "record_death":    {"role": Role.PERSONNEL, "states": {"died_on": "2022-04-20", "source": SOURCE}},
    "open_hold":       {"role": Role.INSPECTION, "states": _WHY},
    "lift_hold":       {"role": Role.INSPECTION, "states": {"consent": "书面同意"}, "record": {"held": True},
                        "held": ("opening", "verification", "statement", "party_group", "report", "approval")},
}
# fmt: on
