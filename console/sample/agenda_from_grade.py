"""The agenda from the grade on (日程：委员会、整改、线索、归档): the committees, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from console.sample.agenda_lines import MEMBERS, Follow, Lines, Planned
from console.sample.script import Dispute, WrongAct
from records.proceedings import Proceeding
from rules.excellent import cap_share
from rules.grading import Grade
from rules.roles import Actor, Role
from state_machines.quality_review.terms import Act as Do
from state_machines.quality_review.terms import Known, State

MEETING = 3
"""Working days until the next meeting of a committee."""


class FromTheGradeOn(Lines):
    """Who has the last word, and what follows from it. The first reversal that comes up is disputed, to be seen once."""

    disputed: str = ""
    """The review whose reversal is disputed whatever the lot says."""

    def by_state(self) -> Mapping[State, Follow]:
        return {
            State.READY: self._committee,
            State.COMMITTEE: self._court_committee,
            State.DISPUTE_UP: self._reply,
            State.CONFIRMED: self._follow_up,
            State.RECTIFYING: self._mending,
            State.CLOSED: self._archive,
        }

    def _committee(self, row: Proceeding) -> Iterator[Planned]:
        if row.facts[Known.GRADE.code] == Grade.UNQUALIFIED.value or row.facts[Known.REVERSED.code]:
            yield self._do(row, Do.REFER, self._office(), 1)
            return
        if row.facts[Known.GRADE.code] == Grade.EXCELLENT.value and cap_share(self.rules) is not None:
            return  # It is listed by the next tick, and the committee settles the list for all.
        members = MEMBERS[Role.REVIEW_COMMITTEE]
        yield self._do(
            row,
            Do.CONFIRM,
            self.province.actor(Role.REVIEW_COMMITTEE),
            MEETING,
            attendance=self.cast.attendance(row.ref, members),
        )

    def _court_committee(self, row: Proceeding) -> Iterator[Planned]:
        by = self.province.actor(Role.ADJUDICATION_COMMITTEE)
        members = MEMBERS[by.role]
        dispute = self._dispute(row) if row.facts[Known.REVERSED.code] else None
        if dispute and Known.DISPUTE_ACCEPTED.code not in row.facts:
            seated = self.cast.attendance(row.ref, members)
            yield self._do(row, Do.DISPUTE_REVERSAL, by, MEETING, reasons=dispute.reasons, attendance=seated)
            return
        grade = row.facts.get(Known.GRADE.code)
        said = self.cast.decision(row.ref, Grade(grade) if grade else None, members)
        facts = {
            "grade": said.grade.value,
            "grade_reasons": said.grade_reasons,
            "judge_statement": said.judge_statement,
            "chief_statement": said.chief_statement,
        }
        if WrongAct.NO_QUORUM in self.cast.wrong_acts(row.ref):
            yield self._wrong(
                WrongAct.NO_QUORUM,
                row,
                Do.DECIDE,
                by,
                MEETING,
                **facts,
                attendance={"members": members, "present": members // 2},
            )
        yield self._do(row, Do.DECIDE, by, MEETING, **facts, attendance=dict(said.attendance))

    def _dispute(self, row: Proceeding) -> Dispute | None:
        self.disputed = self.disputed or row.ref
        return self.cast.dispute(row.ref, always=row.ref == self.disputed)

    def _reply(self, row: Proceeding) -> Iterator[Planned]:
        dispute = self._dispute(row)
        if dispute:
            hint = {"supervision_hint": dispute.hint} if dispute.accepted else {}
            yield self._do(
                row,
                Do.REPLY_TO_DISPUTE,
                Actor("示例-上级法院", Role.HIGHER_COURT),
                2 * MEETING,
                dispute_accepted=dispute.accepted,
                reasons=dispute.reply,
                **hint,
            )

    # ---- what follows ------------------------------------------------------------------------------------

    def _follow_up(self, row: Proceeding) -> Iterator[Planned]:
        president = self.province.actor(Role.PRESIDENT)
        clue = self.cast.clue(row.ref) if row.facts.get(Known.CLUE.code) else None
        if clue and WrongAct.CLUE_OUTSIDE_48 in self.cast.wrong_acts(row.ref):
            yield self._wrong(
                WrongAct.CLUE_OUTSIDE_48,
                row,
                Do.HAND_OVER_CLUE,
                president,
                1,
                clue_transfer={"item": "46(1)", "reasons": "示例：收受财物"},
            )
        if clue and clue.transfer:
            yield self._do(row, Do.HAND_OVER_CLUE, president, 1, clue_transfer=dict(clue.transfer))
        elif clue:
            yield self._do(row, Do.DISMISS_CLUE, president, 1, clue_dismissed=clue.dismissed)
        if row.facts[Known.GRADE.code] in (Grade.EXCELLENT.value, Grade.QUALIFIED.value):
            yield self._do(row, Do.CLOSE, self._office(), 2)
            return
        inspected = self._inspected(row)
        if inspected and not self._first(WrongAct.UNTOLD_INSPECTION, row):
            yield self._do(row, Do.TELL_INSPECTION, self._office(), 2, inspection_note=inspected)
        if WrongAct.CLOSED_UNMENDED in self.cast.wrong_acts(row.ref):
            yield self._wrong(WrongAct.CLOSED_UNMENDED, row, Do.CLOSE, self._office(), 2)
        mending = self.cast.mending(row.ref, self._within("rectification"))
        yield self._do(row, Do.ORDER_MENDING, self._office(), 2, to_mend=mending.to_mend)

    def _inspected(self, row: Proceeding) -> str:
        """What the inspection unit is told of a case found 不合格; empty where none is handed over."""
        unqualified = row.facts[Known.GRADE.code] == Grade.UNQUALIFIED.value
        return (
            "示例：评查等次为不合格，评查表和审判委员会纪要附后"
            if unqualified and self.rules.get("grading.inspection_required")
            else ""
        )

    def _mending(self, row: Proceeding) -> Iterator[Planned]:
        # The period is in calendar days; the agenda counts working days, of which there are fewer.
        mending = self.cast.mending(row.ref, self._within("rectification"))
        division = self._of_case(row, Role.DIVISION)
        late = {"late_reason": mending.late_reason} if mending.late_reason else {}
        yield self._do(row, Do.REPORT_MENDED, division, mending.after, measures=mending.measures[0], **late)
        after = mending.after + 1
        if mending.sent_back:
            yield self._do(row, Do.SEND_BACK, self._office(), after, sent_back=mending.sent_back)
            after += 1
            yield self._do(row, Do.REPORT_MENDED, division, after, measures=mending.measures[1])
        yield self._do(row, Do.CHECK, self._office(), after, check_result=mending.check_result)

    def _archive(self, row: Proceeding) -> Iterator[Planned]:
        inspected = self._inspected(row)
        if inspected and self._first(WrongAct.UNTOLD_INSPECTION, row):
            yield self._wrong(WrongAct.UNTOLD_INSPECTION, row, Do.ARCHIVE, self._office(), 1)
            late = "示例：等待审判委员会纪要印发"
            yield self._do(
                row, Do.TELL_INSPECTION, self._office(), 1, inspection_note=inspected, late_reason=late
            )
        # Not before the judge has had the time to apply for reconsideration.
        yield self._do(row, Do.ARCHIVE, self._office(), self._within("remedy"))
