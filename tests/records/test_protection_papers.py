"""Papers of protection and handovers from the record: written by the routine, had by those who may, opened as files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from docx import Document

from flows import interference_papers, interference_reports, papers_after_acts
from flows.discipline_papers import write_discipline_papers
from flows.handovers import Watch, look
from records.papers import written
from records.visibility import see_as
from rules.errors import NotFound
from rules.report_periods import Period
from rules.roles import Actor, Role
from state_machines.protection.openings import ProtectionKind
from tests.records.test_handovers import CLUE, unqualified
from tests.records.test_leads import COURT, do
from tests.records.test_protection import CLEARING, DAY, KEEPER, SAFETY, opened, recorded

FINDINGS = [{"point": 1, "finding": "untrue", "basis": "监控录像"}, {"point": 2, "finding": "not_proved", "basis": "无法核实"}]  # fmt: skip


def text_of(files: Iterable[Path]) -> str:
    """Every word of the docx files, tables included."""
    told = []
    for file in files:
        document = Document(str(file))
        told += [line.text for line in document.paragraphs]
        told += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(told)


def lying(office, name: str = "*") -> list[Path]:
    return sorted(office.papers.rglob(f"{name}.docx"))


def had_by(office, ref: str, role: Role, now) -> set[str]:
    """The papers of a matter that a reader in that role gets, by name."""
    done = write_discipline_papers(office, ref, now=now, every=True, reader=role)
    return {printed.docx.stem.partition("-")[2] for printed in done.printed}


@pytest.fixture
def cleared(quick_desk, quick_office) -> str:
    """A clearing up to its letter; P77 reported, which is kept apart."""
    desk, office = quick_desk, quick_office
    ref = opened(office, ProtectionKind.CLEARING, CLEARING, Role.INSPECTION, "D9", desk.now, reporter="P77")
    do(desk, ref, "find_untrue", Role.INSPECTION, "D9", findings=FINDINGS)
    do(desk, ref, "state_view", Role.JUDGE_CONCERNED, "J1", view="请书面澄清", public_form=False)
    do(desk, ref, "assess", Role.INSPECTION, "D9", forms=["written"], assessment="正在评优", audience_complete=True, must_grounds=["selection"])  # fmt: skip
    do(desk, ref, "examine", Role.CASE_EXAMINATION, examination="事实清楚", evidence_complete=True)
    do(desk, ref, "approve", Role.PRESIDENT)
    do(desk, ref, "clear", Role.INSPECTION, "D9", forms=["written"], cleared_points=["1"], letter="经查不属实", told=["U1"])  # fmt: skip
    return ref


def test_the_routine_writes_every_paper_of_a_clearing_and_none_says_who_reported(
    quick_desk, quick_office, cleared
):
    told = [str(words) for words in papers_after_acts.write_due(quick_office, quick_desk.now)]

    assert told == ["文书：制作6份"]
    said = text_of(lying(quick_office))
    assert "P77" not in said
    (letter,) = lying(quick_office, "*关于失实检举控告澄清的函")
    assert "收受礼品" in text_of([letter])
    assert "泄露合议" not in text_of([letter]), "not proved is not untrue"


def test_the_judge_gets_of_a_clearing_what_was_told_to_the_judge(quick_desk, quick_office, cleared):
    of_judge = had_by(quick_office, cleared, Role.JUDGE_CONCERNED, quick_desk.now)

    assert {"失实检举控告拟澄清告知书", "关于失实检举控告澄清的函", "失实检举控告澄清审批表"} <= of_judge
    assert "审核意见" not in of_judge


def test_a_clearing_that_is_not_to_be_announces_nothing(quick_desk, quick_office):
    desk, office = quick_desk, quick_office
    ref = opened(office, ProtectionKind.CLEARING, CLEARING, Role.INSPECTION, "D9", desk.now)
    do(desk, ref, "find_untrue", Role.INSPECTION, "D9", findings=FINDINGS)
    do(desk, ref, "hear", Role.INSPECTION, "D9", view="不用澄清", public_form=False)
    do(
        desk,
        ref,
        "assess",
        Role.INSPECTION,
        "D9",
        forms=["written"],
        assessment="没有影响",
        audience_complete=True,
    )

    list(papers_after_acts.write_due(office, desk.now))

    assert len(lying(office, "*澄清评估意见")) == 1
    assert lying(office, "*拟澄清告知书") == []


def test_address_and_family_are_in_no_paper_that_the_president_gets(quick_desk, quick_office):
    desk, office = quick_desk, quick_office
    ref = opened(office, ProtectionKind.SAFETY, SAFETY | {"family": [{"relation": "子女", "where": "某小学"}]}, Role.JUDGE_CONCERNED, "J1", desk.now)  # fmt: skip
    do(desk, ref, "grade", Role.DUTY_PROTECTION, danger_grade="two", basis="跟踪两次")

    assert had_by(office, ref, Role.PRESIDENT, desk.now) == {"险情评估表"}
    said = text_of(lying(office))
    assert "某路某号" not in said and "某小学" not in said
    assert had_by(office, ref, Role.COURT_POLICE, desk.now) == {"险情报告", "险情评估表"}
    (report,) = lying(office, "*险情报告")
    assert "某路某号" in text_of([report])
    assert report.parent.parent.name.endswith("（保密）")


def test_whoever_is_recorded_about_finds_no_paper_of_it_in_any_office(quick_desk, quick_office):
    desk, office = quick_desk, quick_office
    ref = recorded(desk, office)
    list(papers_after_acts.write_due(office, desk.now))

    for role in (Role.TRIAL_MANAGEMENT, Role.INSPECTION, Role.PRESIDENT):
        with desk.store.read() as session:
            see_as(session, Actor("X9", role, court=COURT))
            assert written(session, [ref]) == []
    with desk.store.read() as session:
        see_as(session, KEEPER)
        assert len(written(session, [ref])) == 1


def test_a_handover_has_its_letter_when_it_opens_and_its_receipt_when_it_is_answered(desk, office):
    unqualified(desk, "评1")
    desk.do("评1", "hand_over_clue", Role.PRESIDENT, {"clue_transfer": CLUE})
    look(office, desk.now, Watch())
    list(papers_after_acts.write_due(office, desk.now))
    ref = "移送-评1-线索"
    (letter,) = [file for file in lying(office, "*衔接移送函") if ref in file.parts]
    do(desk, ref, "decline", Role.INSPECTION, reasons="材料不全")
    list(papers_after_acts.write_due(office, desk.now))

    said = text_of([letter])
    assert "督察部门：" in said and "评查线索移送惩戒" in said and "笔录与录音不符" in said
    assert "接收期限" in said
    assert "{" not in said and "unqualified" not in said
    (receipt,) = [file for file in lying(office, "*移送回执") if ref in file.parts]
    assert "材料不全" in text_of([receipt])
    assert had_by(office, ref, Role.INSPECTION, desk.now) == {"衔接移送函", "移送回执"}
    assert had_by(office, ref, Role.PRESIDENT, desk.now) == {"衔接移送函", "移送回执"}
    assert had_by(office, ref, Role.PERSONNEL, desk.now) == set()


def test_a_zero_report_and_a_summary_are_written_once_and_never_say_who_recorded(quick_desk, quick_office):
    desk, office = quick_desk, quick_office
    interference_reports.file(office, COURT, Period.parse("2025Q4"), by=KEEPER, now=desk.now)
    ref = recorded(desk, office, recorder="J8")
    desk.now += 40 * DAY
    do(desk, ref, "report_up", Role.TRIAL_MANAGEMENT)
    interference_reports.file(office, COURT, Period.parse("2026Q1"), by=KEEPER, now=desk.now)

    first = [str(words) for words in interference_papers.write_due(office, desk.now)]
    second = list(interference_papers.write_due(office, desk.now))

    assert (first, second) == (["履职保护：制作定期报告2份"], [])
    zero, summary = lying(office, "*零报告"), lying(office, "*汇总表")
    assert "本报告期没有干预、过问案件的记录" in text_of(zero)
    said = text_of(summary)
    assert "要求从轻处理" in said and "X9，甲局" in said and ref in said
    assert "J8" not in said


def test_no_paper_is_written_of_a_matter_there_is_none_of(quick_office, quick_desk):
    with pytest.raises(NotFound):
        write_discipline_papers(quick_office, "澄清2026-0009", now=quick_desk.now)
