"""What is known of somebody's health is for few: to everybody else two courts look alike that differ in nothing but that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as some

from console.sample.exhibits import exhibit
from rules.roles import Role
from state_machines.disciplinary_prereview.terms import HEALTH_ONLY
from tests.console.test_visibility import LOOKING, OPEN, START, Court

MATTER = OPEN
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("proceeding", "show", MATTER),
    ("proceeding", "show", MATTER, "--json"),
    ("proceeding", "show", MATTER, "--as-of", "2026-03-20", "--json"),
    ("proceeding", "evidence", MATTER),
    ("proceeding", "evidence", MATTER, "--json"),
    ("proceeding", "evidence", MATTER, "--save", "取出"),
    ("proceeding", "reads", MATTER),
    ("notices", "show", MATTER),
    ("papers", "write", MATTER, "--all"),
    ("discipline", "register"),
    ("discipline", "derive", MATTER),
    ("sitting", "docket"),
    ("notices", "list"),
)
OTHERS = [role for role in Role if role not in (*HEALTH_ONLY, Role.CALENDAR)]
DIGESTS = re.compile(r"[0-9a-f]{12,64}")
"""A digest of the record says that two records differ, and not in what; papers have theirs compared as they are."""


def suspended(home: Path, health: str, mark: bytes) -> Court:
    """A court with one matter, suspended for an illness that differs from the other court's in its name alone."""
    court = Court(home)
    assert court.lead("J1") == MATTER
    court.do(MATTER, "admit_lead", Role.TRIAL_SUPERVISION)
    court.do(MATTER, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    court.do(MATTER, "start_inquiry", Role.PRESIDENT)
    (home / "诊断证明.pdf").write_bytes(exhibit("slip") + mark)
    code, said = court.zelian(
        "proceeding", "act", MATTER, "中止调查", "--role", "院长", "--by", "P1", "--fact", "中止情形=重病",
        "--fact", "理由=需要治疗", "--fact", f"健康情况={health}", "--fact", "健康材料=诊断证明.pdf",
    )  # fmt: skip
    assert code == 0, said
    return court


@pytest.fixture(scope="module")
def courts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Court, Court]]:
    folder = tmp_path_factory.mktemp("health")
    with time_machine.travel(START + timedelta(hours=1), tick=False):
        both = suspended(folder / "a", "心脏手术", b"%1"), suspended(folder / "b", "肿瘤化疗", b"%2")
    with time_machine.travel(LOOKING, tick=False):
        yield both


def seen(court: Court, words: tuple[str, ...], role: Role, spoken: tuple[str, ...] = ()) -> tuple[int, str]:
    code, said = court.zelian(*spoken, *words, "--role", role.zh, "--by", "X7")
    return code, said if words[0] == "papers" else DIGESTS.sub("#", said)


@trying(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(role=some.sampled_from(OTHERS), words=some.sampled_from(COMMANDS), english=some.booleans())
def test_nobody_else_learns_of_what_somebody_suffers(courts, role, words, english):
    spoken = ("--english",) if english else ()

    ours, theirs = (seen(court, words, role, spoken) for court in courts)

    assert ours == theirs
    assert "诊断证明" not in ours[1]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_tells_the_inspection_unit(courts, words):
    ours, theirs = (seen(court, words, Role.INSPECTION) for court in courts)

    assert ours == theirs
    assert "诊断证明" not in ours[1]


@pytest.mark.parametrize("role", [Role.PRESIDENT, Role.DISCIPLINE_OFFICE, Role.COMMITTEE_CHAIR])
def test_whoever_decides_on_a_suspension_knows_why(courts, role):
    ours, _ = courts

    assert "心脏手术" in seen(ours, ("proceeding", "show", MATTER, "--json"), role)[1]
    assert "诊断证明.pdf" in seen(ours, ("proceeding", "evidence", MATTER), role)[1]
