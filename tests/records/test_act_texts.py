"""What is put together from written parts is, byte for byte, what the encoder writes of the whole."""

from __future__ import annotations

import gc
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import ledger
from records.entry_texts import record_of, said
from records.fact_texts import changed
from records.notice_texts import Heading, Told
from records.proceedings import advance_many
from records.proceedings_register import entry_of
from records.telling import _headings
from rules.canonical import canonical, in_the_form_of_the_rfc, plain, written
from rules.labels import Words
from rules.notices import NOTHING
from rules.parameters import rule_book
from rules.roles import Actor, Role
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.register import PROCEDURES

TEXT = st.text(max_size=8)
"""Of every kind: quotes, control characters, Chinese, and what lies beyond the first 65,536."""
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
CODES = st.sampled_from(["a", "b", "bench", "code", "court", "grade", "z", "席", '"', "\U0001f600"])
"""So few that names are met again inside other facts."""
FACTS = st.dictionaries(CODES, JSON | st.dictionaries(CODES, JSON, max_size=3), max_size=6)
WORDS = st.builds(
    lambda zh, en, value: Words(zh + "{v}", en + "{v}", v=value),
    *([st.text('甲乙"\\\n', max_size=4)] * 2),
    TEXT,
)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(FACTS, FACTS, st.booleans())
def test_facts_that_change_are_put_into_the_text_that_stands(before, act, whole):
    put = said(act)
    after = {**before, **put.values}

    text = changed(written(before), before, after, put, after if whole else put.values)

    assert text == canonical(after)


def test_a_name_that_stands_inside_another_fact_is_not_taken_for_the_fact():
    before = {"a": [1, {"b": 0, "c": 1}], "c": "x", "d": ',"c":'}
    put = said({"b": 2, "c": 3})

    text = changed(written(before), before, {**before, **put.values}, put, put.values)

    assert text == '{"a":[1,{"b":0,"c":1}],"b":2,"c":3,"d":",\\"c\\":"}'


@given(FACTS)
def test_particulars_are_written_as_they_will_be_read_back(particulars):
    put = said(particulars)

    assert put.values == plain(particulars) == json.loads(put.text)
    assert put.text == canonical(particulars)


def test_days_and_codes_among_particulars_are_read_back_as_texts():
    put = said({"on": date(2026, 3, 2), "role": Role.JUDGE, "days": [date(2026, 3, 3)], "pair": (1, 2)})

    assert put.values == {"on": "2026-03-02", "role": "judge", "days": ["2026-03-03"], "pair": [1, 2]}


@given(
    *([TEXT] * 2),
    st.integers(0, 10**6),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
    FACTS,
    FACTS,
    st.none() | st.text(min_size=1, max_size=8),
    st.sampled_from(QUALITY_REVIEW.steps),
)
def test_a_record_from_parts_is_the_record_of_the_whole(
    chain, code, number, at, particulars, facts, key, step
):
    rules, by = rule_book().on(date(2026, 3, 2)), Actor(code, Role.JUDGE, "谁", "甲法院")
    after, at = ledger.Link(chain, number, "0" * 64), at.replace(tzinfo=timezone(timedelta(hours=8)))
    put, text = said(particulars), canonical(facts)
    source, to = step.source.value, step.destination.value

    ours = record_of(
        after,
        at,
        procedure=QUALITY_REVIEW.code,
        trigger=step.trigger.value,
        source=source,
        to=to,
        by=by,
        authority=step.authority.code,
        particulars=put,
        rules=rules.digest,
        facts=text,
        key=key,
    )

    what = entry_of(
        QUALITY_REVIEW,
        trigger=step.trigger.value,
        source=source,
        to=to,
        by=by,
        authority=step.authority.code,
        particulars=put.values,
        rules=rules,
        facts=text,
    )
    assert ledger.attach(after, ours, key) == ledger.compose(after, at, what, key)


def test_an_act_at_a_naive_time_is_not_put_on_record(quick_desk):
    quick_desk.open("评1")
    act = quick_desk.act("评1", "hand_in_file", Role.DIVISION, {"file_complete": True})
    object.__setattr__(act, "at", datetime(2026, 3, 2, 9))

    with pytest.raises((TypeError, ValueError)), quick_desk.store.begin() as session:
        advance_many(session, [act])

    assert [row["version"] for row in quick_desk.rows("SELECT version FROM proceeding")] == [1]


def _told(heading: Heading, **own: object) -> Told:
    nothing = {"points": (), "what_to_do": NOTHING, "ask": NOTHING, "due": None, "due_explained": NOTHING}
    texts = dict.fromkeys(("key", "proceeding", "court", "organiser", "person", "case_no", "division"), "甲")
    return Told(heading=heading, **{**texts, **nothing, "provisional": False, **own})  # type: ignore[arg-type]


@pytest.mark.parametrize("table", PROCEDURES.values(), ids=lambda table: table.code)
def test_the_notice_of_every_step_is_written_from_its_heading(table):
    opening = [*_headings(table, None, table.initial)]
    headings = [heading for step in table.steps for heading in _headings(table, step.source, step.trigger)]

    texts = [(one.text(), canonical(one.content().to_json())) for one in map(_told, opening + headings)]

    assert [ours for ours, _ in texts] == [whole for _, whole in texts]
    assert len(texts) == len(table.opening_tells) + sum(len(step.tells) for step in table.steps)


@given(
    st.fixed_dictionaries(
        dict.fromkeys(("key", "proceeding", "court", "organiser", "person", "case_no", "division"), TEXT)
    ),
    st.lists(st.tuples(WORDS, WORDS), max_size=3),
    *([WORDS] * 3),
    DAYS,
    st.booleans(),
)
def test_whatever_a_notice_says_is_written_as_the_encoder_writes_it(
    own, points, do, ask, explained, due, doubtful
):
    heading = Heading(
        Role.JUDGE,
        procedure=do,
        act=ask,
        state=explained,
        authority="local_review.异议",
        limits=(),
        named=True,
        of_the_case=True,
    )
    one = _told(
        heading,
        **own,
        points=tuple(points),
        what_to_do=do,
        ask=ask,
        due=due,
        due_explained=explained,
        provisional=doubtful,
    )

    assert one.text() == canonical(one.content().to_json())


def test_a_number_in_the_free_part_alone_brings_in_the_rfc():
    assert in_the_form_of_the_rfc('{"a":1.0}', '{"a":1.0}') == b'{"a":1}'
    assert in_the_form_of_the_rfc('{"a":"\U0001f600"}', "") == '{"a":"\U0001f600"}'.encode()


def test_a_batch_stops_the_collector_and_starts_it_again(quick_desk):
    refs = [f"评{number}" for number in range(60)]
    quick_desk.open(*refs)
    acts = [quick_desk.act(ref, "hand_in_file", Role.DIVISION, {"file_complete": True}) for ref in refs]

    with quick_desk.store.begin() as session:
        outcomes = advance_many(session, acts)
        assert gc.isenabled()
    gc.disable()
    try:
        with quick_desk.store.begin() as session:
            advance_many(session, acts)
        assert not gc.isenabled()
    finally:
        gc.enable()

    assert [outcome.version for outcome in outcomes] == [2] * 60


def test_instants_are_the_same_in_every_zone():
    assert ledger.instant(datetime(2026, 3, 2, 1, tzinfo=UTC)) == "2026-03-02T01:00:00.000000+00:00"
