"""A whole sample quarter, from the lists to the circular: what is on record and in the folders when it is over."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import datetime
from email import policy
from email.parser import BytesParser
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlmodel import SQLModel, col

from console.sample.play import MANDATORY
from console.sample.readers import COME_BACK
from console.sample.script import WrongAct
from flows.cards import FOLDER
from records.calibrations import of_season
from records.cards import IssuedCard
from records.clocks import Clock
from records.history import clocks_of
from records.ledger import LedgerEntry
from records.notices import Delivery, Notice, Sending
from records.proceedings import Proceeding
from records.verification import verify
from rules.notices import NoticeKind
from rules.roles import Role
from state_machines.register import procedure

pytestmark = pytest.mark.slow

QUARTER, SIZE = "2026Q3", 24
GRADES = ("excellent", "qualified", "flawed", "unqualified")


@pytest.fixture
def session(sample_quarter):
    with sample_quarter.office.store.read() as session:
        yield session


def acts(quarter, *triggers):
    """Every such act of every review, with the review it was done in."""
    return [(quarter.reviews[ref], act) for ref in quarter.reviews for act in quarter.acts[ref] if act.trigger in triggers]  # fmt: skip


def calibrated(session):
    """The calibration cards of the quarter, by reference."""
    return {card.ref: card for card, _ in of_season(session, QUARTER)}


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- the course of the quarter --------------------------------------------------------------------------------------


def test_every_review_and_the_round_itself_end_in_the_archive(sample_quarter):
    states = Counter(row.state for row in sample_quarter.reviews.values())

    assert states == {"archived": SIZE + MANDATORY, "withdrawn": 1}
    assert sample_quarter.round.state == "archived"


def test_nothing_was_refused_but_what_was_wrong_on_purpose(sample_quarter):
    assert sample_quarter.unforeseen == []


def test_every_proceeding_has_as_many_entries_as_its_version_and_the_ledger_holds(sample_quarter, session):
    entries = dict(
        session.execute(select(col(LedgerEntry.chain), func.count()).group_by(col(LedgerEntry.chain))).all()
    )
    versions = dict(session.execute(select(col(Proceeding.ref), col(Proceeding.version))).all())

    found = verify(session)

    assert {ref: entries[ref] for ref in versions} == versions
    assert set(versions) == {sample_quarter.round.ref, *sample_quarter.reviews, *calibrated(session)}
    assert found.entries == sum(entries.values())
    # Other stories of the session look at this quarter at the desk, and a look is an entry too.
    registers = {
        chain for chain in entries if chain not in versions and not chain.startswith("register:reads:")
    }
    assert registers <= {
        "register:cases",
        "register:people",
        "register:calendar",
        "register:readings",
        "register:papers",
    }


def test_the_outsiders_program_confirms_the_draw_knowing_nothing_of_ours(sample_quarter):
    published = sample_quarter.round.facts["manifest_sha256"]
    command = [sys.executable, "-I", "verify_draw.py", f"待抽名册-{QUARTER}.json", f"抽样证书-{QUARTER}.json"]

    checked = subprocess.run(
        [*command, published], cwd=sample_quarter.papers, capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
    # One case was replaced, and the case that came in its stead is a round of its own.
    assert f"{SIZE + 1}案及其签号" in checked.stdout
    assert "第2轮" in checked.stdout
    drawn = json.loads((sample_quarter.papers / f"抽样证书-{QUARTER}.json").read_bytes())["drawn"]
    at_random = {row.case_no for ref, row in sample_quarter.reviews.items() if "加" not in ref}
    assert {row["case_no"] for row in drawn} == at_random
    assert len(sample_quarter.reviews) - len(at_random) == MANDATORY


def test_the_inspection_units_program_confirms_the_reviews_beside_the_draw(sample_quarter):
    internal = f"内部/内部名单-{QUARTER}.json"
    files = [f"待抽名册-{QUARTER}.json", f"抽样证书-{QUARTER}.json", internal]

    checked = subprocess.run(
        [sys.executable, "-I", "verify_added.py", *files],
        cwd=sample_quarter.papers, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert checked.returncode == 0, checked.stdout + checked.stderr
    beside = [row.case_no for ref, row in sample_quarter.reviews.items() if "加" in ref]
    assert [case_no for case_no in beside if case_no not in checked.stdout] == []


# --- what was wrong -------------------------------------------------------------------------------------------------

# fmt: off
REFUSALS = {
    # what was tried                      the reason given                      on the authority of
    WrongAct.FILE_INCOMPLETE:          ("卷宗不齐全，应当补齐后移交",          "“调卷”"),
    WrongAct.WITHHELD_TOO_SOON:        ("卷宗移交期限尚未届满",                "“巩义”"),
    WrongAct.READER_OF_SAME_COURT:     ("与该案同属一院，本轮实行跨院评查",    "“分配”"),
    WrongAct.SHEET_OF_ANOTHER:         ("不是该案的评查员",                    "“评分”"),
    WrongAct.UNQUALIFIED_UNDISCUSSED:  ("拟定不合格的，应当集体讨论",          "“开阳第10条”"),
    WrongAct.LATE_OBJECTION:           ("不能办理“提出异议”",                  "“开阳第11条”"),
    WrongAct.POINT_UNANSWERED:         ("第2点没有答复",                       "“复评”"),
    WrongAct.WORSE_FOR_OBJECTING:      ("不得因提出异议而降低等次",            "“复评”"),
    WrongAct.NO_QUORUM:                ("未过半数",                            "第38条"),
    WrongAct.CLUE_OUTSIDE_48:          ("第四十六条第四项还是第五项",          "第48条"),
    WrongAct.CLOSED_UNMENDED:          ("应当先整改",                          "“整改”"),
    WrongAct.UNTOLD_INSPECTION:        ("不合格案件应当移送督察部门",          "“移送督察”"),
}
# fmt: on


def test_every_kind_of_wrong_act_was_tried(sample_quarter):
    # So small a draw may hold no reversed case, whose cause could be left out.
    certain = {act.value for act in WrongAct} - {WrongAct.REVERSAL_UNEXPLAINED.value}

    assert set(sample_quarter.refused) - {WrongAct.REVERSAL_UNEXPLAINED.value} == certain
    assert certain == {act.value for act in REFUSALS}


@pytest.mark.parametrize("wrong", REFUSALS, ids=lambda wrong: wrong.value)
def test_a_wrong_act_is_refused_with_its_reason_and_authority(sample_quarter, wrong):
    reason, authority = REFUSALS[wrong]

    said = sample_quarter.refused[wrong.value]

    assert re.fullmatch(r"不予办理：.+。依据：《.+》.+", said)
    assert reason in said.partition("。依据：")[0]
    assert authority in said.partition("。依据：")[2]


def _withheld_too_soon(row, act, limits):
    return act.at < limits["handover"].due_at


def _objected_too_late(row, act, limits):
    return act.at >= limits["objection"].due_at


WRONG_ON_RECORD = {
    WrongAct.FILE_INCOMPLETE: ("hand_in_file", lambda row, act, _: not act.particulars["file_complete"]),
    WrongAct.WITHHELD_TOO_SOON: ("report_withheld", _withheld_too_soon),
    WrongAct.READER_OF_SAME_COURT: (
        "assign",
        lambda row, act, _: row.court in {reader["court"] for reader in act.particulars["readers"]},
    ),
    WrongAct.SHEET_OF_ANOTHER: (
        "submit_sheet",
        lambda row, act, _: act.by != act.particulars["sheets"]["reader"],
    ),
    WrongAct.UNQUALIFIED_UNDISCUSSED: (
        "form_opinion",
        lambda row, act, _: (
            act.particulars["grade"] == "unqualified" and not act.particulars.get("discussed")
        ),
    ),
    WrongAct.LATE_OBJECTION: ("object", _objected_too_late),
    WrongAct.POINT_UNANSWERED: (
        "decide_objection",
        lambda row, act, _: len(act.particulars["answer"]) < len(row.facts["objection"]),
    ),
    WrongAct.NO_QUORUM: (
        "decide",
        lambda row, act, _: (
            2 * act.particulars["attendance"]["present"] <= act.particulars["attendance"]["members"]
        ),
    ),
    WrongAct.CLUE_OUTSIDE_48: (
        "hand_over_clue",
        lambda row, act, _: act.particulars["clue_transfer"]["item"] not in ("46(4)", "46(5)"),
    ),
    WrongAct.CLOSED_UNMENDED: (
        "close",
        lambda row, act, _: row.facts["grade"] in ("flawed", "unqualified"),
    ),
}


@pytest.mark.parametrize("wrong", WRONG_ON_RECORD, ids=lambda wrong: wrong.value)
def test_nothing_that_is_wrong_in_this_way_is_on_record(sample_quarter, session, wrong):
    trigger, is_wrong = WRONG_ON_RECORD[wrong]

    done = acts(sample_quarter, trigger)

    assert done, f"no {trigger} at all"
    for row, act in done:
        limits = {clock.code: clock for clock in clocks_of(session, row.ref)}
        assert not is_wrong(row, act, limits), (row.ref, act.number)


def test_no_grade_fell_because_of_an_objection(sample_quarter):
    decided = acts(sample_quarter, "decide_objection")

    assert decided
    for row, act in decided:
        (before,) = {past.particulars["grade"] for past in sample_quarter.acts[row.ref] if past.trigger == "form_opinion"}  # fmt: skip
        assert GRADES.index(act.particulars["grade"]) <= GRADES.index(before)


# --- who was told ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def letters(sample_quarter):
    """Every letter in every mailbox: whose it is, and the letter as a mail program reads it."""
    reader = BytesParser(policy=policy.default)
    paths = sorted((sample_quarter.home / "mailbox").rglob("*.eml"))
    return [(path.parent.name, reader.parsebytes(path.read_bytes())) for path in paths]


def test_every_notice_was_sent_or_raised_an_alarm_that_was(session):
    notices = {row.key: row for row in session.execute(select(Notice)).scalars()}

    nobody = [row for row in notices.values() if row.state == Sending.NOBODY.value]

    assert {row.state for row in notices.values()} <= {Sending.SENT.value, Sending.NOBODY.value}
    for row in nobody:
        alarm = notices[f"{NoticeKind.NOBODY_TO_NOTIFY.value}:{row.key}"]
        assert (alarm.audience, alarm.state) == (Role.TRIAL_MANAGEMENT.value, Sending.SENT.value)


def test_a_letter_lies_in_the_mailbox_for_each_delivery_and_once_only(session, letters):
    delivered = list(session.execute(select(Delivery)).scalars())

    per_person = Counter(row.person for row in delivered)

    assert all(row.ok for row in delivered)
    assert Counter(person for person, _ in letters) == per_person
    assert len({letter["Message-ID"] for _, letter in letters}) == len(letters) > 10 * SIZE


def test_a_letter_is_whole_and_says_in_chinese_what_is_to_be_known(letters):
    for person, letter in letters:
        assert letter.defects == [], person
        assert person in letter["To"]
        assert letter["Date"].datetime.tzinfo is not None
        assert re.match(r"【.+】评查2026Q3(-加?\d{4})?：", letter["Subject"])
        body = letter.get_content()
        assert body.startswith("您好。")
        assert "事项：" in body
        assert "依据：《" in body


def test_no_letter_names_a_reviewer_to_the_judge_or_the_judge_to_a_reviewer(sample_quarter, letters):
    told = Counter()
    for person, letter in letters:
        text = letter["Subject"] + letter.get_content()
        ref = re.search(r"评查2026Q3(-\d{4})?", text)[0]
        if ref not in sample_quarter.reviews:
            continue
        facts = sample_quarter.reviews[ref].facts
        readers = {reader["code"] for reader in facts.get("readers", ())}
        readers |= {reader["code"] for reader in facts.get("second_readers", ())}
        readers |= {*facts.get("stepped_aside", ())}
        judges = {*facts["bench"], facts["judge"]} - {""}
        if person in judges:
            told["judge"] += 1
            assert not [code for code in readers if code in text], (person, ref)
        elif person in readers:
            told["reviewer"] += 1
            assert not [code for code in judges if code in text], (person, ref)
    assert told["judge"] >= SIZE
    assert told["reviewer"] >= 2 * SIZE - 2


# --- the judge's side -----------------------------------------------------------------------------------------------


def test_what_judges_attached_is_kept_as_it_was_and_on_record(sample_quarter):
    attached = [
        file for _, act in acts(sample_quarter, "object") for file in act.particulars.get("files", ())
    ]
    kept = {path.name: path.read_bytes() for path in sample_quarter.papers.parents[1].glob("evidence/*/*")}

    assert attached
    assert {file["code"] for file in attached} == set(kept)
    assert all(hashlib.sha256(content).hexdigest() == name for name, content in kept.items())


def test_every_reversed_case_was_analysed_or_its_time_let_pass_and_the_first_was_disputed(sample_quarter):
    turned = [row for row in sample_quarter.reviews.values() if row.facts["reversed"] and row.facts["judge"]]

    # How many are drawn is for the lot; of those that are, each is dealt with.
    assert all(row.facts.get("analysis") or row.facts.get("analysis_lapsed") for row in turned)
    assert bool(acts(sample_quarter, "dispute_reversal")) is bool(turned)
    assert len(acts(sample_quarter, "reply_to_dispute")) == len(acts(sample_quarter, "dispute_reversal"))


# --- the cards ------------------------------------------------------------------------------------------------------


def test_a_card_went_out_to_every_reader_and_was_put_on_record_once(sample_quarter, session):
    issued = {(row.review, row.reader) for row in session.execute(select(IssuedCard)).scalars()}
    files = [path.parent.name for path in (sample_quarter.papers / FOLDER).rglob("*.xlsx")]

    assigned = {
        (row.ref, reader["code"])
        for row, act in acts(sample_quarter, "assign", "call_third")
        for reader in act.particulars["readers"]
    }

    assert issued == assigned | {(ref, card.reader) for ref, card in calibrated(session).items()}
    assert Counter(files) == Counter(reader for _, reader in issued)


def test_every_calibration_card_was_read_and_compared_and_told_to_no_judge(sample_quarter, session):
    there = of_season(session, QUARTER)

    assert there
    assert {row.state for _, row in there} == {"compared"}
    told = session.execute(select(Notice).where(col(Notice.proceeding).in_(calibrated(session)))).scalars()
    assert {notice.audience for notice in told} <= {"reviewer", "trial_management"}


def test_a_card_does_not_name_the_judge(sample_quarter, session):
    rows = [*sample_quarter.reviews.values(), *(row for _, row in of_season(session, QUARTER))]
    for path in (sample_quarter.papers / FOLDER).rglob("*.xlsx"):
        row = next(row for row in rows if row.case_no in path.name)
        with ZipFile(path) as card:
            text = "".join(card.read(name).decode() for name in card.namelist() if name.endswith(".xml"))

        assert row.case_no in text
        assert not [code for code in (*row.facts["bench"], row.facts["judge"]) if code and code in text]


def test_what_a_reviewer_scored_is_the_card_that_came_back(sample_quarter):
    came_back = {sha256(path): path for path in (sample_quarter.home / COME_BACK).rglob("*.xlsx")}

    scored = acts(sample_quarter, "submit_sheet")

    assert len(scored) >= 2 * (SIZE - 1)
    for row, act in scored:
        path = came_back[act.particulars["sheets"]["card"]]
        assert path.name.startswith(f"{act.by}-{row.ref}")
    first = came_back[scored[0][1].particulars["sheets"]["card"]]
    assert scored[0][0].case_no in {cell.value for line in load_workbook(first).active for cell in line}


# --- the papers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "fact"),
    [
        (f"待抽名册-{QUARTER}.json", "manifest_sha256"),
        (f"评查报告-{QUARTER}.docx", "report_sha256"),
        (f"评查通报-{QUARTER}.docx", "circular_sha256"),
    ],
)
def test_the_digest_in_the_ledger_is_that_of_the_paper(sample_quarter, paper, fact):
    noted = {value for act in sample_quarter.acts[sample_quarter.round.ref] for name, value in act.particulars.items() if name == fact}  # fmt: skip

    assert noted == {sha256(sample_quarter.papers / paper)}


def test_report_and_circular_open_and_say_what_they_are(sample_quarter):
    for kind in ("评查报告", "评查通报"):
        paper = Document(sample_quarter.papers / f"{kind}-{QUARTER}.docx")
        text = "\n".join(paragraph.text for paragraph in paper.paragraphs)

        assert "2026年第三季度" in text
        assert len(text) > 500


def test_tables_and_a_result_card_for_every_review_are_written(sample_quarter):
    tables = load_workbook(sample_quarter.papers / f"统计表-{QUARTER}.xlsx")
    cards = {path.stem: path for path in (sample_quarter.papers / "评查结果卡").glob("*.docx")}

    values = {cell.value for sheet in tables for line in sheet for cell in line}

    reviewed = {row.case_no for row in sample_quarter.reviews.values() if row.state != "withdrawn"}
    assert reviewed <= values
    assert set(cards) == set(sample_quarter.reviews)
    assert all(Document(path).tables or Document(path).paragraphs for path in cards.values())


# --- time -----------------------------------------------------------------------------------------------------------


def test_at_no_moment_was_a_proceeding_open_without_a_time_limit_or_the_word_that_there_is_none(
    sample_quarter, session
):
    for row in (sample_quarter.round, *sample_quarter.reviews.values()):
        table = procedure(row.procedure)
        limits = clocks_of(session, row.ref)
        for act in sample_quarter.acts[row.ref]:
            state = table.states(act.to)
            running = [
                clock
                for clock in limits
                if clock.code in table.clocks_of(act.to)
                and clock.opened_at <= act.at
                and (clock.ended_at is None or clock.ended_at >= act.at)
            ]
            assert running or state in table.no_limit or state in table.final, (row.ref, act.number, state)


def test_no_time_limit_runs_on_when_all_is_over(session):
    assert set(session.execute(select(col(Clock.state))).scalars()) <= {"stopped", "lapsed"}


def test_every_instant_on_record_knows_its_time_zone(session):
    naive = re.compile(r'"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?"')
    seen = 0
    for table in SQLModel.metadata.sorted_tables:
        for row in session.connection().execute(select(table)).mappings():
            for name, value in row.items():
                if isinstance(value, datetime):
                    seen += 1
                    assert value.utcoffset() is not None, (table.name, name)
                elif isinstance(value, str | dict | list):
                    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                    assert naive.search(text) is None, (table.name, name)
    assert seen > 100
