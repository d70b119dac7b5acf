"""The handbook (办事手册): what it tells people to type exists, with the options it names."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.settings import Settings
from console.cli import app
from notifiers.credentials import named_in
from notifiers.route_book import route_book
from rules.roles import Role
from state_machines.confidentiality import FOLLOWING
from state_machines.protection.openings import OPENINGS
from state_machines.register import procedure

HANDBOOK = Path(__file__).parent.parent.parent / "docs" / "handbook"
QUARTER = ("quarter.md", "quarter.en.md")
BACK = ("looking-back.md", "looking-back.en.md")
PAGES = (
    *QUARTER,
    *BACK,
    *(
        f"{name}{end}"
        for name in (
            "discipline",
            "exit",
            "assessment",
            "protection",
            "chain",
            "who_is_told",
            "channels",
            "alerts",
            "desk",
        )
        for end in (".md", ".en.md")
    ),
)
BEGINS = {"移送": "handover", "退额": "quota_exit", "考核": "annual_assessment"}
COMMAND = re.compile(r"zelian (?P<words>[a-z]+(?: [a-z]+(?:-[a-z]+)*)?)(?P<rest>[^\n`]*)")
ACT = re.compile(r"zelian proceeding act (\S+) (\S+) (--role [^\n#]*)")
SETTING = re.compile(r"ZELIAN_(?!SECRET_)([A-Z_]+)")


def commands() -> dict[tuple[str, ...], set[str]]:
    """Every command the pages name, with the options they give it."""
    found: dict[tuple[str, ...], set[str]] = {}
    for page in PAGES:
        for named in COMMAND.finditer((HANDBOOK / page).read_text(encoding="utf-8")):
            options = set(re.findall(r"--[a-z-]+", named["rest"].split("#")[0]))
            found.setdefault(tuple(named["words"].split()), set()).update(options)
    return found


@pytest.mark.parametrize("words", sorted(commands()), ids=" ".join)
def test_every_command_of_the_handbook_is_there_with_its_options(words):
    answer = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "200"})

    assert answer.exit_code == 0
    assert {option for option in commands()[words] if option not in answer.stdout} == set()


def acts() -> set[tuple[str, str, str, tuple[str, ...]]]:
    """Every step the pages tell people to take: proceeding, step, role, and the particulars."""
    found = set()
    for page in PAGES:
        for ref, step, rest in ACT.findall((HANDBOOK / page).read_text(encoding="utf-8")):
            role = re.findall(r"--role (\S+)", rest)[0]
            found.add((ref, step, role, tuple(re.findall(r"--fact \"?([^=\s]+)=", rest))))
    return found


@pytest.mark.parametrize(("ref", "step", "role", "facts"), sorted(acts()), ids=str)
def test_every_step_of_the_handbook_is_one_for_that_role_and_with_those_particulars(ref, step, role, facts):
    table = procedure(_kind(ref))
    trigger = next(each for each in table.triggers.values() if step in (each.value, each.zh))
    office = next(each for each in Role if role in (each.value, each.zh))
    steps = [each for each in table.steps if each.trigger is trigger and office in each.roles]

    assert steps
    known = {name for each in steps for fact in each.facts for name in (fact.code, fact.zh)}
    required = {fact.code for each in steps for fact in each.required if not fact.computed}
    given = {fact.code for each in steps for fact in each.facts if {fact.code, fact.zh} & set(facts)}
    assert set(facts) <= known
    assert required <= given


def _kind(ref: str) -> str:
    """The procedure that a reference of the handbook belongs to."""
    for begins, code in BEGINS.items():
        if ref.startswith(begins):
            return code
    following = next((code for code, begins in FOLLOWING.items() if ref.startswith(begins)), None)
    if following:
        return following
    if ref.startswith("惩戒"):
        return "disciplinary_prereview"
    for opening in OPENINGS.values():
        if ref.startswith(opening.range):
            return opening.procedure.code
    return "quality_review" if "-" in ref else "review_round"


@pytest.mark.parametrize("page", ["channels.md", "channels.en.md"])
def test_the_page_of_channels_names_each_with_its_secrets_and_its_test(page):
    text = (HANDBOOK / page).read_text(encoding="utf-8")

    for channel in route_book().channels.values():
        assert f"| `{channel.name}`" in text
        assert f"zelian notices test --channel {channel.name}" in text
        assert all(f"`{name}`" in text for name in named_in(channel.url_for("P", "T")))
    assert {name.lower() for name in SETTING.findall(text)} <= set(Settings.model_fields)


@pytest.mark.parametrize("page", QUARTER)
def test_every_setting_of_the_handbook_is_one(page):
    named = {name.lower() for name in SETTING.findall((HANDBOOK / page).read_text(encoding="utf-8"))}

    assert named <= set(Settings.model_fields)
    assert {"home", "court", "operator", "court_directory", "database"} <= named


def test_the_pages_name_what_an_office_needs_from_import_to_circular():
    needed = {
        *(("people", errand) for errand in ("template", "import", "list", "declare", "conflicts")),
        *(("season", errand) for errand in ("open", "approve", "freeze", "draw", "verify", "advance")),
        *(("season", errand) for errand in ("collect", "status", "confirm", "report", "circulate")),
        *(("proceeding", errand) for errand in ("act", "show", "list")),
        *(("cases", "import"), ("notices", "list"), ("ledger", "verify"), ("tick",), ("serve",)),
    }

    assert needed <= set(commands())
