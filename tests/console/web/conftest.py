"""A court with a review under way, its people on the register, and accounts for them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from console.office import office
from records.people import enrol
from records.proceedings import Act, advance, open_many
from rules.roles import Actor, Role
from state_machines.quality_review.table import QUALITY_REVIEW
from tests.console.at_a_desk import at_a_desk
from tests.console.test_judges_desk import GIVEN, ORGANISER, READERS, REF, WAY
from tests.console.web.visitor import Visitor, account

COURT = "长春市中级人民法院"
SINCE = date(2015, 1, 1)
# fmt: off
PEOPLE = (
    ("J1", COURT, "民二庭", Role.JUDGE), ("J5", COURT, "民一庭", Role.JUDGE), ("C1", COURT, "民二庭", Role.DIVISION_CHIEF),
    ("C2", COURT, "民一庭", Role.DIVISION_CHIEF), ("D1", COURT, "民二庭", Role.DIVISION),
    ("A1", ORGANISER, "", Role.TRIAL_MANAGEMENT), ("A2", COURT, "", Role.TRIAL_MANAGEMENT), ("P1", ORGANISER, "", Role.PRESIDENT),
    ("R1", "吉林市中级人民法院", "民一庭", Role.REVIEWER), ("R2", "吉林市中级人民法院", "民一庭", Role.REVIEWER), ("R9", ORGANISER, "", Role.REVIEWER),
)
# fmt: on


def person(code: str, court: str, division: str, *roles: Role) -> dict[str, Any]:
    posts = [{"role": role, "division": division, "since": SINCE, "specialties": []} for role in roles]
    return {"code": code, "name": "", "court": court, "division": division, "posts": posts, "addresses": {}}


def review(ref: str, way: Any, at: datetime, **facts: Any) -> None:
    """Open a review and take it that way."""
    store = office().store
    with store.begin() as session:
        by, rules = Actor("A1", Role.TRIAL_MANAGEMENT, court=ORGANISER), store.rules.on(at.date())
        open_many(session, QUALITY_REVIEW.code, [(ref, GIVEN | facts)], by=by, at=at, rules=rules)
        for trigger, role, code, states in way:
            advance(session, Act(ref=ref, trigger=trigger, by=Actor(code, role, court=ORGANISER), at=at, particulars=states))  # fmt: skip


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One review, fed back to its judge an hour ago; everybody has an account. It is made once, and copied."""
    folder = tmp_path_factory.mktemp("court")
    with at_a_desk(folder):
        begun = datetime.now(ZoneInfo("Asia/Shanghai")) - timedelta(hours=1)
        with office().store.begin() as session:
            by = Actor("A1", Role.TRIAL_MANAGEMENT)
            enrol(session, [person(*each) for each in PEOPLE], begun, by, "名册.xlsx")
        review(REF, WAY, begun)
        for code, *_ in PEOPLE:
            account(code)
    return folder


@pytest.fixture
def court(furnished: Path, tmp_path: Path) -> Iterator[Path]:
    """That court, in a folder of the test's own."""
    shutil.copytree(furnished / "var", tmp_path / "var")
    with at_a_desk(tmp_path, columns=220):
        yield tmp_path


@pytest.fixture
def visit(court: Path) -> Any:
    """Sign in as one of the people of that court."""

    def signed_in(name: str) -> Visitor:
        visitor = Visitor()
        assert visitor.sign_in(name).status == 303
        return visitor

    return signed_in


MATTER = f"/matters/{REF}"
__all__ = ["COURT", "MATTER", "ORGANISER", "READERS", "REF", "WAY"]
