"""Check-ups of the chain (责任链条核对): no grade without an answer, nobody punished twice, nothing left standing on what fell away.

What a page for all must not name is counted and not named; `zelian chain check` names it to whoever may know of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Text, cast, select
from sqlmodel import col

from records import assessments, exits, handovers
from records.checkups.checkup import Checkup, Level, Surroundings
from records.proceedings_register import Proceeding, by_reference, of_procedure
from rules.exemptions import is_exempt
from rules.grading import Grade
from rules.labels import Words
from rules.parameters import Rules
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.chain import ROWS
from state_machines.confidentiality import CLOSED
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.discipline_decision.terms import NO_SANCTION, sanctioned
from state_machines.discipline_decision.terms import Known as Decision
from state_machines.handover.terms import Known as Handed
from state_machines.handover.terms import Link
from state_machines.handover.terms import State as HandoverState
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Known as Review
from state_machines.quality_review.terms import State as ReviewState
from state_machines.quota_exit.terms import Known as Exit
from state_machines.quota_exit.terms import State as ExitState
from state_machines.register import procedure

NOT_NAMED = Words("（不公开事项，见 zelian chain check）", "(a matter not for all, see zelian chain check)")
_GRADED = (ReviewState.CONFIRMED, ReviewState.RECTIFYING, ReviewState.CLOSED, ReviewState.ARCHIVED)
_ANSWERS = (Review.CLUE_TRANSFER, Review.CLUE_DISMISSED, Review.INSPECTION_NOTE)
_GIVEN_UP = frozenset({"closed", "withdrawn", "terminated", "restored", "dropped", "refused", "declined"})
"""The states in which what was opened brings nothing any more."""
_COMES_AND_GOES = frozenset({Link.HOLD, Link.HOLD_LIFTED})
"""Handovers whose ground is meant to pass."""


def named(here: Surroundings, row: Proceeding) -> str | Words:
    """The reference, where whoever looks may be told it."""
    return row.ref if here.reader_known or row.procedure not in CLOSED else NOT_NAMED


def matters(here: Surroundings, code: str) -> list[Proceeding]:
    """All matters of a procedure."""
    return of_procedure(here.session, code)


class GradesAreAnswered(Checkup):
    """不合格等次已移送或者说明."""

    code = "unanswered_grade"
    level = Level.WARN
    words = Words(
        "不合格等次都已移送，或者写明不移送的理由",
        "every case graded unqualified was handed over, or it is said why not",
    )
    mend = Words(
        "请院长移送或者决定不移送线索，或者由审管办移送督察：zelian proceeding act 事项",
        "have the clue handed over or dismissed, or inspection told: zelian proceeding act REF",
    )

    def found(self, here: Surroundings) -> Iterator[str | Words]:
        before = here.now - timedelta(days=int(here.rules["chain.unanswered_grade"]))
        query = select(Proceeding).where(
            col(Proceeding.procedure) == QUALITY_REVIEW.code,
            col(Proceeding.state).in_([state.value for state in _GRADED]),
            col(Proceeding.changed_at) < before,
            cast(col(Proceeding.facts), Text).contains(f'"{Review.GRADE.code}":"{Grade.UNQUALIFIED.value}"'),
        )
        for row in here.session.execute(query.order_by(col(Proceeding.id))).scalars():
            exempt = is_exempt(row.facts.get(Review.EXEMPTION.code))
            answered = exempt or any(row.facts.get(fact.code) for fact in _ANSWERS)
            if row.facts.get(Review.GRADE.code) == Grade.UNQUALIFIED.value and not answered:
                yield row.ref


class NobodyIsPunishedTwice(Checkup):
    """同一行为没有重复处分."""

    code = "punished_twice"
    words = Words("同一行为没有重复处分", "nobody is sanctioned twice for one act")
    mend = Words(
        "请党组核对并撤销重复的处分（政务处分法16、公务员法61）",
        "have the second one undone (Government Sanctions Law 16, Civil Servants Law 61)",
    )

    def found(self, here: Surroundings) -> Iterator[str | Words]:
        given: dict[tuple[str, ...], list[Proceeding]] = defaultdict(list)
        for row in matters(here, DISCIPLINE_DECISION.code):
            facts = row.facts
            if not sanctioned(facts):
                continue
            judge = str(facts.get(Decision.JUDGE.code, ""))
            given[judge, row.case_no, str(facts.get(Decision.CONDUCT.code, ""))].append(row)
        for rows in given.values():
            if len(rows) > 1:
                yield from (named(here, row) for row in rows)


class ConsequencesStandOnTheirGround(Checkup):
    """没有后果留在已撤销的依据上."""

    code = "ground_gone"
    words = Words(
        "没有移送、退额和考核结果留在已经撤销、变更的依据上",
        "no handover, exit or assessment stands on what was revoked or changed",
    )
    mend = Words("请按 zelian chain undo 列出的步骤清理", "undo it by the steps that zelian chain undo lists")

    def found(self, here: Surroundings) -> Iterator[str | Words]:
        accepted = handovers.handovers(here.session, (HandoverState.ACCEPTED,))
        ends = by_reference(
            here.session,
            {
                str(row.facts.get(fact.code, ""))
                for row in accepted
                for fact in (Handed.SOURCE_REF, Handed.OPENED)
            },
        )
        for row in accepted:
            link = Link(row.facts[Handed.LINK.code])
            source = ends.get(str(row.facts.get(Handed.SOURCE_REF.code)))
            opened = ends.get(str(row.facts.get(Handed.OPENED.code)))
            if source is None or opened is None or link in _COMES_AND_GOES or opened.state in _GIVEN_UP:
                continue
            if ROWS[link].to is ANNUAL_ASSESSMENT:
                continue  # Of what an assessment took in it is asked below, item by item.
            if not ROWS[link].when.holds(source.facts, here.rules):
                yield named(here, row)
        yield from self._exits(here)
        for row, fallen in assessments.resting_on_nothing(here.session):
            yield _with_source(here, row, fallen)

    @staticmethod
    def _exits(here: Surroundings) -> Iterator[str | Words]:
        """Exits in effect on a decision or an assessment that no longer stands, handed over or not."""
        rows = [
            row
            for row in exits.exits(here.session)
            if row.facts.get(Exit.EFFECTIVE_ON.code) and row.state not in _GIVEN_UP
        ]
        on = {row.ref: str((row.facts.get(Exit.SOURCE.code) or {}).get("ref") or "") for row in rows}
        sources = by_reference(here.session, set(on.values()))
        anew = assessments.revoked_anew(here.session)
        for row in rows:
            source = sources.get(on[row.ref])
            if source is not None and (source.ref in anew or _gives_nothing(source, here.rules)):
                yield named(here, row)


class HoldsAreLifted(Checkup):
    """没有无人解除的暂缓."""

    code = "hold_left"
    level = Level.WARN
    words = Words("没有无人解除的暂缓", "no hold was left that nobody lifted")
    mend = Words(
        "请核对监察机关是否同意或者结案，并登记解除",
        "ask whether the supervision organ consented or closed its case, and record it",
    )

    def found(self, here: Surroundings) -> Iterator[str | Words]:
        before = here.now - timedelta(days=int(here.rules["chain.hold_long"]))
        decisions = matters(here, DISCIPLINE_DECISION.code)
        open_cases = {
            row.facts.get(Decision.JUDGE.code)
            for row in decisions
            if row.facts.get(Decision.SUPERVISION_OPEN.code) and not _ended(row)
        }
        closed_cases = {
            row.facts.get(Decision.JUDGE.code)
            for row in decisions
            if row.facts.get(Decision.SUPERVISION_OPEN.code) is False
        }
        for row in decisions:
            if row.facts.get(Decision.SUPERVISION_OPEN.code) and (_ended(row) or row.changed_at < before):
                yield named(here, row)
        for row in exits.exits(here.session):
            if not row.facts.get(Exit.HELD.code):
                continue
            judge = row.facts.get(Exit.JUDGE.code)
            lifted = judge in closed_cases and judge not in open_cases
            if lifted or _ended(row) or row.state == ExitState.EXITED.value or row.changed_at < before:
                yield named(here, row)


def _with_source(here: Surroundings, row: Proceeding, source: str) -> str | Words:
    """The assessment, and beside it what it rests on: by that it is put right."""
    shown = named(here, row)
    return f"{shown}（{source}）" if isinstance(shown, str) else shown


def _gives_nothing(source: Proceeding, rules: Rules) -> bool:
    """Whether what an exit was opened on leads to none any more: a decision undone, a result of assessment put right."""
    if source.procedure == ANNUAL_ASSESSMENT.code:
        return not ROWS[Link.ASSESSED_OUT].when.holds(source.facts, rules)
    if source.procedure != DISCIPLINE_DECISION.code:
        return False
    none = source.facts.get(Decision.SANCTION.code) == NO_SANCTION
    return none and not source.facts.get(Decision.MEASURES.code)


def _ended(row: Proceeding) -> bool:
    return row.state in {state.value for state in procedure(row.procedure).final}


CONSEQUENCES: tuple[Checkup, ...] = (
    GradesAreAnswered(),
    NobodyIsPunishedTwice(),
    ConsequencesStandOnTheirGround(),
    HoldsAreLifted(),
)
