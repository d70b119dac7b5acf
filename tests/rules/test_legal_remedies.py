"""救济途径: against what, by whom, to whom, how long; none suspends, none makes heavier."""

from __future__ import annotations

from datetime import date

import pytest

from rules.legal_remedies import Attacked, LegalRemedy, heavier, longer, path, paths, told
from rules.parameters import rule_book
from rules.sanctions import SanctionKind
from state_machines.discipline_decision.terms import Measure

DAY, LATER = date(2022, 5, 10), date(2025, 6, 1)
RULES = rule_book().on(DAY)
R = LegalRemedy


@pytest.mark.parametrize(
    ("attacked", "remedy", "limit", "answer", "extension"),
    [
        (Attacked.OPINION, R.OBJECTION, "10日", "30日", None),
        (Attacked.PERSONNEL_ACT, R.RECONSIDERATION, "30日", "30日", None),
        (Attacked.PERSONNEL_ACT, R.APPEAL_AFTER, "15日", "60日", "30日"),
        (Attacked.PERSONNEL_ACT, R.APPEAL, "30日", "60日", "30日"),
        (Attacked.PERSONNEL_ACT, R.FURTHER_APPEAL, "30日", None, None),
        (Attacked.SUPERVISION_DECISION, R.REVIEW, "1个月", "1个月", None),
        (Attacked.SUPERVISION_DECISION, R.RECHECK, "1个月", "2个月", None),
        (Attacked.QUOTA_EXIT, R.RECONSIDERATION, "7日", "15个工作日", None),
        (Attacked.INFRINGEMENT, R.ACCUSATION, None, None, None),
    ],
)
def test_how_long_each_remedy_takes(attacked, remedy, limit, answer, extension):
    found = path(attacked, remedy, DAY)

    assert found is not None
    shown = [
        RULES.parameter(key).shown("zh") if key else None
        for key in (found.limit, found.answer, found.extension)
    ]
    assert shown == [limit, answer, extension]


def test_the_supervision_law_is_cited_by_its_article_of_the_day():
    def cited(on: date) -> list[str]:
        return [found.authority.code for found in paths(Attacked.SUPERVISION_DECISION, on)]

    assert cited(DAY) == ["supervision_law_2018.49"] * 2
    assert cited(LATER) == ["supervision_law_2024.56"] * 2
    lengths = {rule_book().on(day)["discipline.supervision_recheck_decision"] for day in (DAY, LATER)}
    assert lengths == {2}


def test_before_the_revision_of_2018_the_old_act_is_cited_and_its_limits_are_marked():
    old = date(2018, 5, 10)

    assert {found.authority.code for found in paths(Attacked.PERSONNEL_ACT, old)} == {
        "civil_servants_law_2005.90"
    }
    assert {found.authority.code for found in paths(Attacked.PERSONNEL_ACT, DAY)} == {"civil_servants_law.95"}
    assert "30日（待核）" in next(
        str(sentence) for sentence in told(Attacked.PERSONNEL_ACT, rule_book().on(old))
    )


def test_a_limit_that_was_not_checked_is_told_with_its_mark():
    opinion = [str(sentence) for sentence in told(Attacked.OPINION, RULES)]
    personnel = [str(sentence) for sentence in told(Attacked.PERSONNEL_ACT, RULES)]

    assert opinion[0].startswith(
        "当事法官可以自收到审查意见之日起10日（待核）内向作出意见的惩戒委员会提出异议"
    )
    assert opinion[1].startswith("有关法院")
    assert (
        personnel[0]
        == "当事法官可以自知道该人事处理之日起30日内向原处理机关申请复核，应当自收到申请之日起30日内答复；不停止执行，不因此加重"
    )
    assert "30日（待核）" in personnel[-1]


def test_that_a_remedy_is_harmless_is_said_only_where_a_statute_says_so():
    for attacked in Attacked:
        for sentence in told(attacked, RULES):
            harmless = "不停止执行，不因此加重" in str(sentence)
            assert harmless == (attacked in (Attacked.PERSONNEL_ACT, Attacked.SUPERVISION_DECISION))


@pytest.mark.parametrize("before", [None, *SanctionKind], ids=str)
@pytest.mark.parametrize("after", [None, *SanctionKind], ids=str)
def test_no_defence_and_no_remedy_makes_it_heavier(before, after):
    refusal = heavier(before, after)

    order = [None, *SanctionKind]
    assert (refusal is not None) == (order.index(after) > order.index(before))


def test_a_further_measure_and_a_longer_period_are_heavier_too():
    assert (
        heavier(SanctionKind.WARNING, SanctionKind.DEMERIT)
        == "由警告改为记过，不得因申辩、复核、申诉、复审而加重"
    )
    assert "另加停职" in str(heavier(SanctionKind.DEMERIT, SanctionKind.DEMERIT, [Measure.SUSPENSION]))
    assert "由24个月改为36个月" in str(longer(24, 36))
    assert [longer(24, 24), longer(36, 24), longer(None, None)] == [None, None, None]
