"""One page and one form serve every procedure: each state can be shown, and each act that people take can be typed."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import text
from starlette.datastructures import FormData

from console.office import now, office
from console.particulars import particulars
from console.web.fields import ROWS, fields_of, typed_facts
from records.people import enrol
from records.proceedings import open_many
from rules.roles import OF_THE_MATTER, Actor, Role
from state_machines.files_handed_in import taken_as
from state_machines.register import PROCEDURES
from state_machines.steps import Kind
from tests.console.at_a_desk import at_a_desk
from tests.console.web.conftest import person
from tests.console.web.visitor import Visitor, account
from tests.state_machines.conftest import acts, facts_of, rules

_ = (acts, facts_of, rules)
"""The lawful acts of the tables' own tests."""


def _form(step, states):
    """What somebody would type into the form of that act to state this."""
    pairs = []
    for fact in step.facts:
        value = states.get(fact.code)
        if value in (None, "", [], {}) or fact.computed or fact in dict(step.computes):
            continue
        if fact.parts:
            for row, record in enumerate(value if isinstance(value, list) else [value]):
                pairs += [
                    (f"{fact.code}.{row}.{name}", typed)
                    for name, each in record.items()
                    for typed in _typed(each)
                ]
        elif fact.kind in (Kind.POINTS, Kind.ANSWERS) and not isinstance(value, str):
            pairs.append((fact.code, "\n".join(_line(each) for each in value)))
        else:
            pairs += [(fact.code, typed) for typed in _typed(value)]
    return FormData(pairs)


def _line(each):
    if isinstance(each, str):
        return each
    return f"{each['point']} {'采纳' if each['adopted'] else '不采纳'}：{each['reasons']}"


def _typed(value):
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return [str(value)]


def _given(step, states):
    """What an act states, without what the program itself finds out."""
    return {
        fact.code: states[fact.code]
        for fact in step.facts
        if states.get(fact.code) is not None and not fact.computed and fact not in dict(step.computes)
    }


def _same(one, other):
    """The same, but that a single point is the same as a list of it, and a number as its figures."""
    if isinstance(one, dict) and isinstance(other, dict):
        one, other = (
            {name: each for name, each in record.items() if each not in ("", [])} for record in (one, other)
        )
        return one.keys() == other.keys() and all(_same(each, other[name]) for name, each in one.items())
    if isinstance(one, list) != isinstance(other, list | tuple):
        one, other = (list(each) if isinstance(each, list | tuple) else [each] for each in (one, other))
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return str(one) == str(other)


UNTYPED = {
    # A sheet is filled in as a workbook; a record within a record is typed as the command line types it.
    ("quality_review", "submit_sheet"), ("reader_calibration", "submit_sheet"),
}  # fmt: skip


@pytest.mark.parametrize("code", PROCEDURES)
def test_what_an_act_states_can_be_typed_into_its_form(code, acts):
    table, unlike = PROCEDURES[code], {}
    for step in table.steps:
        act = acts[code].get(step.trigger.value)
        if act is None or step.roles == (Role.CALENDAR,) or (code, step.trigger.value) in UNTYPED:
            continue
        wanted = _given(step, act.states)
        if any(isinstance(each, str) and "\n" in each for each in wanted.values()):
            continue
        stated = particulars(table, step, typed_facts(step, _form(step, wanted)))
        if not _same(stated, wanted):
            unlike[step.trigger.value] = (wanted, stated)

    assert unlike == {}


@pytest.mark.parametrize("code", PROCEDURES)
def test_every_fact_that_people_state_has_a_field(code):
    for step in PROCEDURES[code].steps:
        asked = {
            fact.code
            for fact in step.facts
            if (not fact.computed or taken_as(fact)) and fact not in dict(step.computes)
        }
        fields = {field.name: field for field in fields_of(step, now().date(), late=True)}

        assert set(fields) == asked
        assert all(len(field.rows) in (0, 1, ROWS) for field in fields.values())
        assert all(fields[fact.code].must for fact in step.required if fact.code in fields)


@pytest.mark.parametrize("code", PROCEDURES)
def test_every_state_has_a_page_for_everybody_who_may_act_in_it(code, tmp_path, facts_of, acts):
    table, court = PROCEDURES[code], "甲省高级人民法院"
    act = next(iter(acts[code].values()))
    known = {name: value for name, value in facts_of(code, act).known.items() if value is not None}
    named = {person for role in table.named for person in table.holders(role, known)} - {""}
    with at_a_desk(tmp_path):
        busy = Counter(role for step in table.steps for role in step.roles if role not in OF_THE_MATTER)
        roles = [role for role, _ in busy.most_common(4) if role is not Role.CALENDAR]
        facts = known | {"organiser": court, "court": court}
        store = office().store
        with store.begin() as session:
            everybody = [person("ALL", court, str(facts.get("division", "")), *roles)]
            everybody += [
                person(each, court, "", Role.JUDGE, *(OF_THE_MATTER & set(table.named))) for each in named
            ]
            enrol(session, everybody, now(), Actor("A1", Role.TRIAL_MANAGEMENT), "名册.xlsx")
            opened = {
                "organiser": court,
                "court": court,
                **{name: facts[name] for name in ("case_no", "division", "judge") if name in facts},
            }
            open_many(
                session,
                code,
                [("T-1", opened)],
                by=Actor("A1", Role.TRIAL_MANAGEMENT),
                at=now(),
                rules=store.rules.on(now().date()),
            )
        account("ALL")
        visitor = Visitor()
        visitor.sign_in("ALL")
        reached = visitor.get("/matters/T-1")
        seen = {}
        for state in table.states:
            with store.engine.begin() as connection:
                connection.execute(text("UPDATE proceeding SET state = :state"), {"state": state.value})
            tongue = "en" if len(seen) % 2 else "zh"
            visitor.cookies["zelian_language"] = tongue
            seen[state.value, tongue] = visitor.get("/matters/T-1").status

    if reached.status == 404:  # Nobody comes to it without being named in it.
        assert code == "handover"
        return
    assert {key: status for key, status in seen.items() if status != 200} == {}
