"""The exit that an assessment leads to (依据考核结果退额): its ground, its proof and its day are read from the final result.

What the result no longer bears out is refused here, before anything is registered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.office import Office
from records.proceedings import Proceeding, find
from rules.assessment import AssessmentResult
from rules.clocks import beijing_day
from rules.errors import Refused
from rules.labels import Words
from rules.law import law
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT, SETTLED
from state_machines.annual_assessment.terms import Known, Post
from state_machines.chain import ROWS
from state_machines.handover.terms import Link

JUDGES, ASSESSMENT = law("judges_law"), law("judge_assessment_2021")
_SETTLED = {state.value for state in SETTLED}
INCOMPETENT, TWICE, BELOW_MINIMUM = (
    "assessed_incompetent",
    "basically_competent_twice",
    "leader_below_minimum",
)
"""The grounds of the national list that an annual result carries."""


@dataclass(frozen=True, slots=True)
class FromAssessment:
    """What an exit takes from an assessment."""

    judge: str
    court: str
    organiser: str
    division: str
    level: str
    leader: bool
    ground: str
    assessments: tuple[dict[str, Any], ...]
    caseload: dict[str, Any]
    on: date


def is_assessment(office: Office, ref: str) -> bool:
    """Whether that reference is an assessment's.

    Raises:
        NotFound: there is no such matter.
    """
    with office.store.read() as session:
        return find(session, ref).procedure == ANNUAL_ASSESSMENT.code


def from_assessment(office: Office, ref: str) -> FromAssessment:
    """What an exit on that result is registered with.

    Raises:
        NotFound: there is no such matter.
        Refused: the result is not final, or leads to no exit.
    """
    with office.store.read() as session:
        row = find(session, ref)
        last = row.changed_at
    if row.state not in _SETTLED:
        raise Refused(
            Words("{ref}的结果尚未确定，确定后再登记退额", "the result of {ref} is not final: register the exit once it is", ref=ref),
            JUDGES[43],
        )  # fmt: skip
    if not ROWS[Link.ASSESSED_OUT].when.holds(row.facts, office.store.rules.on(beijing_day(last))):
        raise Refused(
            Words(
                "{ref}的考核结果（{year}年度{result}）不导致退出员额",
                "the result of {ref} ({year}: {result}) does not lead out of the quota",
                ref=ref,
                year=row.facts.get(Known.YEAR.code),
                result=AssessmentResult(row.facts[Known.RESULT.code]),
            ),
            ASSESSMENT["退出员额"],
        )
    return _read(row)


def _read(row: Proceeding) -> FromAssessment:
    facts = row.facts
    year, result = int(facts[Known.YEAR.code]), AssessmentResult(facts[Known.RESULT.code])
    caseload, least = facts.get(Known.CASELOAD.code) or {}, facts.get(Known.MINIMUM.code)
    below = bool(caseload) and least is not None and int(caseload["closed"]) < int(least)
    ground = BELOW_MINIMUM if below else INCOMPETENT if result is AssessmentResult.INCOMPETENT else TWICE
    told = str(facts[Known.SERVED_ON.code])
    rows = [{"year": year, "result": result.value, "told_on": told}]
    if ground == TWICE:
        before = facts[Known.PREVIOUS.code]
        rows.insert(
            0, {"year": before["year"], "result": before["result"], "told_on": before.get("told_on") or told}
        )
    return FromAssessment(
        judge=str(facts[Known.JUDGE.code]),
        court=row.court,
        organiser=str(facts.get(Known.ORGANISER.code) or ""),
        division=str(facts.get(Known.DIVISION.code) or ""),
        level=str(facts.get(Known.LEVEL.code) or ""),
        leader=facts.get(Known.POST.code) not in (None, Post.JUDGE.value),
        ground=ground,
        assessments=tuple(rows),
        caseload={"year": year, "closed": int(caseload["closed"]), "least": int(least or 0), "document": str(caseload["source"])} if below else {},
        on=date.fromisoformat(told),
    )  # fmt: skip
