"""推演结果表 (the tables of a replay), for the screen and as xlsx: the summary first, then who would have been treated otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from documents.figures import NONE, parameter_value, percent, plain
from documents.replay_summary import summary
from documents.workbook import Column, Kind, Sheet, write_workbook
from rules.cases import CaseKind
from rules.changed_parameters import Change
from rules.clocks import BEIJING, explain
from rules.grading import Grade
from rules.labels import Language, Words
from rules.redraw import Moved
from rules.regrading import MachineGrade, cross_table
from rules.replays import HYPOTHETICAL, Replay
from rules.timeliness import Timeliness

_KINDS = {kind.value: kind for kind in CaseKind}
_SEASON = Column(Words("季度", "quarter"), 9)
_REF = Column(Words("编号", "reference"), 17)
_CASE = Column(Words("案号", "case number"), 26)
_COURT = Column(Words("法院", "court"), 30)


def write_replay(
    replays: Sequence[Replay], path: Path, *, author: str, dated: date, language: Language = "zh"
) -> str:
    """Write the xlsx; what comes back is its SHA-256. The first sheet says that it is a supposition."""
    said = Sheet(Words("说明", "Note"), (Column(Words("说明", "note"), 100),), ((HYPOTHETICAL,),))
    return write_workbook(
        path,
        (said, summary(replays), *details(replays, language)),
        title=Words("季度评查推演", "Replay of quarterly reviews"),
        author=author,
        dated=dated,
        language=language,
    )


def details(replays: Sequence[Replay], language: Language) -> tuple[Sheet, ...]:
    """Every table but the summary, the parameters changed first."""
    return (
        changes(replays, language),
        drawn(replays),
        shares(replays),
        grades(replays),
        crossed(replays),
        limits(replays),
        acts(replays, language),
    )


def changes(replays: Sequence[Replay], language: Language) -> Sheet:
    """改动: every parameter asked for, and those without effect with the reason."""
    columns = (
        _SEASON,
        Column(Words("参数", "parameter"), 30),
        Column(Words("名称", "name"), 30),
        Column(Words("原值", "on record"), 14),
        Column(Words("改为", "changed"), 14),
        Column(Words("影响", "effect"), 40),
    )
    rows = []
    for replay in replays:
        why = {each.change.key: each.why for each in replay.idle}
        for change in replay.changes:
            effect: Words = why.get(change.key, _WORKED)
            if change.key in why:
                effect = Words("没有影响：{why}", "none: {why}", why=effect)
            rows.append(
                (replay.season, change.key, change.after.to(language), *_values(change, language), effect)
            )
    return Sheet(Words("改动", "Changes"), columns, rows)


_WORKED = Words("已按此重演", "replayed with it")


def _values(change: Change, language: Language) -> tuple[str, str]:
    before = NONE if change.before is None else parameter_value(change.before, language)
    return before, parameter_value(change.after, language)


def drawn(replays: Sequence[Replay]) -> Sheet:
    """抽取差异: each case that is drawn under one plan only."""
    columns = (
        _SEASON,
        _CASE,
        _COURT,
        Column(Words("案件类型", "kind"), 9),
        Column(Words("变化", "change"), 12),
        Column(Words("原入样概率", "probability"), 10),
        Column(Words("改后入样概率", "changed"), 10),
    )
    return Sheet(Words("抽取差异", "Drawn differently"), columns, list(_moves(replays)))


def _moves(replays: Sequence[Replay]) -> Iterator[Sequence[Any]]:
    for replay in replays:
        if replay.redrawing is None:
            continue
        pairs: tuple[tuple[Words, tuple[Moved, ...]], ...] = (
            (Words("新抽入", "drawn now"), replay.redrawing.came),
            (Words("不再抽中", "no longer drawn"), replay.redrawing.went),
        )
        for change, cases in pairs:
            for case in cases:
                court, kind = case.place
                odds = percent(case.before), percent(case.after)
                yield replay.season, case.case_no, court, _kind(kind), change, *odds


def shares(replays: Sequence[Replay]) -> Sheet:
    """抽取分布: how many cases each court and kind gives under both plans."""
    columns = (
        _SEASON,
        Column(Words("按", "by"), 9),
        Column(Words("名称", "name"), 34),
        Column(Words("可抽", "eligible"), 8, Kind.COUNT),
        Column(Words("原抽中", "on record"), 8, Kind.COUNT),
        Column(Words("改后抽中", "changed"), 8, Kind.COUNT),
        Column(Words("增减", "more or less"), 8, Kind.COUNT),
    )
    rows = [
        (each.season, row.key, _kind(row.label), row.eligible, row.before, row.after, row.after - row.before)
        for each in replays
        if each.redrawing is not None
        for row in each.redrawing.shifts
        if row.before != row.after
    ]
    return Sheet(Words("抽取分布", "Courts and kinds"), columns, rows)


def grades(replays: Sequence[Replay]) -> Sheet:
    """等次差异: each case whose grade or reading is another, with the reasons of both, and what people decided."""
    columns = (
        _SEASON,
        _REF,
        _CASE,
        Column(Words("原得分、等次", "on record"), 14),
        Column(Words("原因", "why"), 26),
        Column(Words("改后得分、等次", "changed"), 14),
        Column(Words("改后原因", "why"), 30),
        Column(Words("影响", "effect"), 18),
        Column(Words("人的决定", "decided by people"), 44),
        Column(Words("在册等次", "final"), 8),
    )
    rows = [
        (
            replay.season,
            case.ref,
            case.case_no,
            _scored(case.before),
            _reasons(case.before),
            _scored(case.after),
            _reasons(case.after),
            case.effect,
            _joined(case.decided) if case.decided else NONE,
            NONE if case.final is None else case.final,
        )
        for replay in replays
        for case in replay.regraded
    ]
    return Sheet(Words("等次差异", "Graded differently"), columns, rows)


def crossed(replays: Sequence[Replay]) -> Sheet:
    """等次对照: from which grade to which, by the sheets alone."""
    columns = (
        _SEASON,
        Column(Words("原等次", "grade on record"), 10),
        *(Column(Words(f"改后{to.zh}", f"then {to.en}"), 10, Kind.COUNT) for to in Grade),
        Column(Words("待第三名评查员", "open: third reader"), 15, Kind.COUNT),
    )
    rows = [
        (replay.season, grade, *(table[grade, to] for to in (*Grade, None)))
        for replay in replays
        for table in (cross_table(replay.cases),)
        for grade in Grade
    ]
    return Sheet(Words("等次对照", "From grade to grade"), columns, rows)


def acts(replays: Sequence[Replay], language: Language, *, explained: bool = True) -> Sheet:
    """期限差异: each act that stands otherwise to its limit, with how the new date is counted unless that is said elsewhere."""
    columns = (
        _SEASON,
        _REF,
        Column(Words("步骤", "act"), 14),
        Column(Words("办理时间", "done at"), 17),
        Column(Words("期限", "limit"), 12),
        Column(Words("原届满", "due"), 22),
        Column(Words("改后届满", "due, changed"), 22),
        Column(Words("原判断", "was"), 14),
        Column(Words("改后判断", "would be"), 14),
        *((Column(Words("改后届满日怎样算出", "how the changed date is counted"), 60),) if explained else ()),
    )
    rows = [
        (
            replay.season,
            act.ref,
            act.before.act,
            f"{act.before.at.astimezone(BEIJING):%Y-%m-%d %H:%M}",
            act.before.limit,
            act.before.due.shown,
            act.after.due.shown,
            act.before.timeliness,
            act.after.timeliness,
            *(("\n".join(explain(act.after.due, language)),) if explained else ()),
        )
        for replay in replays
        for act in replay.retimed
    ]
    return Sheet(Words("期限差异", "Timed differently"), columns, rows)


def limits(replays: Sequence[Replay]) -> Sheet:
    """期限汇总: each limit whose dates move, with how many acts turn."""
    columns = (
        _SEASON,
        Column(Words("期限", "limit"), 16),
        Column(Words("办理（次）", "acts"), 9, Kind.COUNT),
        Column(Words("届满日不同", "other date"), 9, Kind.COUNT),
        *(Column(Words(f"改为{to.zh}", f"now: {to.en}"), 14, Kind.COUNT) for to in Timeliness),
    )
    rows = []
    for replay in replays:
        for code, name in {
            act.before.limit_code: act.before.limit for act in replay.acts if act.moved
        }.items():
            those = [act for act in replay.acts if act.before.limit_code == code]
            turned = [act for act in those if act.differs]
            counts = [sum(act.after.timeliness is to for act in turned) for to in Timeliness]
            rows.append((replay.season, name, len(those), sum(act.moved for act in those), *counts))
    return Sheet(Words("期限汇总", "By limit"), columns, rows)


def _scored(found: MachineGrade) -> Words:
    return Words("{total}分　{grade}", "{total}  {grade}", total=plain(found.total), grade=found.grade)


def _reasons(found: MachineGrade) -> Words:
    said = found.reasons if found.diverging is None else (*found.reasons, found.diverging)
    return _joined(said)


def _joined(sentences: Iterable[Words]) -> Words:
    said = list(sentences)
    return Words("；".join(each.to("zh") for each in said), "; ".join(each.to("en") for each in said))


def _kind(code: str) -> CaseKind | str:
    return _KINDS.get(code, code)
