"""The plan of a season as a workbook (方案预览.xlsx): what the desk shows, with every stratum and every court."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from documents.workbook import Column, Kind, Sheet, write_workbook
from rules.cases import CaseKind
from rules.labels import Language, Words
from rules.plan_outlook import JudgesReached, Outlook
from rules.sampling_plan import StratumKey

_KINDS = {kind.value: kind for kind in CaseKind}
ELIGIBLE = Column(Words("可抽件数", "eligible"), 12, Kind.COUNT)
SHARES = (
    ELIGIBLE,
    Column(Words("应得份额", "exact share"), 12, Kind.SCORE),
    Column(Words("至少", "at least"), 8, Kind.COUNT),
    Column(Words("至多", "at most"), 8, Kind.COUNT),
)
CHANCE = Column(Words("入样概率", "chance"), 12, Kind.PROBABILITY)


def write_plan(
    path: Path,
    *,
    title: Words,
    summary: Sequence[tuple[Words, Any]],
    chosen: Outlook,
    others: Sequence[Outlook],
    mandatory: Sequence[tuple[Words, int]],
    mandatory_by_court: Mapping[str, int],
    reached: Sequence[JudgesReached],
    author: str,
    dated: date,
    language: Language,
) -> str:
    """Write the workbook; what comes back is its SHA-256. It names no case and no judge."""
    sheets = [
        Sheet(
            Words("方案", "Plan"),
            (Column(Words("项目", "item"), 32), Column(Words("内容", "content"), 72)),
            summary,
        ),
        _compared(chosen, others),
        _courts(chosen, mandatory_by_court),
        _strata(chosen, language),
        Sheet(
            Words("重点情形", "Must review"),
            (Column(Words("情形", "situation"), 40), Column(Words("件数", "cases"), 10, Kind.COUNT)),
            mandatory,
        ),
        _judges(reached),
    ]
    return write_workbook(path, sheets, title=title, author=author, dated=dated, language=language)


def _compared(chosen: Outlook, others: Sequence[Outlook]) -> Sheet:
    columns = (
        Column(Words("方案", "plan"), 36),
        Column(Words("随机件数", "drawn"), 10, Kind.COUNT),
        Column(Words("层数", "strata"), 10, Kind.COUNT),
        Column(Words("最低概率", "lowest chance"), 12, Kind.PROBABILITY),
        Column(Words("最高概率", "highest chance"), 12, Kind.PROBABILITY),
        Column(Words("无机会件数", "without a chance"), 12, Kind.COUNT),
        Column(Words("说明", "note"), 48),
    )
    rows = [
        (each.name, each.drawn, len(each.rows), *map(float, each.chances), each.without_chance, "")
        if each.refusal is None
        else (each.name, None, None, None, None, None, each.refusal)
        for each in (chosen, *others)
    ]
    return Sheet(Words("方案比较", "Plans compared"), columns, rows)


def _courts(chosen: Outlook, mandatory: Mapping[str, int]) -> Sheet:
    columns = (
        Column(Words("法院", "court"), 36),
        *SHARES,
        Column(Words("重点案件", "must review"), 12, Kind.COUNT),
    )
    rows = [
        (each.name, each.eligible, float(each.expected), each.least, each.most, mandatory.get(each.name, 0))
        for each in chosen.by(StratumKey.COURT)
    ]
    return Sheet(Words("各法院", "Courts"), columns, rows)


def _strata(chosen: Outlook, language: Language) -> Sheet:
    columns = (Column(Words("层", "stratum"), 46), *SHARES, CHANCE)
    rows = [
        (
            " · ".join(_KINDS[part].to(language) if part in _KINDS else part for part in row.stratum),
            row.eligible,
            float(row.expected),
            row.least,
            row.most,
            float(row.probability),
        )
        for row in chosen.rows
    ]
    return Sheet(Words("各层", "Strata"), columns, rows)


def _judges(reached: Sequence[JudgesReached]) -> Sheet:
    columns = (
        Column(Words("每人可抽件数自", "cases each, from"), 16, Kind.COUNT),
        Column(Words("法官人数", "judges"), 12, Kind.COUNT),
        ELIGIBLE,
        Column(Words("每人预计被抽", "drawn of each"), 14, Kind.SCORE),
        Column(Words("至少被抽一件的比例", "share reached"), 18, Kind.SHARE),
    )
    rows = [(each.least, each.judges, each.cases, float(each.expected), each.reached) for each in reached]
    return Sheet(Words("法官", "Judges"), columns, rows)
