"""The routine: each thing done once, an idle system leaving no trace, and the loop that outlives a fault."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from flows.clockwork import LAST_ACTS, Clockwork, clock_behind, running
from flows.standing import standing
from records import notices, people
from records.store import Store
from records.verification import verify
from rules.errors import FaultyInput
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind
from rules.roles import Actor, Role
from state_machines.quality_review.terms import State

SEASON = "2022Q1"
MORNING = datetime(2022, 4, 18, 0, 0, tzinfo=UTC)
COURT = "甲市中级人民法院"
CLERK = {"code": "A-1", "court": COURT, "posts": [{"role": "trial_management"}]}


def test_one_round_does_what_there_is_to_do_and_says_it(office):
    said = [str(words) for words in Clockwork(office, with_prefect=False).go_round(MORNING)]

    assert said == [
        "期限：将届满提醒 12 件",
        "2022年第一季度：分配评查员 12 件，制发评查表 24 份",
        "送达：送达 24 件，无人可通知 104 件",
        "封存：第2次，新增25条，共43条，未签名（没有密钥，见 zelian ledger key）",
    ]
    assert standing(office, SEASON).states == {State.ASSIGNED: 12}


def test_what_a_round_entered_is_sealed_by_its_end_and_only_once(office):
    clockwork = Clockwork(office, with_prefect=False)
    list(clockwork.go_round(MORNING))
    with office.store.read() as session:
        first = verify(session).seals

    again = [str(words) for words in clockwork.go_round(MORNING)]

    assert first.unsealed == 0
    assert sum("封存" in words for words in again) <= 1
    with office.store.read() as session:
        assert verify(session).seals.unsealed == 0


def test_a_key_that_cannot_be_used_holds_up_nothing_that_has_a_time_limit(office):
    office.key_file.touch(mode=0o644)
    said = []

    with pytest.raises(FaultyInput, match="不能使用"):
        said.extend(map(str, Clockwork(office, with_prefect=False).go_round(MORNING)))

    assert standing(office, SEASON).states == {State.ASSIGNED: 12}


def test_a_season_in_which_nothing_moved_is_not_looked_at_each_minute(office):
    clockwork = Clockwork(office, with_prefect=False)
    minutes = [MORNING + timedelta(minutes=minute) for minute in (0, 1, 2, 3, 62)]

    looked_at = [sum("第一季度" in str(words) for words in clockwork.go_round(now)) for now in minutes]

    # The second look is because of what the first one moved; an hour later somebody may have been enrolled.
    assert looked_at == [1, 1, 0, 0, 1]


def test_a_clock_behind_the_last_acts_is_told_and_right_again_it_is_not(office):
    list(Clockwork(office, with_prefect=False).go_round(MORNING))

    behind = clock_behind(office, MORNING - timedelta(hours=1))

    assert "早于最近一次办理（2022-04-18 08:00:00）" in str(behind)
    assert clock_behind(office, MORNING) is None


def test_the_clock_is_held_against_the_last_entries_and_not_against_every_proceeding(tmp_path):
    """Asked every minute: a court of a million proceedings must not be read through for it."""
    store = Store.open(f"sqlite:///{tmp_path / 'zelian.db'}")
    with store.read() as session:
        query = str(LAST_ACTS.compile(store.engine, compile_kwargs={"literal_binds": True}))
        plan = [row[3] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")]
    store.close()

    assert any("SEARCH proceeding" in step for step in plan), plan
    assert not any("SCAN proceeding" in step for step in plan), plan


@pytest.mark.flow
def test_an_idle_round_leaves_no_flow_run(pages, idle_office):
    before = pages.count()

    said = list(Clockwork(idle_office).go_round(MORNING))

    assert said == []
    assert pages.count() == before


@pytest.mark.flow
def test_a_round_leaves_one_flow_run_for_each_thing_done(pages, office):
    before = pages.count()

    said = [str(words) for words in Clockwork(office).go_round(MORNING)]

    assert len(said) == 4, "three things done, and the ledger sealed over them"
    assert not any("Prefect" in words for words in said)
    assert pages.count() == before + 3


class AwayAtFirst(Clockwork):
    """A routine whose database is away at its first round."""

    rounds = 0

    def go_round(self, now, season=None):
        self.rounds += 1
        if self.rounds == 1:
            raise OSError("the database is away")
        return iter([Words("办了", "done")])


def test_the_loop_goes_on_after_a_fault_and_ends_when_it_is_told(idle_office):
    said: list[Words] = []

    with running(AwayAtFirst(idle_office), said.append, every=0.01):
        until = time.monotonic() + 5
        while len(said) < 2 and time.monotonic() < until:
            time.sleep(0.01)

    assert [str(words) for words in said[:2]] == ["例行办理中断，一分钟后再试", "办了"]


class NoRounds(Clockwork):
    """A routine whose rounds do nothing, so that what is sent is sent between them."""

    def go_round(self, now, season=None):
        return iter(())


def test_who_is_to_be_told_is_told_between_two_rounds(idle_office):
    notice = NoticeContent(
        key="k-1", kind=NoticeKind.STEP_TAKEN, proceeding="评查1", procedure=Words("评查", "review"),
        court=COURT, audience=Role.TRIAL_MANAGEMENT,
    )  # fmt: skip
    with idle_office.store.begin() as session:
        people.enrol(session, [CLERK], MORNING, Actor("A-1", Role.TRIAL_MANAGEMENT), "list")
        notices.put_once(session, [notice], MORNING)
    said: list[Words] = []

    with running(NoRounds(idle_office), said.append, every=3600):
        until = time.monotonic() + 20
        while not said and time.monotonic() < until:
            time.sleep(0.05)

    assert [str(words) for words in said] == ["送达：送达 1 件"]
    assert len(list((idle_office.mailbox / "A-1").glob("*.eml"))) == 1
