"""The forms of a case that follow from an act (随步骤制发的文书): fed back, ordered to be mended.

A form is written from the record as it stood when the act was done, whenever that is done. So a tick that was cut off,
or a form that is written again a month later, gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from documents.judge_forms import Issue, Limit, feedback_form, rectification_form
from documents.paper_content import Paper
from documents.paper_fields import PaperKind
from flows.office import Office
from flows.outcomes import outcome_of
from flows.paper_register import DuePaper, Written, paper_path, write_papers
from records import clocks, history, papers, proceedings, seasons
from records.history import PastAct
from records.proceedings import Proceeding
from records.seasons import Review
from records.telling import how_counted
from rules.clocks import beijing_day
from rules.labels import Words
from rules.outcomes import ReviewOutcome
from rules.quarters import Quarter
from state_machines.quality_review.clocks import Clock
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act, Known, State
from state_machines.steps import ClockRule

NOT_YET = (State.SELECTED, State.FILE_IN, State.ASSIGNED, State.SCORED, State.PRELIM)
"""States before anything is fed back: there is no form yet."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A review as it stood after one act."""

    outcome: ReviewOutcome
    facts: dict[str, object]
    act: PastAct
    limit: Limit
    issue: Issue


def _feedback(moment: Moment) -> Paper:
    return feedback_form(moment.outcome, moment.limit, moment.issue)


def _rectification(moment: Moment) -> Paper:
    return rectification_form(
        moment.outcome, str(moment.facts.get(Known.TO_MEND.code, "")), moment.limit, moment.issue
    )


FORMS: dict[str, tuple[PaperKind, ClockRule, Callable[[Moment], Paper]]] = {
    Act.FEED_BACK.value: (PaperKind.FEEDBACK, Clock.OBJECTION, _feedback),
    Act.ORDER_MENDING.value: (PaperKind.RECTIFICATION, Clock.RECTIFICATION, _rectification),
}
"""The acts that a form follows from: which form, and the time limit it tells of."""


def write_forms(office: Office, label: str, *, now: datetime) -> Written:
    """Write the forms of a season that are not written yet. A template that is broken keeps its own forms back only."""
    early = {state.value for state in NOT_YET}
    with office.store.read() as session:
        rows = [pair for pair in seasons.reviews(session, label) if pair[1].state not in early]
        written = papers.written(session, [row.ref for _, row in rows])
        known = {(each.ref, each.kind, each.entry) for each in written}
        due = [
            form
            for review, row in rows
            if _missing(row, known)
            for form in forms_of(office, session, label, review, row)
            if (form.ref, form.paper.kind.value, form.entry) not in known
        ]
    return write_papers(office, due, now=now)


def _missing(row: Proceeding, known: set[tuple[str, str, int]]) -> bool:
    """Whether a form may be missing; the history, which takes longer to read, says which."""
    kinds = {kind for ref, kind, _ in known if ref == row.ref}
    mended = Known.TO_MEND.code in row.facts and PaperKind.RECTIFICATION.value not in kinds
    return mended or PaperKind.FEEDBACK.value not in kinds


def forms_of(office: Office, session: Session, label: str, review: Review, row: Proceeding) -> list[DuePaper]:
    """Every form of one case, for each act that one follows from."""
    past = history.history(session, row.ref)
    found, times = [], dict.fromkeys(FORMS, 0)
    for number, act in enumerate(past, start=1):
        if act.trigger not in FORMS:
            continue
        kind, rule, form = FORMS[act.trigger]
        times[act.trigger] += 1
        again = f"-{times[act.trigger]}" if times[act.trigger] > 1 else ""
        path = paper_path(office, label, kind, f"{row.ref}{again}")
        paper = form(moment(office, session, label, review, row, past[:number], rule))
        found.append(DuePaper(row.ref, act.number, paper, path))
    return found


def moment(
    office: Office,
    session: Session,
    label: str,
    review: Review,
    row: Proceeding,
    past: Sequence[PastAct],
    rule: ClockRule,
) -> Moment:
    """A review as it stood after the last of these acts."""
    act, facts = past[-1], history.refold(past, QUALITY_REVIEW)
    rules = proceedings.rules_of(session, row.rules)
    stood = Proceeding(**{**row.model_dump(), "facts": facts, "state": act.to})
    outcome = outcome_of(office, review, stood, rules, 0, list(past))
    quarter = Quarter.parse(label)
    return Moment(
        outcome=replace(outcome, grade=str(facts[Known.GRADE.code]) if Known.GRADE.code in facts else None),
        facts=facts,
        act=act,
        limit=_limit(office, session, row.ref, act, rule),
        issue=Issue(
            court=seasons.season(session, label).organiser,
            season=Words(quarter.to("zh"), quarter.to("en")),
            dated=beijing_day(act.at),
            language=office.language,
            sample=office.sample,
        ),
    )


def _limit(office: Office, session: Session, ref: str, act: PastAct, rule: ClockRule) -> Limit:
    """The time limit that began with this act, as it was counted on that day."""
    for clock in history.clocks_of(session, ref):
        if clock.code == rule.code and clock.opened_at == act.at:
            began = {**clock.model_dump(), "events": []}
            due = clocks.explain(began, office.store.calendar)
            counted = Words("{counted}。", "{counted}.", counted=how_counted(rule, began))
            return Limit(due.rolled, counted, rule.authority.to(office.language))
    return Limit(None, "", rule.authority.to(office.language))
