"""The sheets on record graded again (重评): what the machine makes of them, and what people decided after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flows.office import Office
from flows.scoring import score_of, standing_sheets
from records import seasons
from records.history import PastAct
from records.proceedings import Proceeding
from rules.clock_steps import day_words
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput
from rules.grading import Grade
from rules.labels import Words
from rules.parameters import Rules
from rules.regrading import MachineGrade, Regraded, machine_grade
from rules.roles import Role
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act, Known

_UPHELD = {
    True: Words("异议成立，", "upheld, "),
    False: Words("异议不成立，", "not upheld, "),
    None: Words("", ""),
}


def regraded(
    office: Office, row: Proceeding, past: Sequence[PastAct], pinned: Rules, changed: Rules
) -> Regraded | None:
    """One case weighed under both rules; None while its scores are not merged."""
    if Known.SCORED_GRADE.code not in row.facts:
        return None
    first, later = sheets_in_turn(row.facts, past)
    if not first:
        return None
    settled = row.state in {state.value for state in seasons.SETTLED}
    final = row.facts.get(Known.GRADE.code) if settled else None
    return Regraded(
        ref=row.ref,
        case_no=row.case_no,
        court=row.court,
        before=_weighed(office, first, later, pinned),
        after=_weighed_anew(office, first, later, changed),
        decided=tuple(_decisions(past)),
        final=Grade(final) if final else None,
    )


def sheets_in_turn(
    facts: dict[str, Any], past: Sequence[PastAct]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The standing sheets of the readers assigned at first, and those of readers called in afterwards."""
    assigned: set[str] = set()
    for act in past:
        if act.trigger == Act.ASSIGN.value:
            assigned = {reader["code"] for reader in act.particulars[Known.READERS.code]}
    sheets = standing_sheets(facts)
    first = [sheet for sheet in sheets if sheet["reader"] in assigned]
    return first, [sheet for sheet in sheets if sheet not in first]


def _weighed(
    office: Office, first: list[dict[str, Any]], later: list[dict[str, Any]], rules: Rules
) -> MachineGrade:
    scores = [[score_of(sheet, office.sheets, rules) for sheet in sheets] for sheets in (first, later)]
    return machine_grade(scores[0], scores[1], rules)


def _weighed_anew(
    office: Office, first: list[dict[str, Any]], later: list[dict[str, Any]], changed: Rules
) -> MachineGrade:
    """The same under the changed rules.

    Raises:
        FaultyInput: a choice that the grading does not know.
    """
    try:
        return _weighed(office, first, later, changed)
    except ValueError as error:
        raise FaultyInput([Fault(
            Words("改动的参数 grading.*", "the changed parameters grading.*"),
            Words("有一项取值不能使用：{error}", "one has a value that cannot be used: {error}", error=error),
            Words("可用的取值见该参数的说明：zelian law show", "the note of the parameter names them: zelian law show"))]) from error  # fmt: skip


def _decisions(past: Sequence[PastAct]) -> Iterator[Words]:
    """Whatever people decided on the grade, each act with who took it and when."""
    for act in past:
        if Known.GRADE.code not in act.particulars:
            continue
        yield Words(
            "{day}{act}（{role}）：{upheld}{grade}",
            "{day} {act} ({role}): {upheld}{grade}",
            day=day_words(beijing_day(act.at)),
            act=QUALITY_REVIEW.triggers[act.trigger],
            role=Role(act.role),
            upheld=_UPHELD[act.particulars.get(Known.UPHELD.code)],
            grade=Grade(act.particulars[Known.GRADE.code]),
        )
