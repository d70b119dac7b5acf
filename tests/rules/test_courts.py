from __future__ import annotations

import csv
from collections import Counter

import pytest

from rules.citations import Provenance
from rules.courts import CourtLevel, CourtRegister, courts, level_of


@pytest.fixture(scope="module")
def register() -> CourtRegister:
    return courts()


def test_jilin_has_93_courts_under_the_supreme_court(register):
    levels = Counter(court.level for court in register)

    assert levels == {
        CourtLevel.SUPREME: 1,
        CourtLevel.HIGH: 1,
        CourtLevel.INTERMEDIATE: 12,
        CourtLevel.BASIC: 80,
    }


def test_every_court_but_the_supreme_one_has_a_superior_in_the_register(register):
    assert [court.name for court in register if not register.by_code(court.parent)] == ["最高人民法院"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("吉林市中院", "吉林省吉林市中级人民法院"),
        ("吉林中院", "吉林省吉林市中级人民法院"),
        ("长春市中级法院", "吉林省长春市中级人民法院"),
        ("延边州中院", "吉林省延边朝鲜族自治州中级人民法院"),
        ("吉林高院", "吉林省高级人民法院"),
        ("南关区法院", "长春市南关区人民法院"),
        ("长春南关区人民法院", "长春市南关区人民法院"),
        ("吉林省长春市朝阳区人民法院", "长春市朝阳区人民法院"),
        ("吉林省延边朝鲜族自治州敦化市人民法院", "敦化市人民法院"),
        ("伊通县法院", "伊通满族自治县人民法院"),
        ("通化县法院", "通化县人民法院"),
        ("临江法院", "临江市人民法院"),
        ("临江林区法院", "临江林区基层法院"),
        ("吉林铁路法院", "吉林铁路运输法院"),
        (" 长春市 南关区\n人民法院 ", "长春市南关区人民法院"),
    ],
)
def test_a_court_is_found_as_people_write_it(register, written, name):
    assert register.by_name(written).name == name


@pytest.mark.parametrize(
    "written", ["", "高院", "通化法院", "北京市朝阳区人民法院", "法院", "中院", "人民法院"]
)
def test_a_name_that_is_nobodys_or_two_courts_finds_none(register, written):
    assert register.by_name(written) is None


def test_the_number_decides_where_a_short_name_could_be_another_provinces(register):
    assert register.find("朝阳区人民法院", "京0105") is None
    assert register.find("朝阳区人民法院", "吉0104").name == "长春市朝阳区人民法院"


def test_a_garbled_name_that_ends_with_the_numbers_court_is_that_court(register):
    assert register.find("裁判结果白山市中级人民法院", "吉06").name == "吉林省白山市中级人民法院"


def test_without_a_name_the_number_decides(register):
    assert register.find("", "吉2403").name == "敦化市人民法院"
    assert register.find("", "京0105") is None


def test_a_court_code_never_seen_on_a_number_is_marked_as_derived(register):
    assert register.by_case_code("吉01").case_code_provenance is Provenance.VERIFIED
    assert register.by_case_code("吉0102").case_code_provenance is Provenance.RECALLED


def test_no_two_courts_share_a_court_code(register):
    codes = [court.case_code for court in register if court.case_code]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("北京市高级人民法院", CourtLevel.HIGH),
        ("上海市第一中级人民法院", CourtLevel.INTERMEDIATE),
        ("上海金融法院", CourtLevel.SPECIAL),
        ("兰州铁路运输法院", CourtLevel.BASIC),
        ("某公司", None),
    ],
)
def test_the_name_of_a_court_outside_the_register_shows_its_level(name, level):
    assert level_of(name) is level


def test_no_court_of_another_province_is_taken_for_one_of_jilin(register, shared_data):
    with (shared_data / "courts_national.csv").open(encoding="utf-8-sig", newline="") as file:
        others = [
            row["name"]
            for row in csv.DictReader(file)
            if row["province"] != "吉林" and row["level"] != "最高"
        ]

    assert [name for name in others if register.by_name(name)] == []
