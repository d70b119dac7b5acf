"""Quarters (季度): the span of time whose closed cases are reviewed together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from rules.case_numbers import normalise
from rules.errors import Fault, FaultyInput
from rules.labels import Language, Words

_MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter of a calendar year; ``str()`` is ``2021Q3``. Quarters sort by time."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2021Q3``, ``2021-Q3``, ``2021年第三季度`` or ``2021年3季度``.

        Raises:
            FaultyInput: it names no quarter.
        """
        found = _WRITTEN.fullmatch(normalise(text).upper())
        if found is None:
            raise FaultyInput(
                [
                    Fault(
                        Words("季度“{text}”", "quarter “{text}”", text=text),
                        Words("不是一个季度", "is not a quarter"),
                        Words("请写成2021Q3或2021年第三季度", "write 2021Q3"),
                    )
                ]
            )
        return cls(int(found[1]), "1234一二三四".index(found[2]) % 4 + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, (self.number - 1) * _MONTHS + 1, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> Self:
        return type(self).of(self.first_day + timedelta(days=31 * _MONTHS))

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def to(self, language: Language) -> str:
        """``2021年第三季度``."""
        if language == "zh":
            return f"{self.year}年第{'一二三四'[self.number - 1]}季度"
        return f"Q{self.number} {self.year}"

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


_WRITTEN = re.compile(r"([12]\d{3})(?:-?Q|年第?)([1-4一二三四])(?:季度?)?")
