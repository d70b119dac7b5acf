"""The month's circular of alerts: what was urged, what came of it, and no small count that tells of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from flows.alert_circular import alert_month
from flows.due import morning
from rules.alert_figures import UrgedOutcome, together, urged_rows
from rules.alerts import Rung
from rules.errors import FaultyInput
from rules.roles import Role

DAY = timedelta(days=1)
ACK, DONE, SILENT, ESCALATED = UrgedOutcome


def test_a_month_counts_each_delay_once_by_its_gravest_outcome(quick_desk, quick_office):
    desk, office = quick_desk, quick_office
    desk.open(*(f"评{number}" for number in range(10)))
    for day in range(16):
        if day == 9:
            for number in range(5):
                desk.do(
                    f"评{number}",
                    "hand_in_file",
                    Role.DIVISION,
                    {"file_complete": True, "late_reason": "卷宗在外"},
                )
        morning(office, desk.now)
        desk.now += DAY

    found = alert_month(office, "2026-03")
    other = alert_month(office, "2026-02")

    divisions = [row for row in found.by_role if row.label == "division"]
    assert other.urged == 0
    assert [row.urged for row in divisions] == [10]
    assert divisions[0].counts == {ACK: 0, DONE: 5, SILENT: 0, ESCALATED: 5}
    assert (found.rungs[Rung.TALK], found.rungs[Rung.CIRCULATE]) == (10, 0), (
        "of five delays, division and chief"
    )


def test_a_confidential_matter_stands_in_no_circular_not_even_as_a_number(quick_desk, quick_office):
    from sqlalchemy import text

    quick_desk.open("评1")
    quick_desk.now += 8 * DAY
    morning(quick_office, quick_desk.now)
    with quick_desk.store.begin() as session:
        session.execute(text("UPDATE alert SET proceeding = '惩戒2026-0001'"))

    found = alert_month(quick_office, "2026-03")

    assert (found.urged, sum(found.rungs.values()), found.alarms) == (0, 0, 0)


def test_small_counts_are_left_out_and_cannot_be_worked_out_from_the_totals():
    found = urged_rows(
        [
            *[("甲", ACK)] * 20, *[("甲", DONE)] * 9, *[("甲", SILENT)] * 2, *[("甲", ESCALATED)] * 11,
            *[("乙", ACK)] * 12, *[("乙", DONE)] * 14, *[("乙", SILENT)] * 8, *[("乙", ESCALATED)] * 9,
            *[("丙", SILENT)] * 2, *[("丁", ACK)] * 1,
        ],
        5,
        0.95,
    )  # fmt: skip

    assert sorted(row.label for row in found if not together(row.label)) == ["乙", "甲"], (
        "丙 and 丁 stand together"
    )
    shown = {row.label: row for row in found}
    hidden = [outcome for outcome, count in shown["甲"].counts.items() if count is None]
    assert SILENT in hidden
    assert len(hidden) > 1, "with one count left out, the total of the row would tell it"
    assert sum(row.urged for row in found) == 88


def test_a_share_is_given_as_an_interval_that_is_wide_where_there_is_little():
    few, many = (
        urged_rows([*[("甲", ACK)] * good, *[("甲", ESCALATED)] * (total - good)], 1, 0.95)[0].good
        for good, total in ((6, 10), (600, 1000))
    )

    assert few.low < 0.3 and few.high > 0.87
    assert many.high - many.low < 0.07


def test_a_month_that_is_none_is_refused(quick_office):
    for text in ("2026-13", "2026", "十月", "2026-1"):
        with pytest.raises(FaultyInput, match="请写成 2026-10"):
            alert_month(quick_office, text)


def test_the_circular_is_printed_and_written_as_a_workbook(quick_desk, quick_office, tmp_path, monkeypatch):
    from console.cli import app
    from console.commands import notices_circular

    quick_desk.open(*(f"评{number}" for number in range(8)))
    for day in range(9):
        morning(quick_office, quick_desk.now + day * DAY)
    monkeypatch.setattr(notices_circular, "office", lambda: replace(quick_office, court="甲省高级人民法院"))

    answer = CliRunner().invoke(
        app, ["notices", "circular", "2026-03", "--save", str(tmp_path / "通报")], env={"COLUMNS": "160"}
    )

    assert answer.exit_code == 0, answer.output
    assert "2026-03预警通报" in answer.output
    book = load_workbook(tmp_path / "通报.xlsx")
    assert book.sheetnames == ["发出件数", "各法院", "各角色", "说明"]
    assert [cell.value for cell in book["各角色"][2]][:2] == ["业务庭", 8]
    assert date(2026, 3, 1) == alert_month(quick_office, "2026-03").first
