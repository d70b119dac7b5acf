from __future__ import annotations

import csv

import pytest

from rules.case_numbers import CaseNumber, canonical, normalise, parse
from rules.errors import FaultyInput


def test_a_new_style_number_says_year_court_type_and_serial():
    assert parse("（2021）吉01民终100号") == CaseNumber(2021, "吉01", "民终", 100)


def test_an_old_style_number_says_the_same_in_its_own_way():
    assert parse("（2012）罗刑初字第99号") == CaseNumber(2012, "罗", "刑初", 99, old_style=True)


@pytest.mark.parametrize(
    "written",
    [
        "(2021)吉01民终100号",
        "〔2021〕吉01民终100号",
        "[2021] 吉01 民终 100 号",
        "（２０２１）吉０１民终１００號",
        "（2021）吉01民终0100号",
        "（2021）吉01民终字第100号",
        "\ufeff（2021）吉01民终100\u200b号\n",
    ],
)
def test_one_case_has_one_canonical_number_however_it_is_written(written):
    assert canonical(written) == "（2021）吉01民终100号"


@pytest.mark.parametrize(
    "written",
    ["（2012）罗刑初字第0099号", "（2012）罗刑初第99号", "（2012）罗刑初字99号", "(2012) 罗刑初字第９９号"],
)
def test_an_old_style_number_is_the_same_with_and_without_its_small_words(written):
    assert canonical(written) == "（2012）罗刑初字第99号"


@pytest.mark.parametrize(
    ("written", "number", "suffix", "part"),
    [
        ("（2022）鲁01知民初407，408号", 407, "、408", ""),
        ("（2018）桂0702执133－140号", 133, "-140", ""),
        ("（2022）粤06刑终499号之一", 499, "", "之一"),
        ("（2001）郴北刑监字第3、第3-2号", 3, "、3-2", ""),
    ],
)
def test_joined_cases_ranges_and_parts_stay_on_the_number(written, number, suffix, part):
    found = parse(written)

    assert (found.number, found.suffix, found.part) == (number, suffix, part)


@pytest.mark.parametrize(
    ("written", "court", "type_code"),
    [
        ("（2024）最高法知民终914号", "最高法", "知民终"),
        ("（2015）民申字第2031号", "", "民申"),
        ("（2012）沪一中民五（知）初字第250号", "沪一中", "民五（知）初"),
        ("（2015）渝三中法委赔字第7号", "渝三中法", "委赔"),
        ("（2014）京0108民初21033号", "京0108", "民初"),
    ],
)
def test_the_court_code_ends_where_the_type_begins(written, court, type_code):
    found = parse(written)

    assert (found.court_code, found.type_code) == (court, type_code)


@pytest.mark.parametrize(
    ("written", "what", "mend"),
    [
        ("（2021）（2021）鲁民终907号", "年份写了两遍", "是否即“（2021）鲁民终907号”？"),
        ("（2022）06鲁民终7655号", "法院代字的省份简称与数字颠倒", "是否即“（2022）鲁06民终7655号”？"),
        ("（2012）沪一中刑初173号", "缺少“字第”", "是否即“（2012）沪一中刑初字第173号”？"),
        ("2021吉01民终100号", "年份未加括号或者缺少“号”字", "是否即“（2021）吉01民终100号”？"),
        ("（2021）吉01民终100号民事判决书", "案号后面带有文书名称", "是否即“（2021）吉01民终100号”？"),
        ("（2021）0302刑初430号", "法院代字缺少省份简称", None),
        ("（2016）民再238号", "缺少法院代字", None),
        ("（2018）13号", "缺少法院代字和类型代字", None),
        ("（2009）高检行抗１号", "这是检察院的文号，不是法院案号", None),
        ("吉01民终1号", "缺少年份", None),
        ("张三诉李四", "缺少年份", None),
    ],
)
def test_a_misprinted_number_is_refused_with_its_reason_and_mended_only_when_sure(written, what, mend):
    with pytest.raises(FaultyInput) as refused:
        parse(written)

    (fault,) = refused.value.faults
    assert fault.what == what
    assert mend is None or fault.mend == mend


def test_tidying_does_not_ask_whether_it_is_a_case_number():
    assert normalise(" [张 三]　诉，李四 ") == "（张三）诉、李四"


def test_every_canonical_number_of_real_decisions_reads_back_as_itself(shared_data):
    with (shared_data / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        written = {row["case_no"] for row in csv.DictReader(file)} - {""}
    numbers, refused = [], []

    for text in written:
        try:
            numbers.append(parse(text))
        except FaultyInput:
            refused.append(text)

    assert all(parse(str(number)) == number for number in numbers)
    assert len(refused) == 19
