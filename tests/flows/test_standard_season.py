"""A season under the standard, from the cards to the list of 优秀: real cards, a real database, nothing stands in for our code."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from sqlalchemy import select

from documents.card_layout import Column
from flows import assigning, cards, drawing, excellent, progress, scoring
from flows.outcomes import outcome_of
from flows.reading_round import Occasion
from records import cases, history, people, proceedings, seasons
from records.notices import Notice
from records.proceedings import Act, advance
from rules.cases import CaseKind, ClosedCase
from rules.errors import FaultyInput, Refused
from rules.roles import Actor, Role
from state_machines.quality_review.terms import State

SEASON, OPENED = "2026Q3", datetime(2026, 10, 12, 1, tzinfo=UTC)
MORNING = OPENED + timedelta(days=1)
OFFICE = Actor("A-1", Role.TRIAL_MANAGEMENT, court="甲省高级人民法院")
PRESIDENT = Actor("A-2", Role.PRESIDENT, court="甲省高级人民法院")
COMMITTEE = Actor("C-1", Role.REVIEW_COMMITTEE, court="甲省高级人民法院")
COURTS = ("甲市中级人民法院", "乙市中级人民法院")
CASES = 14
"""Of which two may be 优秀."""


def _case(number: int) -> ClosedCase:
    court = number % 2
    return ClosedCase(
        case_no=f"（2026）吉0{court + 1}民终{number}号",
        court=COURTS[court],
        court_code=f"吉0{court + 1}",
        level=None,
        case_kind=CaseKind.CIVIL,
        date_closed=date(2026, 8, 10),
        division="民一庭",
        judge=f"J-{number}",
        bench=(f"J-{number}",),
        reversed_later=number == 1,
    )


def _reader(number: int) -> dict[str, object]:
    post = {"role": "reviewer", "division": "审监庭", "since": date(2020, 1, 1)}
    return {"code": f"R-{number}", "court": COURTS[number % 2], "division": "审监庭", "posts": [post]}


@pytest.fixture
def office(brought):
    return brought("drawn", draw)


def draw(idle_office):
    """An office whose fourteen cases are drawn under the standard; each file comes with a self-grade of 优秀."""
    with idle_office.store.begin() as session:
        people.enrol(session, [_reader(number) for number in range(1, 9)], OPENED, OFFICE, "test")
        cases.take_in(
            session, [_case(number) for number in range(1, CASES + 1)],
            file="test", sha256="0" * 64, rows_read=CASES, rows_faulty=0, by=OFFICE, at=OPENED,
        )  # fmt: skip
    drawing.open_season(idle_office, SEASON, OFFICE.court, by=OFFICE, now=OPENED)
    drawing.approve(idle_office, SEASON, by=PRESIDENT, now=OPENED)
    drawing.freeze(idle_office, SEASON, by=OFFICE, now=OPENED, size=CASES)
    seed_at = OPENED + timedelta(hours=1)
    drawing.draw_season(
        idle_office, SEASON, "20261012", seed_at=seed_at, witnesses="W-1", by=OFFICE, now=seed_at
    )
    for ref, court in _refs(idle_office):
        _do(idle_office, ref, "hand_in_file", Actor("D-1", Role.DIVISION, court=court), seed_at,
            file_complete=True, self_grade="excellent")  # fmt: skip


def _refs(office) -> list[tuple[str, str]]:
    with office.store.read() as session:
        return [(row.ref, row.court) for _, row in seasons.reviews(session, SEASON)]


def _rows(office) -> dict[str, proceedings.Proceeding]:
    with office.store.read() as session:
        return {row.ref: row for _, row in seasons.reviews(session, SEASON)}


def _do(office, ref, trigger, by, at, **particulars):
    with office.store.begin() as session:
        return advance(session, Act(ref=ref, trigger=trigger, by=by, at=at, particulars=particulars))


def _fill(path, *, nomination="", cause="", reasons="", flaw=""):
    """Fill in a card as a clerk would, in the cells beside the labels."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    rows = {str(row[0].value): row[0].row for row in page.iter_rows(max_col=1) if row[0].value}
    page.cell(rows["回避声明"], Column.VETO + 1).value = "无"
    page.cell(rows["评查日期"], Column.ITEM + 1).value = date(2026, 10, 20)
    page.cell(rows["提名优秀"], Column.ITEM + 1).value = nomination
    if "改判原因" in rows:
        page.cell(rows["改判原因"], Column.VETO + 1).value = cause or "出现新证据"
        page.cell(rows["原因说明"], Column.ITEM + 1).value = reasons or "二审提交新证据"
    if flaw:
        for column, value in ((Column.COUNT, 1), (Column.FACT, "1"), (Column.DESCRIPTION, "见卷宗第3页")):
            page.cell(rows[flaw], column + 1).value = value
    book.save(path)


@pytest.fixture
def read(brought):
    return brought("read", read_all)


def read_all(office):
    """All cards back: every case nominated by both readers, but for a flaw seen by both in the last one."""
    draw(office)
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)
    last = max(_rows(office))
    for path in cards.write_cards(office, SEASON, now=MORNING):
        flawed = _rows(office)[last].case_no in path.name
        _fill(path, nomination="" if flawed else "说理充分，可作示范", flaw="W06" if flawed else "")
    done = cards.collect_cards(office, SEASON, office.season_folder(SEASON) / cards.FOLDER, now=MORNING)
    assert (done.taken, done.faulty, done.refused) == (2 * CASES, [], [])


@pytest.fixture
def ready(brought):
    return brought("ready", agree_to_all)


def agree_to_all(read):
    """All opinions formed and agreed to; the reversed case before the adjudication committee."""
    read_all(read)
    scoring.merge_ready(read, SEASON, now=MORNING)
    for ref, row in _rows(read).items():
        facts = row.facts
        if facts["reversed"]:
            judge = Actor(facts["judge"], Role.JUDGE, court=row.court)
            _do(read, ref, "self_analyse", judge, MORNING, analysis="二审出现新证据，一审无从知悉")
        cause = {"exemption": "new_evidence", "exemption_reasons": "二审新证据"} if facts["reversed"] else {}
        _do(
            read,
            ref,
            "form_opinion",
            OFFICE,
            MORNING,
            grade=facts["scored_grade"],
            grade_reasons="…",
            **cause,
        )
        _do(read, ref, "feed_back", OFFICE, MORNING)
        _do(read, ref, "agree", Actor(facts["judge"], Role.JUDGE, court=row.court), MORNING)


def _states(office) -> dict[State, int]:
    return progress.states(office, SEASON)


def _reversed(office) -> str:
    return next(ref for ref, row in _rows(office).items() if row.facts["reversed"])


def test_the_findings_of_both_readers_become_the_grade_by_the_worst_of_them(read):
    scoring.merge_ready(read, SEASON, now=MORNING)

    rows = _rows(read)
    assert rows[max(rows)].facts["scored_grade"] == "flawed"
    assert [row.facts["scored_grade"] for row in rows.values()].count("excellent") == CASES - 1


def test_only_the_reversed_case_has_a_card_that_asks_for_the_cause(office):
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)
    number = _rows(office)[_reversed(office)].case_no

    asked = {
        path.name
        for path in cards.write_cards(office, SEASON, now=MORNING)
        if any(
            cell.value == "改判原因"
            for (cell,) in openpyxl.load_workbook(path).worksheets[0].iter_rows(max_col=1)
        )
    }

    assert len(asked) == 2
    assert all(number in name for name in asked)


def test_readers_learn_nothing_of_the_self_grade_before_their_sheets_are_in(office):
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)

    for path in cards.write_cards(office, SEASON, now=MORNING):
        cells = [
            cell.value for page in openpyxl.load_workbook(path) for row in page.iter_rows() for cell in row
        ]
        assert not [cell for cell in cells if "自评" in str(cell) or "excellent" in str(cell)]
    with office.store.read() as session:
        told = [notice.content for notice in session.execute(select(Notice)).scalars()]
    to_readers = [content for content in told if content["audience"] == "reviewer"]
    assert to_readers
    assert not [content for content in to_readers if "自评" in str(content) or "excellent" in str(content)]


def test_a_finding_without_the_cause_of_the_reversal_is_not_taken(office, tmp_path):
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)
    ref = _reversed(office)
    reader = _rows(office)[ref].facts["readers"][0]["code"]
    file = tmp_path / "findings.yaml"
    file.write_text(
        f"{{card: '{ref}:{reader}', review: '{ref}', reader: '{reader}', sheet: standard-litigation@2024-11-21, "
        "conflict: false, day: 2026-10-20}",
        encoding="utf-8",
    )
    from documents.findings_file import read_findings

    with pytest.raises(FaultyInput) as refused:
        cards.submit(office, read_findings(file), now=MORNING)

    assert "该案被改判或者发回，没有写明改判原因" in str(refused.value)
    assert not _rows(office)[ref].facts.get("sheets")


def test_the_tick_lists_the_candidates_and_a_reversed_case_goes_to_the_adjudication_committee(ready):
    tick = progress.tick(ready, SEASON, now=MORNING)

    assert tick.listed == CASES - 2
    assert _states(ready) == {State.READY: 2, State.NOMINATED: CASES - 2}


def test_an_excellent_grade_is_not_confirmed_past_the_list(ready):
    ref = min(set(_rows(ready)) - {_reversed(ready)})

    with pytest.raises(Refused, match="本轮优秀有比例上限"):
        _do(ready, ref, "confirm", COMMITTEE, MORNING)


def test_the_list_waits_for_what_is_open_and_says_until_when(ready):
    excellent.list_candidates(ready, SEASON, now=MORNING)

    found = excellent.excellent_list(ready, SEASON, now=MORNING)

    assert (found.places.places, found.places.left, found.open) == (2, 2, 1)
    with pytest.raises(Refused) as refused:
        excellent.settle(ready, SEASON, by=COMMITTEE, now=MORNING)
    assert str(refused.value.reason).startswith(
        "尚有1件案件可能成为优秀候选，等其等次形成后统一评定，最迟等到2026-1"
    )
    assert _states(ready)[State.NOMINATED] == CASES - 2


def test_one_case_that_drags_on_holds_up_nobody_for_ever(ready):
    excellent.list_candidates(ready, SEASON, now=MORNING)
    found = excellent.excellent_list(ready, SEASON, now=MORNING)
    after = datetime.combine(found.latest + timedelta(days=1), MORNING.timetz())

    done = excellent.settle(ready, SEASON, by=COMMITTEE, now=after)

    assert (len(done.awarded), len(done.passed_over)) == (2, CASES - 4)
    assert excellent.excellent_list(ready, SEASON, now=after).places.left == 0


@pytest.fixture
def decided(ready):
    """The reversed case is decided too, so that the list is complete."""
    excellent.list_candidates(ready, SEASON, now=MORNING)
    ref = _reversed(ready)
    _do(ready, ref, "refer", OFFICE, MORNING)
    _do(
        ready, ref, "decide", Actor("C-9", Role.ADJUDICATION_COMMITTEE), MORNING,
        grade="qualified", grade_reasons="非过错改判", attendance={"members": 9, "present": 7}, judge_statement="同意", chief_statement="同意",
    )  # fmt: skip
    return ready


def test_those_beyond_the_places_are_qualified_and_their_judges_are_told_why(decided):
    order = [one.ref for one in excellent.excellent_list(decided, SEASON, now=MORNING).candidates]

    done = excellent.settle(decided, SEASON, by=COMMITTEE, now=MORNING)

    rows = _rows(decided)
    assert [one.ref for one in done.awarded] == order[:2]
    assert {rows[ref].facts["grade"] for ref in order[:2]} == {"excellent"}
    assert {rows[ref].facts["grade"] for ref in order[2:]} == {"qualified"}
    assert (
        "超过本轮优秀比例上限：本轮评查14件，优秀名额2个，剩余2个，该案在12件候选中列第3位"
        in rows[order[2]].facts["grade_reasons"]
    )
    with decided.store.read() as session:
        told = [str(notice.content) for notice in session.execute(select(Notice)).scalars()]
    judge = rows[order[2]].facts["judge"]
    assert any("超过本轮优秀比例上限" in text and f"'{judge}'" in text for text in told)


def test_the_committee_may_choose_with_reasons_and_only_from_the_list(decided):
    order = [one.ref for one in excellent.excellent_list(decided, SEASON, now=MORNING).candidates]
    with pytest.raises(FaultyInput) as refused:
        excellent.settle(decided, SEASON, by=COMMITTEE, now=MORNING, chosen=[_reversed(decided)])
    assert [str(fault.what) for fault in refused.value.faults] == ["不是优秀候选", "没有写明"]

    done = excellent.settle(
        decided, SEASON, by=COMMITTEE, now=MORNING, chosen=[order[-1]], reasons="新类型案件，示范意义突出"
    )

    assert [one.ref for one in done.awarded] == [order[-1], order[0]]
    assert "评查委员会选定：新类型案件" in _rows(decided)[order[-1]].facts["grade_reasons"]


def test_nobody_but_the_committee_settles_the_list(decided):
    with pytest.raises(Refused):
        excellent.settle(decided, SEASON, by=OFFICE, now=MORNING)

    assert _states(decided)[State.NOMINATED] == CASES - 2


def test_the_outcome_says_what_was_recorded_of_the_reversal_and_of_the_self_grade(decided):
    ref = _reversed(decided)
    with decided.store.read() as session:
        review, row = next(pair for pair in seasons.reviews(session, SEASON) if pair[1].ref == ref)
        rules = proceedings.rules_of(session, row.rules)
        found = outcome_of(decided, review, row, rules, 0, history.history(session, ref))

    assert (found.was_reversed, found.exemption, found.self_grade) == (True, "new_evidence", "excellent")
    texts = [str(reason) for reason in found.reasons]
    assert "改判原因：出现新证据，不属于审判质量问题。二审新证据" in texts
    assert "自评等次：优秀" in texts
