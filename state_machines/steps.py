"""A lawful step (步骤) and what it is made of: facts, guards, time limits. Pure data and pure checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from rules.citations import Citation
from rules.labels import Labelled, Language, Words
from rules.parameters import Rules
from rules.roles import Actor, Role

Made = TypeVar("Made")


class Kind(Labelled):
    """What a fact looks like (事实的形式)."""

    TEXT = "text", "文字", "text"
    CODE = "code", "代码", "code"
    CODES = "codes", "代码列表", "list of codes"
    DAY = "day", "日期", "day"
    PARTIAL_DAY = "partial_day", "日期，可以只写年月或者年", "day, or only a month or a year"
    NUMBER = "number", "数字", "number"
    COUNT = "count", "整数", "whole number"
    PEOPLE = "people", "人数或者名单", "a number of people, or their codes"
    YES_NO = "yes_no", "是否", "yes or no"
    RECORD = "record", "记录", "record"
    RECORDS = "records", "记录列表", "list of records"
    AMENDMENT = "amendment", "更正内容", "facts put right"
    POINTS = "points", "要点，每点一句", "points, one sentence each"
    ANSWERS = "answers", "逐点答复", "answers, point by point"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a step puts on record (事实). `many`: each act adds one more; else the last stands.

    `computed`: found out by the program (a count, a digest, a merged score) and never taken from a person's hand.
    `seen_by`: the only roles that may see it (知悉范围); empty: whoever may see the proceeding. `choices`: the codes
    there are. `parts`: what a record is made of, or what an amendment may reach; `listed`: the record is a list of
    such. `must`: a part that a record is never without.
    """

    code: str
    zh: str
    en: str
    kind: Kind = Kind.TEXT
    many: bool = False
    computed: bool = False
    seen_by: tuple[Role, ...] = ()
    choices: type[Labelled] | None = None
    parts: tuple[Fact, ...] = ()
    listed: bool = False
    must: bool = False

    def open_to(self, role: Role | None) -> bool:
        """Whether a reader in that role (None: in none) may see it."""
        return not self.seen_by or role in self.seen_by


class Late(Labelled):
    """What the law makes of an act after its time (逾期)."""

    LAPSES = "lapses", "逾期不再受理", "too late is too late"
    RECORDED = "recorded", "逾期可以补办，须说明理由", "may still be done late, with a reason"
    COUNTED = "counted", "逾期仍应办理，记为逾期", "must still be done, and counts as late"


EXTRA = Fact("extra", "延长的天数", "days added", Kind.COUNT)
LATE_REASON = Fact("late_reason", "逾期理由", "reason for the delay")


@dataclass(frozen=True, slots=True)
class Condition:
    """When somebody owes an act at all (应当办理的情形), from the facts on record and the rules pinned.

    against: the condition that this one is the opposite of, so that one of the two always holds.
    """

    holds: Callable[[Mapping[str, Any], Rules], bool]
    zh: str
    en: str
    against: Condition | None = None

    def otherwise(self, zh: str, en: str) -> Condition:
        """The opposite of this condition."""
        return Condition(lambda facts, rules: not self.holds(facts, rules), zh, en, self)


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A time limit (期限): the parameter that holds its length, and what lateness means.

    It starts when a state is entered from which a step must be taken within it, counted from the day of the act
    or, where `starts` names a fact, from that day; of several facts, from the latest day. With `only` it runs as long
    as that condition holds in such a state: it starts with the act that makes it so, and ends with the act that makes
    it otherwise. Where the length depends on what the matter is about, `of` names the fact and `by` has the parameter for
    those of its values that have one of their own.
    """

    code: str
    zh: str
    en: str
    length: str
    authority: Citation
    late: Late = Late.RECORDED
    starts: str | tuple[str, ...] | None = None
    only: Condition | None = None
    of: str = ""
    by: Mapping[str, str] = field(default_factory=dict, hash=False)

    def owed(self, facts: Mapping[str, Any], rules: Rules) -> bool:
        """Whether the limit applies. What opened under rules that did not know it is held to none (从旧)."""
        return self.length in rules and (self.only is None or self.only.holds(facts, rules))

    def begins(self, facts: Mapping[str, Any]) -> str | None:
        """The day on record that it is counted from; None where that is the day of the act."""
        return max((str(facts[code]) for code in self.started_by if facts.get(code)), default=None)

    @property
    def started_by(self) -> tuple[str, ...]:
        """The codes of the facts it is counted from; none where that is the day of the act."""
        return (self.starts,) if isinstance(self.starts, str) else self.starts or ()

    def to(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


class Clocked(NamedTuple):
    """A running time limit as a guard sees it: the instant it ends (None while suspended), and whether it has."""

    ends: datetime | None
    over: bool


@dataclass(slots=True, eq=False)
class Facts(Mapping[str, Any]):
    """What a guard may know: the facts on record, the particulars of this act (first), the rules pinned, the time.

    One is made for every act, and nobody changes it; to have that enforced would cost more than the making.
    """

    known: Mapping[str, Any]
    act: Mapping[str, Any]
    rules: Rules
    at: datetime
    clocks: Mapping[str, Clocked] = field(default_factory=dict)
    ref: str = ""
    """The reference of the proceeding."""
    _found: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, what: str, work: Callable[[], Made]) -> Made:
        """What several guards of one act need alike is worked out once, by the first that asks."""
        if what not in self._found:
            self._found[what] = work()
        made: Made = self._found[what]
        return made

    def __getitem__(self, code: str) -> Any:
        return self.act[code] if code in self.act else self.known[code]

    def get(self, code: str, default: Any = None) -> Any:
        # Guards ask dozens of times an act; the mixin's way leads through an exception.
        return self.act[code] if code in self.act else self.known.get(code, default)

    def __iter__(self) -> Iterator[str]:
        return iter({**self.known, **self.act})

    def __len__(self) -> int:
        return len({**self.known, **self.act})


Computation = Callable[[Actor, Facts], Any]
"""What follows from an act: computed from what its author stated, what is on record, and the rules pinned."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A reason to refuse (不得办理的情形): its name in the table, and the check that answers why not, or None."""

    check: Callable[[Actor, Facts], Words | None]
    zh: str
    en: str
    authority: Citation | None = None


def guard(
    zh: str, en: str, authority: Citation | None = None
) -> Callable[[Callable[[Actor, Facts], Words | None]], Guard]:
    """Name a check, so that the table can print it. `authority` stands before that of the step."""

    def named(check: Callable[[Actor, Facts], Words | None]) -> Guard:
        return Guard(check, zh, en, authority)

    return named


@dataclass(frozen=True, slots=True)
class OwnMatter:
    """Whose matter it is (本人事项), and in which roles each may act in it: those of his own side. In no other.

    Who sat on a case, and is at the same time division chief, member of a committee or president, leaves the steps of
    that office to somebody else.
    """

    sides: Mapping[Fact, tuple[Role, ...]]
    authority: Citation


@dataclass(frozen=True)
class Step:
    """One row of the table: a lawful step (步骤).

    trigger: the act. source, to: the states; `to=None` stays. who: the roles that may. authority: on what. asks:
    facts the act must bring; may: facts it can bring. unless: guards. within: the time limit for this very step,
    which starts when `source` is entered and goes on while the state allows a step within it. A step of the calendar
    (`Role.CALENDAR`) is taken when that limit has run out, and not before. marks: facts that the step puts on record
    by itself. computes: facts that follow from what is stated and on record; nobody states them, and they stand among
    the particulars of the act. suspends, resumes: limits it holds (中止) and lets go on; extends: limits it makes
    longer (延长) by the days given as `extra`, in the limit's own unit. papers: what is written. tells: who hears.
    changes_rules: the proceeding is under other rules from then on.
    """

    trigger: Labelled
    source: Labelled
    to: Labelled | None
    who: Role | tuple[Role, ...]
    authority: Citation
    asks: tuple[Fact, ...] = ()
    may: tuple[Fact, ...] = ()
    unless: tuple[Guard, ...] = ()
    within: ClockRule | None = None
    marks: tuple[tuple[Fact, bool], ...] = ()
    computes: tuple[tuple[Fact, Computation], ...] = ()
    suspends: tuple[ClockRule, ...] = ()
    resumes: tuple[ClockRule, ...] = ()
    extends: tuple[ClockRule, ...] = ()
    papers: tuple[Labelled, ...] = ()
    tells: tuple[Role, ...] = ()
    changes_rules: bool = False

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        return self.who if isinstance(self.who, tuple) else (self.who,)

    @cached_property
    def destination(self) -> Labelled:
        return self.to or self.source

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        late = (LATE_REASON,) if self.within and self.within.late is Late.RECORDED else ()
        extra = (EXTRA,) if self.extends else ()
        computed = (fact for fact, _ in self.computes)
        return tuple(dict.fromkeys((*self.asks, *extra, *self.may, *late, *computed)))

    @cached_property
    def known(self) -> dict[str, Fact]:
        """The facts it may bring, by their code."""
        return {fact.code: fact for fact in self.facts}

    @cached_property
    def puts_right(self) -> bool:
        """Whether it may change facts that another step put on record."""
        return any(fact.kind is Kind.AMENDMENT for fact in self.facts)

    @cached_property
    def required(self) -> tuple[Fact, ...]:
        return (*self.asks, EXTRA) if self.extends else self.asks

    def completed(self, actor: Actor, facts: Facts) -> dict[str, Any]:
        """The particulars of an act with what follows from them; each computation sees those before it."""
        particulars = dict(facts.act)
        for fact, compute in self.computes:
            particulars[fact.code] = compute(actor, replace(facts, act=particulars))
        return particulars

    def fold(self, known: Mapping[str, Any], particulars: Mapping[str, Any]) -> dict[str, Any]:
        """The facts on record after this step: each fact set, added to its list, or put right."""
        after = dict(known)
        for fact, mark in self.marks:
            after[fact.code] = mark
        for fact in self.facts if particulars else ():
            if fact.code not in particulars:
                continue
            value = particulars[fact.code]
            if fact.kind is Kind.AMENDMENT:
                after.update(value)
            elif fact.many:
                after[fact.code] = [*after.get(fact.code, ()), value]
            else:
                after[fact.code] = value
        return after
