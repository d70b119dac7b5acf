"""Protection that undoes: what an accusation found false brought is listed with its lawful step, and the clearing reaches who heard it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows import leads, undoing
from flows.handovers import Watch, look
from flows.protection import open_matter
from rules.errors import NotFound, Refused
from rules.law import cite
from rules.roles import Actor, Role
from state_machines.protection.openings import ProtectionKind
from state_machines.register import PROCEDURES
from state_machines.undoing import ENDS, UNDOES
from tests.records.test_chain_checks import put
from tests.records.test_handovers import an_exit, found, matter, to_no_violation
from tests.records.test_leads import COURT, INSPECTOR, MEMBERS, complaint, do

INQUIRED = {"D1", "D2"}


@pytest.fixture
def accused(desk, office) -> str:
    """A complaint that the committee found to be no violation."""
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    to_no_violation(desk, office, ref)
    watch = Watch()
    look(office, desk.now, watch)
    look(office, desk.now, watch)
    return ref


def test_what_an_accusation_found_false_brought_is_listed_with_the_steps_that_take_it_back(
    desk, office, accused
):
    report = undoing.report(office, accused)

    back = {each.ref: [step.trigger.value for step in each.steps] for each in report.undo}
    assert back == {"惩戒决定2026-0001": ["decide_none"], f"移送-{accused}-没有违反": ["withdraw"]}
    assert set(MEMBERS) <= set(report.heard)
    assert "J1" not in report.heard
    assert report.clearing == ""


def test_the_clearing_reaches_those_who_heard_the_accusation(desk, office, accused):
    with pytest.raises(Refused, match="还没有开启澄清") as refused:
        undoing.widen_circle(office, undoing.report(office, accused), by=INSPECTOR, now=desk.now)
    assert refused.value.authority == cite("judges_law.56")
    given = {"judge": "J1", "court": COURT, "start": "discipline", "accusation": ["遗漏主要证据"], "source_ref": accused, "audience": [{"code": "W1"}]}  # fmt: skip
    clearing = open_matter(office, ProtectionKind.CLEARING, given, by=INSPECTOR, now=desk.now).ref
    look(office, desk.now, Watch())

    before = undoing.report(office, accused)
    added = undoing.widen_circle(office, before, by=INSPECTOR, now=desk.now)
    after = undoing.report(office, accused)

    assert found(desk, f"移送-{accused}-没有违反").facts["opened"] == clearing
    assert (before.clearing, "W1" in before.missing, "W2" in before.missing) == (clearing, False, True)
    assert added == len(before.missing)
    assert (after.missing, after.heard) == ((), before.heard)


def test_an_exit_and_a_hold_are_taken_back_by_the_steps_that_are_there(desk, office):
    source = matter(desk, "惩戒决定2026-0001")
    leaving = an_exit(desk, "退额2026-0001", source={"ref": source, "on": "2026-02-01"})
    do(desk, source, "open_supervision", Role.INSPECTION, reasons="监察立案")
    watch = Watch()
    look(office, desk.now, watch)
    assert found(desk, leaving).facts["held"] is True
    do(desk, source, "lift_supervision", Role.INSPECTION, consent="已结案")
    put(desk, source, sanction='"none"')

    report = undoing.report(office, source)

    assert [([step.trigger.value for step in each.steps], str(each.what)) for each in report.undo if each.ref == leaving] == [
        (["lift_hold"], "暂缓事项：监察立案调查，暂缓")
    ]  # fmt: skip


def test_what_was_not_found_false_has_nothing_to_undo(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref

    with pytest.raises(Refused, match="没有认定为不实") as refused:
        undoing.report(office, ref)

    assert refused.value.authority == cite("government_sanctions_law.53")


def test_whoever_may_not_know_of_the_matter_finds_nothing_to_undo(desk, office, accused):
    reader = replace(office, store=office.store.as_seen_by(Actor("P9", Role.REVIEWER)))

    with pytest.raises(NotFound):
        undoing.report(reader, accused)


def test_every_step_that_undoes_is_one_of_its_procedure():
    for code, acts in [*((code, acts) for (code, _), acts in UNDOES.items()), *ENDS.items()]:
        assert {act.value for act in acts} <= set(PROCEDURES[code].triggers)
