"""过错与责任: seven kinds as dated data, intent without and gross negligence with results, and what a finding allows."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from rules.committee_findings import (
    Consequence,
    Finding,
    Matter,
    allowed,
    not_borne,
)
from rules.culpability import (
    LIFELONG,
    Fault,
    Result,
    assess,
    liability_kind,
    liability_kinds,
    with_implied,
)
from rules.errors import UnknownRule
from rules.excuses import grounds_to_record, not_excused
from rules.misconduct import FOR_THE_COMMITTEE, ActKind
from rules.parameters import rule_book

DAY = date(2021, 7, 1)
RULES = rule_book().on(DAY)
WRONG, OPERATIVE, SERIOUS = Result.WRONG_JUDGMENT, Result.WRONG_OPERATIVE_PART, Result.SERIOUS_CONSEQUENCE
EVERYTHING = [set(some) for size in range(4) for some in combinations(Result, size)]

# fmt: off
NEGLIGENCE = {
    #               by gross negligence the text asks for
    "corruption":      None,
    "fabricated_case": None,
    "evidence":        {SERIOUS},
    "report":          {WRONG, SERIOUS},
    "document":        {OPERATIVE, SERIOUS},
    "commutation":     {SERIOUS},
    "other_violation": {WRONG, SERIOUS},
}
INTENT = {
    #               by intent it is this item of article 46
    "corruption": 1, "fabricated_case": 4, "evidence": 2, "report": 4, "document": 4, "commutation": 4, "other_violation": 4,
}
# fmt: on


def test_there_are_seven_kinds_since_2015_and_none_registered_before():
    assert [kind.ground.item for kind in liability_kinds(DAY)] == [1, 2, 3, 4, 5, 6, 7]
    assert {kind.code for kind in liability_kinds(DAY)} == set(NEGLIGENCE) == set(INTENT)
    assert liability_kinds(date(2015, 9, 20)) == ()
    with pytest.raises(UnknownRule, match="2015-09-20没有登记违法审判情形“evidence”"):
        assess("evidence", Fault.INTENT, (), date(2015, 9, 20))
    with pytest.raises(UnknownRule):
        liability_kind("reversal", DAY)


@pytest.mark.parametrize("code", INTENT)
def test_intent_needs_no_result(code):
    for results in EVERYTHING:
        found = assess(code, Fault.INTENT, results, DAY)

        assert found.fulfilled
        assert found.act is not None
        assert found.act.item == INTENT[code]


@pytest.mark.parametrize("code", NEGLIGENCE)
def test_gross_negligence_needs_the_results_the_text_names_and_no_others(code):
    for results in EVERYTHING:
        found = assess(code, Fault.GROSS_NEGLIGENCE, results, DAY)

        needed = NEGLIGENCE[code]
        assert found.fulfilled == (needed is not None and needed <= with_implied(results))
        if needed is not None:
            assert set(found.missing) == needed - with_implied(results)
        assert (found.act is ActKind.GROSS_NEGLIGENCE) == (
            found.fulfilled and {WRONG, SERIOUS} <= with_implied(results)
        )


@pytest.mark.parametrize("fault", [Fault.ORDINARY_NEGLIGENCE, Fault.NONE])
def test_ordinary_negligence_and_no_fault_are_no_liability_for_a_wrong_case(fault):
    for code in INTENT:
        found = assess(code, fault, Result, DAY)

        assert not found.fulfilled
        assert found.reasons[0].authority.code == "judicial_responsibility_2015.25"


def test_lost_evidence_without_a_wrong_judgment_is_liable_and_yet_not_for_the_committee():
    found = assess("evidence", Fault.GROSS_NEGLIGENCE, {SERIOUS}, DAY)

    assert (found.fulfilled, found.act) == (True, None)
    assert "缺少裁判结果错误，不属于法官法第46条第5项" in str(found.reasons[-1])


def test_hidden_evidence_is_item_2_and_not_for_the_committee():
    assert assess("evidence", Fault.INTENT, (), DAY).act is ActKind.FALSE_EVIDENCE


def test_a_judge_answers_for_life_and_no_parameter_is_a_period_of_limitation():
    assert "没有追责时效" in str(LIFELONG)
    assert [key for key in RULES if "limitation" in key or "时效" in RULES.parameter(key).zh] == []


# --- exemptions ----------------------------------------------------------------------------------------------------


def test_an_exemption_is_recorded_with_its_article_and_item():
    assert [ground.to("zh") for ground in grounds_to_record("new_evidence", DAY)] == [
        "《最高人民法院关于进一步加强合议庭职责的若干规定》第10条第3项",
        "《最高人民法院关于完善人民法院司法责任制的若干意见》第28条第5项（待核）",
    ]


def test_an_exemption_needs_reasons_and_does_not_excuse_intent():
    def refused(reasons: str, fault: Fault | None) -> str:
        return str(not_excused("new_evidence", reasons, fault, by_retrial=True, on=DAY, rules=RULES) or "")

    assert refused("再审中出现新的鉴定意见", Fault.GROSS_NEGLIGENCE) == ""
    assert refused("再审中出现新的鉴定意见", None) == ""
    assert "应当写明理由" in refused("  ", None)
    assert "故意违反职责的（法官法第46条第4项），不因“出现新证据”免责" in refused(
        "再审中出现新的鉴定意见", Fault.INTENT
    )
    assert "待法院确定" in refused("  ", None)


def test_an_exemption_without_a_ground_on_the_day_of_the_act_does_not_excuse():
    early = not_excused("rights_waived", "放弃主张", None, by_retrial=True, on=date(2012, 1, 1), rules=RULES)

    assert early is not None
    assert "在2012-01-01尚无依据" in str(early)


def test_whether_the_2015_grounds_hold_on_appeal_is_a_choice_of_the_court():
    strict = RULES.with_values({"discipline.exemption_needs_retrial": True})

    def refused(code: str, rules) -> bool:
        return not_excused(code, "理由", None, by_retrial=False, on=DAY, rules=rules) is not None

    assert not refused("rights_waived", RULES)
    assert refused("rights_waived", strict)
    assert not refused("new_evidence", strict)


# --- what a finding allows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finding", "results", "consequence", "authority"),
    [
        (Finding.INTENTIONAL, (), Consequence.DISCIPLINE, "judges_law.48"),
        (Finding.GROSS_NEGLIGENCE, {WRONG, SERIOUS}, Consequence.DISCIPLINE, "judges_law.48"),
        (Finding.GROSS_NEGLIGENCE, {OPERATIVE, SERIOUS}, Consequence.DISCIPLINE, "judges_law.48"),
        (Finding.GROSS_NEGLIGENCE, {WRONG}, Consequence.QUALITY, "local_discipline.缺少结果"),
        (Finding.GROSS_NEGLIGENCE, {SERIOUS}, Consequence.QUALITY, "local_discipline.缺少结果"),
        (Finding.ORDINARY_NEGLIGENCE, {WRONG, SERIOUS}, Consequence.ASSESSMENT, "local_discipline.一般过失"),
        (Finding.NO_VIOLATION, {WRONG, SERIOUS}, Consequence.CLOSE, "local_discipline.没有违反"),
    ],
)
def test_what_each_finding_allows(finding, results, consequence, authority):
    found = allowed(finding, results)

    assert (found.consequence, found.reason.authority.code) == (consequence, authority)


def test_no_finding_allows_more_than_gross_negligence_with_both_results_or_intent():
    disciplined = {
        (finding, frozenset(with_implied(results)))
        for finding in Finding
        for results in EVERYTHING
        if allowed(finding, results).consequence is Consequence.DISCIPLINE
    }

    assert {finding for finding, _ in disciplined} == {Finding.INTENTIONAL, Finding.GROSS_NEGLIGENCE}
    assert all(
        {WRONG, SERIOUS} <= results for finding, results in disciplined if finding is Finding.GROSS_NEGLIGENCE
    )


@pytest.mark.parametrize("cited", sorted(FOR_THE_COMMITTEE, key=lambda kind: kind.item))
def test_each_of_the_two_items_is_borne_by_a_finding_of_its_own_and_by_no_other(cited):
    borne = [finding for finding in Finding if not_borne(cited, finding) is None]

    own = Finding.INTENTIONAL if cited is ActKind.INTENTIONAL_VIOLATION else Finding.GROSS_NEGLIGENCE
    assert borne == [own]
    assert f"不能据以适用法官法第46条第{cited.item}项" in str(not_borne(cited, Finding.NO_VIOLATION))


def test_two_matters_differ_in_judge_case_or_act():
    matter = Matter("J1", "(2020)吉01民终100号", "裁定解除保全")

    assert matter.differs(matter) == ()
    assert [str(each) for each in matter.differs(Matter("J2", matter.case_no, "裁定保全"))] == [
        "当事法官",
        "行为",
    ]
    assert [str(each) for each in matter.differs(Matter("J1", "(2020)吉01民终101号", matter.act))] == ["案号"]
