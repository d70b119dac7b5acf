"""免责情形: dated, each with its grounds and marks; a reversal alone is neither fault nor exemption."""

from __future__ import annotations

from datetime import date

import pytest

from rules.citations import Provenance
from rules.errors import FaultyInput, UnknownRule
from rules.exemptions import NO_EXEMPTION, answer_name, answered, answers, exemption, exemptions
from rules.score_sheets import sheet_book

BEFORE, TODAY = date(2012, 5, 1), date(2026, 10, 20)


def test_before_2015_there_were_the_six_grounds_of_the_panel_rules_and_since_then_eight():
    assert [kind.code for kind in exemptions(BEFORE)] == [
        "understanding_of_law", "view_of_evidence", "new_evidence", "law_changed", "document_set_aside", "lawful_performance",
    ]  # fmt: skip
    assert len(exemptions(TODAY)) == 8
    assert exemptions(date(2009, 1, 1)) == ()


def test_every_ground_cites_a_registered_article_and_carries_its_own_mark():
    grounds = {ground.to("zh"): ground for kind in exemptions(TODAY) for ground in kind.grounds}

    assert len([ground for ground in grounds.values() if ground.authority.law == "panel_rules_2010"]) == 6
    assert (
        len([ground for ground in grounds.values() if ground.authority.law == "judicial_responsibility_2015"])
        == 8
    )
    recalled = [text for text, ground in grounds.items() if ground.provenance is Provenance.RECALLED]
    assert len(recalled) == 7
    assert all(text.endswith("（待核）") for text in recalled)


def test_an_answer_is_found_by_its_code_or_its_name_in_either_language():
    assert answered("new_evidence", TODAY) == "new_evidence"
    assert answered("出现新证据", TODAY) == "new_evidence"
    assert answered("no exemption: there was fault", TODAY) == NO_EXEMPTION
    assert answers(TODAY)[-1][0] == NO_EXEMPTION
    assert answer_name("law_changed") == "法律修订或者政策调整"


def test_a_wrong_answer_is_refused_with_the_list_of_all():
    with pytest.raises(FaultyInput) as refused:
        answered("改判", TODAY)

    assert "免责情形“改判”：没有这一情形" in str(refused.value)
    assert "new_evidence（出现新证据）" in str(refused.value)
    with pytest.raises(FaultyInput, match="没有这一情形"):
        answered("当事人放弃、部分放弃权利主张", BEFORE)
    with pytest.raises(UnknownRule, match="没有免责情形"):
        exemption("reversed")


def test_no_item_of_any_sheet_is_that_a_case_was_reversed():
    texts = "".join(item.zh for sheet in sheet_book().sheets for item in sheet.items)

    assert not any(word in texts for word in ("改判", "发回", "再审", "信访"))
