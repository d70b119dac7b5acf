"""事件日志出自台账：不写内容，不写姓名；线索要说明用途才给，取走代码和线索的入台账。"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from config.settings import Settings
from documents.xes_file import OURS
from documents.xes_reader import LogFile, as_trace
from flows import event_logs
from flows.event_logs import REGISTER, Wanted
from flows.office import Office
from records import seasons
from records.ledger import LedgerEntry
from records.proceedings import Act, advance
from records.verification import verify
from rules.errors import FaultyInput, NotFound
from rules.roles import Actor, Role
from state_machines.conformance import conformance

SEASON = "2022Q1"
MORNING = datetime(2022, 4, 18, 0, 0, tzinfo=UTC)
OFFICE = Actor("A-1", Role.TRIAL_MANAGEMENT, court="甲省高级人民法院")
CLUE = {"item": "46(4)", "reasons": "示例"}


@pytest.fixture
def idle_office(home, database_url):
    office = Office.of(Settings(database=database_url))
    yield office
    office.store.close()


@pytest.fixture
def season(office):
    """A season whose first review went all the way to a clue handed over."""
    with office.store.begin() as session:
        row = seasons.reviews(session, SEASON)[0][1]
        judge, court = row.facts["judge"], row.court
        readers = [
            {"code": code, "court": "丙市中级人民法院", "division": "审监庭"} for code in ("X-1", "X-2")
        ]
        sheet = {"findings": [], "sheet": "litigation@2022-01-01"}
        opinion = {"grade": "flawed", "grade_reasons": "机密理由", "clue": CLUE}
        acts = [
            ("assign", OFFICE, {"readers": readers}),
            ("submit_sheet", Actor("X-1", Role.REVIEWER), {"sheets": {"reader": "X-1", **sheet}}),
            ("submit_sheet", Actor("X-2", Role.REVIEWER), {"sheets": {"reader": "X-2", **sheet}}),
            ("close_scoring", OFFICE, {"score": "70", "scored_grade": "flawed"}),
            ("form_opinion", OFFICE, opinion),
            ("feed_back", OFFICE, {}),
            ("agree", Actor(judge, Role.JUDGE, court=court), {}),
            ("confirm", Actor("C-1", Role.REVIEW_COMMITTEE), {}),
            ("hand_over_clue", Actor("P-1", Role.PRESIDENT), {"clue_transfer": CLUE}),
            ("order_mending", OFFICE, {"to_mend": "补正"}),
        ]
        for hour, (trigger, by, particulars) in enumerate(acts):
            at = MORNING + timedelta(hours=hour)
            advance(session, Act(ref=row.ref, trigger=trigger, by=by, at=at, particulars=particulars))
    return office


def export(office, path, **wanted):
    return event_logs.export_season(office, SEASON, path, Wanted(**wanted), by=OFFICE, now=MORNING)


def read(path):
    log = LogFile(path)
    return [as_trace(each, path.name) for each in log.traces()], log.attributes


def notes(office):
    with office.store.read() as session:
        query = select(LedgerEntry.record).where(col(LedgerEntry.chain) == REGISTER)
        return [json.loads(record) for record in session.execute(query).scalars()]


def test_a_log_holds_every_review_and_fits_the_table(season, tmp_path):
    done = export(season, tmp_path / "log.xes")

    traces, about = read(tmp_path / "log.xes")
    assert (done.traces, done.events) == (12, 12 * 2 + 9)
    assert about[f"{OURS}:traces"] == 12
    assert conformance(traces, 12).fitness == 1


def test_nobody_is_named_and_nothing_said_is_told(season, tmp_path):
    export(season, tmp_path / "log.xes")

    text = (tmp_path / "log.xes").read_text(encoding="utf-8")
    assert not [code for code in ("A-1", "X-1", "X-2", "C-1", "P-1", "J-", "D-1") if f'"{code}' in text]
    assert "机密理由" not in text
    assert "民终" not in text
    assert '"flawed"' not in text
    assert notes(season) == []


def test_one_person_is_one_pseudonym_throughout_a_log_and_another_in_the_next(season, tmp_path):
    export(season, tmp_path / "one.xes")
    export(season, tmp_path / "two.xes")

    (first, *others), _ = read(tmp_path / "one.xes")
    clerk = {trace.events[0].who for trace in others} | {first.events[0].who, first.events[6].who}
    handed_in = {trace.events[1].who for trace in (first, *others)}
    assert len(clerk) == len(handed_in) == 1
    assert clerk != handed_in
    assert all(who.startswith("人员甲") for who in clerk | handed_in)
    people = {event.who for trace in (first, *others) for event in trace.events}
    assert len(people) == 6


def test_a_court_with_a_secret_of_its_own_has_the_same_pseudonyms_in_every_log(season, tmp_path):
    kept = replace(season, secrets={"pseudonyms": "一个只有本院知道的字符串"})

    one, two = export(kept, tmp_path / "one.xes"), export(kept, tmp_path / "two.xes")

    assert one.sha256 == two.sha256


def test_acts_on_clues_are_left_out_and_leave_no_gap(season, tmp_path):
    export(season, tmp_path / "log.xes")

    (first, *_), about = read(tmp_path / "log.xes")
    assert [event.act for event in first.events][-2:] == ["confirm", "order_mending"]
    assert [event.position for event in first.events] == list(range(1, 12))
    assert about[f"{OURS}:clues"] == "left out"
    assert "线索" not in (tmp_path / "log.xes").read_text(encoding="utf-8")


def test_clues_need_a_reason_and_nothing_is_written_without_one(season, tmp_path):
    with pytest.raises(FaultyInput, match="没有写明理由"):
        export(season, tmp_path / "log.xes", clues=True)

    assert not (tmp_path / "log.xes").exists()
    assert notes(season) == []


def test_clues_taken_out_with_a_reason_are_noted_in_the_ledger(season, tmp_path):
    done = export(season, tmp_path / "log.xes", clues=True, reason="督察部门年度统计")

    (first, *_), _ = read(tmp_path / "log.xes")
    assert "hand_over_clue" in [event.act for event in first.events]
    (note,) = notes(season)
    assert (note["by"], note["of"], note["clues"], note["codes"]) == ("A-1", SEASON, True, False)
    assert (note["reason"], note["sha256"]) == ("督察部门年度统计", done.sha256)
    with season.store.read() as session:
        verify(session)


def test_codes_are_there_for_whoever_asks_and_it_is_noted(season, tmp_path):
    export(season, tmp_path / "log.xes", codes=True)

    (first, *_), about = read(tmp_path / "log.xes")
    assert first.events[0].who == "A-1"
    assert first.events[0].court == "甲省高级人民法院"
    assert about[f"{OURS}:people"] == "codes"
    assert len(notes(season)) == 1


def test_one_proceeding_is_a_log_of_one_trace(season, tmp_path):
    wanted = Wanted()
    done = event_logs.export_proceeding(
        season, f"评查{SEASON}", tmp_path / "log.xes", wanted, by=OFFICE, now=MORNING
    )

    traces, _ = read(tmp_path / "log.xes")
    assert (done.traces, [event.act for event in traces[0].events]) == (
        1,
        ["open", "approve", "freeze", "draw"],
    )
    assert conformance(traces, 1).fitness == 1


@pytest.mark.parametrize("ref", ["评查2022Q1-9999", "nothing"])
def test_a_proceeding_that_is_not_on_file_leaves_no_file(season, tmp_path, ref):
    with pytest.raises(NotFound):
        event_logs.export_proceeding(season, ref, tmp_path / "log.xes", Wanted(), by=OFFICE, now=MORNING)

    assert not (tmp_path / "log.xes").exists()
