"""One row of the chain (衔接事项): what is handed over, on what, by whom and for whom; and what a row may name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rules.citations import Citation
from rules.labels import Labelled, Words
from rules.parameters import Rules
from rules.roles import Role
from state_machines.handover.clocks import Clock
from state_machines.handover.terms import GIVERS, RECEIVERS, Link
from state_machines.procedure import Procedure
from state_machines.steps import Fact, OwnMatter

RANGE = "移送"
"""How the reference of every handover begins."""
TAGS: Mapping[Link, str] = {
    Link.CLUE: "线索", Link.UNQUALIFIED: "不合格", Link.RETRIAL: "再审", Link.EXEMPT_REVERSAL: "改判免责", Link.OPINION: "决定",
    Link.ROUTED: "转办", Link.TRANSFERRED: "监察", Link.ORDINARY: "考核", Link.CLEARED_BY_OPINION: "没有违反", Link.UNFOUNDED: "查无实据",
    Link.EXEMPT_LEAD: "免责", Link.LIABLE: "退额", Link.SANCTIONED: "政务处分", Link.HOLD: "暂缓", Link.HOLD_LIFTED: "解除暂缓",
    Link.SANCTION_UNDONE: "恢复",
    Link.REOPENED: "再处理撤销", Link.REASSIGNMENT: "移交案件", Link.REMOVAL: "免职", Link.EXIT_UNDONE: "恢复员额",
    Link.FLAW: "评查考核", Link.ASSESSED_OUT: "考核退额", Link.DEMOTION: "降职", Link.LAYING_OFF: "辞退", Link.ASSESSMENT_UNDONE: "考核恢复",
    Link.INTERFERER: "过问人", Link.RECORDER: "记录人", Link.INTERFERENCE: "干预", Link.ACCUSER: "诬告", Link.CLEARED: "清理",
    Link.OFFENCE: "侵害",
}  # fmt: skip
"""How the reference of a handover ends."""


@dataclass(frozen=True, slots=True)
class When:
    """On which facts a row holds. reads: the facts it looks at, so that the table can be checked."""

    zh: str
    en: str
    holds: Callable[[Mapping[str, Any], Rules], bool]
    reads: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """One row.

    source, acts: in which procedure which acts may open it. to: the procedure it is for; None: an office or an organ whose
    answer is a document. giver, receiver: by whom and for whom. when: on which facts. carries: the facts that go along.
    task: what the receiver is to do. whose: the fact that names the person, where it is not the judge concerned.
    judge_told: the judge hears of it. each_time: every such act opens one, not only the first. at_once: it leaves no choice
    and is carried out by itself. done_by: acts of the source that are the answer. taken_by: acts of the receiving procedure that
    are the answer, where one matter of it takes in many.
    """

    link: Link
    source: Procedure
    acts: tuple[Labelled, ...]
    to: Procedure | None
    giver: Role
    receiver: Role
    authority: Citation
    when: When
    task: Words
    carries: tuple[Fact, ...] = ()
    whose: Fact | None = None
    judge_told: bool = False
    each_time: bool = False
    at_once: bool = False
    done_by: tuple[Labelled, ...] = ()
    taken_by: tuple[Labelled, ...] = ()

    def reference(self, source_ref: str, number: int) -> str:
        """The reference of the handover on that act: the same for the same, so that it opens once."""
        again = f"-{number}" if self.each_time else ""
        return f"{RANGE}-{source_ref}-{TAGS[self.link]}{again}"

    @property
    def acceptance(self) -> str:
        """The parameter of the time to take it over: its own, or that of all others."""
        return Clock.ACCEPTANCE.by.get(self.link.value, Clock.ACCEPTANCE.length)

    def what_to_do(self, ref: Words | str) -> Words:
        """What the receiver is to do, with the reference of the source."""
        return Words(self.task.to("zh"), self.task.to("en"), ref=ref)

    def person(self, facts: Mapping[str, Any]) -> str:
        """Whose matter it is."""
        found = facts.get(self.whose.code if self.whose else "judge") or ""
        return str(found.get("code") or "") if isinstance(found, Mapping) else str(found)


def problems(rows: Iterable[Handover]) -> Iterator[str]:
    """What a table names and is not there."""
    rows = list(rows)
    counted = Counter(row.link for row in rows)
    yield from (f"“{link}”出现{count}次" for link, count in counted.items() if count > 1)
    yield from (f"“{link}”没有写入总表" for link in Link if link not in counted)
    for row in rows:
        yield from (f"“{row.link}”：{what}" for what in _problems(row))


def _problems(row: Handover) -> Iterator[str]:
    for act in (*row.acts, *row.done_by):
        if row.source.triggers.get(act.value) is not act:
            yield f"“{row.source.zh}”没有步骤“{act}”"
    for act in row.taken_by:
        if row.to is None or row.to.triggers.get(act.value) is not act:
            yield f"去向程序没有步骤“{act}”"
    known = facts_of(row.source)
    for fact in (*row.when.reads, *row.carries, *((row.whose,) if row.whose else ())):
        if fact.code not in known:
            yield f"“{row.source.zh}”没有事实“{fact.zh}”"
    for fact in row.carries:
        if not fact.open_to(row.receiver):
            yield f"“{fact.zh}”不得告知{row.receiver}"
    if row.giver not in GIVERS or row.receiver not in RECEIVERS:
        yield "移送或者接收部门不在名录"


def facts_of(table: Procedure) -> frozenset[str]:
    """The facts a procedure knows: stated, computed, marked, named or quoted."""
    sides = table.concerned.sides if isinstance(table.concerned, OwnMatter) else ()
    quoted = (fact for facts in table.letters.quotes.values() for fact in facts)
    return frozenset(
        fact.code
        for fact in (
            *(fact for step in table.steps for fact in (*step.facts, *(mark for mark, _ in step.marks))),
            *table.named.values(),
            *sides,
            *quoted,
        )
    )
