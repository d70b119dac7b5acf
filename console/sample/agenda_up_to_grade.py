"""The agenda up to the grade (日程：卷宗、意见、异议): the file, the opinion, the judge, the second reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from console.sample.agenda_lines import MEMBERS, Follow, Lines, Planned
from console.sample.script import Manner, WrongAct
from records.proceedings import Proceeding
from rules.clocks import BEIJING
from rules.exemptions import NO_EXEMPTION
from rules.grading import Grade
from rules.roles import Actor, Role
from state_machines.quality_review.clocks import analysis_awaited
from state_machines.quality_review.terms import Act as Do
from state_machines.quality_review.terms import Known, State

HEARD_AFTER, REPORTED_AFTER = 7, 5
"""Calendar days from the objection to its hearing; working days from the call of the hearing to its record."""


class UpToTheGrade(Lines):
    """What happens before anybody has the last word."""

    def by_state(self) -> Mapping[State, Follow]:
        return {
            State.SELECTED: self._file,
            State.SCORED: self._opinion,
            State.PRELIM: self._feedback,
            State.FED_BACK: self._answer,
            State.OBJECTED: self._objection,
            State.HEARING: self._hearing,
        }

    def _file(self, row: Proceeding) -> Iterator[Planned]:
        yield from self._analysis(row)
        within = self._within("handover")
        division = self._of_case(row, Role.DIVISION)
        if WrongAct.WITHHELD_TOO_SOON in self.cast.wrong_acts(row.ref):
            yield replace(self._withheld(row, 1), wrong=WrongAct.WITHHELD_TOO_SOON)
        handed = self.cast.file_handed_in(row.ref, within)
        if handed is None:
            yield self._withheld(row, within + 1)
            return
        if handed.more_time:
            yield self._do(
                row,
                Do.EXTEND_HANDOVER,
                self._office(),
                within,
                good_reason=handed.more_time,
                extra=handed.extra,
            )
        if not handed.complete:
            yield self._wrong(
                WrongAct.FILE_INCOMPLETE, row, Do.HAND_IN_FILE, division, handed.after, file_complete=False
            )
        own = self.cast.self_grade(row.ref)
        more = {"late_reason": handed.late_reason} if handed.late_reason else {}
        more |= {"self_grade": own.value} if own else {}
        yield self._do(
            row, Do.HAND_IN_FILE, division, handed.after + (not handed.complete), file_complete=True, **more
        )
        if WrongAct.READER_OF_SAME_COURT in self.cast.wrong_acts(row.ref):
            same = [
                {"code": judge.code, "court": row.court, "division": ""}
                for judge in self.province.holders(Role.DIVISION_CHIEF, row.court)
            ][:1]
            other = [
                {"code": reviewer.code, "court": reviewer.court, "division": ""}
                for reviewer in self._reviewers()
                if reviewer.court != row.court
            ][:1]
            yield self._wrong(
                WrongAct.READER_OF_SAME_COURT,
                row,
                Do.ASSIGN,
                self._office(),
                handed.after,
                readers=[*(same or [{"code": "示例", "court": row.court, "division": ""}]), *other],
            )

    def _analysis(self, row: Proceeding) -> Iterator[Planned]:
        """The judge's own analysis; planned when the case is drawn, whatever state it is in when its day comes."""
        if not row.facts[Known.REVERSED.code] or not row.facts[Known.JUDGE.code]:
            return
        said = self.cast.analysis(row.ref, self._within("self_analysis"))
        if said is not None:
            yield self._do(
                row,
                Do.SELF_ANALYSE,
                self._judge(row),
                said.after,
                analysis=said.text,
                reversal_accepted=said.accepted,
            )

    def _withheld(self, row: Proceeding, after: int) -> Planned:
        said = self.cast.decision(row.ref, None, MEMBERS[Role.ADJUDICATION_COMMITTEE])
        return self._do(
            row,
            Do.REPORT_WITHHELD,
            self._office(),
            after,
            judge_statement=said.judge_statement,
            reasons="示例：经两次催告仍未移交",
        )

    def _reviewers(self) -> list[Actor]:
        return [
            Actor(person["code"], Role.REVIEWER, court=person["court"])
            for person in self.province.people
            if any(post["role"] is Role.REVIEWER for post in person["posts"])
        ]

    # ---- the opinion and the judge -----------------------------------------------------------------------

    def _opinion(self, row: Proceeding) -> Iterator[Planned]:
        need = self._within("readers_per_case")
        readers = row.facts[Known.READERS.code]
        if row.facts.get(Known.DIVERGENCE.code) and len(readers) == need:
            return  # A third reader is called first.
        opinion = self.cast.opinion(row.ref, Grade(row.facts[Known.SCORED_GRADE.code]))
        by = Actor(readers[0]["code"], Role.REVIEWER, court=readers[0]["court"])
        facts = {"grade": opinion.grade.value, "grade_reasons": opinion.grade_reasons}
        if WrongAct.UNQUALIFIED_UNDISCUSSED in self.cast.wrong_acts(row.ref) and opinion.discussed:
            yield self._wrong(WrongAct.UNQUALIFIED_UNDISCUSSED, row, Do.FORM_OPINION, by, 1, **facts)
        more = {"discussed": opinion.discussed, "panel_heard": opinion.panel_heard, "clue": opinion.clue}
        facts |= {name: value for name, value in more.items() if value}
        if row.facts[Known.REVERSED.code] and self._first(WrongAct.REVERSAL_UNEXPLAINED, row):
            yield self._wrong(WrongAct.REVERSAL_UNEXPLAINED, row, Do.FORM_OPINION, by, 1, **facts)
        after = 1
        if analysis_awaited(row.facts, self.rules):
            after, facts["late_reason"] = self._within("self_analysis"), "示例：等候承办法官的自我分析"
        yield self._do(row, Do.FORM_OPINION, by, after, **facts, **self._cause(row))

    def _cause(self, row: Proceeding) -> dict[str, Any]:
        """What the opinion says of the cause of a reversal."""
        if not row.facts[Known.REVERSED.code]:
            return {}
        sheets = row.facts[Known.SHEETS.code]
        found = [finding["item"] for sheet in sheets for finding in sheet["findings"]]
        said = self.cast.reversal(row.ref, found, self.rules.day)
        if said.answer == NO_EXEMPTION:
            return {"exemption": said.answer, "fault": found[:1]}
        return {"exemption": said.answer, "exemption_reasons": said.reasons}

    def _feedback(self, row: Proceeding) -> Iterator[Planned]:
        yield self._do(row, Do.FEED_BACK, self._office(), 1)

    def _answer(self, row: Proceeding) -> Iterator[Planned]:
        within = self._within("objection")
        tried = self.cast.wrong_acts(row.ref)
        if not row.facts[Known.JUDGE.code]:
            return
        answer = self.cast.answer(row.ref, Grade(row.facts[Known.GRADE.code]), within)
        if WrongAct.LATE_OBJECTION in tried:
            yield self._wrong(
                WrongAct.LATE_OBJECTION,
                row,
                Do.OBJECT,
                self._judge(row),
                within + 2,
                objection=["示例：逾期异议"],
            )
        if answer.manner is Manner.AGREES:
            yield self._do(row, Do.AGREE, self._judge(row), answer.after)
        elif answer.manner is Manner.OBJECTS:
            objecting = self._do(
                row,
                Do.OBJECT,
                self._judge(row),
                answer.after,
                objection=list(answer.objection),
                evidence=answer.evidence,
                hearing_asked=answer.hearing_asked,
            )
            yield replace(objecting, files=answer.files)

    def _objection(self, row: Proceeding) -> Iterator[Planned]:
        within = self._within("re_review")
        hearing = self.cast.hearing(row.ref)
        settled = row.facts.get(Known.HEARING.code) or row.facts.get(Known.HEARING_DECLINED.code)
        chief = self._of_case(row, Role.DIVISION_CHIEF)
        if hearing and not settled:
            # A week after the objection: the same day of the week, and days enough after the call of tomorrow.
            when = (row.changed_at.astimezone(BEIJING) + timedelta(days=HEARD_AFTER)).replace(
                hour=9, minute=30
            )
            yield self._do(
                row,
                Do.CALL_HEARING,
                chief,
                1,
                reasons=hearing.reasons,
                hearing_at=when.isoformat(timespec="minutes"),
                hearing_place="示例：第三会议室",
                hearing_group=[member.code for member in self.province.holders(Role.HEARING_GROUP)],
            )
            return
        if row.facts.get(Known.HEARING_ASKED.code) and not settled:
            yield self._do(row, Do.DECLINE_HEARING, chief, 1, hearing_declined="示例：核对卷宗即可查明")
        second = row.facts.get(Known.SECOND_READERS.code)
        if not second:
            return  # The lot is drawn by the next tick.
        by, before = Actor(second[0]["code"], Role.RE_REVIEWER), Grade(row.facts[Known.GRADE.code])
        points = len(row.facts[Known.OBJECTION.code])
        said = self.cast.second_opinion(row.ref, before, points, within)
        if WrongAct.POINT_UNANSWERED in self.cast.wrong_acts(row.ref):
            yield self._wrong(
                WrongAct.POINT_UNANSWERED,
                row,
                Do.DECIDE_OBJECTION,
                by,
                said.after,
                upheld=False,
                grade=before.value,
                answer=list(said.answer[:1]),
            )
        if WrongAct.WORSE_FOR_OBJECTING in self.cast.wrong_acts(row.ref) and before is not Grade.UNQUALIFIED:
            yield self._wrong(
                WrongAct.WORSE_FOR_OBJECTING,
                row,
                Do.DECIDE_OBJECTION,
                by,
                said.after,
                upheld=False,
                grade=Grade.UNQUALIFIED.value,
                answer=[{**each, "adopted": False} for each in said.answer],
            )
        yield self._do(
            row,
            Do.DECIDE_OBJECTION,
            by,
            said.after,
            upheld=said.upheld,
            grade=said.grade.value,
            answer=[dict(each) for each in said.answer],
        )

    def _hearing(self, row: Proceeding) -> Iterator[Planned]:
        hearing = self.cast.hearing(row.ref)
        if hearing:
            yield self._do(
                row,
                Do.REPORT_HEARING,
                self.province.actor(Role.HEARING_GROUP),
                REPORTED_AFTER,
                hearing=dict(hearing.record),
            )
