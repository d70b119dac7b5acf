"""Tables of a round on how it was held (抽取和参数): strata, what is needed to draw again, the values applied."""

from __future__ import annotations

from typing import Any

from documents.figures import authority_of, parameter_value, yes_or_no
from documents.report_wording import ledger_verdict
from documents.workbook import Column, Kind, Sheet
from rules.labels import Language, Words
from rules.outcomes import RoundFacts
from rules.results import RoundResults


def sampling(facts: RoundFacts) -> Sheet:
    columns = (
        Column(Words("层", "stratum"), 46),
        Column(Words("可抽件数", "eligible"), 12, Kind.COUNT),
        Column(Words("配额", "quota"), 12, Kind.COUNT),
        Column(Words("抽取", "drawn"), 12, Kind.COUNT),
        Column(Words("入样概率", "inclusion probability"), 12, Kind.PROBABILITY),
        Column(Words("入样概率（分数）", "as a fraction"), 14),
        Column(Words("权重", "weight"), 12, Kind.WEIGHT),
    )
    rows = (
        (
            " · ".join(row.stratum),
            row.eligible,
            row.quota,
            row.drawn,
            float(row.probability),
            str(row.probability),
            float(1 / row.probability) if row.probability else None,
        )
        for row in facts.strata
    )
    return Sheet(Words("抽样", "Sampling"), columns, rows)


def record(results: RoundResults, facts: RoundFacts) -> Sheet:
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
        (Words("另行评查件数", "cases reviewed besides"), results.besides.reviewed),
        (Words("是否全部评查", "census"), yes_or_no(facts.census)),
        (Words("评查员人数", "reviewers"), facts.reviewers),
        (Words("台账", "ledger"), ledger_verdict(facts)),
    ]
    left_out = ((_left_out(reason), count) for reason, count in facts.excluded.items())
    return Sheet(Words("抽取凭证", "Record of the draw"), columns, [*rows, *left_out])


def _left_out(reason: Any) -> Words:
    return Words("未纳入抽样框：{reason}", "left out: {reason}", reason=reason)


def parameters(facts: RoundFacts, language: Language) -> Sheet:
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
