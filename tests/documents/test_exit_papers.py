"""Papers of an exit from the quota: what they say, to whom, and that health and family stand in closed ones only."""

from __future__ import annotations

from datetime import date

import pytest

from documents.discipline_papers import FORMS, Done, discipline_paper
from documents.docx_papers import fill
from documents.paper_templates import our_template
from rules.exit_grounds import exit_book
from rules.parameters import rule_book
from state_machines.quota_exit.table import QUOTA_EXIT
from state_machines.quota_exit.terms import IN_CONFIDENCE, Known, Paper
from tests.state_machines.exit_acts import EXIT, EXIT_ACTS

DAY = date(2022, 4, 28)
RULES = rule_book().on(date(2022, 1, 1))
ILL = {
    "ground": "unable_to_serve",
    "ground_found": exit_book().find("unable_to_serve", ["national"]).record(),
    "absence": {"since": "2021-03-01", "until": "2022-04-20", "health": True},
    "family": {"spouse_abroad": True},
    "verification": "病历第7号",
}
PRIVATE = ("健康原因", "配偶已移居", "病历第7号", "不同意")


def told(paper: Paper, act: str, language: str = "zh", **more: object) -> str:
    step = next(step for step in QUOTA_EXIT.steps if step.trigger.value == act)
    given = EXIT_ACTS[act]
    stated = dict(given.get("states", {}))
    facts = {**EXIT, **given.get("record", {}), **ILL, **stated, **more}
    done = Done(QUOTA_EXIT, "退额2022-0007", facts, stated, step, given["role"], DAY, RULES, (), language)  # type: ignore[arg-type]
    made = discipline_paper(paper, done)
    body = fill(made, our_template(made.kind, made.language)).body
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join(
        "".join(each.text or "" for each in line.iter(f"{word}t")) for line in body.iter(f"{word}p")
    )


@pytest.mark.parametrize(
    ("paper", "act"),
    [(paper, step.trigger.value) for step in QUOTA_EXIT.steps for paper in step.papers if not FORMS[paper].readers],
)  # fmt: skip
def test_an_open_paper_says_nothing_of_health_family_or_what_the_judge_said(paper, act):
    said = told(paper, act)

    assert [each for each in PRIVATE if each in said] == []


def test_a_closed_paper_is_for_those_who_decide():
    closed = [form for paper, form in FORMS.items() if isinstance(paper, Paper) and form.readers]

    assert {form.readers for form in closed} == {IN_CONFIDENCE}
    assert "不能履职情况：2021-03-01至2022-04-20，健康原因" in told(Paper.VERIFICATION, "verify")


def test_the_decision_gives_ground_basis_effect_and_the_review_with_its_mark():
    said = told(Paper.DECISION, "decide")

    for each in (
        "因健康或者个人其他原因长期不能正常履职", "退出生效之日：2022年4月26日", "向所在法院党组申请复核",
        "7日（待核）", "“应当退出”（待核）：", "不再行使员额法官职权", "《人民法院落实",
    ):  # fmt: skip
        assert each in said, (each, said)


def test_the_decision_says_the_same_in_english():
    said = told(Paper.DECISION, "decide", "en")

    assert "unable to serve for long" in said
    assert "the party group of the judge's court" in said
    assert "：" not in said


def test_the_list_of_cases_names_each_with_who_takes_it_over():
    said = told(Paper.HANDOVER, "hand_over")

    assert "（2022）吉00民终1号由J-18接收" in said
    assert "（2022）吉00民终2号由J-19接收" in said


def test_the_title_says_that_it_is_of_the_quota():
    assert "法官员额退出权限收回单" in told(Paper.POWERS, "end_powers")


def test_every_fact_of_a_paper_is_one_of_the_exit():
    known = {fact.code for fact in vars(Known).values() if hasattr(fact, "code")}
    used = {
        fact.code
        for paper, form in FORMS.items()
        if isinstance(paper, Paper)
        for fact in (*form.matters, *form.found, *form.defence, *form.why, *form.result)
    }

    assert used <= known
