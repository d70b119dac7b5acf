"""Matters under way in a house of an earlier schema go on after the upgrade: by the rules they were opened under, and without a burst."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import create_engine, select
from sqlmodel import col
from typer.testing import CliRunner

from console.cli import app
from console.office import office
from records.as_of import as_of
from records.clocks import Clock
from records.notices import Notice
from records.proceedings import Proceeding
from records.rule_sets import rules_of
from records.verification import verify
from tests.console.at_a_desk import at_a_desk
from tests.records.test_stored_schemas import _new_database, _put, _rows

STORED = Path(__file__).parent / "schemas" / "open" / "0010.sql.gz"
GUARD = ("--role", "司法警察部门", "--by", "C1")
PROTECTORS = ("--role", "法官权益保障委员会", "--by", "Q1")
INSPECTION = ("--role", "督察部门", "--by", "D9")
GRADED, REPORTED, OFFERED, DECLINED = "安全2026-0002", "安全2026-0003", "移送-评1-线索", "移送-评2-线索"


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request, tmp_path):
    """That house brought up to date at its desk, two mornings after its last act."""
    with ExitStack() as stack:
        stack.enter_context(at_a_desk(tmp_path, columns=240))
        (tmp_path / "var").mkdir()
        with closing(sqlite3.connect(tmp_path / "var" / "zelian.db")) as database:
            database.executescript(gzip.decompress(STORED.read_bytes()).decode())
        if request.param == "postgresql":
            old = create_engine(f"sqlite:///{tmp_path / 'var' / 'zelian.db'}")
            rows = _rows(old)
            old.dispose()
            url = stack.enter_context(_new_database(request.getfixturevalue("postgres_url"), "under_way"))
            _put(url, "0010", rows)
            stack.enter_context(pytest.MonkeyPatch.context()).setenv("ZELIAN_DATABASE", url)
        stack.enter_context(time_machine.travel("2026-04-02T01:30:00Z", tick=False))
        yield tmp_path
        if office.cache_info().currsize:
            office().store.close()


def zelian(*words: str, code: int = 0) -> str:
    said = CliRunner().invoke(app, list(words))
    assert said.exit_code == code, said.output
    return said.output


def clock(ref: str) -> Clock:
    with office().store.read() as session:
        query = select(Clock).where(col(Clock.proceeding) == ref).order_by(col(Clock.id).desc())
        return session.execute(query).scalars().first()


def told() -> list[tuple[str, str, str]]:
    with office().store.read() as session:
        rows = session.execute(select(Notice).order_by(col(Notice.id))).scalars()
        return [(row.kind, row.proceeding, row.audience) for row in rows]


def test_a_danger_graded_under_deleted_rules_is_shown_acted_on_and_rebuilt(house):
    shown = zelian("proceeding", "show", GRADED, *PROTECTORS)
    zelian(
        "proceeding", "act", GRADED, "采取保护措施", *GUARD, "--fact", "保护措施=司法警察值守、通报公安机关"
    )
    zelian("proceeding", "act", REPORTED, "评估定级", *PROTECTORS, "--fact", "险情等级=二级险情", "--fact", "评估依据=跟踪")  # fmt: skip

    assert "起算1日" in shown
    with office().store.read() as session:
        row = session.execute(select(Proceeding).where(col(Proceeding.ref) == REPORTED)).scalar_one()
        old = rules_of(session, row.rules)
        assert "protection.danger_response" in old
        assert "chain.undoing_acceptance" not in old
        for ref in (GRADED, REPORTED, OFFERED):
            row = session.execute(select(Proceeding).where(col(Proceeding.ref) == ref)).scalar_one()
            then = as_of(session, ref, row.changed_at)
            assert (then.state, then.facts) == (row.state, row.facts)
        verify(session)
    assert (clock(REPORTED).length, clock(REPORTED).unit) == (old["protection.response_hours_2"], "hour")


def test_handovers_opened_before_each_row_had_its_time_are_answered_in_that_of_all(house):
    assert (clock(OFFERED).length, clock(OFFERED).unit) == (5, "working_day")
    zelian(
        "proceeding", "act", DECLINED, "再次移送", "--role", "院长", "--by", "P1", "--fact", "理由=补充录音"
    )
    zelian("proceeding", "act", OFFERED, "决定不予接收", *INSPECTION, "--fact", "理由=没有故意")

    assert (clock(DECLINED).code, clock(DECLINED).length, clock(DECLINED).unit) == ("acceptance", 5, "working_day")  # fmt: skip
    assert clock(OFFERED).code == "answer"


def test_new_rules_for_them_can_be_looked_at_beforehand(house):
    said = zelian("law", "migrate", "--to", "2026-04-01", "--dry-run", "--limits", "从新")

    assert "会有不同2件" in said, (
        "the danger in hours, and the clearing of what was no violation in its own time"
    )
    assert GRADED in said
    assert "保护措施到位期限" in said


def test_the_first_tick_writes_no_paper_for_what_ended_long_ago_and_tells_only_what_is_late(house):
    before = told()

    said = zelian("tick", "--without-prefect")
    once = told()
    again = zelian("tick", "--without-prefect")

    papers = {path.parent.name for path in Path("var/papers").rglob("*.pdf")}
    assert papers.isdisjoint({"安全2026-0001", "澄清2026-0001"}), said
    assert {GRADED, OFFERED} <= papers
    # Nobody is on the register of that house, which is an alarm for each letter; the letters themselves are what counts.
    new = [each for each in once[len(before) :] if each[0] != "nobody_to_notify"]
    assert {(kind, ref) for kind, ref, _ in new} == {("overdue", GRADED), ("overdue", REPORTED)}
    assert told() == once, again
    assert "文书：制作" not in again
