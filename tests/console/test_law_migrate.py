"""The desk puts open proceedings under newer rules: first a look, then the act, each in words a clerk understands."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from console.office import office
from records.proceedings import Act, advance, open_many
from rules.roles import Actor, Role
from state_machines.quality_review.table import QUALITY_REVIEW
from tests.console.at_a_desk import at_a_desk, leave
from tests.console.test_judges_desk import GIVEN, ORGANISER, REF, WAY, zelian

TODAY = datetime.now(ZoneInfo("Asia/Shanghai"))
OLD = TODAY - timedelta(days=1)
NEW_VALUE = """
quality_review.objection:
  unit: working_day
  values:
    - {{value: 10, since: {today:%Y-%m-%d}, authority: local_review.异议, provenance: design}}
"""
WHY = ("--provision", "评查办法第40条", "--reason", "在办事项适用", "--by", "P-1")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A review fed back to its judge yesterday, and since this morning a longer time for objecting."""
    with at_a_desk(tmp_path, columns=240):
        store = office().store
        with store.begin() as session:
            by = Actor("A1", Role.TRIAL_MANAGEMENT, court=ORGANISER)
            rules = store.rules.on(OLD.date())
            open_many(session, QUALITY_REVIEW.code, [(REF, GIVEN)], by=by, at=OLD, rules=rules)
            for trigger, role, code, states in WAY:
                by = Actor(code, role, court=ORGANISER)
                advance(session, Act(ref=REF, trigger=trigger, by=by, at=OLD, particulars=states))
        (tmp_path / "本院" / "parameters").mkdir(parents=True)
        (tmp_path / "本院" / "parameters" / "评查.yaml").write_text(
            NEW_VALUE.format(today=TODAY), encoding="utf-8"
        )
        monkeypatch.setenv("ZELIAN_COURT_DIRECTORY", str(tmp_path / "本院"))
        leave()
        yield tmp_path


def migrate(*more):
    return zelian("law", "migrate", "--to", TODAY.date().isoformat(), *more)


def test_a_look_names_what_would_change_and_changes_nothing(desk):
    looked = migrate("--dry-run")
    record = json.loads(migrate("--dry-run", "--json").output)
    shown = json.loads(zelian("proceeding", "show", REF, "--json").output)

    assert looked.exit_code == 0, looked.output
    assert "在办事项1件，其中已适用0件，会有不同1件" in looked.output
    assert "quality_review.objection" in looked.output
    assert "异议期：" in looked.output
    assert "什么也没有改变" in looked.output
    (found,) = record["proceedings"]
    assert found["past_stands"]
    assert found["limits"][0]["becomes"] > found["limits"][0]["was"]
    assert shown["version"] == len(WAY) + 1


def test_then_it_is_done_and_stands_in_the_course_of_the_proceeding(desk):
    done = migrate(*WHY)
    shown = zelian("proceeding", "show", REF).output
    facts = json.loads(zelian("proceeding", "show", REF, "--json").output)["facts"]
    after = json.loads(migrate("--dry-run", "--json").output)

    assert done.exit_code == 0, done.output
    assert "已适用新规则1件；不予办理0件" in done.output
    assert "适用新规则" in shown
    assert facts["transitional_provision"] == "评查办法第40条"
    assert (after["proceedings"], after["already"]) == ([], 1)


def test_without_the_provision_it_is_not_done_and_all_that_is_missing_is_named(desk):
    faulty = migrate()

    assert faulty.exit_code == 2
    assert all(option in faulty.stderr for option in ("--provision", "--reason", "--by"))
    assert json.loads(zelian("proceeding", "show", REF, "--json").output)["version"] == len(WAY) + 1


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--limits", "随便"), "没有这一项"), (("--procedure", "无此程序"), "没有程序“无此程序”")],
)
def test_what_it_does_not_know_it_says_with_what_there_is(desk, words, said):
    asked = migrate("--dry-run", *words)

    assert asked.exit_code in {2, 4}
    assert said in asked.stderr


def test_in_english(desk):
    assert "would differ" in migrate("--dry-run", "--english").output
