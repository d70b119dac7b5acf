"""The desks for law, procedures and time limits: what they answer, in both languages, and how they refuse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.cli import COMMANDS, app

ROOT = Path(__file__).parent.parent.parent

CLERK_TEXTS = [
    {
        "law": "法官法",
        "version_date": "2019-04-23",
        "article": 48,
        "sub": 0,
        "label": "第四十八条",
        "text": "（此处为条文）",
    },
    {
        "law": "法官法",
        "version_date": "2017-09-01",
        "article": 48,
        "sub": 0,
        "label": "第四十八条",
        "text": "（旧文）",
    },
    {
        "law": "法官法",
        "version_date": "2019-04-23",
        "article": 49,
        "sub": 0,
        "label": "第四十九条",
        "text": "（另一条）",
    },
]


@pytest.fixture(autouse=True)
def _a_desk_of_our_own(tmp_path, monkeypatch):
    from console.installation import settings

    for name in [name for name in os.environ if name.startswith("ZELIAN_") and name != "ZELIAN_SHARED"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZELIAN_HOME", str(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()
    yield
    settings.cache_clear()


def ask(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def in_a_shell(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from console.cli import main; main()", *words]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)


# --- law and parameters ---------------------------------------------------------------------------------------------


def test_the_values_of_a_day_are_listed_with_authority_provenance_and_file():
    answer = ask("law", "list", "--on", "2022-01-01")

    assert answer.exit_code == 0
    assert "2022-01-01生效的参数" in answer.stdout
    line = next(line for line in answer.stdout.splitlines() if "quality_review.objection " in line)
    for shown in (
        "异议期",
        "5个工作日",
        "local_review.异议",
        "待法院确定",
        "2015-01-01",
        "config/parameters/quality_review.yaml",
    ):
        assert shown in line


def test_another_program_reads_the_same_as_json():
    answer = json.loads(ask("law", "list", "--on", "2022-01-01", "--json").stdout)

    values = {entry["key"]: entry for entry in answer["parameters"]}
    assert answer["on"] == "2022-01-01"
    assert values["quality_review.sample_size"]["value"] == 100
    assert values["quality_review.sample_size"]["provenance"] == "verified"
    assert len(answer["digest"]) == 64


def test_a_value_of_the_court_stands_before_ours(tmp_path, monkeypatch):
    own = tmp_path / "court" / "parameters"
    own.mkdir(parents=True)
    (own / "own.yaml").write_text(
        "quality_review.objection:\n  values:\n    - {value: 7, since: 2022-01-01, provenance: design}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("ZELIAN_COURT_DIRECTORY", str(tmp_path / "court"))

    history = json.loads(ask("law", "show", "quality_review.objection", "--json").stdout)

    assert [(entry["value"], entry["source"]) for entry in history["values"]] == [
        (5, "config/parameters/quality_review.yaml"),
        (7, "own.yaml"),
    ]


def test_an_article_is_shown_with_its_point_provenance_and_dates():
    answer = ask("law", "show", "judges_law.48")

    assert answer.exit_code == 0
    assert "《中华人民共和国法官法》第48条" in answer.stdout
    assert "要旨：惩戒委员会从专业角度认定" in answer.stdout
    assert "出处：已核" in answer.stdout
    assert "施行：2019-10-01" in answer.stdout


def test_the_law_library_of_the_court_adds_the_full_text(tmp_path, monkeypatch):
    library = tmp_path / "articles.jsonl"
    library.write_text(
        "\n".join(json.dumps(entry, ensure_ascii=False) for entry in CLERK_TEXTS), encoding="utf-8"
    )
    monkeypatch.setenv("ZELIAN_LAW_LIBRARY", str(library))

    answer = ask("law", "show", "judges_law.48")

    assert answer.stdout.index("（旧文）") < answer.stdout.index("（此处为条文）")
    assert "（另一条）" not in answer.stdout


def test_a_law_whose_versions_number_their_articles_differently_shows_its_own_version(tmp_path, monkeypatch):
    library = tmp_path / "articles.jsonl"
    entries = [
        {
            "law": "监察法",
            "version_date": version,
            "article": 56,
            "sub": 0,
            "label": "第五十六条",
            "text": text,
        }
        for version, text in (("2018-03-20", "（监察人员）"), ("2024-12-25", "（复审复核）"))
    ]
    library.write_text(
        "\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries), encoding="utf-8"
    )
    monkeypatch.setenv("ZELIAN_LAW_LIBRARY", str(library))

    answer = ask("law", "show", "supervision_law_2024.56")

    assert "（复审复核）" in answer.stdout
    assert "（监察人员）" not in answer.stdout


def test_the_choices_of_discipline_are_told_in_words_and_not_in_codes():
    told = ask("law", "list", "--on", "2022-05-10").stdout

    assert "全体委员会议" in told
    assert "full_committee" not in told
    assert "2/3" in told


def test_every_broken_line_of_a_law_library_is_named(tmp_path, monkeypatch):
    library = tmp_path / "articles.jsonl"
    library.write_text('{"law": "法官法"}\n不是 JSON\n', encoding="utf-8")
    monkeypatch.setenv("ZELIAN_LAW_LIBRARY", str(library))

    answer = ask("law", "show", "judges_law.48")

    assert answer.exit_code == 2
    assert "第1行：" in answer.stderr
    assert "第2行：" in answer.stderr


@pytest.mark.parametrize(
    ("key", "said"), [("judges_law.9999", "没有登记“9999”"), ("no_such.key", "没有参数“no_such.key”")]
)
def test_an_unknown_rule_is_said_to_be_unknown(key, said):
    answer = ask("law", "show", key)

    assert answer.exit_code == 4
    assert said in answer.stderr
    assert answer.stdout == ""


# --- procedures -----------------------------------------------------------------------------------------------------


def test_the_procedures_on_the_books_are_listed():
    answer = ask("procedures", "list")

    assert answer.exit_code == 0
    assert "quality_review" in answer.stdout
    assert "案件质量评查" in answer.stdout


@pytest.mark.parametrize(
    ("form", "zh", "en"),
    [
        ("table", "| 移交卷宗 | 已抽取 |", "| hand in the file | selected |"),
        ("mermaid", "移交卷宗（业务庭）", "hand in the file (trial division)"),
    ],
)
def test_a_procedure_is_shown_in_either_language(form, zh, en):
    assert zh in ask("procedures", "show", "quality_review", "--as", form).stdout
    assert en in ask("procedures", "show", "quality_review", "--as", form, "--language", "en").stdout


def test_a_procedure_is_handed_to_another_program_as_json():
    record = json.loads(ask("procedures", "show", "review_round", "--as", "json").stdout)

    assert record["name"] == {"zh": "季度评查项目", "en": "quarterly review round"}


def test_an_unknown_procedure_is_refused_with_those_there_are():
    answer = ask("procedures", "show", "divorce")

    assert answer.exit_code == 4
    assert "没有程序“divorce”；现有：review_round、quality_review" in answer.stderr


# --- time limits ----------------------------------------------------------------------------------------------------


def test_a_due_date_is_explained_step_by_step():
    answer = ask("clock", "explain", "--from", "2022-04-28", "--length", "5", "--unit", "working-days")

    assert answer.exit_code == 0
    assert answer.stdout.startswith("1. 2022年4月28日（星期四）收到或者作出，当日不计入。依据：")
    assert "2022年5月7日（星期六）调休上班，计入" in answer.stdout
    assert answer.stdout.endswith("至2022年5月9日24时\n")


def test_suspended_and_added_days_move_the_due_date():
    asked = ("clock", "explain", "--from", "2022-04-28", "--length", "5", "--unit", "working-days", "--json")

    plain = json.loads(ask(*asked).stdout)
    longer = json.loads(ask(*asked, "--suspended", "2022-05-05..2022-05-06", "--extended", "3").stdout)
    held = json.loads(ask(*asked, "--suspended", "2022-05-05..").stdout)

    assert (plain["rolled"], plain["instant"]) == ("2022-05-09", "2022-05-09T16:00:00+00:00")
    assert longer["rolled"] == "2022-05-16"
    assert (held["rolled"], held["suspended_since"]) == (None, "2022-05-05")


@pytest.mark.parametrize("wrong", [("--from", "2022-02-30"), ("--length", "0"), ("--suspended", "x..y")])
def test_a_wrong_day_or_length_is_a_fault_with_its_place(wrong):
    right = {"--from": "2022-04-28", "--length": "5", "--unit": "working-days"}
    words = [word for option in {**right, wrong[0]: wrong[1]}.items() for word in option]

    answer = ask("clock", "explain", *words)

    assert answer.exit_code == 2
    assert "处错误：" in answer.stderr
    assert "Traceback" not in answer.output


def test_every_fault_of_a_command_is_told_at_once():
    answer = ask(
        "clock",
        "explain",
        "--from",
        "x",
        "--length",
        "0",
        "--suspended",
        "y..z",
        "--suspended",
        "2022-05-02..2022-05-01",
    )

    assert answer.exit_code == 2
    assert answer.stderr.startswith("共5处错误：\n")
    assert answer.stdout == ""


# --- the counter ----------------------------------------------------------------------------------------------------


def test_the_help_is_in_chinese_and_on_request_in_english():
    chinese, english = in_a_shell("law", "list", "--help"), in_a_shell("law", "list", "--help", "--english")
    by_setting = in_a_shell("--help", ZELIAN_LANGUAGE="en")

    assert "列出某日生效的参数" in chinese.stdout
    assert "显示本说明" in chinese.stdout
    assert "Usage" not in chinese.stdout
    assert "list the parameters in force on a day" in english.stdout
    assert "law and parameters" in by_setting.stdout
    assert "法律" not in english.stdout + by_setting.stdout


def test_the_counter_imports_nothing_heavy():
    heavy = "{'sqlmodel', 'sqlalchemy', 'prefect', 'apprise', 'pydantic_settings', 'transitions', 'holidays'}"
    program = (
        "import sys, atexit; sys.argv = ['zelian', '--help']\n"
        f"atexit.register(lambda: print('LOADED', sorted({heavy} & set(sys.modules))))\n"
        "from console.cli import main; main()"
    )

    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert found.stdout.splitlines()[-1] == "LOADED []"


def test_a_desk_that_is_not_there_disturbs_no_other(monkeypatch):
    from rules.labels import Words

    monkeypatch.setitem(COMMANDS, "tomorrow", ("console.commands.tomorrow", Words("将来", "tomorrow")))

    assert ask("procedures", "list").exit_code == 0
    assert "将来" not in ask("--help").stdout
    assert ask("tomorrow").exit_code == 2


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (("lwa",), "没有命令 'lwa'", "No such command 'lwa'"),
        (("law", "list", "--onn", "x"), "没有选项 --onn", "No such option: --onn"),
        (("procedures", "show"), "缺少 程序代码", "Missing argument"),
        (("clock", "explain", "--from", "2022-04-28", "--length", "5", "--unit", "hours"), "没有 'hours' 这一项", "'hours' is not one of"),
        (("law", "list", "superfluous"), "多出的内容：superfluous", "Got unexpected extra argument"),
    ],
)  # fmt: skip
def test_a_command_written_wrong_is_answered_with_what_is_wrong(words, zh, en):
    in_chinese, in_english = ask(*words), ask(*words, "--english")

    assert in_chinese.exit_code == in_english.exit_code == 2
    assert "命令有误：" in in_chinese.stderr
    assert zh in in_chinese.stderr
    assert en in in_english.stderr


def test_a_wrong_setting_is_named_with_its_cure(monkeypatch):
    monkeypatch.setenv("ZELIAN_LANGUAGE", "fr")

    answer = ask("law", "list")

    assert answer.exit_code == 2
    assert "设置 ZELIAN_LANGUAGE：“fr”不能使用" in answer.stderr


def test_a_directory_of_the_court_that_is_not_there_is_no_empty_one(monkeypatch, tmp_path):
    monkeypatch.setenv("ZELIAN_COURT_DIRECTORY", str(tmp_path / "nowhere"))

    answer = ask("law", "list")

    assert answer.exit_code == 2
    assert "ZELIAN_COURT_DIRECTORY" in answer.stderr


# --- refusals -------------------------------------------------------------------------------------------------------


def test_each_kind_of_refusal_has_its_exit_code(capsys):
    from datetime import UTC, datetime

    from console.refusals import answer
    from rules.errors import BrokenLedger, FaultySheet, NotFound, SomeoneWasFaster, UnknownParameter
    from rules.labels import Words
    from rules.law import cite

    words, noon = Words("如此", "so"), datetime(2022, 4, 28, 12, tzinfo=UTC)
    errors = [
        SomeoneWasFaster(words, cite("plan_2022.14")),
        FaultySheet([]),
        NotFound(words),
        UnknownParameter(words),
        BrokenLedger(words),
    ]

    assert [answer(error, noon) for error in errors] == [3, 2, 4, 4, 5]
    assert capsys.readouterr().err.startswith(
        "不予办理：如此。依据：《2022年全省法院司法改革工作要点》第14条\n"
    )


def test_a_fault_of_the_program_is_a_number_for_people_and_a_log_for_technicians(tmp_path, capsys):
    from datetime import UTC, datetime

    from console.refusals import answer

    code = answer(ZeroDivisionError("division by zero"), datetime(2022, 4, 28, 12, tzinfo=UTC))

    said = capsys.readouterr().err
    (log,) = (tmp_path / "var" / "log").iterdir()
    assert code == 1
    assert said.startswith(f"系统故障，编号 {log.stem}。")
    assert "ZeroDivisionError" not in said
    assert "ZeroDivisionError: division by zero" in log.read_text(encoding="utf-8")


# --- standards ------------------------------------------------------------------------------------------------------


def test_the_standard_of_a_day_is_shown_with_the_mark_of_its_day():
    before = ask("standards", "list", "--on", "2024-11-20")
    since = ask("standards", "list", "--on", "2024-11-21")

    assert "2024-11-20定等方法：百分制扣分" in before.output
    assert "litigation@2022-01-01" in before.output
    assert "2024-11-21定等方法：最严重情形（吸收原则）" in since.output
    assert "待核。起始日为见报日，施行日期未公布" in since.output
    assert "standard-litigation@2024-11-21" in since.output


def test_every_row_of_the_standard_says_that_the_court_has_still_to_lay_it_down():
    shown = json.loads(ask("standards", "show", "民事", "--on", "2026-10-01", "--json").output)

    assert shown["version"] == "standard-litigation@2024-11-21"
    assert [item["severity"] for item in shown["items"]].count("unqualified") == 8
    assert {item["provenance"] for item in shown["items"]} == {"design"}
    printed = ask("standards", "show", "民事", "--on", "2026-10-01").output
    assert "不合格（待法院确定）" in printed
    assert "标准公布的类别：严重违反法定程序" in printed


def test_an_old_sheet_is_shown_by_its_version_and_an_unknown_one_refused():
    assert "litigation@2022-01-01" in ask("standards", "show", "litigation@2022-01-01").output
    assert ask("standards", "show", "海事").exit_code != 0


def test_a_court_that_knows_the_day_of_the_standard_sets_it_in_one_line(tmp_path, monkeypatch):
    from console.installation import settings

    own = tmp_path / "own" / "parameters"
    own.mkdir(parents=True)
    (own / "grading.yaml").write_text(
        "grading.method:\n  values:\n"
        "    - {value: points, since: 2024-11-21, until: 2025-01-01, provenance: verified}\n"
        "    - {value: worst_finding, since: 2025-01-01, provenance: verified}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("ZELIAN_COURT_DIRECTORY", str(own.parent))
    settings.cache_clear()

    assert "litigation@2022-01-01" in ask("standards", "list", "--on", "2024-12-31").output
    assert "standard-litigation@2024-11-21" in ask("standards", "list", "--on", "2025-01-01").output


def test_a_word_of_broken_characters_is_refused_at_the_door():
    answer = ask("law", "show", "\udcff")

    assert answer.exit_code == 2
    assert "残缺的字符" in answer.stderr
