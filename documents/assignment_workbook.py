"""The board of readings as a workbook (分配情况.xlsx), for the office only: it shows reviewers beside cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from documents.workbook import Column, Kind, Sheet, write_workbook
from rules.labels import Language, Words


def write_assignment(
    path: Path,
    *,
    title: Words,
    loads: Iterable[Sequence[Any]],
    waiting: Iterable[Sequence[Any]],
    excluded: Iterable[Sequence[Any]],
    proof: Iterable[Words],
    clashes: Iterable[Sequence[Any]],
    author: str,
    dated: date,
    language: Language,
) -> str:
    """Write the workbook; what comes back is its SHA-256."""
    sheets = [
        Sheet(Words("负荷", "Loads"), (
            Column(Words("评查员", "reviewer"), 14), Column(Words("法院", "court"), 28), Column(Words("庭室", "division"), 16),
            Column(Words("专业", "specialties"), 20), Column(Words("件数", "cases"), 8, Kind.COUNT),
            Column(Words("专业对口", "specialist"), 10, Kind.COUNT), Column(Words("待交评查表", "open"), 12, Kind.COUNT),
            Column(Words("将增", "to come"), 8, Kind.COUNT)), loads),
        Sheet(Words("待分配", "Waiting"), (
            Column(Words("案号", "case"), 28), Column(Words("法院", "court"), 28), Column(Words("须增评查员", "needs"), 12, Kind.COUNT),
            Column(Words("可用评查员", "admissible"), 12, Kind.COUNT), Column(Words("试分配", "dry run"), 30)), waiting),
        Sheet(Words("回避", "Exclusions"), (
            Column(Words("事由", "ground"), 20), Column(Words("案件数", "cases"), 10, Kind.COUNT),
            Column(Words("排除人次", "pairs"), 10, Kind.COUNT)), excluded),
        Sheet(Words("证明", "Proof"), (Column(Words("内容", "content"), 120),), [(line,) for line in proof]),
        Sheet(Words("规则冲突", "Clashes"), (
            Column(Words("冲突", "clash"), 80), Column(Words("可行的办法", "what would free it"), 80)), clashes),
    ]  # fmt: skip
    return write_workbook(path, sheets, title=title, author=author, dated=dated, language=language)
