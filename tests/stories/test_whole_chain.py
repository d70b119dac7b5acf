"""The whole chain by typed commands: a drawn case, 不合格, a lead, a finding, a decision, the exit; beside it a false report, undone.

The clock moves over half a year with National Day and its make-up days. After each act the routine runs, every mailbox is read, and the
mail server of one office; what was expected stands beside the act (`chain_of_*.py`), and a letter more or less fails the story.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories import chain_of_clearing as clearing
from tests.stories import chain_of_exit as leaving
from tests.stories import chain_of_finding as finding
from tests.stories import chain_of_review as review
from tests.stories.chain_of_clearing import CLEARING, INSPECTION, UNDOING
from tests.stories.chain_of_exit import EXIT
from tests.stories.chain_of_finding import DECISION, FALSE, NONE, SUSPENSION, TRUE
from tests.stories.chain_of_review import BAD, CASE
from tests.stories.town import Town, town

pytestmark = pytest.mark.slow
CHAPTERS = (
    review.a_season_is_opened_and_drawn,
    review.two_reviewers_read_it_and_both_find_the_same,
    review.the_judge_objects_and_a_second_reading_upholds_the_grade,
    review.the_adjudication_committee_decides_and_the_clue_goes_up,
    finding.two_leads_are_registered,
    finding.the_review_is_mended_and_the_season_made_public,
    finding.both_are_inquired_into,
    finding.one_sitting_hears_both,
    finding.the_opinions_are_served_and_become_final,
    clearing.the_clearing_is_opened_and_takes_the_handover_over,
    clearing.the_circle_of_the_accusation_becomes_that_of_the_clearing,
    clearing.whoever_heard_it_hears_that_it_was_false,
    clearing.what_it_brought_is_taken_back_and_only_then_the_handover_is_accepted,
    clearing.the_judge_is_visited_and_the_clearing_closed,
    leaving.the_court_decides_on_the_final_opinion,
    leaving.the_exit_is_opened_heard_and_approved,
    leaving.powers_end_and_the_cases_are_handed_over,
    leaving.review_lapses_and_the_congress_removes_him,
)


@pytest.fixture
def here(tmp_path: Path, database_url: str) -> Iterator[Town]:
    with town(tmp_path, database_url) as found:
        yield found


def test_a_drawn_case_ends_in_the_exit_of_its_judge_and_a_false_report_in_its_undoing(here: Town) -> None:
    for chapter in CHAPTERS:
        chapter(here)

    ended = {EXIT: "exited", DECISION: "closed", NONE: "closed", SUSPENSION: "lifted", CLEARING: "closed", UNDOING: "accepted", BAD: "archived"}  # fmt: skip
    assert {ref: here.state(ref) for ref in ended} == ended
    _the_chain_shows_what_came_of_what(here)
    assert "等待接收或者答复的移送：没有" in here.types("chain", "list", *INSPECTION)
    assert "异常" not in here.types("chain", "check", *INSPECTION)
    assert "台账完好" in here.types("ledger", "verify")
    _nobody_learnt_who_had_reported(here)


def _the_chain_shows_what_came_of_what(here: Town) -> None:
    """From the grade to the exit in one line, and liability stays; the other judge's is cleared, and nothing of it stands."""
    case = here.types("chain", "show", CASE, *INSPECTION)
    order = [
        BAD,
        "评查等次：不合格",
        f"移送-{BAD}-不合格",
        TRUE,
        "审查结论：存在重大过失",
        DECISION,
        "记大过",
        f"移送-{DECISION}-退额",
        EXIT,
    ]
    assert sorted(order, key=case.index) == order
    assert "退出员额，2026-10-30生效；办案责任不因退额消灭" in case
    cleared = here.types("chain", "show", "J2", *INSPECTION)
    order = [FALSE, "审查结论：没有违反职责", CLEARING, "已在原知悉范围内澄清", UNDOING]
    assert sorted(order, key=cleared.index) == order
    assert "自2026-08-13暂停履职（已不存在）" in cleared
    drawn = here.types("chain", "show", CASE, *INSPECTION, "--as", "mermaid")
    assert drawn.startswith("flowchart TD")
    assert drawn.count('[/"') == 6  # clue, unqualified case, opinion, decision, open cases, removal


def _nobody_learnt_who_had_reported(here: Town) -> None:
    assert len(here.letters) > 200
    assert not [
        subject for _, subject, letter in here.letters if "P77" in str(letter.get_content()) + subject
    ]
