"""报告周期 (periods of reports on interference): months or quarters, as the parameter says, and when a report falls due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from rules.counting import same_day_later
from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Language, Words
from rules.parameters import Rules
from rules.quarters import Quarter


class Rhythm(Labelled):
    """How often is reported (报告周期)."""

    MONTHLY = "monthly", "每月", "every month"
    QUARTERLY = "quarterly", "每季度", "every quarter"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One month or quarter (报告期); ``str()`` is ``2022-04`` or ``2022Q2``."""

    first_day: date
    rhythm: Rhythm

    @classmethod
    def of(cls, day: date, rhythm: Rhythm) -> Self:
        """The period a day lies in."""
        first = day.replace(day=1) if rhythm is Rhythm.MONTHLY else Quarter.of(day).first_day
        return cls(first, rhythm)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2022-04`` or ``2022Q2``.

        Raises:
            FaultyInput: it names neither a month nor a quarter.
        """
        month = _MONTH.fullmatch(text.strip())
        if month:
            return cls(date(int(month[1]), int(month[2]), 1), Rhythm.MONTHLY)
        try:
            return cls(Quarter.parse(text).first_day, Rhythm.QUARTERLY)
        except FaultyInput:
            raise FaultyInput(
                [
                    Fault(
                        Words("报告期“{text}”", "period “{text}”", text=text),
                        Words("不是月份或者季度", "is neither a month nor a quarter"),
                        Words("请写成 2022-04 或者 2022Q2", "write 2022-04 or 2022Q2"),
                    )
                ]
            ) from None

    @property
    def next(self) -> Self:
        return type(self)(
            same_day_later(self.first_day, 1 if self.rhythm is Rhythm.MONTHLY else 3), self.rhythm
        )

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def to(self, language: Language) -> str:
        """``2022年4月`` or ``2022年第二季度``."""
        if self.rhythm is Rhythm.QUARTERLY:
            return Quarter.of(self.first_day).to(language)
        return f"{self.first_day.year}年{self.first_day.month}月" if language == "zh" else str(self)

    @property
    def words(self) -> Words:
        return Words(self.to("zh"), self.to("en"))

    def __str__(self) -> str:
        if self.rhythm is Rhythm.QUARTERLY:
            return str(Quarter.of(self.first_day))
        return f"{self.first_day:%Y-%m}"


def rhythm_of(rules: Rules) -> Rhythm:
    """How often is reported under these rules.

    Raises:
        FaultyInput: the parameter names no rhythm.
    """
    value = str(rules["protection.report_rhythm"])
    if value not in {each.value for each in Rhythm}:
        raise FaultyInput(
            [
                Fault(
                    Words("参数“{key}”", "parameter “{key}”", key="protection.report_rhythm"),
                    Words("没有“{value}”这一周期", "there is no rhythm “{value}”", value=value),
                    Words("请写 monthly 或者 quarterly", "write monthly or quarterly"),
                )
            ]
        )
    return Rhythm(value)


def ended_between(since: date, today: date, rhythm: Rhythm) -> Iterator[Period]:
    """The periods that began on that day or later and are over today, the oldest first."""
    period = Period.of(since, rhythm)
    if period.first_day < since:
        period = period.next
    while period.last_day < today:
        yield period
        period = period.next


_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")
