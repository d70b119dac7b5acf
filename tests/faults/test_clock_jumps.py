"""The machine's clock goes back by an hour, by a day, over the end of a limit: nothing is done twice, and nothing is lost."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, text

from flows.clockwork import Clockwork
from flows.delivery import deliver_due
from flows.due import morning
from flows.office import Office
from records import notices
from records.people import Post
from records.proceedings import Act, advance, advance_many, open_many
from records.store import Store
from records.verification import verify
from rules.errors import Refused
from rules.roles import Actor, Role
from tests.stories.killed_worker import COURT, LATER, NOW, OFFICE, ROUTES, SHEETS, WAY

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REF = "评1"
JUDGE = Actor("J1", Role.JUDGE)


@pytest.fixture
def office(database_url, tmp_path):
    store = Store.open(database_url)
    with store.begin() as session:
        facts = {"organiser": COURT, "court": COURT, "case_no": "1号", "division": "", "judge": "J1", "bench": ["J1"], "reversed": False, "conflicts": [], "case_kind": "civil"}  # fmt: skip
        open_many(
            session, "quality_review", [(REF, facts)], by=OFFICE, at=NOW, rules=store.rules.on(NOW.date())
        )
        held = [("D1", "division"), ("A1", "trial_management"), ("J1", "judge")]
        posts = [{"person": code, "role": role, "court": COURT, "division": "", "since": date(2020, 1, 1), "until": None, "specialties": []} for code, role in held]  # fmt: skip
        session.connection().execute(insert(Post), posts)
    yield Office(store, tmp_path / "papers", tmp_path / "mailbox", ROUTES, SHEETS)
    store.close()


def do(office, trigger, by, at, **particulars):
    with office.store.begin() as session:
        return advance(session, Act(ref=REF, trigger=trigger, by=by, at=at, particulars=particulars))


def feed_back(office, at):
    for trigger, by, particulars in WAY:
        do(office, trigger, by, at, **particulars)


def entries(office):
    with office.store.read() as session:
        verify(session)
        rows = session.connection().execute(text("SELECT record FROM ledger_entry WHERE chain = :ref ORDER BY number"), {"ref": REF})  # fmt: skip
        return [json.loads(row[0]) for row in rows]


@pytest.mark.parametrize("back", [HOUR, DAY], ids=["an hour", "a day"])
def test_an_act_after_the_clock_went_back_is_done_and_says_so(office, back):
    trigger, by, particulars = WAY[0]
    do(office, trigger, by, NOW + 2 * DAY, **particulars)

    do(office, WAY[1][0], WAY[1][1], NOW + 2 * DAY - back, **WAY[1][2])
    do(office, WAY[2][0], WAY[2][1], NOW + 3 * DAY, **WAY[2][2])

    _, handed_in, assigned, submitted = entries(office)
    assert assigned["at"] < handed_in["at"] == assigned["earlier_than"]
    assert "earlier_than" not in {**handed_in, **submitted}


def test_a_batch_that_goes_back_within_itself_says_so_too(office):
    acts = [
        Act(ref=REF, trigger=trigger, by=by, at=NOW + DAY - number * HOUR, particulars=particulars)
        for number, (trigger, by, particulars) in enumerate(WAY[:2])
    ]
    with office.store.begin() as session:
        advance_many(session, acts)

    *_, last = entries(office)
    assert last["earlier_than"] == entries(office)[-2]["at"]


def test_a_limit_that_lapsed_does_not_lapse_again_when_the_clock_goes_back_over_its_end(office):
    feed_back(office, NOW)

    first = morning(office, LATER)
    lapsed = entries(office)
    again = [morning(office, LATER + jump) for jump in (-20 * DAY, -29 * DAY, -HOUR, timedelta(), DAY)]

    assert first.lapsed == 1
    assert [each.lapsed for each in again] == [0] * 5
    assert entries(office) == lapsed
    with pytest.raises(Refused, match="状态为"):
        do(office, "object", JUDGE, NOW + HOUR, objection="扣分无据")


def test_who_is_late_is_told_once_however_the_clock_jumps(office):
    """The file is not handed in: its limit has no act of the calendar, the office is told."""
    jumps = (timedelta(), -25 * DAY, timedelta(), -HOUR, DAY)

    told = [morning(office, LATER + jump) for jump in jumps]

    assert [each.overdue > 0 for each in told] == [True, False, False, False, False]
    assert sum(each.warned for each in told) <= 1


def test_a_notice_that_a_dead_process_held_when_the_clock_went_back_goes_out_when_its_lease_is_over(office):
    feed_back(office, NOW)
    with office.store.begin() as session:
        held = notices.lease(session, NOW + DAY, 5, 100)
    whole = len(held)

    early = deliver_due(office, NOW)
    late = deliver_due(office, NOW + DAY + HOUR)
    once_more = deliver_due(office, NOW + 2 * DAY)

    assert early.sent + early.nobody == 0
    assert late.sent + late.nobody >= whole
    assert once_more.sent == 0
    letters = [path.name.partition("-")[2] for path in office.mailbox.rglob("*.eml")]
    assert len(letters) == len(set(letters)) == late.sent


def test_the_routine_says_that_the_clock_is_behind_and_goes_on(office):
    feed_back(office, NOW)
    clockwork = Clockwork(office, with_prefect=False)

    said = [str(words) for words in clockwork.go_round(NOW - HOUR)]
    later = [str(words) for words in clockwork.go_round(NOW + HOUR)]

    assert "请核对时钟" in said[0]
    assert "2026-03-02 08:00:00" in said[0]
    assert not any("请核对时钟" in words for words in later)
