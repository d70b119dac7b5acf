"""人身险情 (personal danger): its grades, the hours in which measures must be in place, and the least that must be done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from rules.hours import hours_later
from rules.labels import Labelled
from rules.parameters import Rules


class DangerGrade(Labelled):
    """How grave a danger is (险情等级). Three grades were seen in Qinghai; what each means is for the court."""

    ONE = "one", "一级险情", "grade one"
    TWO = "two", "二级险情", "grade two"
    THREE = "three", "三级险情", "grade three"


class SafetyMeasure(Labelled):
    """What protects a judge and near relatives (保护措施)."""

    BODYGUARD = "bodyguard", "人身保护", "personal protection"
    NO_CONTACT = "no_contact", "禁止特定人员接触", "ban on contact by certain people"
    COURT_POLICE = "court_police", "司法警察值守", "court police on guard"
    POLICE_TOLD = "police_told", "通报公安机关", "police informed"
    ESCORT = "escort", "上下班护送", "escort"
    REASSIGNMENT = "reassignment", "经本人同意调整承办案件", "case reassigned with the judge's consent"
    ADVICE = "advice", "安全提示", "advice on safety"


HOURS = {
    DangerGrade.ONE: "protection.response_hours_1",
    DangerGrade.TWO: "protection.response_hours_2",
    DangerGrade.THREE: "protection.response_hours_3",
}
_LEAST = {
    DangerGrade.ONE: "protection.least_measures_1",
    DangerGrade.TWO: "protection.least_measures_2",
    DangerGrade.THREE: "protection.least_measures_3",
}


@dataclass(frozen=True, slots=True)
class Response:
    """How long it took (响应): hours from the grading to the measures, and whether that was in time."""

    hours: float
    in_time: bool


def hours_of(grade: DangerGrade, rules: Rules) -> int:
    """Within how many hours measures must be in place (小时)."""
    return int(rules[HOURS[grade]])


def respond_by(graded_at: datetime, grade: DangerGrade, rules: Rules) -> datetime:
    """The minute from which on measures come too late. Hours run through nights and holidays."""
    return hours_later(graded_at, hours_of(grade, rules))


def response(graded_at: datetime, taken_at: datetime, due: datetime) -> Response:
    """How long it took, to a tenth of an hour."""
    return Response(round((taken_at - graded_at).total_seconds() / 3600, 1), taken_at < due)


def wanting(grade: DangerGrade, measures: Collection[str], rules: Rules) -> tuple[SafetyMeasure, ...]:
    """The least measures of the grade that are not among those taken."""
    least = rules[_LEAST[grade]]
    return tuple(each for each in SafetyMeasure if each.zh in least and each.value not in measures)
