"""符合性：按表办理的轨迹拟合度为1；改动任何一处，都小于1并指明在哪里。"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rules.event_logs import Event, Trace
from rules.roles import Role
from state_machines.conformance import conformance
from state_machines.petri_net import as_pnml
from state_machines.register import PROCEDURES, procedure

MONDAY = datetime(2022, 4, 18, tzinfo=UTC)
PNML = "{http://www.pnml.org/version-2009/grammar/pnml}"


@st.composite
def lawful(draw, least=2):
    """A walk through the table of a procedure, of at least so many events."""
    table = procedure(draw(st.sampled_from(sorted(PROCEDURES))))
    opening = Event(
        1, "open", "", table.initial.value, "trial_management", table.authority.code, MONDAY, "人员甲01"
    )
    events = [opening]
    for place in range(2, draw(st.integers(least, 25)) + 1):
        steps = table.from_state(events[-1].to)
        if not steps:
            break
        step = draw(st.sampled_from(steps))
        role = draw(st.sampled_from(step.roles))
        at = MONDAY + timedelta(hours=place)
        events.append(
            Event(place, step.trigger.value, step.source.value, step.destination.value, role.value, step.authority.code, at, "人员甲02")
        )  # fmt: skip
    assume(len(events) >= least)
    return Trace("评查2022Q1-0001", table.code, events[-1].to, len(events), tuple(events))


def changed(trace, place, **what):
    events = list(trace.events)
    events[place] = replace(events[place], **what)
    return replace(trace, events=tuple(events))


def places(found):
    return {deviation.position for deviation in found.deviations}


@given(lawful())
def test_whatever_the_table_allows_fits(trace):
    found = conformance([trace], 1)

    assert found.fitness == 1
    assert found.deviations == ()
    assert (found.traces, found.events, found.checked) == (1, len(trace.events), len(trace.events) + 2)


@given(lawful(), st.data())
def test_an_event_removed_is_missed_at_its_place_or_at_the_end(trace, data):
    gone = data.draw(st.integers(0, len(trace.events) - 1))
    events = trace.events[:gone] + trace.events[gone + 1 :]

    found = conformance([replace(trace, events=events)])

    assert found.fitness < 1
    assert 0 in places(found)
    assert places(found) & {gone + 1, 0}


@given(lawful(3), st.data())
def test_two_events_swapped_are_found_where_they_stand(trace, data):
    first = data.draw(st.integers(0, len(trace.events) - 2))
    events = list(trace.events)
    events[first], events[first + 1] = events[first + 1], events[first]

    found = conformance([replace(trace, events=tuple(events))])

    assert found.fitness < 1
    assert {first + 1, first + 2} <= places(found)


@given(lawful(), st.data())
def test_a_role_that_may_not_is_named(trace, data):
    place = data.draw(st.integers(1, len(trace.events) - 1))
    event = trace.events[place]
    step, _ = procedure(trace.procedure).table[event.act, event.source]
    wrong = data.draw(st.sampled_from([role for role in Role if role not in step.roles]))

    found = conformance([changed(trace, place, role=wrong.value)])

    (deviation,) = found.deviations
    assert (deviation.ref, deviation.position) == (trace.ref, place + 1)
    assert wrong.zh in str(deviation.what)
    assert found.fitness == 1 - Fraction(1, len(trace.events) + 1)


@given(lawful(), st.data(), st.sampled_from(["authority", "to", "act", "source", "position"]))
def test_nothing_else_of_an_event_can_be_changed_unseen(trace, data, what):
    place = data.draw(st.integers(1, len(trace.events) - 1))
    wrong = 999 if what == "position" else "nothing_like_it"

    found = conformance([changed(trace, place, **{what: wrong})])

    assert found.fitness < 1
    assert place + 1 in places(found)


def story(*triggers):
    """The acts of a review, each by the first role that may."""
    table = procedure("quality_review")
    events = [Event(1, "open", "", "selected", "trial_management", table.authority.code, MONDAY, "人员甲01")]
    for place, trigger in enumerate(triggers, start=2):
        step, _ = table.table[trigger, events[-1].to]
        events.append(
            Event(place, trigger, step.source.value, step.destination.value, step.roles[0].value, step.authority.code, MONDAY, "人员甲02")
        )  # fmt: skip
    return Trace("评查2022Q1-0001", table.code, events[-1].to, len(events), tuple(events))


def test_a_sheet_taken_out_of_two_leaves_a_gap_though_the_table_would_allow_it():
    trace = story("hand_in_file", "assign", "submit_sheet", "submit_sheet", "close_scoring")

    found = conformance([replace(trace, events=trace.events[:3] + trace.events[4:], length=5)])

    (deviation,) = found.deviations
    assert (deviation.position, str(deviation.what)) == (4, "此前缺少或者多出事件：应为第4个，写的是第5个")


def test_what_is_wrong_is_said_in_the_words_of_the_procedure():
    trace = story("hand_in_file", "assign")

    found = conformance([changed(trace, 2, act="form_opinion", role="judge")])

    assert [str(each.what) for each in found.deviations] == ["“卷宗已移交”时没有“形成初步意见”这一步"]


def test_a_trace_that_ends_elsewhere_than_on_record_deviates_as_a_whole():
    trace = replace(story("hand_in_file", "assign"), state="scored")

    (deviation,) = conformance([trace]).deviations

    assert (deviation.position, str(deviation.what)) == (0, "轨迹止于“评查中”，在册为“已评分”")


def test_an_act_before_the_one_before_it_deviates():
    trace = story("hand_in_file", "assign")

    (deviation,) = conformance([changed(trace, 2, at=MONDAY - timedelta(days=1))]).deviations

    assert str(deviation.what) == "早于前一事件"


def test_traces_that_are_missing_are_counted():
    found = conformance([story("hand_in_file")], 2)

    assert str(found.deviations[0].what) == "日志应有2条轨迹，实有1条"
    assert found.fitness == Fraction(3, 4)


def test_a_log_without_traces_has_nothing_that_does_not_fit():
    assert conformance([]).fitness == 1


def test_a_procedure_nobody_knows_deviates_as_a_whole():
    found = conformance([replace(story("hand_in_file"), procedure="nothing_like_it")])

    assert places(found) == {0}


@pytest.mark.parametrize("code", PROCEDURES)
def test_the_net_has_a_place_for_every_state_and_a_transition_for_every_row(code):
    table = procedure(code)

    net = ET.fromstring(as_pnml(table))

    ids = [each.get("id") for each in net.iter() if each.get("id")]
    assert len(set(ids)) == len(ids)
    lasting = [state for state in table.states if state not in table.final]
    assert len(net.findall(f".//{PNML}page/{PNML}place")) == len(lasting) + 2
    assert [each.get("idref") for each in net.iter(f"{PNML}place") if not each.get("id")] == ["final"]
    transitions = {
        each.get("id"): each.findtext(f"{PNML}name/{PNML}text") for each in net.iter(f"{PNML}transition")
    }
    assert len(transitions) == len(table.steps) + 1
    assert set(transitions.values()) == {step.trigger.zh for step in table.steps} | {"立项"}
    arcs = [(arc.get("source"), arc.get("target")) for arc in net.iter(f"{PNML}arc")]
    assert all(sum(each in arc for arc in arcs) == 2 for each in transitions)
    assert {end for arc in arcs for end in arc} <= set(ids)
