"""评查表: dated data that holds together, or every fault at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from rules.cases import CaseKind
from rules.citations import Provenance
from rules.deductions import GradingMethod, Per, VetoKind
from rules.errors import FaultyInput, UnknownRule
from rules.law import cite
from rules.parameters import rule_book
from rules.score_sheets import SheetBook, sheet_book
from rules.sheet_files import read_sheet

DAY = date(2022, 4, 12)
SHIPPED = (
    files("config").joinpath("score_sheets").joinpath("litigation-2022.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("kind", [kind for kind in CaseKind if kind is not CaseKind.ENFORCEMENT])
def test_every_kind_of_case_but_enforcement_has_the_litigation_sheet(kind):
    sheet = sheet_book().under(rule_book().on(DAY), kind.value)

    assert sheet.version == "litigation@2022-01-01"
    assert [(block.zh, block.points) for block in sheet.blocks] == [
        ("程序", 30),
        ("证据事实", 25),
        ("法律适用", 20),
        ("裁判文书", 15),
        ("卷宗", 10),
    ]


def test_enforcement_is_about_measures_and_money_instead_of_evidence_and_law():
    sheet = sheet_book().under(rule_book().on(DAY), "enforcement")

    assert [(block.code, block.points) for block in sheet.blocks][1:3] == [("measures", 25), ("money", 20)]
    assert not {"E1", "E2", "L1", "L2", "L3", "X1"} & set(sheet.by_code)


def test_the_deductions_are_those_of_the_catalogue():
    items = sheet_book().under(rule_book().on(DAY), "civil").by_code

    assert (items["P1"].points, items["P1"].per) == (2, Per.EACH)
    assert (items["P4"].points, items["P4"].veto.parameter) == (10, "grading.overrun_veto_days")
    assert (items["D1"].points, items["D1"].cap) == (1, 5)
    assert items["D2"].veto.kind is VetoKind.DECLARED
    assert {code for code, item in items.items() if item.veto.kind is VetoKind.ALWAYS} == {
        "P5", "E2", "L2", "X3", "F2",
    }  # fmt: skip
    assert {code for code, item in items.items() if item.clue} == {"X3"}


def test_only_the_withheld_file_is_verified_and_everything_else_a_design_value():
    marks = {item.code: item.provenance for sheet in sheet_book().sheets for item in sheet.items}

    assert {code for code, mark in marks.items() if mark is Provenance.VERIFIED} == {"F2"}
    assert set(marks.values()) == {Provenance.VERIFIED, Provenance.DESIGN}


@pytest.mark.parametrize("sheet", sheet_book().sheets, ids=lambda sheet: sheet.version)
def test_every_item_cites_a_registered_rule_and_every_limit_is_a_parameter(sheet):
    rules = rule_book().on(sheet.since)

    limits = sheet.day_limits(rules)

    # The kinds of the standard know no overrun of so many days.
    assert limits == ({} if sheet.key == "standard-litigation" else {"grading.overrun_veto_days": 30})
    assert all(cite(item.authority).point_zh for item in sheet.items)


def test_no_item_deducts_for_a_reversal_or_a_petition_as_such():
    texts = "".join(item.zh for sheet in sheet_book().sheets for item in sheet.items)

    assert not any(word in texts for word in ("改判", "发回", "再审", "信访"))


def test_no_sheet_is_in_force_before_the_first_or_for_an_unknown_kind():
    with pytest.raises(UnknownRule, match="没有适用于“civil”案件的评查表"):
        sheet_book().under(rule_book().on(date(2021, 12, 31)), "civil")
    with pytest.raises(UnknownRule, match="maritime"):
        sheet_book().under(rule_book().on(DAY), "maritime")


def test_a_later_version_takes_over_and_the_old_one_is_still_found():
    old = SHIPPED.replace("since: 2022-01-01", "since: 2022-01-01\nuntil: 2024-11-01")
    new = SHIPPED.replace("since: 2022-01-01", "since: 2024-11-01")
    faults = []
    book = SheetBook([sheet for text in (old, new) if (sheet := read_sheet(text, "x.yaml", faults))])

    assert faults == []
    assert book.on(date(2024, 10, 31), "civil").version == "litigation@2022-01-01"
    assert book.on(date(2024, 11, 1), "civil").version == "litigation@2024-11-01"
    assert book.version("litigation@2022-01-01").until == date(2024, 11, 1)


def test_a_courts_own_sheet_stands_before_ours(tmp_path: Path):
    own = SHIPPED.replace("key: litigation", "key: own").replace("case_kinds: [criminal, ", "case_kinds: [")
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")

    book = sheet_book(tmp_path)

    assert book.on(DAY, "civil").key == "own"
    assert book.on(DAY, "criminal").key == "litigation"


def test_two_sheets_of_one_directory_for_one_kind_at_one_time_are_refused(tmp_path: Path):
    (tmp_path / "a.yaml").write_text(SHIPPED, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        SHIPPED.replace("since: 2022-01-01", "since: 2023-01-01"), encoding="utf-8"
    )

    with pytest.raises(FaultyInput) as refused:
        sheet_book(tmp_path)

    assert "a.yaml 与 b.yaml：同一时期都适用于：administrative, civil" in str(refused.value)


def test_a_sheet_that_does_not_hold_together_is_refused_with_all_faults():
    text = (
        SHIPPED.replace("{code: file, points: 10,", "{code: file, points: 11,")
        .replace("{code: P2, block: procedure", "{code: P1, block: procedure")
        .replace("{code: E1, block: evidence", "{code: E1, block: evidenze")
        .replace("{code: L3, block: law, points: 10", "{code: L3, block: law, points: 21")
        .replace("{code: D1, block: document, points: 1, per: each, cap: 5", "{code: D1, block: document, points: 6, per: each, cap: 5")
    )  # fmt: skip
    faults = []

    sheet = read_sheet(text, "x.yaml", faults)

    assert sheet is None
    assert [str(fault.what) for fault in faults] == [
        "各分块合计101分，不等于总分100分",
        "扣分项编码重复",
        "没有分块“evidenze”",
        "扣分超过所在分块的分值20分",
        "扣分上限低于一次扣分",
    ]


def test_a_sheet_with_wrong_values_is_refused_with_all_faults():
    text = (
        SHIPPED.replace("total: 100", "total: many")
        .replace("points: 2, per: each, zh: 送达", "points: 2.25, per: each, zh: 送达")
        .replace("points: 3, per: once, zh: 未告知", "points: 3, per: twice, zh: 未告知")
        .replace("veto: {days: grading.overrun_veto_days}", "veto: sometimes")
        .replace("clue: true", "clue: perhaps")
        .replace("provenance: verified", "provenance: certain")
        .replace("points: 8, per: once, zh: 主要证据未经质证", "zh: 主要证据未经质证, colour: red")
        .replace("since: 2022-01-01", "since: soon")
    )
    faults = []

    sheet = read_sheet(text, "x.yaml", faults)

    assert sheet is None
    wrong = {fault.where.values["where"] for fault in faults}
    assert wrong == {"P1", "P2", "P4", "E1", "X3", "F2", "total", "since"}


def test_a_list_where_a_word_belongs_is_told_at_its_item():
    faults = []

    read_sheet(
        SHIPPED.replace("points: 3, per: once, zh: 未告知", "points: 3, per: {once: 1}, zh: 未告知"),
        "x.yaml",
        faults,
    )

    assert [fault.where.values["where"] for fault in faults] == ["P2"]


@pytest.mark.parametrize("text", ["", "- a list", "key: [", "key: litigation"])
def test_a_file_that_is_no_sheet_is_refused(text):
    faults = []

    sheet = read_sheet(text, "x.yaml", faults)

    assert sheet is None
    assert faults


def test_half_points_stay_exact_and_change_the_digest():
    faults = []
    half = read_sheet(
        SHIPPED.replace("points: 2, per: each, zh: 送达", "points: 0.5, per: each, zh: 送达"), "x", faults
    )

    assert half is not None
    assert half.by_code["P1"].deduction(3) == Decimal("1.5")
    assert half.digest != sheet_book().under(rule_book().on(DAY), "civil").digest


STANDARD = (
    files("config")
    .joinpath("score_sheets")
    .joinpath("standard-litigation-2024.yaml")
    .read_text(encoding="utf-8")
)


def test_a_court_that_grades_by_points_longer_has_the_sheet_by_points_longer():
    later = rule_book().on(date(2025, 3, 1)).with_values({"grading.method": "points"})

    assert sheet_book().under(later, "civil").version == "litigation@2022-01-01"
    assert (
        sheet_book().under(rule_book().on(date(2025, 3, 1)), "civil").version
        == "standard-litigation@2024-11-21"
    )


def test_a_kind_that_has_no_sheet_for_the_worst_finding_is_read_on_the_one_it_has():
    book = SheetBook([read_sheet(SHIPPED, "x.yaml", [])])

    assert book.on(DAY, "civil", GradingMethod.WORST_FINDING).version == "litigation@2022-01-01"


def test_two_sheets_at_one_time_are_two_ways_of_grading_and_no_fault(tmp_path: Path):
    (tmp_path / "a.yaml").write_text(SHIPPED, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(STANDARD, encoding="utf-8")

    assert len(sheet_book(tmp_path).sheets) == 6


def test_a_standard_whose_items_do_not_say_what_they_make_of_a_case_is_refused_with_all_faults():
    text = (
        STANDARD.replace("{code: U1, block: procedure, severity: unqualified,", "{code: U1, block: procedure,")
        .replace("{code: U2, block: procedure, severity: unqualified,", "{code: U2, block: procedure, severity: grave,")
        .replace("{code: U3, block: evidence, severity: unqualified,", "{code: U3, block: evidence, severity: unqualified, veto: always,")
        .replace("{code: P01, block: procedure, severity: flawed, points: 2,", "{code: P01, block: procedure, severity: flawed, veto: always,")
    )  # fmt: skip
    faults = []

    assert read_sheet(text, "x.yaml", faults) is None
    assert {fault.where.values["where"] for fault in faults} == {"U1", "U2", "U3", "P01"}
    assert "severity 应为 unqualified（不合格）或 flawed（瑕疵）" in {str(fault.what) for fault in faults}


def test_a_sheet_by_points_has_no_severity_and_a_method_is_one_of_two():
    text = SHIPPED.replace(
        "{code: P1, block: procedure,", "{code: P1, block: procedure, severity: flawed,"
    ).replace("total: 100", "method: by_feeling\ntotal: 100")
    faults = []

    assert read_sheet(text, "x.yaml", faults) is None
    assert {fault.where.values["where"] for fault in faults} == {"P1", "method"}


def test_the_digest_of_a_sheet_by_points_is_what_it_was_before_there_was_a_choice():
    """Cards that were sent out carry it, and must be known when they come back."""
    assert sheet_book().under(rule_book().on(DAY), "civil").digest.startswith("84189bd0")
    assert sheet_book().under(rule_book().on(DAY), "enforcement").digest.startswith("a3973966")
