"""校准卷：混在评查卡中发出，读的人分辨不出；交回后只作比对，不影响原案，不计入统计，不告知承办法官。"""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import update
from sqlmodel import select

from config.settings import Settings
from flows import assigning, calibrating, cards, readers
from flows.office import Office
from flows.reading_round import Occasion
from flows.reporting import gather
from flows.round_reviews import next_references
from notifiers.wording import compose
from records import calibrations, proceedings, seasons
from records.conflicts import Conflict
from records.ledger import LedgerEntry
from records.notices import Notice
from records.people import Post
from rules.notices import NoticeContent
from state_machines.reader_calibration import State
from tests.flows.conftest import COURTS, MORNING, SEASON

NUMBERS = re.compile(r"加?\d+")
"""Numbers; those of reviews beside the draw, must-review ones for instance, have 加 before them as calibrations have."""


@pytest.fixture
def home(home):
    """A court that wants a quarter of its cards to be calibration cards."""
    own = home / "own" / "parameters"
    own.mkdir(parents=True)
    (own / "reviewers.yaml").write_text(
        """
reviewers.calibration_share:
  zh: 校准卷占评查卡的比例
  en: calibration cards as a share of the cards sent out
  unit: share
  values:
    - {value: 0.25, since: 2022-01-01, authority: local_review.校准卷, provenance: design}
""",
        encoding="utf-8",
    )
    return home


@pytest.fixture
def idle_office(home):
    office = Office.of(Settings(court_directory=home / "own"))
    yield office
    office.store.close()


@pytest.fixture
def with_references(office):
    """Six cases of either court graded by experts; `R-1` declared an interest in the first."""
    with office.store.begin() as session:
        calibrations.keep_references(session, [reference(office, number) for number in range(1, 7)])
        session.add(
            Conflict(person="R-1", against="case", about=number_of(1), reason="亲属", declared_at=MORNING)
        )
    return office


def number_of(number):
    return f"（2022）吉0{number % 2 + 1}民终{number + 500}号"


def reference(office, number):
    return {
        "case_no": number_of(number),
        "facts": {
            "case_no": number_of(number),
            "court": COURTS[number % 2],
            "division": "民一庭",
            "judge": f"J-{number + 500}",
            "bench": [f"J-{number + 500}", "R-2"],
            "case_kind": "civil",
            "cause": "",
        },
        "sheet": office.sheets.on(MORNING.date(), "civil").version,
        "grade": "excellent",
        "score": "96",
        "source": "专家组2022年第1次评议",
        "added_at": MORNING,
        "added_by": "A-1",
    }


@pytest.fixture
def issued(with_references):
    """The cards of the morning, those of the reviews and the others."""
    assigning.assign_readers(with_references, SEASON, Occasion.FIRST, now=MORNING)
    calibrating.issue(with_references, SEASON, now=MORNING)
    return cards.write_cards(with_references, SEASON, now=MORNING)


def of_season(office):
    with office.store.read() as session:
        return calibrations.of_season(session, SEASON)


def shape(path: Path, office) -> dict[str, object]:
    """All that a file is, with its numbers taken out and its case's own words as well."""
    book = CalamineWorkbook.from_path(path)
    return {
        "name": NUMBERS.sub("#", path.name),
        "folder": path.parent.name,
        "cells": {
            name: [
                [NUMBERS.sub("#", str(cell)) for cell in row]
                for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                # The digest differs from card to card, as it should.
                if not row or str(row[0]) != "digest"
            ]
            for name in book.sheet_names
        },
        "parts": [(entry.filename, entry.date_time) for entry in zipfile.ZipFile(path).infolist()],
        "properties": zipfile.ZipFile(path).read("docProps/core.xml"),
    }


def test_a_quarter_of_the_readings_are_calibrations_and_none_comes_alone(issued, with_references):
    there = of_season(with_references)

    assert len(issued) == 24 + len(there)
    assert len(there) == 6
    real = {path.parent.name for path in issued if not is_calibration(path, there)}
    assert {card.reader for card, _ in there} <= real


def is_calibration(path, there):
    return any(card.reader == path.parent.name and card.case_no in path.name for card, _ in there)


def test_the_two_kinds_of_card_are_the_same_but_for_their_numbers(issued, with_references):
    there = of_season(with_references)
    hidden = [path for path in issued if is_calibration(path, there)]
    for path in hidden:
        real = next(p for p in issued if p.parent == path.parent and not is_calibration(p, there))
        assert shape(path, with_references) == shape(real, with_references)
        assert (
            abs(len(path.read_bytes()) - len(real.read_bytes())) < 40
        )  # The numbers have not all the same length.
        assert path.stat().st_mode == real.stat().st_mode


def test_both_are_to_be_returned_on_the_same_day(issued, with_references):
    there = of_season(with_references)
    days = set()
    for path in issued:
        hidden = CalamineWorkbook.from_path(path).get_sheet_by_name("_zelian").to_python()
        record = {row[0]: row[1] for row in hidden}
        days.add((record["issued"], record["due"], is_calibration(path, there)))

    assert {day[:2] for day in days if day[2]} == {day[:2] for day in days if not day[2]}
    assert len({day[:2] for day in days}) == 1


def test_a_calibration_is_numbered_among_the_cases_reviewed_beside_the_draw(issued, with_references):
    """How many were drawn is published, how many are reviewed beside the draw is not."""
    refs = [row.ref for _, row in of_season(with_references)]

    assert refs == [f"评查{SEASON}-加{number:04d}" for number in range(1, 7)]


def test_no_review_opened_later_gets_the_number_of_a_calibration(issued, with_references):
    with with_references.store.read() as session:
        season = seasons.season(session, SEASON)

        assert next_references(session, season, ["加", "", "加"]) == [
            f"评查{SEASON}-加0007",
            f"评查{SEASON}-0013",
            f"评查{SEASON}-加0008",
        ]


def test_the_letter_that_comes_with_a_card_is_the_same(issued, with_references):
    there = {row.ref for _, row in of_season(with_references)}
    letters: dict[bool, set[str]] = {True: set(), False: set()}
    with with_references.store.read() as session:
        for row in session.execute(select(Notice)).scalars():
            content = NoticeContent.from_json(row.content)
            if content.audience.value == "reviewer":
                message = compose(content)
                for text in (
                    message.subject,
                    message.body,
                    message.short,
                    compose(content, outside=True).body,
                ):
                    # Of the reader and the case nothing is left but that there is one.
                    bare = NUMBERS.sub("#", text.replace("甲市", "某市").replace("乙市", "某市"))
                    # Where a short form is cut off depends on how long the number is.
                    letters[content.proceeding in there].add(bare[:50] if text == message.short else bare)

    assert letters[True] == letters[False]
    assert letters[True]


def test_who_may_not_read_the_case_gets_no_calibration_of_it(issued, with_references):
    there = of_season(with_references)

    for card, row in there:
        reader = row.facts["readers"][0]
        assert reader["court"] != row.facts["court"]
        assert reader["code"] not in row.facts["bench"]
        assert (card.reader, card.case_no) != ("R-1", number_of(1))
    assert len({(card.reader, card.case_no) for card, _ in there}) == len(there)


def test_nobody_gets_a_kind_of_case_that_is_not_theirs_to_read(with_references):
    """A judge of criminal cases who finds a civil one among the cards would know what it is."""
    with with_references.store.begin() as session:
        session.execute(update(Post).values(specialties=["criminal"]))
    assigning.assign_readers(with_references, SEASON, Occasion.FIRST, now=MORNING)

    assert calibrating.issue(with_references, SEASON, now=MORNING) == 0


def test_nobody_gets_the_same_case_twice_and_a_second_tick_issues_no_more(issued, with_references):
    again = calibrating.issue(with_references, SEASON, now=MORNING)
    cards.write_cards(with_references, SEASON, now=MORNING)

    assert again == 0
    assert len(of_season(with_references)) == 6


def test_the_same_seed_chooses_the_same_cards_and_another_seed_others(with_references):
    assigning.assign_readers(with_references, SEASON, Occasion.FIRST, now=MORNING)
    with with_references.store.read() as session:
        rules = proceedings.rules_of(session, seasons.reviews(session, SEASON)[0][1].rules)
        waiting = {f"R-{number}" for number in range(1, 9)}

        def chosen(seed):
            found = calibrating.choose(with_references, session, SEASON, 6, waiting, seed, rules, MORNING)
            return [(reviewer.code, case.case_no) for reviewer, case in found]

        assert chosen("20220414") == chosen("20220414")
        assert chosen("20220414") != chosen("20220415")


def filled(path, folder, conflict="无"):
    folder.mkdir(exist_ok=True)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for rule in page.data_validations.dataValidation:
        if rule.formula1 == '"无,有"':
            page[str(rule.sqref)].value = conflict
    for (cell,) in page.iter_rows(max_col=1):
        if str(cell.value).startswith("评查日期"):
            page.cell(cell.row, 2).value = date(2022, 4, 20)
    book.save(folder / f"{path.parent.name}-{path.name}")


@pytest.fixture
def collected(issued, with_references, tmp_path):
    there = of_season(with_references)
    folder = tmp_path / "收回"
    for path in issued:
        filled(path, folder)
    done = cards.collect_cards(with_references, SEASON, folder, now=MORNING + timedelta(days=2))
    assert (done.taken, done.refused, done.faulty) == (len(issued), [], [])
    calibrating.settle(with_references, SEASON, now=MORNING + timedelta(days=2))
    return there


def test_what_comes_back_is_compared_with_the_reference(collected, with_references):
    there = of_season(with_references)

    assert {row.state for _, row in there} == {State.COMPARED.value}
    assert {row.facts["gap"] for _, row in there} == {"4"}
    assert {row.facts["same_grade"] for _, row in there} == {True}
    found = readers.review_of_readers(with_references, SEASON)
    assert sum(each.read for each in found.calibrations) == 6
    assert (found.totals.calibrations, found.totals.calibrations_met) == (6, 6)


def test_no_calibration_is_counted_among_the_results(collected, with_references):
    with with_references.store.read() as session:
        results, _, _ = gather(with_references, session, SEASON, MORNING + timedelta(days=2))

    assert results.reviewed == 12
    assert not {card.case_no for card, _ in of_season(with_references)} & {
        case.case_no for case in results.outcomes
    }


def test_the_judge_of_the_old_case_is_told_nothing_and_the_old_case_has_no_entry(collected, with_references):
    judges = {row.facts["judge"] for _, row in of_season(with_references)}
    refs = {row.ref for _, row in of_season(with_references)}
    with with_references.store.read() as session:
        told = [NoticeContent.from_json(row.content) for row in session.execute(select(Notice)).scalars()]
        entries = [json.loads(row.record) for row in session.execute(select(LedgerEntry)).scalars()]

    assert not [each for each in told if each.person in judges]
    assert {each.audience.value for each in told if each.proceeding in refs} == {"reviewer"}
    case_nos = {card.case_no for card, _ in of_season(with_references)}
    touched = [e for e in entries if any(no in json.dumps(e, ensure_ascii=False) for no in case_nos)]
    assert {entry["procedure"] for entry in touched} == {"reader_calibration"}


def test_a_reader_who_steps_aside_from_one_leaves_it_void(issued, with_references, tmp_path):
    card, row = of_season(with_references)[0]
    path = next(p for p in issued if p.parent.name == card.reader and card.case_no in p.name)
    filled(path, tmp_path / "回避", conflict="有")

    done = cards.collect_cards(with_references, SEASON, tmp_path / "回避", now=MORNING)

    assert done.stepped_aside == 1
    with with_references.store.read() as session:
        assert proceedings.find(session, row.ref).state == State.SET_ASIDE.value


def test_a_late_calibration_card_needs_a_reason_like_any_other(issued, with_references, tmp_path):
    card, _ = of_season(with_references)[0]
    path = next(p for p in issued if p.parent.name == card.reader and card.case_no in p.name)
    filled(path, tmp_path / "逾期")
    late = MORNING + timedelta(days=40)

    refused = cards.collect_cards(with_references, SEASON, tmp_path / "逾期", now=late)
    taken = cards.collect_cards(with_references, SEASON, tmp_path / "逾期", now=late, late_reason="出差")

    assert (refused.taken, taken.taken) == (0, 1)
    assert "评查期限已经届满，补办须写明逾期理由" in str(refused.refused[0][1])


def test_without_a_reference_case_no_calibration_is_issued(office):
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)

    assert calibrating.issue(office, SEASON, now=MORNING) == 0


def test_a_case_of_another_year_than_all_of_the_round_would_stand_out_and_is_not_used(office):
    case_no = number_of(1).replace("2022", "2021")
    old = reference(office, 1)
    with office.store.begin() as session:
        facts = old["facts"] | {"case_no": case_no}
        calibrations.keep_references(session, [old | {"case_no": case_no, "facts": facts}])
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)

    assert calibrating.issue(office, SEASON, now=MORNING) == 0


def test_a_reference_graded_by_another_score_sheet_is_not_used(office):
    with office.store.begin() as session:
        calibrations.keep_references(session, [reference(office, 1) | {"sheet": "litigation@2015-01-01"}])
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)

    assert calibrating.issue(office, SEASON, now=MORNING) == 0


def test_the_round_knows_nothing_of_a_calibration_when_it_asks_for_open_reviews(issued, with_references):
    with with_references.store.read() as session:
        assert seasons.open_reviews(session, SEASON) == 12
