"""Freezing a list says what the plan cannot reach, before the digest is published."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from flows import drawing
from flows.office import Office
from notifiers.route_book import route_book
from records.cases import Case, CaseList
from records.store import Store
from rules.roles import Actor, Role
from rules.score_sheets import sheet_book

NOW = datetime(2022, 4, 11, 1, tzinfo=UTC)
WITHOUT = 3
CLERK, PRESIDENT = Actor("S1", Role.TRIAL_MANAGEMENT), Actor("P1", Role.PRESIDENT)


@pytest.fixture
def approved(tmp_path):
    """A round with four small strata and one large one, its plan approved."""
    yield from _approved(tmp_path, {})


@pytest.fixture
def approved_by_remainder(tmp_path):
    """The same, of a court that divides by largest remainder."""
    yield from _approved(tmp_path, {"sampling.method": "largest_remainder"})


def _approved(tmp_path, own):
    (tmp_path / "own" / "parameters").mkdir(parents=True)
    (tmp_path / "own" / "parameters" / "sampling.yaml").write_text(
        json.dumps({key: {"values": [{"value": value, "since": "2015-01-01", "provenance": "design"}]} for key, value in own.items()})
        .replace('"2015-01-01"', "2015-01-01"), encoding="utf-8")  # fmt: skip
    store = Store.open(f"sqlite:///{tmp_path / 'zelian.db'}", tmp_path / "own")
    office = Office(store, tmp_path / "papers", tmp_path / "mailbox", route_book(None), sheet_book(None))
    courts = ["甲区法院"] * 40 + ["乙区法院", "丙区法院", "丁区法院", "戊区法院"]
    with office.store.begin() as session:
        session.connection().execute(insert(CaseList), [{
            "file": "清单.xlsx", "sha256": "0" * 64, "rows_read": 44, "rows_faulty": 0, "accepted_with_faults": False,
            "taken_in_at": NOW, "taken_in_by": "S1"}])  # fmt: skip
        session.connection().execute(insert(Case), [
            {"case_no": f"（2022）吉01民初{number}号", "court": court, "case_kind": "civil", "bench": [], "related": [],
             "date_closed": date(2022, 2, 1), "list_id": 1} for number, court in enumerate(courts, start=1)])  # fmt: skip
    drawing.open_season(office, "2022Q1", "省高院", by=CLERK, now=NOW)
    drawing.approve(office, "2022Q1", by=PRESIDENT, now=NOW)
    yield office
    store.close()


def test_cases_that_the_plan_cannot_reach_are_named_before_the_seed_exists(approved_by_remainder):
    frozen = drawing.freeze(approved_by_remainder, "2022Q1", by=CLERK, now=NOW, size=10)

    assert frozen.without_chance == WITHOUT
    assert str(frozen.warning()).startswith(f"注意：{WITHOUT}件所在的层分配不到名额")


def test_where_every_case_has_a_chance_there_is_no_warning(approved):
    frozen = drawing.freeze(approved, "2022Q1", by=CLERK, now=NOW, size=10)

    assert frozen.warning() is None
