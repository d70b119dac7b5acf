"""A procedure (程序) is a table of lawful steps. This file turns the table into a machine, and checks it.

`transitions` holds states, triggers and guards, and is the only judge of them; this is the one file that knows it.
A guard answers why not, in words. Nothing here reads a database or a clock, and no step has an effect: what
follows from a step is done by `records.proceedings.advance`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, cast

from transitions import EventData, Machine, Transition

from rules.citations import Citation
from rules.errors import BrokenProcedure, Refused
from rules.labels import Labelled, Language, Words
from rules.roles import Actor, Role
from state_machines.letters import Letters
from state_machines.one_office import OneOffice
from state_machines.rule_change import rule_changes
from state_machines.standing_checks import Check, as_check, built_in
from state_machines.steps import ClockRule, Fact, Facts, Kind, OwnMatter, Step


class _LawTransition(Transition):
    """A transition that knows its row, and says why not instead of a bare False."""

    def __init__(self, *args: Any, step: Step, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.step = step

    @property
    def checks(self) -> tuple[Check, ...]:
        # The conditions are always the functions of `Procedure.__init__`, never names of methods.
        return tuple(cast("Check", condition.func) for condition in self.conditions)

    def _eval_conditions(self, event_data: EventData) -> bool:
        for check in self.checks:
            refusal = check(*event_data.args)
            if refusal is not None:
                event_data.kwargs["refusals"].append(refusal)
                return False
        return True


class _LawMachine(Machine):
    transition_cls = _LawTransition


class _Thin:
    """What the machine moves: a state and nothing else."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Procedure:
    """A checked table of lawful steps, and the one machine that serves every proceeding of its kind.

    opening_tells: who hears that a proceeding was opened. opening_papers: what is written for it. named: the roles whose
    holders are named by a fact of the proceeding. discharged: of these, who has done by now what was to be done.
    of_the_case: the roles that belong to the court of the case; all others are the organiser's. above: the fact that names
    those of them which in this matter are the organiser's all the same. aside: the fact that names who stepped aside
    (回避) and holds no named role any more. addressed: the fact that names the roles a matter is about, where not every role that the
    table tells is; the others hear nothing and owe nothing. letters: what its notices quote and advise. concerned: whose
    matter it is, or why it is nobody's. one_of: of several offices the one that has the matter in hand. silences: the acts of which nobody is told, and why.

    Raises:
        BrokenProcedure: a state that cannot be reached or left, a state without a time limit or a stated none, two
            rows for one act in one state. Found when the file is imported.
    """

    def __init__(
        self,
        code: str,
        zh: str,
        en: str,
        states: type[Labelled],
        steps: Iterable[Step],
        *,
        initial: Labelled,
        authority: Citation,
        final: tuple[Labelled, ...],
        no_limit: Mapping[Labelled, Words] | None = None,
        opening_tells: tuple[Role, ...] = (),
        opening_papers: tuple[Labelled, ...] = (),
        named: Mapping[Role, Fact] | None = None,
        discharged: Mapping[Role, Callable[[Mapping[str, Any]], Collection[str]]] | None = None,
        of_the_case: tuple[Role, ...] = (),
        above: Fact | None = None,
        aside: Fact | None = None,
        addressed: Fact | None = None,
        one_of: OneOffice | None = None,
        letters: Letters | None = None,
        concerned: OwnMatter | Words | None = None,
        silences: Mapping[Labelled, Words] | None = None,
    ) -> None:
        self.code, self.zh, self.en = code, zh, en
        self.words = Words(zh, en)
        self.states = states
        self.steps = tuple(steps)
        self.initial = initial
        self.authority = authority
        self.no_limit, self.final = dict(no_limit or {}), final
        self.opening_tells, self.opening_papers = opening_tells, opening_papers
        self.named = dict(named or {})
        self.discharged = dict(discharged or {})
        self.of_the_case = of_the_case
        self.above = above
        self.aside = aside
        self.addressed, self.one_of = addressed, one_of
        self.letters = letters or Letters()
        self.concerned = concerned
        self.silences = dict(silences or {})
        standing = tuple(rule_changes(self.steps, final))
        self.triggers: dict[str, Labelled] = {
            step.trigger.value: step.trigger for step in (*self.steps, *standing)
        }
        self._leaving: dict[str, list[Step]] = {
            state.value: [step for step in self.steps if step.source is state] for state in states
        }
        self._limits: dict[str, dict[str, ClockRule]] = {
            state: {step.within.code: step.within for step in steps if step.within is not None}
            for state, steps in self._leaving.items()
        }
        self._check()
        matter = concerned if isinstance(concerned, OwnMatter) else None
        self.machine = _LawMachine(
            model=None,
            states=[state.value for state in states],
            initial=initial.value,
            auto_transitions=False,
            send_event=True,
            transitions=[
                {
                    "trigger": step.trigger.value,
                    "source": step.source.value,
                    "dest": step.destination.value,
                    "conditions": [*built_in(step, matter), *(as_check(row, step) for row in step.unless)],
                    "step": step,
                }
                for step in (*self.steps, *standing)
            ],
        )
        self.table: dict[tuple[str, str], tuple[Step, tuple[Check, ...]]] = {
            (name, source): (row.step, row.checks)
            for name, event in self.machine.events.items()
            for source, rows in event.transitions.items()
            for row in rows
            if isinstance(row, _LawTransition)
        }
        """The machine read out for the hot path: (trigger, state) → (step, checks in the machine's own order)."""

    @cached_property
    def with_a_part(self) -> frozenset[Role]:
        """The roles that act in it or are told of it."""
        told = ((*step.roles, *step.tells) for step in self.steps)
        return frozenset(role for roles in (self.opening_tells, *told) for role in roles)

    def to(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def decide(self, state: str, trigger: str, actor: Actor, facts: Facts) -> Step:
        """Return the step this act takes, from the compiled table.

        Raises:
            Refused: the act is unknown, not possible in this state, not this role's, too late, or a guard says no.
        """
        row = self.table.get((trigger, state))
        if row is None:
            raise self._out_of_place(state, trigger)
        step, checks = row
        for check in checks:
            refusal = check(actor, facts)
            if refusal is not None:
                raise refusal
        return step

    def fire(self, state: str, trigger: str, actor: Actor, facts: Facts) -> str:
        """Move through the `transitions` machine itself and return the new state; refuses as `decide` does."""
        thin = _Thin(state)
        refusals: list[Refused] = []
        if (trigger, state) not in self.table:
            raise self._out_of_place(state, trigger)
        if not self.machine.events[trigger].trigger(thin, actor, facts, refusals=refusals):
            raise refusals[0]
        return thin.state

    def is_about(self, role: Role, facts: Mapping[str, Any], act: Labelled | None = None) -> bool:
        """Whether a role hears of this very matter (of that act in it), and owes anything in it."""
        if self.one_of is not None:
            return self.one_of.may_have(role, facts, act)
        return self.addressed is None or role.value in (facts.get(self.addressed.code) or ())

    def holders(self, role: Role, facts: Mapping[str, Any]) -> list[str]:
        """The people a fact names for a role; empty where the office as such is meant."""
        fact = self.named.get(role)
        found = facts.get(fact.code) if fact else None
        people = found if isinstance(found, list) else [found] if found else []
        codes = [person["code"] if isinstance(person, dict) else person for person in people]
        gone = facts.get(self.aside.code) if self.aside else None
        return [code for code in codes if code not in gone] if gone else codes

    def still_to_act(self, role: Role, facts: Mapping[str, Any]) -> list[str]:
        """The people of that role from whom something is still awaited; [""] where the office as such is meant."""
        if not self.is_about(role, facts):
            return []
        people = self.holders(role, facts)
        done = self.discharged[role](facts) if role in self.discharged else ()
        return [person for person in people if person not in done] if people else [""]

    def from_state(self, state: str) -> list[Step]:
        """The rows that leave a state (or stay in it), in the order of the table."""
        return self._leaving[state]

    def clocks_of(self, state: str) -> dict[str, ClockRule]:
        """The time limits that run in a state."""
        return self._limits[state]

    def _out_of_place(self, state: str, trigger: str) -> Refused:
        known = self.triggers.get(trigger)
        if known is None:
            return Refused(
                Words(
                    "“{procedure}”没有“{trigger}”这一步",
                    "“{procedure}” has no step “{trigger}”",
                    procedure=self.words,
                    trigger=trigger,
                ),
                self.authority,
            )
        authority = next(step.authority for step, _ in self.table.values() if step.trigger is known)
        return Refused(
            Words(
                "当前状态为“{state}”，不能办理“{act}”",
                "the state is “{state}”: “{act}” is not possible now",
                state=self.states(state),
                act=known,
            ),
            authority,
        )

    def _check(self) -> None:
        problems = [*self._doubles(), *self._unreachable(), *self._dead_ends(), *self._without_limit()]
        if problems:
            raise BrokenProcedure(
                Words(
                    "程序“{name}”有误：{problems}",
                    "procedure “{name}” is broken: {problems}",
                    name=self.zh,
                    problems="；".join(problems),
                )
            )

    def _doubles(self) -> Iterator[str]:
        seen: set[tuple[str, str]] = set()
        for step in self.steps:
            key = (step.trigger.value, step.source.value)
            if key in seen:
                yield f"“{step.trigger}”在“{step.source}”出现两次"
            seen.add(key)

    def _unreachable(self) -> Iterator[str]:
        reached = {self.initial}
        while True:
            further = {step.destination for step in self.steps if step.source in reached} - reached
            if not further:
                break
            reached |= further
        yield from (f"“{state}”不可到达" for state in self.states if state not in reached)

    def _dead_ends(self) -> Iterator[str]:
        for state in self.states:
            leaves = any(step.source is state and step.destination is not state for step in self.steps)
            if state in self.final and leaves:
                yield f"终结状态“{state}”仍有出口"
            if state not in self.final and not leaves:
                yield f"“{state}”没有出口"

    def _without_limit(self) -> Iterator[str]:
        for state in self.states:
            limits = self.clocks_of(state.value).values()
            always, conditions = any(limit.only is None for limit in limits), {limit.only for limit in limits}
            covered = always or any(each is not None and each.against in conditions for each in conditions)
            if state not in self.final and not limits and state not in self.no_limit:
                yield f"“{state}”既无期限，也未写明法律未规定期限"
            if limits and not covered:
                yield f"“{state}”的期限都有条件，条件都不成立时没有期限"
            if limits and state in self.no_limit:
                yield f"“{state}”有期限，却写明没有期限"
        partial = {fact.code for step in self.steps for fact in step.facts if fact.kind is Kind.PARTIAL_DAY}
        for step in self.steps:
            if step.within and partial & set(step.within.started_by):
                yield f"“{step.within.zh}”自不完整日期起算；应当由承办人写明起算之日"
            if Role.CALENDAR in step.roles and step.within is None:
                yield f"期限日历的“{step.trigger}”没有期限"
