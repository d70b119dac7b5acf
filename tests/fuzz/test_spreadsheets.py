"""乱改表格: case lists, people lists, review cards, templates and event logs that are spoiled are read, or refused in words."""

from __future__ import annotations

import csv
import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.case_list import read_case_list
from documents.case_list_template import write_template
from documents.paper_content import PaperKind
from documents.paper_templates import our_template
from documents.people_list import read_people
from documents.people_list_template import write_people_template
from documents.reference_file import read_references
from documents.returned_card import read_card
from documents.template_check import template_faults
from documents.xes_reader import LogFile, as_trace
from rules.case_numbers import parse
from rules.errors import FaultyInput
from tests.fuzz.depth import deep
from tests.fuzz.refusing import put_before
from tests.fuzz.spoiling import spoiled_bytes, spoiled_csv, spoiled_package, spoiled_text
from tests.fuzz.test_configuration import FUZZ

SEEDS = st.integers(0, 2**32 - 1)
TODAY = date(2026, 3, 2)
_NUMBERS = count(1)
# fmt: off
ROWS: list[list[Any]] = [
    ["案号", "法院", "案件类型", "承办法官", "合议庭成员", "结案日期", "结案方式", "案由", "被改判或者发回"],
    ["（2021）吉01民终100号", "长春市中级人民法院", "民事", "J-1", "J-1、J-2、J-3", "2021-09-30", "判决", "买卖合同纠纷", "否"],
    ["（2021）吉0102民初7号", "长春市南关区人民法院", "民事", "J-4", "J-4", date(2021, 8, 2), "调解", "离婚纠纷", "是"],
    ["（2021）吉02刑初15号", "吉林市中级人民法院", "刑事", "J-5", "", 44440, "判决", "盗窃罪", ""],
]
# fmt: on


@cache
def _real_rows() -> tuple[tuple[Any, ...], ...]:
    """A few rows of the real list where it is at hand; nothing of it is kept."""
    place = Path(__file__).parents[3] / "shared" / "data" / "cases.csv"
    if not place.is_file():
        return ()
    with place.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        return tuple(tuple(row) for _, row in zip(range(12), rows, strict=False))


def _rows(chance: random.Random) -> list[list[Any]]:
    rows = [list(row) for row in (_real_rows() if _real_rows() and chance.random() < 0.4 else ROWS)]
    for _ in range(chance.choice([0, 1, 3])):
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice(
            [
                None,
                "",
                1e300,
                -1,
                True,
                "=1/0",
                "#REF!",
                "2021/13/45",
                "（2021）吉",
                "J" * 5000,
                "\u202e",
                "无",
                99999999,
                date(1899, 1, 1),
                "二〇二一年",
                "\n\n",
            ]
        )
    return rows


def _workbook(rows: list[list[Any]], chance: random.Random) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if chance.random() < 0.3:
        sheet.merge_cells(chance.choice(["A2:A4", "A1:I1", "B2:C3", "A1:A1", "C1:C900"]))
    if chance.random() < 0.2:
        book.create_sheet("隐藏").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _file(tmp_path: Path, name: str, data: bytes) -> Path:
    place = tmp_path / f"{next(_NUMBERS)}-{name}"
    place.write_bytes(data)
    return place


def _faults_of(found: Any) -> None:
    """A list that was read still tells its faults one by one."""
    if getattr(found, "faults", None):
        raise FaultyInput(found.faults)


@settings(FUZZ, max_examples=deep(60, 6000))
@given(seed=SEEDS)
def test_a_case_list_in_a_workbook_is_read_or_refused_in_words(tmp_path, seed):
    chance = random.Random(seed)
    path = _file(tmp_path, "清单.xlsx", spoiled_package(_workbook(_rows(chance), chance), chance))

    put_before("case list, xlsx", lambda: _faults_of(read_case_list(path, today=TODAY)))
    path.unlink()


@settings(FUZZ, max_examples=deep(60, 6000))
@given(seed=SEEDS)
def test_a_case_list_in_text_is_read_or_refused_in_words(tmp_path, seed):
    chance = random.Random(seed)
    text = io.StringIO()
    csv.writer(text).writerows(_rows(chance))
    path = _file(tmp_path, "清单.csv", spoiled_csv(text.getvalue(), chance))

    put_before("case list, csv", lambda: _faults_of(read_case_list(path, today=TODAY)))
    path.unlink()


@cache
def _shipped(make: Callable[[Path], None], folder: str, name: str) -> bytes:
    path = Path(folder) / name
    make(path)
    return path.read_bytes()


@settings(FUZZ, max_examples=deep(25, 3000))
@given(seed=SEEDS)
def test_a_list_of_people_is_read_or_refused_in_words(tmp_path, seed):
    chance = random.Random(seed)
    data = _shipped(write_people_template, str(tmp_path), "人员.xlsx")
    path = _file(tmp_path, "人员.xlsx", spoiled_package(data, chance))

    put_before("people", lambda: _faults_of(read_people(path)))
    path.unlink()


@settings(FUZZ, max_examples=deep(25, 3000))
@given(seed=SEEDS)
def test_anything_sent_back_as_a_review_card_is_refused_in_words(tmp_path, seed):
    chance = random.Random(seed)
    data = _shipped(write_template, str(tmp_path), "空白.xlsx")
    path = _file(tmp_path, "评查表.xlsx", spoiled_package(data, chance))

    put_before("review card", lambda: read_card(path))
    path.unlink()


@cache
def _template(kind: PaperKind) -> bytes:
    return our_template(kind, "zh")


@settings(FUZZ, max_examples=deep(12, 1500))
@given(seed=SEEDS)
def test_a_template_of_a_court_is_checked_and_never_breaks_the_check(seed):
    chance = random.Random(seed)
    kind = chance.choice(list(PaperKind))
    data = spoiled_package(_template(kind), chance)

    def checked() -> None:
        faults = template_faults(data, kind, "zh")
        if faults:
            raise FaultyInput(faults)

    put_before("template", checked, seconds=40)


LOG = """<?xml version="1.0" encoding="UTF-8"?><log xes.version="2.0" xmlns="http://www.xes-standard.org/"><string key="zelian:format" value="1"/>
<trace><string key="concept:name" value="评1"/><event><string key="concept:name" value="open"/><date key="time:timestamp" value="2022-04-18T09:00:00+08:00"/></event></trace></log>"""


@settings(FUZZ, max_examples=deep(40, 4000))
@given(seed=SEEDS)
def test_an_event_log_is_read_or_refused_in_words(tmp_path, seed):
    chance = random.Random(seed)
    data = spoiled_text(LOG, chance).encode("utf-8", "surrogatepass")
    if chance.random() < 0.3:
        data = spoiled_bytes(gzip.compress(data), chance)
    path = _file(tmp_path, "日志.xes", data)

    put_before("event log", lambda: [as_trace(each, path.name) for each in LogFile(path).traces()])
    path.unlink()


@settings(FUZZ, max_examples=deep(40, 4000))
@given(seed=SEEDS)
def test_a_file_of_references_is_read_or_refused_in_words(tmp_path, seed):
    chance = random.Random(seed)
    text = '[{"case_no": "（2021）吉01民终100号", "grade": "qualified", "score": 88, "sheet": "litigation@2022-01-01"}]'
    path = _file(tmp_path, "参考.json", spoiled_text(text, chance).encode("utf-8", "surrogatepass"))

    put_before("references", lambda: read_references(path, sheet_of=lambda _: "litigation@2022-01-01"))
    path.unlink()


@settings(FUZZ, max_examples=deep(200, 30000))
@given(seed=SEEDS)
def test_a_case_number_is_read_or_refused_in_words(seed):
    chance = random.Random(seed)
    text = spoiled_text(
        chance.choice(["（2021）吉01民终100号", "（2012）罗刑初字第99号之一", "(2016)最高法民再1、2-3号"]),
        chance,
    )

    found = put_before("case number", lambda: parse(text))

    if not isinstance(found, FaultyInput):
        assert parse(str(found)) == found, "the canonical text is read as another number"


@pytest.mark.parametrize("seconds", [20])
def test_a_small_file_that_unfolds_into_a_giant_is_refused(tmp_path, seconds):
    """Zip bomb: a sheet of a gigabyte of spaces in a megabyte of zip."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/workbook.xml", "w") as part,
    ):
        for _ in range(1100):
            part.write(b" " * 1024**2)
    path = _file(tmp_path, "炸弹.xlsx", out.getvalue())

    refusal = put_before("case list, xlsx", lambda: read_case_list(path, today=TODAY), seconds)

    assert isinstance(refusal, FaultyInput)


@pytest.mark.parametrize(
    "claim", ['<dimension ref="A1:B1"/>', ""], ids=["a_small_size_is_claimed", "no_size_is_claimed"]
)
@pytest.mark.parametrize("reader", [read_case_list, read_card])
def test_one_cell_in_the_last_corner_is_refused_before_it_takes_all_memory(tmp_path, claim, reader):
    """Sixteen billion cells: whoever believes what the sheet says of itself is ended by the system."""
    book = openpyxl.Workbook()
    book.active.append(["案号", "x"])
    packed = io.BytesIO()
    book.save(packed)
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as package, zipfile.ZipFile(out, "w") as spoiled:
        for name in package.namelist():
            content = package.read(name)
            if name.endswith("sheet1.xml"):
                content = re.sub(rb"<dimension[^>]*/>", claim.encode(), content).replace(
                    b'r="B1"', b'r="XFD1048576"'
                )
            spoiled.writestr(name, content)
    path = _file(tmp_path, "远.xlsx", out.getvalue())

    refusal = put_before("case list, xlsx", lambda: reader(path))

    assert isinstance(refusal, FaultyInput)
    assert "格" in str(refusal)
