"""An exit is registered once for a judge, with its ground pinned and its source as it stands; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from flows import quota_exits
from records.exits import exits
from records.proceedings import Act, advance, find
from rules.courts import CourtLevel
from rules.errors import FaultyInput, NotFound, Refused
from rules.law import cite
from rules.roles import Actor, Role
from state_machines.quota_exit.openings import ExitOpening

COURT = "长春市中级人民法院"
NOW = datetime(2026, 6, 8, 2, tzinfo=UTC)
CLERK = Actor("P1", Role.PERSONNEL, court=COURT)


def _opening(office, ground: str = "retired", **changed) -> ExitOpening:
    given = {
        "judge": "J1", "court": COURT, "ground": quota_exits.ground_named(office, ground, NOW), "level": CourtLevel.INTERMEDIATE,
        "in_quota_since": date(2017, 6, 1), **changed,
    }  # fmt: skip
    return ExitOpening(**given)


def test_an_exit_opens_with_the_ground_as_the_lists_have_it(office):
    done = quota_exits.open_exit(office, _opening(office, "退休"), by=CLERK, now=NOW)

    with office.store.read() as session:
        row = find(session, done.ref)
    assert done.ref == f"退额{NOW.year}-0001"
    assert (row.state, row.facts["ground"], row.facts["category"]) == ("triggered", "retired", "natural")
    assert row.facts["ground_found"] == done.ground.record()


def test_a_judge_has_one_exit_under_way_and_may_have_another_once_it_has_ended(office):
    first = quota_exits.open_exit(office, _opening(office), by=CLERK, now=NOW)

    with pytest.raises(Refused, match=f"已有在办的退额事项{first.ref}"):
        quota_exits.open_exit(office, _opening(office, "own_request"), by=CLERK, now=NOW)
    other = quota_exits.open_exit(office, _opening(office, judge="J2"), by=CLERK, now=NOW)
    with office.store.act() as transaction:
        advance(
            transaction,
            Act(ref=first.ref, trigger="drop", by=CLERK, at=NOW, particulars={"reasons": "未批准退休"}),
        )
    again = quota_exits.open_exit(office, _opening(office), by=CLERK, now=NOW)

    assert [other.ref[-1], again.ref[-1]] == ["2", "3"]
    assert [row.ref for row in quota_exits.on_file(office)] == [other.ref, again.ref]
    assert len(quota_exits.on_file(office, every=True)) == 3


def test_the_matter_it_came_from_is_kept_with_its_digest(office):
    source = quota_exits.open_exit(office, _opening(office, judge="J2"), by=CLERK, now=NOW)
    opening = _opening(office, source={"ref": source.ref, "on": NOW.date().isoformat()})

    done = quota_exits.open_exit(office, opening, by=CLERK, now=NOW)

    with office.store.read() as session:
        assert find(session, done.ref).facts["source"] == {
            "ref": source.ref, "on": NOW.date().isoformat(), "digest": find(session, source.ref).head,
        }  # fmt: skip


def test_what_is_not_on_file_is_no_source(office):
    with pytest.raises(NotFound):
        quota_exits.open_exit(office, _opening(office, source={"ref": "惩戒2022-0001"}), by=CLERK, now=NOW)

    with office.store.read() as session:
        assert exits(session) == []


@pytest.mark.parametrize(
    ("role", "code", "ground", "allowed"),
    [
        (Role.PERSONNEL, "P1", "own_request", True), (Role.JUDGE_CONCERNED, "J1", "own_request", True),
        (Role.JUDGE_CONCERNED, "J2", "own_request", False), (Role.JUDGE_CONCERNED, "J1", "retired", False),
        (Role.PRESIDENT, "P2", "own_request", False),
    ],
)  # fmt: skip
def test_an_exit_is_registered_by_personnel_and_a_request_by_the_judge_as_well(
    role, code, ground, allowed, office
):
    opening = _opening(office, ground)
    if allowed:
        assert quota_exits.open_exit(office, opening, by=Actor(code, role), now=NOW).ref
        return

    with pytest.raises(Refused) as refused:
        quota_exits.open_exit(office, opening, by=Actor(code, role), now=NOW)

    assert refused.value.authority == cite("local_quota_exit.提出")


def test_all_that_is_missing_is_said_at_once_and_nothing_is_written(office):
    later = (NOW + timedelta(days=9)).date()
    opening = replace(
        _opening(office),
        judge=" ",
        court="",
        level=None,
        in_quota_since=later,
        source={"on": later.isoformat()},
    )

    with pytest.raises(FaultyInput) as faulty:
        quota_exits.open_exit(office, opening, by=CLERK, now=NOW)

    assert len(faulty.value.faults) == 5
    with office.store.read() as session:
        assert exits(session) == []


def test_a_ground_that_did_not_hold_on_its_day_is_refused_at_the_counter(office):
    opening = _opening(office, "assessed_incompetent", source={"on": "2021-12-31"})

    with pytest.raises(Refused, match="在2021-12-31没有施行"):
        quota_exits.open_exit(office, opening, by=CLERK, now=NOW)
