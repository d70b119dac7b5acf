"""The papers of a closed matter (惩戒、退额、保护、衔接文书): which ones an act calls for, written from the record as it then stood.

What was written again a month later has the same bytes. Papers for few lie in a folder of their own, closed to others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from documents.discipline_papers import FORMS, Done, discipline_paper
from documents.judge_forms import Limit
from flows.office import Office
from flows.paper_register import DuePaper, Written, write_papers
from records import clocks, history, proceedings
from records.clocks import Clock
from records.history import PastAct
from records.proceedings import OPEN, Proceeding
from records.telling import how_counted
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.handover.table import HANDOVER
from state_machines.procedure import Procedure
from state_machines.protection.openings import OPENINGS, Open
from state_machines.quota_exit.table import QUOTA_EXIT
from state_machines.register import procedure
from state_machines.steps import Step

PROTECTION = Words("履职保护", "protection of duty")
FOLDER, CLOSED = Words("{kind}", "{kind}"), Words("{kind}（保密）", "{kind} (closed)")
KINDS = {
    QUOTA_EXIT.code: Words("员额退出", "exit from the quota"),
    HANDOVER.code: Words("衔接移送", "handovers"),
    **{each.procedure.code: PROTECTION for each in OPENINGS.values()},
}
"""Under which name the papers of a procedure lie; all others are of discipline."""
OF_DISCIPLINE = Words("惩戒", "discipline")
PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Called:
    """A paper that an act calls for."""

    paper: Labelled
    step: Step
    act: PastAct
    nth: int
    """How many acts of the matter there were until then, the opening included."""


def papers_of(step: Step) -> tuple[Labelled, ...]:
    """The papers a step calls for that we can write."""
    return tuple(paper for paper in step.papers if paper in FORMS)


def called_for(past: Sequence[PastAct], table: Procedure, *, reader: Role | None = None) -> list[Called]:
    """Every paper that these acts of a matter call for, in their order, as far as that reader may have them.

    None reads all: the machine that writes them for the file.
    """
    found = []
    given: Mapping[str, Any] = past[0].particulars if past else {}
    for number, act in enumerate(past, start=1):
        step = _opening(table, act) if act.trigger == OPEN else table.table[act.trigger, act.source or ""][0]
        found += [
            Called(paper, step, act, number)
            for paper in papers_of(step)
            if _may_have(paper, step, given, reader) and _wanted(paper, table, past[:number])
        ]
    return found


def _opening(table: Procedure, act: PastAct) -> Step:
    """The opening, as if it were a row of the table."""
    return Step(
        Open.OPEN, table.initial, None, Role(act.role), table.authority,
        papers=table.opening_papers, tells=table.opening_tells,
    )  # fmt: skip


def _wanted(paper: Labelled, table: Procedure, past: Sequence[PastAct]) -> bool:
    """Whether the facts, as they stood after that act, leave the paper something to say."""
    only = FORMS[paper].only
    return only is None or only(history.refold(past, table))


def write_discipline_papers(
    office: Office, ref: str, *, now: datetime, act: str = "", every: bool = False, reader: Role | None = None
) -> Written:
    """Write the papers of the last act that calls for one, of the last `act` of that name, or of every act.

    Raises:
        NotFound: there is no such matter.
        FaultyInput: no act of that name, done in this matter, calls for a paper this reader may have.
    """
    with office.store.read() as session:
        row = proceedings.find(session, ref)
        past = history.history(session, ref)
        wanted = known = called_for(past, procedure(row.procedure), reader=reader)
        if act:
            wanted = [each for each in known if act in _names(each.step.trigger)]
            if not wanted:
                raise FaultyInput([_no_such_act(act, known)])
        if wanted and not every:
            wanted = [each for each in wanted if each.nth == wanted[-1].nth]
        due = _due(office, session, row, past, wanted)
    return _write(office, due, now)


def write_called(office: Office, ref: str, wanted: Sequence[Called], *, now: datetime) -> None:
    """Write these papers of a matter.

    Raises:
        FaultyInput: a template of the court's own is broken.
    """
    with office.store.read() as session:
        row, past = proceedings.find(session, ref), history.history(session, ref)
        due = _due(office, session, row, past, wanted)
    done = _write(office, due, now)
    if done.faulty:
        raise FaultyInput([fault for error in done.faulty for fault in error.faults])


def lies_at(office: Office, row: Proceeding, called: Called) -> Path:
    """Where the PDF of a paper of that matter lies once it is written."""
    path = _path(office, row.procedure, row.ref, called)
    return path.with_name(f"{path.name}.pdf")


def write_since(office: Office, ref: str, entry: int, *, now: datetime) -> tuple[Written, int]:
    """Write the papers of every act after that entry of the matter's chain; returns besides up to which entry.

    Raises:
        OSError: a folder or a file cannot be written.
    """
    with office.store.read() as session:
        row, past = proceedings.find(session, ref), history.history(session, ref)
        called = called_for(past, procedure(row.procedure))
        due = _due(office, session, row, past, [each for each in called if each.act.number > entry])
    return _write(office, due, now), row.version


def _write(office: Office, due: Sequence[DuePaper], now: datetime) -> Written:
    for folder in {each.path.parent for each in due}:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    return write_papers(office, due, now=now)


def _due(
    office: Office, session: Session, row: Proceeding, past: Sequence[PastAct], wanted: Sequence[Called]
) -> list[DuePaper]:
    table, rules = procedure(row.procedure), proceedings.rules_of(session, row.rules)
    counted = history.clocks_of(session, row.ref)
    found = []
    for each in wanted:
        done = Done(
            procedure=table,
            ref=row.ref,
            facts=history.refold(past[: each.nth], table),
            stated=each.act.particulars,
            step=each.step,
            role=Role(each.act.role),
            on=beijing_day(each.act.at),
            rules=rules,
            limits=_limits(office, counted, table, each.act),
            language=office.language,
            sample=office.sample,
        )
        paper = discipline_paper(each.paper, done)
        found.append(DuePaper(row.ref, each.act.number, paper, _path(office, table.code, row.ref, each)))
    return found


def _limits(office: Office, counted: Sequence[Clock], table: Procedure, act: PastAct) -> list[Limit]:
    """The limits that began with this act, as they were counted on that day."""
    found = []
    for clock in counted:
        rule = table.clocks_of(act.to).get(clock.code)
        if rule is None or clock.opened_at != act.at:
            continue
        began = {**clock.model_dump(), "events": []}
        due = clocks.explain(began, office.store.calendar)
        said = how_counted(rule, began | {"due_at": due.instant})
        found.append(Limit(due.rolled, said, rule.authority.to(office.language), due.began is not None))
    return found


def _may_have(paper: Labelled, step: Step, given: Mapping[str, Any], reader: Role | None) -> bool:
    """The judge gets what was told to the judge or written by the judge; a paper for few is for these.

    `given`: the facts the matter opened with, which name its ends.
    """
    if reader is None:
        return True
    form = FORMS[paper]
    if form.ends:
        return reader.value in {given.get(fact.code) for fact in form.ends}
    if form.readers:
        return reader in form.readers
    return reader is not Role.JUDGE_CONCERNED or reader in (*step.tells, *step.roles)


def _path(office: Office, code: str, ref: str, called: Called) -> Path:
    kind = KINDS.get(code, OF_DISCIPLINE).to(office.language)
    folder = CLOSED if FORMS[called.paper].closed else FOLDER
    name = f"{called.nth:02d}-{called.paper.to(office.language)}"
    return office.papers / folder.to(office.language).format(kind=kind) / ref / name


def _names(trigger: Labelled) -> tuple[str, ...]:
    return (trigger.value, trigger.zh, trigger.en)


def _no_such_act(act: str, called: Sequence[Called]) -> Fault:
    known = dict.fromkeys(each.step.trigger for each in called)
    return Fault(
        Words("--act {act}", "--act {act}", act=act),
        Words("本事项没有办理过这样一个要制作文书的步骤", "no such act of this matter calls for a paper"),
        Words(
            "可以写：{known}",
            "there are: {known}",
            known=Words("、".join(each.zh for each in known) or "（无）", ", ".join(each.en for each in known) or "(none)"),
        ),
    )  # fmt: skip
