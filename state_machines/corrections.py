"""Slips of the pen put right (更正): by a step of its own, with what stood there, what stands there now, and why.

What was written stays in the ledger. A correction reaches only what the procedure says it may, and of that nothing on which a
vote, a decision or a service rests by now: such things are decided anew, and the refusal names the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.citations import Citation
from rules.labels import Labelled, Words
from rules.roles import Actor, Role
from state_machines.steps import Computation, Fact, Facts, Guard, Kind, Step, guard

REPLACED = Fact("replaced", "更正前后", "before and after", Kind.RECORDS, computed=True, parts=(
    Fact("code", "项目", "fact", Kind.CODE, must=True),))  # fmt: skip
"""What a correction changed: each fact by its code, as it was and as it is."""
Roles = tuple[Role, ...]
_YES_NO = {True: Words("是", "yes"), False: Words("否", "no")}


@dataclass(frozen=True, slots=True)
class Settled:
    """Facts that something rests on: since when that is so, what it is, and how they are changed instead."""

    facts: tuple[Fact, ...]
    since: Callable[[Mapping[str, Any]], bool]
    by: Words
    way: Words


@dataclass(frozen=True, slots=True)
class Corrections:
    """What may be corrected in a procedure: the parts of `stated`, as long as nothing in `settled` stands against it.

    named: every fact of the procedure, for the names in a refusal.
    """

    stated: Fact
    named: type
    authority: Citation
    settled: tuple[Settled, ...] = ()
    whose: Mapping[Fact, Role] = field(default_factory=dict)
    """What only one office corrects, having written it."""

    @property
    def computes(self) -> tuple[tuple[Fact, Computation], ...]:
        """What follows from a correction: what stood there before, beside what stands there now."""
        return ((REPLACED, self.before_and_after),)

    @property
    def unless(self) -> tuple[Guard, ...]:
        """Why a correction is refused."""
        refused = guard("更正触及不得更正的内容", "the correction reaches what it may not", self.authority)
        return (refused(self.correction_out_of_reach),)

    def steps(
        self, act: Labelled, reasons: Fact, paper: Labelled, where: Mapping[Labelled, tuple[Roles, Roles]]
    ) -> tuple[Step, ...]:
        """The rows of the table. where: in which states, by whom, and who hears of it."""
        unless = self.unless
        return tuple(
            Step(
                act,
                state,
                None,
                who,
                self.authority,
                asks=(self.stated, reasons),
                unless=unless,
                computes=self.computes,
                papers=(paper,),
                tells=tells,
            )
            for state, (who, tells) in where.items()
        )

    def correction_out_of_reach(self, by: Actor, facts: Facts) -> Words | None:
        wanted = set(facts.act[self.stated.code])
        beyond = sorted(wanted - {part.code for part in self.stated.parts})
        if beyond:
            return Words(
                "不得以更正改变：{facts}；作出的决定和提交的材料各有其步骤",
                "a correction may not change: {facts}; decisions and submissions have steps of their own",
                facts=self._names(beyond),
            )
        for fact, role in self.whose.items():
            if fact.code in wanted and by.role is not role:
                return Words("{fact}由{role}更正", "{fact} is corrected by the {role}", fact=self._names([fact.code]), role=role)  # fmt: skip
        for each in self.settled:
            rests = sorted(wanted & {fact.code for fact in each.facts})
            if rests and each.since(facts.known):
                return Words(
                    "{facts}{by}，不得更正；{way}",
                    "{facts}: {by}, and not corrected any more; {way}",
                    facts=self._names(rests),
                    by=each.by,
                    way=each.way,
                )
        same = sorted(code for code in wanted if facts.known.get(code) == facts.act[self.stated.code][code])
        return Words("{facts}与记录相同，没有更正", "{facts}: that is what stands there", facts=self._names(same)) if same else None  # fmt: skip

    def before_and_after(self, _: Actor, facts: Facts) -> list[dict[str, Any]]:
        stated = facts.act.get(self.stated.code)
        return [
            {"code": code, "before": facts.known.get(code), "after": value}
            for code, value in (stated.items() if isinstance(stated, Mapping) else ())
        ]

    def told(self, replaced: Any) -> Words:
        """What a correction changed, as people read it."""
        lines = list(self.lines(replaced))
        return Words("；".join(line.to("zh") for line in lines), "; ".join(line.to("en") for line in lines))

    def lines(self, replaced: Any) -> Iterator[Words]:
        """Each change in a line of its own."""
        for each in replaced or ():
            name = self._names([each["code"]])
            before, after = shown(each.get("before")), shown(each.get("after"))
            yield Words(
                "{name}：{before} → {after}",
                "{name}: {before} → {after}",
                name=name,
                before=before,
                after=after,
            )

    def _names(self, codes: list[str]) -> Words:
        known = {fact.code: fact for fact in vars(self.named).values() if isinstance(fact, Fact)}
        return Words(
            "、".join(known[code].zh if code in known else code for code in codes),
            ", ".join(known[code].en if code in known else code for code in codes),
        )


def shown(value: Any) -> Words:
    """A value as a correction shows it."""
    if value in (None, "", []):
        return Words("（无）", "(none)")
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, list):
        named = [str(each.get("code", "")) if isinstance(each, Mapping) else str(each) for each in value]
        return Words("、".join(named), ", ".join(named))
    return Words(str(value), str(value))
