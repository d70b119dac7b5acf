"""重演 (a replay): a season on record, run through changed parameters; who would have been drawn, graded or late differently.

It is a supposition and nothing else: it reads, it pins nothing, it enters no ledger, and no paper is made of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rules.changed_parameters import Change, WatchedRules
from rules.labels import Words
from rules.periods import UNITS_OF_TIME
from rules.redraw import Redrawing
from rules.regrading import Effect, Regraded
from rules.timeliness import Retimed, Running, Timeliness

HYPOTHETICAL = Words(
    "本结果为推演：抽取沿用原种子和原签号，只为看出规则本身的作用；不是抽取，没有证书，不入台账，不得作为任何决定的依据",
    "This is a supposition: the draw keeps the original seed and tickets to show what the rule alone does. It is no "
    "draw, has no certificate, enters no ledger, and nothing may be decided by it",
)

ROUNDED_ANEW = Words(
    "分层或分配方法改变，各层名额随之重新取整；抽取的差异里有取整的偶然，应看入样概率和各院各类的件数",
    "the strata or the method changed, and places were rounded anew: some of the cases differ by chance; look at the "
    "probabilities and at the numbers of courts and kinds",
)


@dataclass(frozen=True, slots=True)
class Idle:
    """A change that had no effect (没有影响的改动), and why."""

    change: Change
    why: Words


@dataclass(frozen=True, slots=True)
class StillRunning:
    """A limit that no act has ended yet, under both lengths."""

    ref: str
    case_no: str
    before: Running
    after: Running


@dataclass(frozen=True, slots=True)
class Replay:
    """What one season came to under the changes."""

    season: str
    changes: tuple[Change, ...]
    idle: tuple[Idle, ...]
    redrawing: Redrawing | None
    no_draw: Words | None
    """Why nothing was drawn again; None where it was."""
    cases: tuple[Regraded, ...]
    unscored: int
    """Cases whose sheets are not all in, so that there is nothing to weigh (件)."""
    acts: tuple[Retimed, ...]
    running: tuple[StillRunning, ...]
    limits: int
    """How many time limits the season has had."""
    notes: tuple[Words, ...] = ()
    """What the reader must know of the record itself."""

    @property
    def regraded(self) -> tuple[Regraded, ...]:
        """The cases whose grade or reading would have been another."""
        return tuple(case for case in self.cases if case.differs)

    @property
    def retimed(self) -> tuple[Retimed, ...]:
        """The acts that would have stood otherwise to their limit."""
        return tuple(act for act in self.acts if act.differs)

    @property
    def effects(self) -> Counter[Effect]:
        return Counter(case.effect for case in self.cases)

    @property
    def thirds(self) -> tuple[int, int]:
        """Cases that needed a third reader, before and after (件)."""
        return (
            sum(case.before.diverging is not None for case in self.cases),
            sum(case.after.diverging is not None for case in self.cases),
        )

    def turned(self, into: Timeliness) -> int:
        """How many acts become this by the changes."""
        return sum(act.after.timeliness is into for act in self.retimed)

    @property
    def differs(self) -> bool:
        """Whether anything at all would have been different."""
        drawn = self.redrawing is not None and bool(self.redrawing.came or self.redrawing.went)
        moved = any(act.moved for act in self.acts) or any(
            pair.before.due.instant != pair.after.due.instant for pair in self.running
        )
        return drawn or bool(self.regraded) or bool(self.retimed) or moved


def idle(changes: Iterable[Change], asked: Iterable[WatchedRules]) -> tuple[Idle, ...]:
    """The changes that had no effect: nothing altered, or no part of the replay ever asked for them."""
    used = {key for rules in asked for key in rules.asked}
    found = []
    for change in changes:
        if not change.alters:
            found.append(Idle(change, SAME))
        elif change.key not in used:
            new_limit = change.before is None and change.after.unit in UNITS_OF_TIME
            found.append(Idle(change, OF_OLD if new_limit else _why(change.key)))
    return tuple(found)


def _why(key: str) -> Words:
    return next((why for start, why in _BEYOND.items() if key.startswith(start)), UNMET)


SAME = Words("与立项时固定的值相同", "the very value that was pinned")
UNMET = Words("本季没有遇到适用它的情形", "the season had no occasion for it")
OF_OLD = Words("立项时没有这一期限，从旧不适用", "there was no such limit then, and it applied to nobody")
_READING = Words(
    "换一种分配，由谁评查、评出什么，无从得知", "who else would have read, and found what, nobody can know"
)
_BESIDE = Words(
    "只重抽随机抽取的部分；重点评查和均衡补抽依内部名单另行确定",
    "only the random draw is repeated; what is reviewed beside it stands on the internal list",
)
_BEYOND = {
    "sampling.must_review": _BESIDE,
    "sampling.mandatory_lookback": _BESIDE,
    "sampling.floor_per_judge": _BESIDE,
    "assignment.": _READING,
    "quality_review.readers_per_case": _READING,
    "quality_review.cross_court": _READING,
    "quality_review.quorum_share": Words(
        "会议由人召集，人数要求不同，出席也会不同",
        "a meeting under another quorum would have been another meeting",
    ),
    "quality_review.warning": Words("只影响何时提醒", "it moves reminders only"),
    "ladder.": Words("只影响何时提醒", "it moves reminders only"),
    "notices.": Words("只影响通知怎样送达", "it moves the delivery of notices only"),
    "results.": Words("只影响统计和通报怎样写", "it moves what tables and circulars show only"),
}
"""What a replay cannot honour, by the beginning of the key: it changes what people do, or nothing that is replayed."""
