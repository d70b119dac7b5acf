"""Papers of an annual assessment: each has its form, the notice says grade, reasons and remedies, the sitting is told to nobody."""

from __future__ import annotations

from datetime import date

import pytest

from documents.discipline_papers import FORMS, Done, discipline_paper
from documents.docx_papers import fill
from documents.paper_templates import our_template
from rules.parameters import rule_book
from rules.roles import Role
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.annual_assessment.terms import Paper
from tests.state_machines.assessment_acts import ASSESSED, ASSESSMENT_ACTS

RULES = rule_book().on(date(2022, 1, 1))
PAPERS = [(paper, step.trigger.value) for step in ANNUAL_ASSESSMENT.steps for paper in step.papers]


def told(paper: Paper, act: str, language: str = "zh", **more: object) -> str:
    step = next(step for step in ANNUAL_ASSESSMENT.steps if step.trigger.value == act)
    given = ASSESSMENT_ACTS[act]
    stated = dict(given.get("states", {}))
    facts = {
        **ASSESSED,
        "assessment_reasons": "质量未达标准",
        "assessment_effects": ["no_bonus", "year_not_counted"],
        **stated,
        **more,
    }
    done = Done(
        ANNUAL_ASSESSMENT,
        "考核2021-0007",
        facts,
        stated,
        step,
        given["role"],
        date(2022, 4, 28),
        RULES,
        (),
        language,
    )  # type: ignore[arg-type]
    made = discipline_paper(paper, done)
    body = fill(made, our_template(made.kind, made.language)).body
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join("".join(each.text or "" for each in line.iter(f"{word}t")) for line in body.iter(f"{word}p"))  # fmt: skip


@pytest.mark.parametrize(("paper", "act"), PAPERS, ids=lambda value: getattr(value, "value", value))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_paper_is_written_and_no_code_word_leaks_into_it(paper, act, language):
    said = told(paper, act, language)

    assert paper.to(language) in said
    assert not {"basically_competent", "not_graded", "no_bonus", "register:cases"} & set(said.split())


def test_the_notice_says_grade_reasons_what_it_brings_and_the_review():
    said = told(Paper.NOTICE, "notify")

    assert "基本称职" in said
    assert "质量未达标准" in said
    assert "不享受绩效考核奖金；本年度不计入等级晋升年限" in said
    assert "书面申请复核" in said
    assert "评查2021Q4-0001" in said


def test_who_sat_stands_in_no_open_paper_and_the_proposal_is_not_for_the_judge():
    assert Role.JUDGE_CONCERNED not in FORMS[Paper.PROPOSAL].readers
    assert all("A-2" not in told(paper, act) for paper, act in PAPERS if not FORMS[paper].readers)
