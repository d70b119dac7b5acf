"""Papers of discipline: one for every act that calls for one, whole, in words, and with nothing its reader may not see."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from documents.discipline_papers import FORMS, Done, discipline_paper
from documents.docx_papers import fill
from documents.judge_forms import Limit
from documents.paper_content import Paper
from documents.paper_fields import DISCIPLINE
from documents.paper_templates import our_template
from documents.press import Press
from rules.labels import Labelled, Words
from rules.parameters import rule_book
from rules.roles import Role
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Paper as Before
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.discipline_decision.terms import Paper as After
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.duty_suspension.table import DUTY_SUSPENSION
from state_machines.procedure import Procedure
from state_machines.quota_exit.table import QUOTA_EXIT
from state_machines.steps import Step
from tests.documents.conftest import pages_of
from tests.state_machines.assessment_acts import ASSESSED, ASSESSMENT_ACTS
from tests.state_machines.discipline_acts import (
    DECISION,
    DECISION_ACTS,
    MATTER,
    PREREVIEW_ACTS,
    REOPENING,
    REOPENING_ACTS,
    SUSPENSION,
    SUSPENSION_ACTS,
    sheet_of,
)
from tests.state_machines.exit_acts import EXIT, EXIT_ACTS

DAY = date(2022, 4, 28)
RULES = rule_book().on(date(2022, 1, 1))
TABLES = {
    "disciplinary_prereview": (DISCIPLINARY_PREREVIEW, PREREVIEW_ACTS, MATTER),
    "discipline_decision": (DISCIPLINE_DECISION, DECISION_ACTS, DECISION),
    "quota_exit": (QUOTA_EXIT, EXIT_ACTS, EXIT),
    "discipline_reopening": (DISCIPLINE_REOPENING, REOPENING_ACTS, REOPENING),
    "duty_suspension": (DUTY_SUSPENSION, SUSPENSION_ACTS, SUSPENSION),
    "annual_assessment": (ANNUAL_ASSESSMENT, ASSESSMENT_ACTS, ASSESSED),
}
SECRETS = {"reporter": "举报人P-7", "transfer_ground": "受贿线索P-8"}
CODED = re.compile(r"\{|\}|\[|\]|True|False|None\b(?! )|gross_negligence|decided_on")


def called_for() -> list[tuple[str, Step, Labelled]]:
    """Each paper once for each act that calls for it."""
    found = {
        (code, step.trigger.value, paper.value): (code, step, paper)
        for code, (table, _, _) in TABLES.items()
        for step in table.steps
        for paper in step.papers
    }
    return list(found.values())


def done(code: str, step: Step, language: str = "zh", limits: tuple[Limit, ...] = (), **changed: Any) -> Done:
    table, acts, matter = TABLES[code]
    act = acts[step.trigger.value]
    stated = {**act.get("states", {}), **changed}
    facts = {**matter, **act.get("record", {}), **SECRETS, **stated}
    return Done(table, "惩戒2022-0042", facts, stated, step, act["role"], DAY, RULES, limits, language)  # type: ignore[arg-type]


def step_of(table: Procedure, act: str) -> Step:
    return next(step for step in table.steps if step.trigger.value == act)


def text_of(paper: Paper) -> str:
    body = fill(paper, our_template(paper.kind, paper.language)).body
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join(
        "".join(each.text or "" for each in line.iter(f"{word}t")) for line in body.iter(f"{word}p")
    )


def test_every_paper_that_a_step_names_has_its_row_and_no_row_is_for_nothing():
    named = {paper for table, _, _ in TABLES.values() for step in table.steps for paper in step.papers}

    assert named == {paper for paper, form in FORMS.items() if form.layout in DISCIPLINE}
    assert {form.layout for form in FORMS.values()} >= set(DISCIPLINE)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_paper_of_every_act_is_whole_and_says_nothing_in_codes(language):
    for code, step, paper in called_for():
        told = text_of(discipline_paper(paper, done(code, step, language)))

        found = CODED.search(told.replace("[Date", ""))
        assert found is None, (paper, step.trigger, found, told)
        assert "惩戒2022-0042" in told or FORMS[paper].layout.value.endswith(("letter", "application"))
        if language == "en":
            assert "：" not in told, (paper, told)


def test_what_is_for_few_stands_only_in_papers_for_these():
    for code, step, paper in called_for():
        told = text_of(discipline_paper(paper, done(code, step)))
        few = FORMS[paper].readers

        assert SECRETS["reporter"] not in told, paper
        assert (SECRETS["transfer_ground"] in told or "受贿线索" in told) == (paper is Before.TRANSFER), paper
        assert ("收回表决票" in told) == (paper is Before.PROOF_SHEET), paper
        if paper is Before.PROOF_SHEET:
            assert Role.JUDGE_CONCERNED not in few
            assert Role.PRESIDENT not in few


def test_a_decision_gives_facts_answers_basis_sanction_and_remedies_with_their_days():
    step = step_of(DISCIPLINE_DECISION, "decide")
    told = text_of(
        discipline_paper(After.DECISION, done("discipline_decision", step, decided_on="2022-04-28", sanction_until="2023-04-27"))
    )  # fmt: skip

    for said in (
        "一、认定的事实",
        "《中华人民共和国法官法》第46条第5项",
        "存在重大过失（惩戒2022-0042）",
        "陈述申辩及采纳情况",
        "已尽审查义务",
        "处分：记过",
        "处分期届满之日：2023年4月27日",
        "救济途径和期限",
        "自知道该人事处理之日起30日内向原处理机关申请复核",
        "届满之日在送达回证上写明",
        "不停止执行，也不因此加重",
    ):
        assert said in told, said


def test_a_decision_on_several_acts_names_each_with_its_sanction_and_says_how_the_period_came_about():
    acts = [
        {"conduct": "遗漏主要证据", "item": "46(5)", "sanction": "demerit"},
        {"conduct": "拖延办案", "item": "46(6)", "sanction": "demerit"},
    ]
    period = {"zh": "2个行为分别确定：记过、记过；执行其中最重的记过；记过20个月", "en": "two acts"}
    step = step_of(DISCIPLINE_DECISION, "decide")

    text = text_of(
        discipline_paper(After.DECISION, done("discipline_decision", step, separate=acts, period=period))
    )

    assert "遗漏主要证据：记过；拖延办案：记过" in text
    assert period["zh"] in text


def test_a_proof_of_service_says_on_which_day_the_remedy_ends():
    limit = Limit(
        date(2022, 5, 27), Words("复核申诉期限30日，自2022年4月27日的次日起算", ""), "《公务员法》第95条"
    )
    step = step_of(DISCIPLINE_DECISION, "serve")

    told = text_of(discipline_paper(After.SERVICE, done("discipline_decision", step, limits=(limit,))))

    assert "至2022年5月27日（含当日）届满" in told
    assert "届满之日在送达回证上写明" not in told
    assert "送达方式：直接送达" in told


def test_reasons_are_those_of_their_own_act():
    step = step_of(DISCIPLINARY_PREREVIEW, "call_meeting")
    told = text_of(
        discipline_paper(
            Before.MEETING_NOTICE,
            Done(
                DISCIPLINARY_PREREVIEW,
                "惩戒2022-0042",
                MATTER | {"reasons": "延长调查的理由", "meeting_at": "2022-05-10 09:30"},
                {"meeting_at": "2022-05-10 09:30"},
                step,
                Role.COMMITTEE_CHAIR,
                DAY,
                RULES,
            ),
        )
    )

    assert "2022年5月10日" in told
    assert "延长调查的理由" not in told


def test_a_proof_sheet_can_be_checked_line_by_line():
    vote = PREREVIEW_ACTS["form_opinion"]["states"]["vote"]
    sheet = sheet_of(vote)
    step = step_of(DISCIPLINARY_PREREVIEW, "form_opinion")

    told = text_of(discipline_paper(Before.PROOF_SHEET, done("disciplinary_prereview", step)))

    for line in sheet["computation"]:
        assert line["zh"] in told
    assert sheet["sha256"] in told
    assert "主任委员" in told


def test_a_courts_template_for_one_paper_stands_before_that_of_its_layout(tmp_path, look):
    step = step_of(DISCIPLINE_DECISION, "decide")
    decision = discipline_paper(After.DECISION, done("discipline_decision", step))
    none = discipline_paper(
        After.NO_DISCIPLINE,
        done("discipline_decision", step_of(DISCIPLINE_DECISION, "decide_none")),
    )
    ours = our_template(decision.kind, "zh")
    (tmp_path / "惩戒决定书.docx").write_bytes(look.edited(ours, ("认定的事实", "本院查明")))

    written = Press(templates=tmp_path).write(decision, tmp_path / "一")
    other = Press(templates=tmp_path).write(none, tmp_path / "二")

    assert "本院查明" in look.squeezed("".join(look.pages_of(written.pdf)))
    assert "本院查明" not in look.squeezed("".join(look.pages_of(other.pdf)))


def test_the_same_act_gives_the_same_bytes(tmp_path):
    step = step_of(DISCIPLINE_DECISION, "decide")
    paper = discipline_paper(After.DECISION, done("discipline_decision", step))

    first, second = (Press().write(paper, tmp_path / name) for name in ("一", "二"))

    assert (first.docx_sha256, first.pdf_sha256) == (second.docx_sha256, second.pdf_sha256)


def test_a_form_is_one_table_on_one_page_with_its_signatures(tmp_path):
    step = step_of(DISCIPLINARY_PREREVIEW, "admit_lead")
    limit = Limit(
        date(2022, 5, 13),
        "初步审查期限10个工作日，自2022年4月28日的次日起算",
        "《法官惩戒工作实施细则》“初查”",
    )
    paper = discipline_paper(Before.LEAD_FORM, done("disciplinary_prereview", step, limits=(limit,)))

    (page,) = pages_of(Press().write(paper, tmp_path / "表").pdf)

    assert all(said in page for said in ("依据", "期限", "2022 年 5 月 13 日", "签名人", "部门负责人"))


def test_a_form_does_not_say_the_name_of_a_row_twice():
    step = step_of(DISCIPLINARY_PREREVIEW, "rectify")

    told = text_of(
        discipline_paper(Before.RECTIFICATION, done("disciplinary_prereview", step, reasons="登记时误写"))
    )

    assert "登记时误写" in told
    assert "理由：" not in told


def test_signatures_never_stand_alone_on_a_page(tmp_path):
    step = step_of(DISCIPLINARY_PREREVIEW, "report")
    broken_at = set()
    for lines in range(0, 81, 3):
        found = done(
            "disciplinary_prereview", step, report="笔录载明已经出示该证据并经质证。" * lines or "笔录载明"
        )
        printed = Press().write(discipline_paper(Before.INQUIRY_REPORT, found), tmp_path / f"报告{lines}")
        pages = [[line for line in page.splitlines() if line.strip()] for page in pages_of(printed.pdf)]
        (at,) = [number for number, page in enumerate(pages) if any("签名及日期" in line for line in page)]
        broken_at.add(at)
        assert "签名" not in pages[at][0], lines

    assert broken_at >= {1, 2}  # the table was pushed over the end of a page on the way
