"""Rules change while a case runs: it keeps its own, until a transitional provision puts it under the newer ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flows.due import morning
from flows.rule_changes import put_under, survey
from records import history
from records.as_of import as_of
from records.clocks import Running
from records.proceedings import find
from records.verification import verify
from rules.dated_values import Parameter
from rules.errors import FaultyInput, Refused
from rules.parameters import RuleBook
from rules.roles import Actor, Role
from state_machines.rule_change import RunningLimits

NEW_DAY = date(2026, 3, 4)
PRESIDENT = Actor("P-1", Role.PRESIDENT, court="长春市中级人民法院")
WHY = {"provision": "评查办法第40条", "reason": "新办法规定在办事项适用"}


@pytest.fixture
def from_wednesday(desk):
    """Give one parameter another value from 2026-03-04 on; the proceedings are opened on the Monday before."""

    def give(key: str, value: int) -> None:
        book = desk.store.rules
        record = {**book.on(NEW_DAY).parameter(key).record(), "value": value, "since": NEW_DAY.isoformat()}
        desk.store.rules = RuleBook([*book.parameters, Parameter.from_record(record)])

    return give


def look(desk, office, how=RunningLimits.LONGER, **more):
    return survey(office, NEW_DAY, desk.now, how, **more)


def change(desk, office, found, by=PRESIDENT):
    chosen = [each.ref for each in found.weighed if each.past_stands]
    return put_under(office, found, chosen, by=by, at=desk.now, **WHY)


def objection_ends(desk, ref="评查-1"):
    with desk.store.read() as session:
        (clock,) = [each for each in history.clocks_of(session, ref) if each.state == Running.RUNNING.value]
    return clock.code, clock.length, clock.due_on


def test_a_longer_limit_is_seen_beforehand_then_given_and_the_judge_is_told(desk, office, from_wednesday):
    desk.bring("评查-1", "fed_back")
    desk.bring("评查-2", "closed")
    from_wednesday("quality_review.objection", 10)
    desk.now += timedelta(days=3)
    before = desk.dump()

    found = look(desk, office)

    assert desk.dump() == before
    (weighed,) = [each for each in found.weighed if each.ref == "评查-1"]
    assert weighed.past_stands
    (limit,) = weighed.limits
    assert (str(limit.name), limit.was, limit.becomes) == ("异议期", date(2026, 3, 9), date(2026, 3, 16))

    (done, *_) = change(desk, office, found)

    assert (done.ref, done.trigger, done.state) == ("评查-1", "change_rules", "fed_back")
    assert objection_ends(desk)[1:] == (10, date(2026, 3, 16))
    with desk.store.read() as session:
        assert find(session, "评查-1").rules == found.rules.digest
        verify(session)
    told = desk.rows("SELECT * FROM notice WHERE key LIKE :key", key=f"评查-1:{done.version}:%")
    assert {row["audience"]: row["person"] for row in told} == {"judge": "J1", "trial_management": ""}
    assert all("评查办法第40条" in row["content"] for row in told)
    assert [row["person"] for row in told if '"due":"2026-03-16"' in row["content"]] == ["J1"]


def test_what_was_on_record_before_and_after_is_rebuilt_under_the_rules_of_then(desk, office, from_wednesday):
    desk.bring("评查-1", "fed_back")
    from_wednesday("quality_review.objection", 10)
    earlier = desk.now
    desk.now += timedelta(days=3)
    change(desk, office, look(desk, office))

    with desk.store.read() as session:
        then, now = as_of(session, "评查-1", earlier), as_of(session, "评查-1", desk.now)

    assert [(clock.length, clock.due_on) for clock in then.clocks] == [(5, date(2026, 3, 9))]
    assert [(clock.length, clock.due_on) for clock in now.clocks] == [(10, date(2026, 3, 16))]
    assert then.rules != now.rules


@pytest.mark.parametrize(
    ("how", "ends"),
    [
        (RunningLimits.KEPT, date(2026, 3, 9)),
        (RunningLimits.LONGER, date(2026, 3, 9)),
        (RunningLimits.NEW, date(2026, 3, 5)),
    ],
)
def test_a_shorter_limit_shortens_nothing_that_has_begun_unless_the_provision_says_so(
    desk, office, from_wednesday, how, ends
):
    desk.bring("评查-1", "fed_back")
    from_wednesday("quality_review.objection", 3)
    desk.now += timedelta(days=2)

    found = look(desk, office, how)
    change(desk, office, found)

    assert objection_ends(desk)[2] == ends
    told = desk.rows("SELECT * FROM notice WHERE key LIKE '评查-1:%' AND content LIKE '%适用新规则%'")
    assert bool(told) == (how is RunningLimits.NEW), "nobody is told where nothing moved"


def test_whose_past_would_differ_is_shown_with_the_reason_and_left_where_it_is(desk, office, from_wednesday):
    desk.bring("评查-1", "fed_back")
    desk.now += timedelta(days=8)
    morning(office, desk.now)
    from_wednesday("quality_review.objection", 10)

    (weighed,) = look(desk, office).weighed

    assert weighed.state == "ready"
    assert not weighed.past_stands
    assert [str(item.act) for item in weighed.unlawful] == ["异议期满未提异议"]


def test_a_second_time_nothing_changes_and_by_hand_it_is_refused(desk, office, from_wednesday):
    desk.bring("评查-1", "fed_back")
    from_wednesday("quality_review.objection", 10)
    desk.now += timedelta(days=3)
    found = look(desk, office)
    (first,) = change(desk, office, found)
    before = desk.dump()

    (second,) = change(desk, office, found)
    again = look(desk, office)

    assert (second.repeated, second.digest) == (True, first.digest)
    assert desk.dump() == before
    assert (again.weighed, again.already) == ((), 1)
    with pytest.raises(Refused, match="已适用该规则"):
        desk.do("评查-1", "change_rules", Role.PRESIDENT, {"new_rules": found.rules.digest, "new_rules_of": "2026-03-04", "transitional_provision": "评查办法第40条", "rule_change_reason": "再办", "running_limits": "new"})  # fmt: skip


def test_nobody_but_the_president_may_and_not_before_the_day(desk, office, from_wednesday):
    desk.bring("评查-1", "fed_back")
    from_wednesday("quality_review.objection", 10)
    found = look(desk, office)
    before = desk.dump()

    with pytest.raises(FaultyInput, match="尚未生效"):
        change(desk, office, found)
    assert desk.dump() == before

    desk.now += timedelta(days=3)
    (refused,) = change(desk, office, found, by=Actor("A1", Role.TRIAL_MANAGEMENT))
    assert isinstance(refused, Refused)
    assert "由院长办理" in str(refused)


def test_acts_after_the_change_run_by_the_new_rules(desk, office, from_wednesday):
    desk.bring("评查-1", "fed_back")
    from_wednesday("quality_review.objection", 10)
    desk.now += timedelta(days=3)
    change(desk, office, look(desk, office))

    desk.now += timedelta(days=8)  # 2026-03-13: too late under the old rules
    assert morning(office, desk.now).lapsed == 0
    desk.do("评查-1", "object", Role.JUDGE, {"objection": "扣分无据"})

    with desk.store.read() as session:
        assert find(session, "评查-1").state == "objected"
        verify(session)
