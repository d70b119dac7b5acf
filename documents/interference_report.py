"""The report of a period on interference (干预、过问情况定期报告、零报告): the numbers, and each record without who made it.

Case and division are left out as well: by them the recorder could be found. Who may look a record up does so by its reference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents.figures import NO, YES, day
from documents.issuers import office_of
from documents.paper_content import Line, Paper, Section, Signature, Table
from documents.paper_fields import Of, PaperKind
from documents.protection_wording import said_of
from rules.labels import Language, Words
from rules.law import law
from rules.notices import in_both
from rules.report_periods import Period
from rules.roles import Role
from state_machines.interference_record.terms import By, Known
from state_machines.steps import Fact

OFFICIALS = law("interference_officials_2015")
TITLE = Words("干预、过问案件情况汇总表", "Summary of interference with cases")
ZERO = Words("干预、过问案件情况零报告", "Zero report on interference with cases")
_TO = Words("党委政法委、上级法院：", "The political and legal affairs committee; the higher court:")


@dataclass(frozen=True, slots=True)
class Filed:
    """What a court filed for a period, by which office and when. records: the facts of each record, with its reference."""

    ref: str
    court: str
    period: Period
    counts: Mapping[str, int]
    role: Role
    on: date
    records: Sequence[tuple[str, Mapping[str, Any]]]

    @property
    def title(self) -> Words:
        return TITLE if self.records else ZERO


def interference_report(filed: Filed, language: Language, *, sample: bool = False) -> Paper:
    """The paper: a summary with two tables, or a zero report in one sentence."""
    issuer = office_of(filed.role, {"court": filed.court})
    opening = Words(
        "现将{court}{period}干预、过问案件的情况报告如下。",
        "The report of {court} for {period} on interference with cases is as follows.",
        court=filed.court,
        period=filed.period.words,
    )
    return Paper(
        PaperKind.PROTECTION_LETTER,
        title=Words("{title} {ref}", "{title} {ref}", title=filed.title, ref=filed.ref),
        author=issuer.to(language),
        dated=filed.on,
        language=language,
        sample=sample,
        code="interference_report",
        values={
            Of.ISSUER: issuer,
            Of.NUMBER: Words("编号：{ref}", "No. {ref}", ref=filed.ref),
            Of.TITLE: Words("{title}（{period}）", "{title} ({period})", title=filed.title, period=filed.period.words),
            Of.ADDRESSEE: _TO,
            Of.OPENING: opening,
            Of.FOUND: _found(filed, language),
            Of.BASIS: (Line(Words("{article}：{point}。", "{article}: {point}.", article=OFFICIALS[7], point=Words(OFFICIALS[7].point("zh"), OFFICIALS[7].point("en")))),),
            Of.CAVEAT: Words("本报告不载明记录人；不得转发、摘抄。", "It does not say who recorded; not to be passed on or copied."),
            Of.SIGNATURE: (Signature(issuer, filed.on),),
        },
    )  # fmt: skip


def _found(filed: Filed, language: Language) -> Section:
    if not filed.records:
        return (Line(Words("本报告期没有干预、过问案件的记录。", "Nothing was recorded in this period.")),)
    counts = [(in_both(kind), str(filed.counts.get(kind.value, 0))) for kind in By]
    header = (Words("被记录人类别", "who interfered"), Words("件数", "records"))
    return (
        Line(Words("本报告期共记录{n}件。", "{n} records were made in this period.", n=len(filed.records))),
        Table(Words("件数", "Records by kind"), header, counts, (10, 5.6), "lr"),
        _each(filed, language),
    )


def _each(filed: Filed, language: Language) -> Table:
    asked = (Known.INTERFERER, Known.WAY, Known.CONTENT)
    rows = [
        (
            ref,
            *(_told(fact, facts, language) for fact in asked),
            day(date.fromisoformat(facts[Known.OBSERVED_ON.code]), language),
            (YES if facts.get(Known.AFFECTED.code) else NO).to(language),
        )
        for ref, facts in filed.records
    ]
    header = (
        Words("编号", "no."),
        Words("被记录人", "who"),
        Words("方式", "how"),
        Words("内容", "what"),
        Words("遇到之日", "when"),
        Words("案件受影响", "case affected"),
    )
    return Table(Words("逐件情况", "The records"), header, rows, (2.9, 2.9, 2, 3.6, 2.4, 1.8), "llllll")


def _told(fact: Fact, facts: Mapping[str, Any], language: Language) -> str:
    value = facts.get(fact.code)
    if value in (None, "", {}):
        return ""
    return "".join(said_of(fact, value, facts, language) or [str(value)])
