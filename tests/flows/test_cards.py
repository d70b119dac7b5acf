"""评查表收发：逾期收回的须说明理由；不逾期的，理由不入记录。"""

from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from flows import assigning, cards
from flows.reading_round import Occasion
from records import history, seasons

SEASON, MORNING = "2022Q1", datetime(2022, 4, 18, tzinfo=UTC)
LATE = MORNING + timedelta(days=40)


@pytest.fixture
def returned(office, tmp_path):
    """Two readers' cards, filled in without a fault found; the first goes into one folder, the second into another."""
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)
    folders = [tmp_path / "按时", tmp_path / "逾期"]
    for folder, path in zip(folders, cards.write_cards(office, SEASON, now=MORNING), strict=False):
        folder.mkdir()
        filled(path).save(folder / path.name)
    return folders


def filled(path):
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for rule in page.data_validations.dataValidation:
        if rule.formula1 == '"无,有"':
            page[str(rule.sqref)].value = "无"
    for (cell,) in page.iter_rows(max_col=1):
        if str(cell.value).startswith("评查日期"):
            page.cell(cell.row, 2).value = date(2022, 4, 20)
    return book


def reasons(office):
    with office.store.read() as session:
        return [
            entry.particulars.get("late_reason")
            for review, _ in seasons.reviews(session, SEASON)
            for entry in history.history(session, review.ref)
            if entry.trigger == "submit_sheet"
        ]


def test_a_late_card_is_taken_with_a_reason_and_not_without(office, returned):
    refused = cards.collect_cards(office, SEASON, returned[1], now=LATE)
    taken = cards.collect_cards(office, SEASON, returned[1], now=LATE, late_reason="卷宗补正")

    assert (refused.taken, taken.taken) == (0, 1)
    assert "评查期限已经届满，补办须写明逾期理由" in str(refused.refused[0][1])
    assert reasons(office) == ["卷宗补正"]


def test_a_reason_given_for_late_cards_is_not_put_on_record_with_one_in_time(office, returned):
    taken = cards.collect_cards(office, SEASON, returned[0], now=MORNING, late_reason="卷宗补正")

    assert taken.taken == 1
    assert reasons(office) == [None]
