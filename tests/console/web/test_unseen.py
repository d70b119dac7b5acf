"""Who may not know of a matter gets, in a browser too, the very bytes that a court without it would send."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
import time_machine
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as some

from console.office import office
from records.people import enrol
from rules.roles import Actor, Role
from tests.console.test_visibility import (
    COURT,
    HIDDEN,
    HIGHER,
    LOOKING,
    OPEN,
    START,
    Court,
    before_the_committee,
)
from tests.console.web.conftest import person
from tests.console.web.visitor import Visitor, account

CASE = "吉01民终J1"
DECISION = "惩戒决定2026-0002"
READERS = {
    # who has stepped aside, or has no part          in which office the matter would come to him
    "D1": person("D1", COURT, "", Role.INSPECTION, Role.PRESIDENT),
    "W2": person("W2", HIGHER, "", Role.COMMITTEE_MEMBER, Role.DISCIPLINE_OFFICE),
    "P5": person("P5", COURT, "民一庭", Role.DIVISION_CHIEF, Role.REVIEWER),
}  # fmt: skip
JUDGE = person("J1", COURT, "民一庭", Role.JUDGE, Role.TRIAL_MANAGEMENT, Role.INSPECTION)
SEEING = person("D2", COURT, "", Role.INSPECTION)
ASKED = (
    "/", "/matters", f"/matters?q={HIDDEN}", "/matters?q=0002", f"/matters?q={CASE}", "/matters?procedure=disciplinary_prereview",
    "/matters?procedure=disciplinary_prereview&state=before_committee", "/matters?procedure=handover", "/matters?before=9",
    "/notices", "/notices?before=99999", f"/matters/{HIDDEN}", f"/matters/{HIDDEN}?as=inspection@{COURT}", f"/matters/{HIDDEN}/files/1",
    f"/matters/{DECISION}", "/matters?as=inspection@" + COURT, "/notices?as=inspection@" + COURT, f"/matters/{OPEN}",
    "/language/en?back=/", "/language/zh?back=/", "/law/judges_law.48", "/account/password",
)  # fmt: skip
SENT = tuple(
    (f"/matters/{ref}/acts/{act}", act)
    for ref in (HIDDEN, DECISION)
    for act in ("report", "ask_recusal", "nothing")
)


@pytest.fixture(scope="module")
def courts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Court, Court, dict[str, Visitor]]]:
    """Two courts that differ in one matter, of judge J1, in which D1 and W2 stepped aside; the same sign-ins in both."""
    folder = tmp_path_factory.mktemp("courts")
    without = Court(folder / "a")
    visitors = {code: Visitor() for code in (*READERS, "D2", "J1")}
    with time_machine.travel(START, tick=False):
        assert without.lead("J9") == OPEN
        with without, office().store.begin() as session:
            enrol(
                session,
                [*READERS.values(), SEEING, JUDGE],
                START,
                Actor("A", Role.TRIAL_MANAGEMENT),
                "名册.xlsx",
            )
        with without:
            for code in visitors:
                account(code)
    with time_machine.travel(LOOKING, tick=False), without:
        for code, visitor in visitors.items():
            assert visitor.sign_in(code).status == 303
    shutil.copytree(folder / "a", folder / "copied")
    holding = Court(folder / "b")
    shutil.copytree(folder / "copied" / "var", folder / "b" / "var")
    with time_machine.travel(START, tick=False):
        assert holding.lead("J1") == HIDDEN
        before_the_committee(holding, HIDDEN, "J1")
    with time_machine.travel(LOOKING, tick=False):
        yield without, holding, visitors


def told(
    court: Court, visitor: Visitor, paths: list[str]
) -> list[tuple[int, list[tuple[bytes, bytes]], bytes]]:
    with court:
        again = Visitor(dict(visitor.cookies))
        found = []
        for path in paths:
            act = dict(SENT).get(path)
            answered = again.post(path, {"csrf": again.csrf(), "seen": 5}) if act else again.get(path)
            found.append((answered.status, answered.headers, answered.body))
        return found


@trying(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    who=some.sampled_from(sorted(READERS)),
    paths=some.lists(some.sampled_from([*ASKED, *(path for path, _ in SENT)]), min_size=1, max_size=5),
)
def test_whoever_may_not_know_of_a_matter_gets_the_same_bytes_whether_it_is_there_or_not(courts, who, paths):
    without, holding, visitors = courts

    assert told(without, visitors[who], paths) == told(holding, visitors[who], paths)


@pytest.mark.parametrize("who", sorted(READERS))
def test_every_page_there_is_hides_it(courts, who):
    without, holding, visitors = courts
    paths = [*ASKED, *(path for path, _ in SENT)]

    for path, one, other in zip(
        paths, told(without, visitors[who], paths), told(holding, visitors[who], paths), strict=True
    ):
        assert one == other, path
        assert one[0] != 500, path


def test_whoever_may_know_of_it_finds_it(courts):
    without, holding, visitors = courts
    paths = [path for path in ASKED if path.startswith(("/matters?q=", f"/matters/{HIDDEN}?", "/notices?as"))]

    here, there = told(without, visitors["D2"], paths), told(holding, visitors["D2"], paths)

    assert [one == other for one, other in zip(here, there, strict=True)].count(True) <= 1
    assert any(HIDDEN.encode() in body for _, _, body in there)


def test_the_judge_finds_the_own_matter_in_the_own_role_alone(courts):
    _, holding, visitors = courts

    page, listed = (
        answered[2].decode()
        for answered in told(
            holding, visitors["J1"], [f"/matters/{HIDDEN}", f"/matters?q={HIDDEN}&as=inspection@{COURT}"]
        )
    )

    assert "（以当事法官身份）" in page
    assert "没有。" in listed
