"""What a person types for a step: grades by their names, as everybody writes them."""

import pytest

from console.particulars import particulars
from rules.errors import FaultyInput
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act

FORM_OPINION = next(step for step in QUALITY_REVIEW.steps if step.trigger is Act.FORM_OPINION)


@pytest.mark.parametrize("written", ["瑕疵", "flawed"])
def test_a_grade_is_typed_by_its_name_or_code(written):
    found = particulars(QUALITY_REVIEW, FORM_OPINION, [f"等次={written}", "等次理由=文书有差错"])

    assert found == {"grade": "flawed", "grade_reasons": "文书有差错"}


def test_an_exemption_is_typed_by_its_name_or_code_and_a_wrong_one_is_answered_with_the_list():
    found = particulars(QUALITY_REVIEW, FORM_OPINION, ["免责情形=出现新证据", "fault=U5、W03"])
    with pytest.raises(FaultyInput) as refused:
        particulars(QUALITY_REVIEW, FORM_OPINION, ["exemption=改判"])

    assert found == {"exemption": "new_evidence", "fault": ["U5", "W03"]}
    assert "可以填写：understanding_of_law（对法律的理解认识不一致）" in str(refused.value)
    assert "none（不属于免责情形，审判人员有过错）" in str(refused.value)


def test_a_grade_that_is_none_is_said_together_with_the_other_faults():
    with pytest.raises(FaultyInput) as refused:
        particulars(QUALITY_REVIEW, FORM_OPINION, ["等次=良好", "没有等号"])

    assert len(refused.value.faults) == 2
    assert "可以写：优秀、合格、瑕疵、不合格" in str(refused.value)


def test_measures_of_mending_are_a_text_though_measures_of_staff_are_chosen_from_a_list():
    mend = next(step for step in QUALITY_REVIEW.steps if step.trigger is Act.REPORT_MENDED)

    assert particulars(QUALITY_REVIEW, mend, ["整改措施及效果=已补正裁定书"]) == {"measures": "已补正裁定书"}
