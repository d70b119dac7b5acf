"""The nightly check-up as a flow (每夜巡检): `checkup.check_up`, with a page that says what was found."""

from __future__ import annotations

from datetime import UTC, datetime

from prefect import flow

from flows import checkup
from flows.observed import done, office_in_use
from flows.prefect_pages import show_table, step
from records.checkups.checkup import Finding
from rules.labels import Language, Words, in_language


@step("hold-invariants", "逐项巡检")
def hold_invariants(now: datetime) -> list[Finding]:
    with office_in_use() as office:
        return checkup.check_up(office, now)


@flow(name="nightly-checkup", description="逐项核对在办数据，异常的报告审管办，每项每日一次")
def checkup_run(now: datetime | None = None) -> list[Finding]:
    """Hold every invariant, and tell the office of each fault, once a day."""
    now = now or datetime.now(UTC)
    with office_in_use() as office:
        findings = done(hold_invariants(now))
        checkup.report(office, findings, now)
        show_table("checkup", findings_table(findings, office.language), "巡检情况")
        return findings


def findings_table(findings: list[Finding], language: Language) -> list[dict[str, str]]:
    """One row for each invariant."""
    names = [
        words.to(language)
        for words in (
            Words("结论", "finding"),
            Words("项目", "what holds"),
            Words("处", "count"),
            Words("首见", "first"),
        )
    ]
    return [
        dict(
            zip(
                names,
                (
                    each.level.to(language),
                    each.words.to(language),
                    str(each.count),
                    "; ".join(str(in_language(one, language)) for one in each.first),
                ),
                strict=True,
            )
        )
        for each in findings
    ]
