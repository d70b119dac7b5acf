"""One line of the list of undoing (清理清单): what the accusation brought, the step that takes it back, or the act that did.

That an item is done is read from the ledger: which act, when, by whom. What nobody can take back (a letter that was read) is done by
what is done instead (the clearing told to the same people), and is said to be so.
"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from records import history
from records.history import PastAct
from records.proceedings import Proceeding
from rules.clocks import beijing_day
from rules.labels import Labelled, Words
from rules.notices import in_both
from rules.roles import Role
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.consequences import ConsequenceKind, Effect, effects_of
from state_machines.handover.table import HANDOVER
from state_machines.handover.terms import Known, State
from state_machines.procedure import Procedure
from state_machines.register import procedure
from state_machines.report_clarification.table import REPORT_CLARIFICATION
from state_machines.steps import Step
from state_machines.undoing import HARM, INSTEAD, NO_HARM, RESTORED, UNDOES, put_right, steps_back


@dataclass(frozen=True, slots=True)
class Undone:
    """The act that took it back, as the ledger has it. told: to whom, of a clearing."""

    act: Labelled
    number: int
    at: datetime
    by: str
    told: frozenset[str] = frozenset()

    @classmethod
    def of(cls, act: PastAct, trigger: Labelled, told: frozenset[str] = frozenset()) -> Undone:
        return cls(trigger, act.number, act.at, act.by, told)

    @property
    def on(self) -> date:
        return beijing_day(self.at)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the accusation brought: taken back by `done`, or to be taken back by one of the steps; none: `instead`."""

    ref: str
    matter: Words
    what: Words
    done: Undone | None
    steps: tuple[Step, ...] = ()
    roles: tuple[Role, ...] = ()
    instead: Words | None = None

    @property
    def commands(self) -> Iterator[Words]:
        """What whoever may take it back types."""
        for step in self.steps:
            yield Words(_typed(self.ref, step, self.roles, "zh"), _typed(self.ref, step, self.roles, "en"))


def items_of(session: Session, row: Proceeding, matters: Collection[str]) -> list[Item]:
    """What stands or stood in that matter; where nothing did, whether the matter itself has ended.

    matters: the references of all that the accusation brought.
    """
    table, past = procedure(row.procedure), history.history(session, row.ref)
    found = [
        item for effect in effects_of(table.code) if (item := _consequence(table, row, past, effect, matters))
    ]
    if table is HANDOVER:
        return _handover(table, row)
    ended = table.states(row.state) in table.final
    # The assessment of a year is no matter of the accusation: it goes on, whatever became of one of the things it took in.
    if any(each.done is None for each in found) or (found and (ended or table is ANNUAL_ASSESSMENT)):
        return found
    return [*found, _matter(table, row, past)]


def notices_item(clearing: str, heard: Sequence[str], cleared: Undone | None) -> Item:
    """What was told cannot be taken back: whoever heard it is to hear that it was false."""
    untold = [each for each in heard if cleared is None or each not in cleared.told]
    what = Words(
        "已送出的通知：{n}人听到过检举", "letters sent: {n} people heard the accusation", n=len(heard)
    )
    if not untold:
        how = Words("不能收回；已向同一范围澄清", "cannot be recalled; cleared before the same people")
        return Item(clearing, REPORT_CLARIFICATION.words, what, cleared, instead=how)
    how = Words(
        "不能收回；应当向听到过的人逐一澄清，还有：{who}",
        "cannot be recalled; still to hear the clearing: {who}",
        who="、".join(untold),
    )
    return Item(clearing, REPORT_CLARIFICATION.words, what, None, instead=how)


def _consequence(
    table: Procedure, row: Proceeding, past: Sequence[PastAct], effect: Effect, matters: Collection[str]
) -> Item | None:
    """A consequence that stands, or was taken back; None where it never came to stand."""
    brings = {act.value for act in effect.acts}
    undoing = {act.value: act for act in UNDOES.get((table.code, effect.kind), ())}
    restored = {act.value for act in RESTORED}
    if effect.kind not in HARM or (table.code, effect.kind) in NO_HARM or brings <= restored:
        return None
    first = next((act for act in past if act.trigger in brings - undoing.keys()), None)
    told = effect.says(row.facts) if first else None
    if first is None or told is None:
        return None
    back = next((act for act in reversed(past) if act.trigger in undoing and act.number > first.number), None)
    gone = back is not None and (
        not told.stands or back.trigger in restored or put_right(table.code, row.facts, matters)
    )
    brought = Words("{kind}：{act}（{on}）", "{kind}: {act} ({on})", kind=effect.kind,
                    act=in_both(table.triggers[first.trigger]), on=beijing_day(first.at).isoformat())  # fmt: skip
    if back is not None and gone:
        return Item(row.ref, table.words, brought, Undone.of(back, undoing[back.trigger]))
    if not told.stands:
        return None
    words = Words("{kind}：{what}", "{kind}: {what}", kind=effect.kind, what=told.words)
    return _open(table, row, effect.kind, words)


def _matter(table: Procedure, row: Proceeding, past: Sequence[PastAct]) -> Item:
    """The matter itself: ended by its last act, or open."""
    state = table.states(row.state)
    what = Words("立案办理：{state}", "matter on file: {state}", state=state)
    if state in table.final:
        moved = [act for act in past if act.source != act.to]
        return Item(row.ref, table.words, what, Undone.of(moved[-1], table.triggers[moved[-1].trigger]))
    return _open(table, row, None, what)


def _handover(table: Procedure, row: Proceeding) -> list[Item]:
    """A handover is a consequence only as long as somebody is to take it over; then what it opened is."""
    if row.state not in (State.OFFERED.value, State.DECLINED.value):
        return []
    giver = Role(row.facts[Known.GIVER.code])
    what = Words("移送待接收：{state}", "handed over: {state}", state=table.states(row.state))
    return [_open(table, row, None, what, only=[giver])]


def _open(
    table: Procedure,
    row: Proceeding,
    kind: ConsequenceKind | None,
    what: Words,
    only: Collection[Role] = (),
) -> Item:
    steps = tuple(steps_back(table, row.state, kind))
    roles = tuple(dict.fromkeys(role for step in steps for role in step.roles if not only or role in only))
    instead = None if steps else INSTEAD.get(kind, INSTEAD[ConsequenceKind.SANCTION])
    return Item(row.ref, table.words, what, None, steps, roles, instead)


def _typed(ref: str, step: Step, roles: Sequence[Role], language: str) -> str:
    zh = language == "zh"
    role = next((role for role in step.roles if role in roles), step.roles[0])
    words = [
        "zelian",
        "proceeding",
        "act",
        ref,
        step.trigger.zh if zh else step.trigger.value,
        "--role",
        role.zh if zh else role.value,
    ]
    for fact in step.asks:
        words += ["--fact", f"{fact.zh if zh else fact.code}=…"]
    return " ".join(each if "…" in each else shlex.quote(each) if " " in each else each for each in words)
