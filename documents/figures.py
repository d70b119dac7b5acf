"""How figures stand in papers and tables: days, shares, points, values of parameters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from rules.committee_recusal import Decider
from rules.deductions import GradingMethod
from rules.errors import UnknownArticle
from rules.grading import Grade, Merging
from rules.intervals import Interval
from rules.labels import Labelled, Language, Words
from rules.law import cite
from rules.parameter_choices import AnalysisFor, ExcellentUnderStandard, OnTransfer, QuorumBase
from rules.parameters import Parameter
from rules.pools import Pool
from rules.recusal import Relation
from rules.sampling_plan import Method, Scope, StratumKey

NONE = "—"
"""Stands where there is nothing to show; an empty cell would leave the reader guessing."""
LONGEST_LIST = 8
"""A list of more entries is shown by its number of entries; the file of the parameter has them all."""

_CHOICES: tuple[type[Labelled], ...] = (
    *(Merging, Scope, StratumKey, Method, GradingMethod, Relation),
    *(ExcellentUnderStandard, QuorumBase, AnalysisFor, Pool, Decider, OnTransfer),
)
CHOICES: dict[str, Labelled] = {choice.value: choice for choices in _CHOICES for choice in choices}
"""The names of the choices that parameters hold as codes."""

YES = Words("是", "yes")
NO = Words("否", "no")
VETO = Words("一票否决", "veto")


def day(when: date, language: Language) -> str:
    """``2022年4月30日``; in English the ISO form, which cannot be misread."""
    return f"{when.year}年{when.month}月{when.day}日" if language == "zh" else when.isoformat()


def percent(share: Fraction | float) -> str:
    """One decimal, rounded half up: ``12.5%``."""
    return f"{Decimal(str(round(float(share) * 100, 6))).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}%"


def span(interval: Interval | None) -> str:
    """A confidence interval: ``55.3%～71.2%``."""
    return NONE if interval is None else f"{percent(interval.low)}～{percent(interval.high)}"


def rate(part: int, whole: int, smallest_base: int) -> str:
    """The share of `part` in `whole`; nothing where the base is too small to carry a rate."""
    return percent(Fraction(part, whole)) if whole >= max(smallest_base, 1) else NONE


def points(number: Decimal | float) -> Decimal:
    """Points (分) to two decimals, rounded half up: the mean of three sheets is seldom a short number."""
    return Decimal(str(number)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def plain(number: Decimal | float) -> str:
    """Points without trailing zeros: ``12.5``, ``3``, ``2.67``."""
    text = f"{points(number):f}"
    return text.rstrip("0").rstrip(".")


def taken_off(number: Decimal | float) -> str | Words:
    """The points taken off for an item; an item without points is a veto (一票否决)."""
    return plain(number) if number else VETO


def yes_or_no(answer: bool | None) -> Words | str:  # noqa: FBT001 - the answer is the argument
    return NONE if answer is None else YES if answer else NO


def grade_name(code: str | None, language: Language) -> str:
    return NONE if code is None else Grade(code).to(language)


def parameter_value(parameter: Parameter, language: Language) -> str:
    """The value with its unit, without any code word: a choice is 是 or 否, a long list its length."""
    value: Any = parameter.value
    if isinstance(value, bool):
        return (YES if value else NO).to(language)
    if isinstance(value, list | Mapping):
        simple = not isinstance(value, Mapping) and all(
            isinstance(entry, str | int | float) for entry in value
        )
        if simple and len(value) <= LONGEST_LIST:
            return ("、" if language == "zh" else ", ").join(_chosen(entry, language) for entry in value)
        return Words("共{n}项", "{n} entries", n=len(value)).to(language)
    return _chosen(value, language) if value in CHOICES else parameter.shown(language)


def _chosen(value: Any, language: Language) -> str:
    return CHOICES[value].to(language) if value in CHOICES else str(value)


def authority_of(parameter: Parameter, language: Language) -> str:
    """The article behind a parameter; one that is not registered is shown by its code and said to be so."""
    try:
        return cite(parameter.authority).to(language)
    except UnknownArticle:
        code = parameter.authority or NONE
        return Words("{code}（未登记）", "{code} (not registered)", code=code).to(language)


def width_in_characters(text: str) -> float:
    """How wide the text stands, in Chinese characters: a Latin letter or digit counts half.

    Between the two scripts word processors leave a quarter.
    """
    wide = [unicodedata.east_asian_width(letter) in "WFA" for letter in text]
    joints = sum(one is not other for one, other in pairwise(wide))
    return sum(1 if full else 0.5 for full in wide) + joints / 4
