from collections import Counter

import pytest
from openpyxl import load_workbook

from console.sample.case_sheets import write_case_lists
from console.sample.list_manners import EXPORTED, MANNERS, Slip, in_characters, slips
from console.sample.province import province
from documents.case_headers import header_book, tidy_header
from documents.case_list import read_case_lists
from documents.sheet_cells import day_of
from documents.sheet_faults import FaultKind
from rules.courts import courts
from rules.quarters import Quarter


@pytest.fixture(scope="module")
def sample():
    return province("2026-04-20 09:30", Quarter(2026, 1))


@pytest.fixture(scope="module")
def sent(sample, tmp_path_factory):
    return write_case_lists(sample, tmp_path_factory.mktemp("sent"))


@pytest.fixture(scope="module")
def read(sample, sent):
    return read_case_lists(sent, today=sample.listed_on)


def test_the_high_court_and_every_intermediate_court_send_one_file_marked_as_a_sample(sent):
    assert len(sent) == 13
    assert all("示例数据" in path.name for path in sent)
    assert [path.suffix for path in sent].count(".csv") == 1


def test_every_good_row_is_read_back_as_the_case_it_is(sample, read):
    wrong = slips(sample.seed, sample.cases, 0.003)
    good = {case.case_no: case for case in sample.cases if wrong.get(case.case_no) in (None, Slip.SAID_TWICE)}

    found = {case.case_no: case for listed in read for case in listed.cases}

    assert found == good


def test_three_in_a_thousand_rows_are_faulty_each_for_what_was_done_to_it(sample, read):
    kinds = Counter(slips(sample.seed, sample.cases, 0.003).values())

    tally = sum((listed.tally for listed in read), Counter())

    assert sum(kinds.values()) == 39
    assert tally == {
        FaultKind.MISWRITTEN: kinds[Slip.NUMBER_MISPRINTED] + kinds[Slip.DAY_OUT_OF_RANGE],
        FaultKind.MISSING: kinds[Slip.NO_CLOSING_DATE],
        FaultKind.SAME_NUMBER: kinds[Slip.SAID_TWICE],
    }


def test_lists_put_right_have_no_fault_and_hold_every_case(sample, tmp_path):
    mended = read_case_lists(write_case_lists(sample, tmp_path, faulty=0), today=sample.listed_on)

    assert [fault for listed in mended for fault in listed.faults] == []
    assert {case for listed in mended for case in listed.cases} == set(sample.cases)


@pytest.mark.parametrize("manner", [*MANNERS, EXPORTED], ids=lambda manner: manner.headers["date_closed"])
def test_every_header_is_one_that_courts_write(manner):
    known = header_book()

    found = {
        column: known.by_header.get(tidy_header(header), ("", 0))[0]
        for column, header in manner.headers.items()
    }

    assert {column: key for column, key in found.items() if column != key} in ({}, {"序号": ""})
    assert len(set(manner.headers.values())) == len(manner.headers)


def test_no_two_manners_write_days_alike(sample):
    day = sample.listed_on

    written = [manner.day(day) for manner in (*MANNERS, EXPORTED)]

    assert len(set(written)) == len(written)
    assert {day_of(cell) for cell in written} == {day}
    assert in_characters(day) == "二〇二六年四月十三日"


def test_a_court_named_in_short_is_found_in_the_register(sample):
    short = [court.name.replace("人民法院", "法院") for court in sample.courts]

    assert [courts().by_name(name) for name in short] == list(sample.courts)


def test_another_program_sees_title_merged_courts_and_total(sent):
    page = load_workbook(sent[3])["清单"]

    assert "示例数据" in page["A1"].value
    assert page["A3"].value == "法　院"
    assert len(page.merged_cells.ranges) == 7
    assert page.cell(page.max_row - 1, 1).value == "合计"


def test_another_program_sees_a_sheet_for_each_court_and_days_as_days(sent):
    book = load_workbook(sent[4])

    assert book.sheetnames[:2] == ["吉林省辽源市中级人民法院", "辽源市龙山区人民法院"]
    assert book["辽源市龙山区人民法院"]["K4"].is_date


def test_the_railway_courts_send_text_in_gb18030(sent):
    text = sent[-1].read_bytes().decode("gb18030")

    assert text.startswith("案号,单位,案件类型")
    assert "长春铁路运输法院" in text


def test_the_same_province_gives_the_same_bytes(sample, sent, tmp_path):
    again = write_case_lists(sample, tmp_path)

    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in sent]
