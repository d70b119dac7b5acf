"""救济途径: against what, by whom, to whom, how long; none suspends, none makes heavier."""

from __future__ import annotations

from datetime import date

import pytest

from rules.legal_remedies import Attacked, LegalRemedy, heavier, not_available, path, paths, told
from rules.parameters import rule_book
from rules.sanctions import SanctionKind

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


@pytest.mark.parametrize(
    ("attacked", "remedy", "used", "why"),
    [
        (Attacked.PERSONNEL_ACT, R.RECONSIDERATION, set(), None),
        (Attacked.PERSONNEL_ACT, R.APPEAL, set(), None),
        (Attacked.PERSONNEL_ACT, R.APPEAL_AFTER, {R.RECONSIDERATION}, None),
        (Attacked.PERSONNEL_ACT, R.FURTHER_APPEAL, {R.APPEAL}, None),
        (Attacked.PERSONNEL_ACT, R.FURTHER_APPEAL, {R.RECONSIDERATION, R.APPEAL_AFTER}, None),
        (Attacked.PERSONNEL_ACT, R.APPEAL_AFTER, set(), "复核后申诉以先行复核为前提"),
        (
            Attacked.PERSONNEL_ACT,
            R.FURTHER_APPEAL,
            {R.RECONSIDERATION},
            "再申诉以先行直接申诉或者复核后申诉为前提",
        ),
        (Attacked.PERSONNEL_ACT, R.APPEAL, {R.RECONSIDERATION}, "已经申请复核的，对复核结果申诉"),
        (Attacked.PERSONNEL_ACT, R.RECONSIDERATION, {R.RECONSIDERATION}, "已经复核过一次"),
        (Attacked.PERSONNEL_ACT, R.REVIEW, set(), "不能复审，可以：复核、复核后申诉、直接申诉、再申诉"),
        (Attacked.SUPERVISION_DECISION, R.RECHECK, set(), "监察复核以先行复审为前提"),
        (Attacked.SUPERVISION_DECISION, R.RECONSIDERATION, set(), "不能复核，可以：复审、监察复核"),
        (Attacked.OPINION, R.APPEAL, set(), "不能直接申诉，可以：异议"),
    ],
)
def test_which_remedy_may_be_used_when(attacked, remedy, used, why):
    refusal = not_available(attacked, remedy, frozenset(used), DAY)

    if why is None:
        assert refusal is None
    else:
        assert refusal is not None
        assert why in str(refusal.words)


@pytest.mark.parametrize("before", [None, *SanctionKind], ids=str)
@pytest.mark.parametrize("after", [None, *SanctionKind], ids=str)
def test_no_defence_and_no_remedy_makes_it_heavier(before, after):
    refusal = heavier(before, after, Attacked.PERSONNEL_ACT)

    order = [None, *SanctionKind]
    assert (refusal is not None) == (order.index(after) > order.index(before))
    if refusal is not None:
        assert refusal.authority.code == "civil_servants_law.96"


def test_of_a_governmental_sanction_the_act_of_2020_says_so():
    refusal = heavier(SanctionKind.WARNING, SanctionKind.DEMERIT, Attacked.SUPERVISION_DECISION)

    assert refusal is not None
    assert refusal.authority.code == "government_sanctions_law.56"
    assert refusal.words == "由警告改为记过，不得因申辩、复核、申诉而加重"
