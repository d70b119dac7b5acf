"""扣分项 (deductions) and the score sheet (评查表) they stand on: what each costs, and whether it vetoes the case.

Points are `Decimal` with at most one decimal place, so that sums, and the mean of two sheets, are exact.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import rfc8785

from rules.citations import Provenance
from rules.labels import Labelled, Words
from rules.parameters import Rules

ZERO = Decimal(0)


class GradingMethod(Labelled):
    """How findings become a grade (定等方法)."""

    POINTS = "points", "百分制扣分", "points taken off"
    WORST_FINDING = "worst_finding", "最严重情形（吸收原则）", "worst finding"


class Severity(Labelled):
    """What one finding makes of a case where the worst decides (情形的后果)."""

    UNQUALIFIED = "unqualified", "不合格", "unqualified"
    FLAWED = "flawed", "瑕疵", "flawed"


class Per(Labelled):
    """How often an item is deducted in one case (计扣方式)."""

    EACH = "each", "每处", "each"
    ONCE = "once", "每案", "once a case"


class VetoKind(Labelled):
    """When a finding vetoes the case (一票否决), that is, makes it 不合格 whatever its points."""

    NEVER = "never", "不否决", "no veto"
    ALWAYS = "always", "一票否决", "veto"
    OVERRUN = "overrun", "超期达到日数的否决", "veto beyond a number of days"
    DECLARED = "declared", "评查员认定后果的否决", "veto where the reader finds the consequence"


@dataclass(frozen=True, slots=True)
class Veto:
    """`parameter` names the number of days of an OVERRUN; `zh`, `en` are the consequence of a DECLARED one."""

    kind: VetoKind = VetoKind.NEVER
    parameter: str = ""
    zh: str = ""
    en: str = ""

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the sheet (分块) with the points it can lose, and no more."""

    code: str
    zh: str
    en: str
    points: Decimal

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Item:
    """One deduction (扣分项). `points` is nought where the item does nothing but veto."""

    code: str
    block: str
    zh: str
    en: str
    points: Decimal
    per: Per
    cap: Decimal | None
    veto: Veto
    bars_excellent: bool
    """A finding under it keeps the case from 优秀."""
    clue: bool
    """A finding under it must be handed over as a clue (问题线索)."""
    authority: str
    provenance: Provenance
    source: str = ""

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)

    @property
    def severity(self) -> Severity:
        """What a finding makes of the case under the worst-finding rule, unless a consequence vetoes it besides."""
        return Severity.UNQUALIFIED if self.veto.kind is VetoKind.ALWAYS else Severity.FLAWED

    @property
    def mark(self) -> Words:
        """``待法院确定``: how far the item was checked; empty where it was (出处标记)."""
        if self.provenance is Provenance.VERIFIED:
            return Words("", "")
        return Words(self.provenance.zh, self.provenance.en)

    @property
    def marked(self) -> Words:
        """Code and words of the item, and its mark in brackets."""
        if self.provenance is Provenance.VERIFIED:
            return Words("{code} {item}", "{code} {item}", code=self.code, item=self.words)
        return Words("{code} {item}（{mark}）", "{code} {item} ({mark})",
                     code=self.code, item=self.words, mark=self.mark)  # fmt: skip

    def deduction(self, count: int) -> Decimal:
        """What `count` findings cost (分), up to the item's own cap."""
        times = count if self.per is Per.EACH else min(count, 1)
        return min(self.points * times, self.cap if self.cap is not None else self.points * times)

    def vetoes(self, *, days: int | None, declared: bool, limits: Mapping[str, int]) -> bool:
        """Say whether a finding vetoes the case; `limits` gives the days of each parameter named by a veto."""
        match self.veto.kind:
            case VetoKind.ALWAYS:
                return True
            case VetoKind.OVERRUN:
                return days is not None and days >= limits[self.veto.parameter]
            case VetoKind.DECLARED:
                return declared
            case _:
                return False

    def standard(self, limits: Mapping[str, int]) -> Words:
        """The standard of deduction (扣分标准) as the card states it: ``每处扣1分，最多5分``."""
        if self.veto.kind is VetoKind.ALWAYS:
            return Words("一票否决", "veto")
        zh, en = f"{self.per.zh}扣{self.points}分", f"{self.points} {self.per.en}"
        if self.cap is not None:
            zh, en = f"{zh}，最多{self.cap}分", f"{en}, at most {self.cap}"
        if self.veto.kind is VetoKind.OVERRUN:
            days = limits[self.veto.parameter]
            zh, en = f"{zh}；超期满{days}日的否决", f"{en}; veto from {days} days over"
        if self.veto.kind is VetoKind.DECLARED:
            zh, en = f"{zh}；{self.veto.zh}的否决", f"{en}; veto: {self.veto.en}"
        return Words(zh, en)

    def consequence(self, limits: Mapping[str, int], *, points: bool) -> Words:
        """What a finding makes of the case, as a card of the worst-finding rule states it: ``瑕疵；参考：每处扣1分``."""
        zh, en = self.severity.zh, self.severity.en
        if self.veto.kind is VetoKind.OVERRUN:
            days = limits[self.veto.parameter]
            zh, en = f"{zh}；超期满{days}日的不合格", f"{en}; unqualified from {days} days over"
        if self.veto.kind is VetoKind.DECLARED:
            zh, en = f"{zh}；{self.veto.zh}的不合格", f"{en}; unqualified: {self.veto.en}"
        if points and self.points:
            zh, en = (
                f"{zh}；参考：{self.per.zh}扣{self.points}分",
                f"{en}; for information: {self.points} {self.per.en}",
            )
        if str(self.mark):
            zh, en = f"{zh}（{self.mark.to('zh')}）", f"{en} ({self.mark.to('en')})"
        return Words(zh, en)

    def record(self) -> dict[str, Any]:
        """The canonical form that is hashed."""
        return {
            "code": self.code,
            "block": self.block,
            "zh": self.zh,
            "en": self.en,
            "points": str(self.points),
            "per": self.per.value,
            "cap": None if self.cap is None else str(self.cap),
            "veto": [self.veto.kind.value, self.veto.parameter, self.veto.zh, self.veto.en],
            "bars_excellent": self.bars_excellent,
            "clue": self.clue,
            "authority": self.authority,
            "provenance": self.provenance.value,
            "source": self.source,
        }


@dataclass(frozen=True)
class ScoreSheet:
    """One sheet (评查表) of one version: the blocks, the deductions, and where they come from."""

    key: str
    zh: str
    en: str
    since: date
    until: date | None
    case_kinds: tuple[str, ...]
    total: Decimal
    blocks: tuple[Block, ...]
    items: tuple[Item, ...]
    authority: str
    provenance: Provenance
    source: str
    file: str
    method: GradingMethod = GradingMethod.POINTS
    """The way of grading it is made for; under the other it can be read all the same."""

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)

    @property
    def version(self) -> str:
        """``litigation@2022-01-01``: the form used on cards and in files."""
        return f"{self.key}@{self.since.isoformat()}"

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    @cached_property
    def by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    def items_of(self, block: Block) -> list[Item]:
        return [item for item in self.items if item.block == block.code]

    def day_limits(self, rules: Rules) -> dict[str, int]:
        """The days (日) from which an overrun vetoes, by the parameter that lays them down."""
        named = {item.veto.parameter for item in self.items if item.veto.kind is VetoKind.OVERRUN}
        return {key: int(rules[key]) for key in sorted(named)}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical form of all that stands on the sheet."""
        # A sheet made for points says nothing of it: cards sent out before there was a choice still hold.
        made_for = {} if self.method is GradingMethod.POINTS else {"method": self.method.value}
        record: dict[str, Any] = {
            **made_for,
            "version": self.version,
            "zh": self.zh,
            "en": self.en,
            "case_kinds": list(self.case_kinds),
            "total": str(self.total),
            "blocks": [[block.code, block.zh, block.en, str(block.points)] for block in self.blocks],
            "items": [item.record() for item in self.items],
        }
        return hashlib.sha256(rfc8785.dumps(record)).hexdigest()
