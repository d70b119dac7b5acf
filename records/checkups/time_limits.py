"""Check-ups of proceedings and their time limits (事项与期限): none forgotten, none astray, none run out unseen."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlmodel import col

from records.checkups.checkup import Checkup, Surroundings
from records.clocks import Clock, Running
from records.deadlines import Limit, calendar_act
from records.proceedings import Proceeding, rules_of
from records.rule_sets import RuleSet
from rules.labels import Words
from state_machines.limits import owed_in
from state_machines.register import PROCEDURES

_LIVE = (Running.RUNNING.value, Running.SUSPENDED.value)


class NoLimitForgotten(Checkup):
    """在办事项应有的期限都在进行."""

    code = "limit_missing"
    words = Words("在办事项应有的期限都在进行", "every limit that an open proceeding is owed runs")
    mend = Words(
        "期限与程序表不符：请技术人员核对该事项的台账；办理下一步即重新起算",
        "the limits do not fit the procedure: have the ledger of that proceeding looked at",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        for ref, missing, _ in _amiss(here):
            if missing:
                yield f"{ref} ({', '.join(sorted(missing))})"


class NoLimitAstray(Checkup):
    """办结事项没有期限，在办事项没有多余的期限."""

    code = "limit_astray"
    words = Words("没有不该进行的期限", "no limit runs that should not, least of all in a closed proceeding")
    mend = Words(
        "期限与程序表不符：请技术人员核对该事项的台账",
        "the limits do not fit the procedure: have the ledger of that proceeding looked at",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        for ref, _, astray in _amiss(here):
            if astray:
                yield f"{ref} ({', '.join(sorted(astray))})"


class NoLimitRunOutUnseen(Checkup):
    """届满的期限都已办理或者催办."""

    code = "limit_unseen"
    words = Words("届满的期限都已办理或者催办", "every limit that ran out was acted on or told of")
    mend = Words(
        "例行办理没有在运行：请启动 zelian serve，或者运行 zelian tick",
        "the routine is not running: start zelian serve, or run zelian tick",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        query = select(col(Clock.proceeding)).where(
            col(Clock.state) == Running.RUNNING.value,
            col(Clock.due_at) <= here.ago("checkup.tick_minutes"),
            col(Clock.overdue).is_(False),
        )
        yield from here.column(query.order_by(col(Clock.due_at)))


class CalendarWasNotRefused(Checkup):
    """期限日历应办的步骤都已办成."""

    code = "calendar_refused"
    words = Words("届满即应自动办理的步骤都已办成", "every act that the calendar owed was done")
    mend = Words(
        "期限届满时不予自动办理：请办理或者更正该事项，查看 zelian proceeding show",
        "the act of the calendar was refused: look at the proceeding, then act or put it right",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        query = select(Clock, Proceeding).join(Proceeding, col(Proceeding.ref) == col(Clock.proceeding))
        query = query.where(
            col(Clock.state) == Running.RUNNING.value,
            col(Clock.due_at) <= here.ago("checkup.tick_minutes"),
            col(Clock.overdue).is_(True),
        )
        for clock, row in here.rows(query):
            if calendar_act(Limit(clock, row), here.now) is not None:
                yield f"{row.ref} ({clock.code})"


class RulesArePinned(Checkup):
    """每一事项固定的规则都在."""

    code = "rules_missing"
    words = Words("每一事项固定的规则都在", "the rules pinned to every proceeding are there")
    mend = Words("请由备份恢复 rule_set 表", "restore the table rule_set from a backup")

    def found(self, here: Surroundings) -> Iterator[str]:
        kept = select(col(RuleSet.digest))
        yield from here.column(select(col(Proceeding.ref)).where(col(Proceeding.rules).not_in(kept)))


def _amiss(here: Surroundings) -> list[tuple[str, set[str], set[str]]]:
    """The proceedings whose limits are not those they are owed: what is missing, and what is astray; worked out once."""
    if "limits" not in here.found:
        here.found["limits"] = [
            (ref, owed - live, live - owed) for ref, owed, live in _limits(here) if owed != live
        ]
    amiss: list[tuple[str, set[str], set[str]]] = here.found["limits"]
    return amiss


def _limits(here: Surroundings) -> Iterator[tuple[str, set[str], set[str]]]:
    """Each proceeding with the limits it is owed and those that are live; of the closed only such as have one."""
    live: dict[str, set[str]] = {}
    running = select(col(Clock.proceeding), col(Clock.code)).where(col(Clock.state).in_(_LIVE))
    for ref, code in here.rows(running):
        live.setdefault(ref, set()).add(code)
    row = Proceeding
    for table in PROCEDURES.values():
        final = [state.value for state in table.final]
        # A closed one without a limit is as it must be, and an archive of many years is not read every night.
        query = select(col(row.ref), col(row.state), col(row.facts), col(row.rules)).where(
            col(row.procedure) == table.code,
            or_(
                col(row.state).not_in(final),
                col(row.ref).in_(select(col(Clock.proceeding)).where(col(Clock.state).in_(_LIVE))),
            ),
        )
        for ref, state, facts, rules in here.rows(query):
            owed = (
                set() if state in final else set(owed_in(table, state, facts, rules_of(here.session, rules)))
            )
            yield ref, owed, live.get(ref, set())


TIME_LIMITS: tuple[Checkup, ...] = (
    NoLimitForgotten(),
    NoLimitAstray(),
    NoLimitRunOutUnseen(),
    CalendarWasNotRefused(),
    RulesArePinned(),
)
