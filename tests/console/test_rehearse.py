"""推演: the cases of `tests/cases/` come out as expected, a wrong expectation is noticed, and nothing real is touched."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from console import installation
from console.cli import app
from console.rehearsal.account import Account, Happening
from console.rehearsal.checks import Check, checks
from console.rehearsal.expectations import Expected, Told, Wish
from console.rehearsal.record import record
from console.rehearsal.scenario import Line, Part, read_scenario
from console.rehearsal.stage import play
from console.rehearsal.telling import told
from rules.citations import Provenance
from rules.errors import FaultyInput
from rules.parameters import rule_book
from rules.roles import Role
from rules.workdays import calendar
from state_machines.register import PROCEDURES

ROOT = Path(__file__).parent.parent.parent
CASES = sorted((ROOT / "tests" / "cases").rglob("*.yaml"))
HANDBOOK = [ROOT / "docs" / "handbook" / name for name in ("rehearse.md", "rehearse.en.md")]
EXAMPLES = [
    pytest.param(example, id=f"{page.name}-{number}")
    for page in HANDBOOK
    for number, example in enumerate(re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.DOTALL))
]

FILE_OUTSTANDING = """
推演: 卷宗迟迟未移交
程序: 案件质量评查
日期: 2021-10-12
立项事实: {案号: （2021）吉00民终100号, 法院: 甲市中级人民法院, 承办法官: J1}
"""


def _played(text: str) -> tuple[Account, list[Check]]:
    account = play(read_scenario(text, "script.yaml", rule_book()), rule_book(), calendar())
    return account, checks(account)


def _unmet(found: list[Check]) -> list[str]:
    return [
        f"{check.event} {check.point}: {check.expected} / {check.instead}" for check in found if not check.met
    ]


def _surprises(account: Account) -> list[str]:
    """Refusals that no expectation speaks of: they would let a case pass for the wrong reason."""
    return [
        f"{event.number} {event.reason}"
        for event in account.events
        if event.kind is Happening.REFUSED and (event.planned.expected or Expected()).refused is None
    ]


def _faults(text: str) -> list[str]:
    with pytest.raises(FaultyInput) as faulty:
        read_scenario(text, "script.yaml", rule_book())
    return [str(fault) for fault in faulty.value.faults]


def _zelian(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as end:
        app([str(word) for word in words])
    return int(end.value.code or 0)


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "script.yaml"

    def written(text: str) -> Path:
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An installation of its own, where anything written would be seen."""
    place = tmp_path / "home"
    monkeypatch.setenv("ZELIAN_HOME", str(place))
    monkeypatch.chdir(tmp_path)
    installation.settings.cache_clear()
    yield place
    installation.settings.cache_clear()


# --- the cases ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_comes_out_as_a_court_officer_expects(path):
    account, found = _played(path.read_text(encoding="utf-8"))

    assert _unmet(found) == []
    assert found, "a case without expectations proves nothing"
    assert _surprises(account) == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_handbook_come_out_as_they_say(example):
    _, found = _played(example)

    assert _unmet(found) == []
    assert found


@pytest.mark.parametrize("code", PROCEDURES)
def test_any_procedure_can_be_rehearsed(code):
    account, found = _played(f"程序: {code}\n日期: 2021-10-12\n截至: 2022-01-31\n")

    # Without an act of anybody only the calendar moves a matter, and only where the table lets it.
    lapses = any(
        Role.CALENDAR in step.roles for step in PROCEDURES[code].from_state(PROCEDURES[code].initial.value)
    )
    assert lapses or account.state is PROCEDURES[code].initial
    assert all(event.kind in (Happening.OPENED, Happening.REMINDED) for event in account.events) or lapses
    assert found == []


def test_the_handbook_names_every_part_in_both_languages():
    chinese = HANDBOOK[0].read_text(encoding="utf-8")

    missing = [
        part
        for labels in (Part, Line, Wish, Told)
        for part in labels
        if f"| {part.zh} | {part.en} |" not in chinese
    ]
    assert missing == []


# --- what happens if ------------------------------------------------------------------------------------------------


def test_the_calendar_warns_and_urges_by_itself():
    account, _ = _played(FILE_OUTSTANDING + "截至: 2021-10-31")

    reminded = [
        (f"{event.at:%m-%d %H:%M}", notice.kind.zh, notice.audience.zh)
        for event in account.events
        if event.kind is Happening.REMINDED
        for notice in event.notices
    ]
    assert reminded == [
        ("10-15 08:00", "临期提醒", "业务庭"),
        ("10-20 08:00", "超期", "业务庭"),
        ("10-20 08:00", "超期", "审管办"),
        ("10-26 08:00", "逾期约谈", "业务庭"),
        ("10-26 08:00", "逾期约谈", "庭长"),
    ]


def test_an_overridden_parameter_is_shown_beside_the_one_in_force():
    account, _ = _played(FILE_OUTSTANDING + "参数: {卷宗移交期限: 8}")

    head = "\n".join(str(line) for line in told(account, [], explained=False))
    assert "参数：卷宗移交期限 8个工作日（推演所设；现行5个工作日，待法院确定）" in head
    assert f"{account.limits[0].due.rolled}" == "2021-10-22"
    overridden = account.rules.parameter("quality_review.handover")
    assert (overridden.source, overridden.provenance) == ("推演", Provenance.DESIGN)
    assert rule_book().on(account.scenario.opens_at.date())["quality_review.handover"] == 5


def test_an_override_reaches_the_calendar_too():
    account, _ = _played(FILE_OUTSTANDING + "参数: {临期提醒提前天数: 1}\n截至: 2021-10-19")

    assert [f"{event.at:%m-%d}" for event in account.events if event.kind is Happening.REMINDED] == ["10-18"]


def test_a_refusal_changes_nothing_and_tells_reason_and_authority():
    text = FILE_OUTSTANDING + "办理: [{日期: 2021-10-13, 步骤: 移交卷宗, 内容: {卷宗是否齐全: 否}}]"

    account, _ = _played(text)

    refused = account.events[-1]
    assert refused.kind is Happening.REFUSED
    assert str(refused.reason) == "卷宗不齐全，应当补齐后移交"
    assert refused.authority.code == "local_review.调卷"
    assert (refused.state.zh, refused.turned, refused.notices, refused.papers) == ("已抽取", (), (), ())
    assert "file_complete" not in account.facts


def test_the_explanation_of_a_limit_is_told_when_it_is_asked_for():
    account, _ = _played(FILE_OUTSTANDING)

    short = [line.to("zh") for line in told(account, [], explained=False)]
    long = [line.to("zh") for line in told(account, [], explained=True)]

    assert not any("当日不计入" in line for line in short)
    assert any("2021年10月12日（星期二）收到或者作出，当日不计入" in line for line in long)


def test_the_account_in_english_holds_no_chinese_of_ours():
    account, found = _played((ROOT / "tests/cases/review-objection-upheld.yaml").read_text(encoding="utf-8"))

    lines = [line.to("en") for line in told(account, found, explained=True)]

    quoted = re.compile(r"“[^”]*”|《[^》]*》|推演|\w*[.]\w+")  # articles and references have no other name
    assert [line for line in lines if re.search(r"[\u4e00-\u9fff]", quoted.sub("", line))] == []


def test_names_in_chinese_in_english_and_codes_mean_the_same():
    chinese, _ = _played(
        FILE_OUTSTANDING + "办理: [{日期: 2021-10-13, 步骤: 移交卷宗, 内容: {卷宗是否齐全: 是}}]"
    )
    english, _ = _played(
        "procedure: quality_review\nrehearsal: 卷宗迟迟未移交\ndate: 2021年10月12日 9:00\n"
        "facts: {case_no: （2021）吉00民终100号, Court: 甲市中级人民法院, judge: J1}\n"
        "acts: [{date: 2021-10-13, act: HAND_IN_FILE, role: trial division, particulars: {file_complete: true}}]"
    )

    assert record(chinese, []) == record(english, [])


# --- expectations ---------------------------------------------------------------------------------------------------

# fmt: off
WRONG = {
    "状态: 已归档":                                       ["状态", "已抽取"],
    "期限: {卷宗移交期限: 2021-10-18}":                     ["卷宗移交期限", "至2021年10月19日24时，进行中"],
    "期限: {卷宗移交期限: 已届满}":                          ["卷宗移交期限", "至2021年10月19日24时，进行中"],
    "期限: {异议期: 2021-10-18}":                          ["异议期", "没有开始"],
    "通知: [庭长]":                                        ["通知", "2021-10-12业务庭、2021-10-12承办法官 J1"],
    "通知: [{对象: 承办法官, 人员: J2}]":                     ["通知", "2021-10-12业务庭、2021-10-12承办法官 J1"],
    "通知: [{对象: 承办法官, 种类: 超期}]":                   ["通知", "2021-10-12业务庭、2021-10-12承办法官 J1"],
    "通知: [{对象: 承办法官, 日期: 2021-10-13}]":             ["通知", "2021-10-12业务庭、2021-10-12承办法官 J1"],
    "通知: [{对象: 承办法官, 事由: 已归档}]":                 ["通知", "2021-10-12业务庭、2021-10-12承办法官 J1"],
    "文书: 归档单":                                        None,
    "文书: 异议书":                                        ["文书", "无"],
    "经过: [移交卷宗]":                                     ["经过", "无"],
    "事实: {承办法官: J2}":                                 ["承办法官", "J1"],
    "事实: {等次: 优秀}":                                   ["等次", "无"],
}
# fmt: on


@pytest.mark.parametrize(("expected", "came"), WRONG.items(), ids=WRONG)
def test_a_wrong_expectation_is_told_with_what_came_instead(expected, came):
    text = f"{FILE_OUTSTANDING}预期: {{{expected}}}"
    if came is None:
        assert _faults(text)
        return

    _, found = _played(text)

    assert [(str(check.point), str(check.instead)) for check in found if not check.met] == [tuple(came)]


# fmt: off
WRONG_OF_AN_ACT = {
    "卷宗是否齐全: 否|状态: 已抽取":                        ("办理", "不予办理：卷宗不齐全，应当补齐后移交"),
    "卷宗是否齐全: 否|拒绝: 期限":                          ("拒绝", "不予办理：卷宗不齐全，应当补齐后移交"),
    "卷宗是否齐全: 否|拒绝: 是, 依据: local_review.异议":     ("依据", "local_review.调卷"),
    "卷宗是否齐全: 是|拒绝: 是":                            ("拒绝", "已办理"),
    "卷宗是否齐全: 是|依据: local_review.异议":              ("依据", "local_review.调卷"),
    "卷宗是否齐全: 是|状态: 评查中":                         ("状态", "卷宗已移交"),
    "卷宗是否齐全: 是|通知: 庭长":                           ("通知", "2021-10-13审管办"),
    "卷宗是否齐全: 是|文书: 异议书":                         ("文书", "卷宗移交单"),
}
# fmt: on


@pytest.mark.parametrize(("said", "came"), WRONG_OF_AN_ACT.items(), ids=WRONG_OF_AN_ACT)
def test_a_wrong_expectation_of_an_act_is_told_with_what_came_instead(said, came):
    content, _, expected = said.partition("|")
    act = f"{{日期: 2021-10-13, 步骤: 移交卷宗, 内容: {{{content}}}, 预期: {{{expected}}}}}"

    _, found = _played(f"{FILE_OUTSTANDING}办理: [{act}]")

    assert [(str(check.point), str(check.instead)) for check in found if not check.met] == [came]


# --- faulty scripts -------------------------------------------------------------------------------------------------


def test_a_faulty_script_is_told_all_its_faults_in_the_order_of_its_lines():
    faults = _faults("""程序: 案件质量评查
日期: 2021-13-12
立项事项: {法院: 甲}
立项事实: {承办法管: J1, 被改判或者发回: 也许, 审判组织成员: [[J1]]}
办理:
  - {日期: 2021-10-14, 步骤: 移交案卷}
  - {日期: 2021-10-13, 步骤: 移交卷宗, 角色: 业务厅, 内容: {卷宗齐全: 是}}
  - {步骤: 分配评查员, 内容: {评查员: [{法院: 乙}]}}
  - {日期: 2021-10-12, 步骤: 形成初步意见, 预期: {依据: local_review.异义, 期限: {异议期: 十月}}}
  - 移交卷宗
截至: 2021-10-01
预期: {拒绝: 是}
""")

    assert [fault.partition("：")[2] for fault in faults] == [
        "“2021-13-12”不是日期。请写成 2021-10-12，或者带时间的 2021-10-12 15:30",
        "没有这一项“立项事项”。是不是“立项事实”？",
        "没有事实“承办法管”。是不是“承办法官”？",
        "应为是否。请填写“是”或者“否”",
        "应为一段文字。请只写一个值",
        "没有步骤“移交案卷”。是不是“移交卷宗”？",
        "没有角色“业务厅”。是不是“业务庭”？",
        "没有“移交卷宗”的内容“卷宗齐全”。是不是“卷宗是否齐全”？",
        "缺少“日期”。请补写；格式见 docs/handbook/rehearse.md",
        "缺少“编号”。请写明“编号”",
        "没有条文“local_review.异义”。是不是“local_review.异议”？",
        "没有期限状态“十月”。可以写：进行中、中止、已办结、已届满",
        "没有写明由谁办理“形成初步意见”。请加“角色”，可以写：评查员、审管办",
        "应为“名称: 内容”的各项。请逐项写明名称和内容",
        "没有预期“拒绝”。可以写：状态、经过、期限、通知、文书、事实",
    ]
    lines = [int(re.match(r"第(\d+)行", fault)[1]) for fault in faults]
    assert lines == sorted(lines)


# fmt: off
FAULTS = {
    "":                                                  "是空的",
    "程序: [":                                            "不是有效的 YAML",
    "- 1":                                               "应为“名称: 内容”的各项",
    "程序: 案件质量评审\n日期: 2021-10-12":                   "没有程序“案件质量评审”。是不是“案件质量评查”？",
    "日期: 2021-10-12":                                   "缺少“程序”",
    f"{FILE_OUTSTANDING}参数: {{异议期: 两日}}":            "不是时间长度",
    f"{FILE_OUTSTANDING}参数: {{异议期: 0}}":              "不是时间长度",
    f"{FILE_OUTSTANDING}参数: {{抽取件数: 5}}":             "没有2021-10-12生效的参数“抽取件数”。是不是“随机抽取件数”？",
    f"{FILE_OUTSTANDING}参数: {{随机抽取件数: 十}}":         "现值为“100”",
    f"{FILE_OUTSTANDING}参数: {{异议期: &x [*x]}}":         "层次过深",
    f"{FILE_OUTSTANDING}截至: 2021-10-01":                "早于前一步（2021-10-12 09:00）",
    f"{FILE_OUTSTANDING}截至: 9999-12-31":                "超过10年",
    f"{FILE_OUTSTANDING}推演: 再写一次":                    "写了两次",
    f"{FILE_OUTSTANDING}rehearsal: again":               "与第2行是同一项",
    f"{FILE_OUTSTANDING}编号: [一, 二]":                    "应为一段文字",
}
# fmt: on


@pytest.mark.parametrize(("text", "fault"), FAULTS.items(), ids=FAULTS.values())
def test_a_fault_is_told_in_words(text, fault):
    faults = _faults(text)

    assert any(fault in each for each in faults), faults


# --- at the desk ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FILE_OUTSTANDING, 0),
        (f"{FILE_OUTSTANDING}预期: {{状态: 已抽取}}", 0),
        (f"{FILE_OUTSTANDING}预期: {{状态: 已归档}}", 1),
        (f"{FILE_OUTSTANDING}预期: {{状态: 归档}}", 2),
    ],
    ids=["no expectation", "met", "not met", "faulty"],
)
def test_the_exit_code_says_whether_it_came_as_expected(home, script, capsys, text, code):
    assert _zelian("rehearse", script(text)) == code

    printed = capsys.readouterr()
    if code == 1:
        assert "✗ 全程　状态：已归档；实为：已抽取" in printed.out
        assert "共1项预期，1项不符" in printed.out
    assert bool(printed.err) is (code == 2)


def test_a_folder_stands_for_all_its_scripts_and_fails_where_one_of_them_does(home, tmp_path, capsys):
    deeper = tmp_path / "scripts" / "more"
    deeper.mkdir(parents=True)
    (deeper.parent / "甲.yaml").write_text(f"{FILE_OUTSTANDING}预期: {{状态: 已抽取}}", "utf-8")
    (deeper / "乙.yaml").write_text(f"{FILE_OUTSTANDING}预期: {{状态: 已归档}}", "utf-8")

    assert _zelian("rehearse", deeper.parent) == 1
    assert _zelian("rehearse", deeper.parent / "甲.yaml", deeper.parent / "甲.yaml") == 0

    said = capsys.readouterr().out
    assert "✓ 甲：1项预期，0项不符" in said
    assert "✗ 乙：1项预期，1项不符" in said
    assert "共2个剧本，1项预期不符" in said
    assert _zelian("rehearse", tmp_path / "scripts" / "more" / "..") == 1
    (tmp_path / "empty").mkdir()
    assert _zelian("rehearse", tmp_path / "empty") == 2


def test_a_script_that_is_not_there_or_no_text_is_a_fault(home, tmp_path, capsys):
    (tmp_path / "gbk.yaml").write_bytes("程序: 案件质量评查".encode("gb18030"))

    assert _zelian("rehearse", tmp_path / "none.yaml") == 2
    assert _zelian("rehearse", tmp_path / "gbk.yaml") == 2

    said = capsys.readouterr().err
    assert "不能读取" in said
    assert "请在编辑器中另存为 UTF-8" in said


def test_nothing_of_the_installation_is_touched(home, tmp_path, script, capsys):
    path = script(FILE_OUTSTANDING + "截至: 2021-10-31")
    before = sorted(tmp_path.rglob("*"))

    assert _zelian("rehearse", path) == 0

    assert sorted(tmp_path.rglob("*")) == before
    assert not home.exists()


def test_json_is_the_same_each_time_in_any_language(home, script, capsys):
    path = script(FILE_OUTSTANDING + "参数: {卷宗移交期限: 3}\n预期: {状态: 已归档}")

    outputs = []
    for words in ((), (), ("--english",)):
        assert _zelian("rehearse", path, "--json", *words) == 1
        outputs.append(capsys.readouterr().out)

    assert len(set(outputs)) == 1
    found = json.loads(outputs[0])
    assert found["met"] is False
    assert found["state"] == {"code": "selected", "zh": "已抽取", "en": "selected"}
    assert found["parameters"][0]["value"] == 3
    assert found["parameters"][0]["in_force"]["value"] == 5
    assert found["limits"][0]["due"] == "2021-10-15"
    assert found["limits"][0]["explained"]["zh"][0].startswith("2021年10月12日（星期二）收到或者作出")
    assert found["events"][0]["notices"][0]["to"]["zh"] == "业务庭"
    assert found["checks"] == [
        {
            "event": None,
            "point": {"zh": "状态", "en": "state"},
            "expected": {"zh": "已归档", "en": "archived"},
            "met": False,
            "instead": {"zh": "已抽取", "en": "selected"},
        }
    ]
