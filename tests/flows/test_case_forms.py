"""反馈表、整改表、结果卡的制发：随步骤写出，登记摘要，重写不变；本院模板有误，只影响该种文书。"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from docx import Document

from console.sample.pen import fill_in
from documents.paper_fields import PaperKind
from documents.paper_templates import our_template, template_name
from documents.press import Press
from documents.template_check import template_faults
from flows import cards, progress
from flows.case_papers import write_case_papers
from records import papers, seasons
from records.proceedings import Act, advance_many
from rules.errors import FaultyInput, NotFound
from rules.roles import Actor, Role
from state_machines.quality_review.terms import State

SEASON, MORNING = "2022Q1", datetime(2022, 4, 18, tzinfo=UTC)
OFFICE = Actor("A-1", Role.TRIAL_MANAGEMENT, court="甲省高级人民法院")
COMMITTEE = Actor("C-1", Role.REVIEW_COMMITTEE, court="甲省高级人民法院")


def take(office, state, trigger, by, at, **particulars):
    with office.store.begin() as session:
        rows = [row for _, row in seasons.reviews(session, SEASON, [state])]
        acts = [Act(ref=row.ref, trigger=trigger, by=by, at=at, particulars=particulars) for row in rows]
        for outcome in advance_many(session, acts):
            if isinstance(outcome, Exception):
                raise outcome


@pytest.fixture
def fed_back(office, tmp_path):
    """A season whose preliminary opinions have just been fed back, and no form written yet."""
    progress.tick(office, SEASON, now=MORNING)
    back = tmp_path / "back"
    for number, card in enumerate(sorted(office.season_folder(SEASON).rglob("*.xlsx"))):
        back.mkdir(exist_ok=True)
        fill_in(card, back / f"{number}.xlsx", office.sheets, [], day=date(2022, 4, 19), remarks="已通读")
    cards.collect_cards(office, SEASON, back, now=MORNING + timedelta(days=1))
    progress.tick(office, SEASON, now=MORNING + timedelta(days=2))
    at = MORNING + timedelta(days=3)
    take(office, State.SCORED, "form_opinion", OFFICE, at, grade="flawed", grade_reasons="评查组意见一致")
    take(office, State.PRELIM, "feed_back", OFFICE, at)
    return office


def registered(office):
    with office.store.read() as session:
        refs = [review.ref for review, _ in seasons.reviews(session, SEASON)]
        return papers.written(session, refs)


def forms(office, kind):
    return sorted((office.season_folder(SEASON) / kind.zh).glob("*"))


def test_a_tick_writes_the_feedback_forms_and_enters_both_digests(fed_back):
    tick = progress.tick(fed_back, SEASON, now=MORNING + timedelta(days=4))

    rows = registered(fed_back)
    files = forms(fed_back, PaperKind.FEEDBACK)
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert len(tick.forms) == len(rows) == 12
    assert {path.suffix for path in files} == {".docx", ".pdf"}
    assert {row.docx_sha256 for row in rows} | {row.pdf_sha256 for row in rows} == digests


def test_a_form_is_dated_and_worded_as_of_the_day_of_the_act(fed_back):
    progress.tick(fed_back, SEASON, now=MORNING + timedelta(days=20))

    document = Document(str(forms(fed_back, PaperKind.FEEDBACK)[0]))
    told = "\n".join(line.text for line in document.paragraphs)
    assert told.rstrip().endswith("2022年4月21日")
    assert "瑕疵" in [cell.text for row in document.tables[0].rows for cell in row.cells]


def test_a_second_tick_writes_nothing_again(fed_back):
    progress.tick(fed_back, SEASON, now=MORNING + timedelta(days=4))

    again = progress.tick(fed_back, SEASON, now=MORNING + timedelta(days=5))

    assert again.forms == []
    assert len(registered(fed_back)) == 12


def test_a_form_that_was_lost_is_written_again_to_the_same_bytes(fed_back):
    progress.tick(fed_back, SEASON, now=MORNING + timedelta(days=4))
    path = forms(fed_back, PaperKind.FEEDBACK)[0]
    before = path.read_bytes()
    path.unlink()

    written = write_case_papers(fed_back, path.stem, now=MORNING + timedelta(days=30))

    assert path.read_bytes() == before
    assert [printed.docx for printed in written.printed] == [path]
    assert len(registered(fed_back)) == 12


def test_an_order_to_mend_brings_its_form_and_a_final_grade_its_card(fed_back):
    later = MORNING + timedelta(days=8)
    judges = {}
    with fed_back.store.begin() as session:
        for _, row in seasons.reviews(session, SEASON, [State.FED_BACK]):
            judges[row.ref] = Actor(row.facts["judge"], Role.JUDGE, court=row.court)
        acts = [
            Act(ref=ref, trigger="agree", by=judge, at=MORNING + timedelta(days=4))
            for ref, judge in judges.items()
        ]
        for outcome in advance_many(session, acts):
            assert not isinstance(outcome, Exception), outcome
    take(fed_back, State.READY, "confirm", COMMITTEE, later, attendance={"members": 9, "present": 7})
    take(fed_back, State.CONFIRMED, "order_mending", OFFICE, later, to_mend="补正笔录")

    progress.tick(fed_back, SEASON, now=later)
    written = write_case_papers(fed_back, min(judges), now=later)

    document = Document(str(forms(fed_back, PaperKind.RECTIFICATION)[0]))
    assert "补正笔录。" in [line.text for line in document.paragraphs]
    assert {printed.docx.parent.name for printed in written.printed} == {
        "评查意见反馈表",
        "整改及效果表",
        "评查结果卡",
    }


def test_a_broken_template_keeps_its_own_forms_back_and_stops_nothing(fed_back, tmp_path):
    templates = tmp_path / "templates"
    templates.mkdir()
    place = templates / template_name(PaperKind.FEEDBACK, "zh")
    place.write_bytes(b"not a docx")
    broken = replace(fed_back, press=Press(templates=templates))

    tick = progress.tick(broken, SEASON, now=MORNING + timedelta(days=4))

    assert len(tick.faulty) == 1
    assert isinstance(tick.faulty[0], FaultyInput)
    assert "不是Word文档" in str(tick.faulty[0])
    assert (forms(fed_back, PaperKind.FEEDBACK), registered(fed_back)) == ([], [])

    place.write_bytes(our_template(PaperKind.FEEDBACK, "zh"))
    assert template_faults(place.read_bytes(), PaperKind.FEEDBACK, "zh") == ()
    assert len(progress.tick(broken, SEASON, now=MORNING + timedelta(days=4)).forms) == 12


def test_a_reference_that_is_no_review_has_no_papers(office):
    with office.store.read() as session:
        ref = seasons.season(session, SEASON).ref

    with pytest.raises(NotFound) as refused:
        write_case_papers(office, ref, now=MORNING)

    assert "不是评查案件" in str(refused.value)
