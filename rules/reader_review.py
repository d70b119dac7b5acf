"""What a review of the reviewers comes to (评查员复核结果): for the office, by reader, in order of code and never of merit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.agreement import ReaderAgreement
from rules.labels import Words
from rules.leniency import Leniency, Spread, Strictness


@dataclass(frozen=True, slots=True)
class CalibrationResult:
    """How one reader read calibration cards (份): how many, and how many with the reference grade."""

    reader: str
    read: int
    same_grade: int
    mean_gap: float
    """The mean of own score less reference (分): above nought is lenient."""
    mean_distance: float


@dataclass(frozen=True, slots=True)
class ReaderReview:
    """What the office sees. `training` has the readers whom training would help, each with the reasons."""

    totals: ReaderAgreement | None
    readers: Sequence[Leniency] = ()
    spread: Spread | None = None
    calibrations: Sequence[CalibrationResult] = ()
    outstanding: int = 0
    """Calibration cards that are still with their readers (份)."""
    training: Mapping[str, tuple[Words, ...]] = field(default_factory=dict)


def training(
    readers: Iterable[Leniency], results: Iterable[CalibrationResult], values: Mapping[str, Any]
) -> dict[str, tuple[Words, ...]]:
    """Whom training would help, and why; never a judgement of a person, and no order."""
    reasons: dict[str, list[Words]] = {}
    for each in readers:
        if each.strictness in (Strictness.LENIENT, Strictness.STRICT) and each.estimate is not None:
            reasons.setdefault(each.reader, []).append(
                Words(
                    "尺度{strictness}约{points}分（共同评查{shared}件）：建议对照扣分标准集中评议",
                    "{strictness} by about {points} points ({shared} shared cases): go through the standards together",
                    strictness=each.strictness,
                    points=f"{abs(each.estimate):.1f}",
                    shared=each.shared,
                )
            )
    for result in results:
        enough = result.read >= int(values["reviewers.fewest_calibrations"])
        if enough and result.mean_distance > float(values["grading.divergence_limit"]):
            reasons.setdefault(result.reader, []).append(
                Words(
                    "校准卷{read}份，与参考评分平均相差{points}分：建议复习评查标准",
                    "{read} calibration cards, {points} points from the reference on average: study the standards again",
                    read=result.read,
                    points=f"{result.mean_distance:.1f}",
                )
            )
    return {reader: tuple(reasons[reader]) for reader in sorted(reasons)}
