"""评查统计表 (the tables of a round) as xlsx: every case, grades, defects, objections, the draw, the parameters.

Judges stand by their codes. Clues handed over do not stand in any row: who may know of one is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from documents.figures import authority_of, grade_name, parameter_value, points, yes_or_no
from documents.report_wording import ledger_verdict
from documents.workbook import Column, Kind, Sheet, write_workbook
from rules.labels import Language, Words
from rules.outcomes import ReviewOutcome, RoundFacts
from rules.results import GOOD, GRADES, RoundResults, Tally

RANDOM = Words("随机抽取", "random")
MANDATORY = Words("必查", "mandatory")
UPHELD = {True: Words("成立", "upheld"), False: Words("不成立", "rejected"), None: Words("待处理", "pending")}


def write_tables(
    results: RoundResults, facts: RoundFacts, path: Path, *, dated: date, language: Language = "zh"
) -> str:
    """Write the xlsx; what comes back is its SHA-256."""
    return write_workbook(
        path,
        (
            *((_sample(),) if facts.sample else ()),
            _cases(results, language),
            _grades(results, facts),
            _defects(results),
            _objections(results, language),
            _sampling(facts),
            _record(results, facts),
            _parameters(facts, language),
        ),
        title=Words(
            "{season}案件质量评查统计表{mark}",
            "Tables of the case quality review, {season}{mark}",
            season=facts.season,
            mark=Words("（示例数据）", " (SAMPLE DATA)") if facts.sample else "",
        ),
        author=facts.court,
        dated=dated,
        language=language,
    )


def _sample() -> Sheet:
    """The first sheet of a sample round: nobody takes it for a real one."""
    said = Words(
        "本表全部为程序生成的示例数据，不是真实案件", "All of this was made by the program; no case is real"
    )
    return Sheet(Words("示例数据", "SAMPLE DATA"), (Column(Words("说明", "note"), 60),), ((said,),))


def _cases(results: RoundResults, language: Language) -> Sheet:
    """总表: a row a case."""
    columns = (
        Column(Words("编号", "reference"), 17),
        Column(Words("案号", "case number"), 26),
        Column(Words("法院", "court"), 38),
        Column(Words("案件类型", "kind"), 9),
        Column(Words("案由", "cause"), 24),
        Column(Words("部门", "division"), 12),
        Column(Words("承办法官（代码）", "judge (code)"), 16),
        Column(Words("来源", "pool"), 9),
        Column(Words("层", "stratum"), 46),
        Column(Words("入样概率", "inclusion probability"), 9, Kind.PROBABILITY),
        Column(Words("得分", "score"), 7, Kind.SCORE),
        Column(Words("等次", "grade"), 8),
        Column(Words("扣分", "points off"), 7, Kind.SCORE),
        Column(Words("扣分项目", "items"), 26),
        Column(Words("提出异议", "objected"), 7),
        Column(Words("复评", "second review"), 7),
        Column(Words("审委会讨论", "committee"), 8),
        Column(Words("已整改", "rectified"), 7),
        Column(Words("逾期次数", "late acts"), 7, Kind.COUNT),
        Column(Words("状态", "state"), 12),
    )
    return Sheet(Words("总表", "Cases"), columns, (_case(case, language) for case in results.outcomes))


def _case(case: ReviewOutcome, language: Language) -> Sequence[Any]:
    return (
        case.ref,
        case.case_no,
        case.court,
        case.case_kind,
        case.cause,
        case.division,
        case.judge_code,
        MANDATORY if case.mandatory else RANDOM,
        case.stratum,
        None if case.mandatory else case.probability,
        None if case.score is None else points(case.score),
        grade_name(case.grade, language),
        _taken_off(case),
        "、".join(dict.fromkeys(deduction.code for deduction in case.deductions)),
        yes_or_no(case.objected),
        yes_or_no(case.re_reviewed),
        yes_or_no(case.committee),
        yes_or_no(case.rectified),
        case.late_acts,
        case.state,
    )


def _taken_off(case: ReviewOutcome) -> Decimal | None:
    """The points off a case; none where it was never scored."""
    if case.score is None:
        return None
    return points(sum((Decimal(str(deduction.points)) for deduction in case.deductions), Decimal()))


def _grades(results: RoundResults, facts: RoundFacts) -> Sheet:
    """等次分布: a row for each pool of each group; the last row speaks of the whole frame."""
    whole, by_court, by_kind = Words("全部", "all"), Words("法院", "court"), Words("案件类型", "kind of case")
    groups = [(by_court, group) for group in results.courts(facts.courts)]
    groups += [(by_kind, group) for group in results.kinds(facts.kinds)]
    rows = [
        _tally(whole, "", RANDOM, results.random, facts),
        _tally(whole, "", MANDATORY, results.mandatory, facts),
    ]
    for scope, group in groups:
        for pool, tally in ((RANDOM, group.random), (MANDATORY, group.mandatory)):
            if tally.reviewed:
                rows.append(_tally(scope, group.label, pool, tally, facts))
    if results.estimates and not facts.census:
        cases = {estimate.grade: estimate.cases for estimate in results.estimates}
        share = sum(estimate.share for estimate in results.estimates if estimate.grade in GOOD)
        good = sum(cases[grade] for grade in GOOD)
        frame = Words("抽样框（推算）", "frame (estimated)")
        rows.append(
            (frame, "", RANDOM, None, sum(cases.values()), *(cases[grade] for grade in GRADES), good, share)
        )
    columns = (
        Column(Words("范围", "scope"), 14),
        Column(Words("名称", "name"), 38),
        Column(Words("来源", "pool"), 10),
        Column(Words("评查件数", "reviewed"), 10, Kind.COUNT),
        Column(Words("已定等次", "graded"), 10, Kind.COUNT),
        Column(Words("优秀", "excellent"), 8, Kind.COUNT),
        Column(Words("合格", "qualified"), 8, Kind.COUNT),
        Column(Words("瑕疵", "flawed"), 8, Kind.COUNT),
        Column(Words("不合格", "unqualified"), 8, Kind.COUNT),
        Column(Words("优秀、合格件数", "excellent and qualified"), 12, Kind.COUNT),
        Column(Words("优秀、合格占比", "their share"), 12, Kind.SHARE),
    )
    return Sheet(Words("等次分布", "Grades"), columns, rows)


def _tally(scope: Words, name: str, pool: Words, tally: Tally, facts: RoundFacts) -> Sequence[Any]:
    """A rate only of the random pool, and only on a base that carries one."""
    share = tally.share(*GOOD) if pool is RANDOM and tally.graded >= facts.smallest_base else None
    counts = [tally.counts[grade] for grade in GRADES]
    good = sum(tally.counts[grade] for grade in GOOD)
    rate = None if share is None else float(share)
    return (scope, name, pool, tally.reviewed, tally.graded, *counts, good, rate)


def _defects(results: RoundResults) -> Sheet:
    columns = (
        Column(Words("项目", "item"), 8),
        Column(Words("问题", "defect"), 48),
        Column(Words("随机抽取涉及件数", "random cases"), 12, Kind.COUNT),
        Column(Words("随机抽取评查件数", "random cases reviewed"), 12, Kind.COUNT),
        Column(Words("必查涉及件数", "mandatory cases"), 12, Kind.COUNT),
        Column(Words("必查评查件数", "mandatory cases reviewed"), 12, Kind.COUNT),
        Column(Words("扣分合计", "points off"), 10, Kind.SCORE),
    )
    random, mandatory = results.random.reviewed, results.mandatory.reviewed
    rows = (
        (
            found.code,
            found.item,
            found.random_cases,
            random,
            found.mandatory_cases,
            mandatory,
            points(found.points),
        )
        for found in results.defects
    )
    return Sheet(Words("常见问题", "Defects"), columns, rows)


def _objections(results: RoundResults, language: Language) -> Sheet:
    columns = (
        Column(Words("编号", "reference"), 17),
        Column(Words("案号", "case number"), 28),
        Column(Words("法院", "court"), 38),
        Column(Words("处理结果", "outcome"), 12),
        Column(Words("复评", "second review"), 10),
        Column(Words("审委会讨论", "committee"), 12),
        Column(Words("确认等次", "confirmed grade"), 12),
    )
    rows = (
        (
            case.ref,
            case.case_no,
            case.court,
            UPHELD[case.objection_upheld],
            yes_or_no(case.re_reviewed),
            yes_or_no(case.committee),
            grade_name(case.grade, language),
        )
        for case in results.outcomes
        if case.objected
    )
    return Sheet(Words("异议", "Objections"), columns, rows)


def _sampling(facts: RoundFacts) -> Sheet:
    columns = (
        Column(Words("层", "stratum"), 46),
        Column(Words("可抽件数", "eligible"), 12, Kind.COUNT),
        Column(Words("配额", "quota"), 12, Kind.COUNT),
        Column(Words("抽取", "drawn"), 12, Kind.COUNT),
        Column(Words("入样概率", "inclusion probability"), 12, Kind.PROBABILITY),
        Column(Words("入样概率（分数）", "as a fraction"), 14),
    )
    rows = (
        (
            " · ".join(row.stratum),
            row.eligible,
            row.quota,
            row.drawn,
            float(row.probability),
            str(row.probability),
        )
        for row in facts.strata
    )
    return Sheet(Words("抽样", "Sampling"), columns, rows)


def _record(results: RoundResults, facts: RoundFacts) -> Sheet:
    """抽取凭证: what anybody needs to draw again."""
    columns = (Column(Words("项目", "item"), 28), Column(Words("内容", "content"), 72))
    rows: list[tuple[Words, Any]] = [
        (Words("季度", "season"), facts.season),
        (Words("法院", "court"), facts.court),
        (Words("名册固定日", "list frozen on"), facts.frozen_on.isoformat()),
        (Words("名册SHA-256", "SHA-256 of the list"), facts.manifest_sha256),
        (Words("抽取日", "drawn on"), facts.drawn_on.isoformat()),
        (Words("种子", "seed"), facts.seed),
        (Words("等次确认日", "grades confirmed on"), facts.confirmed_on.isoformat()),
        (Words("抽样框件数", "cases in the frame"), facts.frame_size),
        (Words("随机抽取件数", "cases drawn"), facts.drawn),
        (Words("必查件数", "mandatory cases"), results.mandatory.reviewed),
        (Words("是否全部评查", "census"), yes_or_no(facts.census)),
        (Words("评查员人数", "reviewers"), facts.reviewers),
        (Words("台账", "ledger"), ledger_verdict(facts)),
    ]
    left_out = ((_left_out(reason), count) for reason, count in facts.excluded.items())
    return Sheet(Words("抽取凭证", "Record of the draw"), columns, [*rows, *left_out])


def _left_out(reason: Any) -> Words:
    return Words("未纳入抽样框：{reason}", "left out: {reason}", reason=reason)


def _parameters(facts: RoundFacts, language: Language) -> Sheet:
    columns = (
        Column(Words("参数", "value of"), 32),
        Column(Words("值", "value"), 20),
        Column(Words("自何日起", "since"), 12, Kind.DAY),
        Column(Words("出处", "authority"), 48),
        Column(Words("核验状态", "checked"), 16),
        Column(Words("说明", "note"), 60),
    )
    rows = (
        (
            found.to(language),
            parameter_value(found, language),
            found.since,
            authority_of(found, language),
            found.provenance,
            found.note_zh if language == "zh" else found.note_en,
        )
        for found in facts.parameters
    )
    return Sheet(Words("参数与出处", "Parameters"), columns, rows)
