"""The machine behind every procedure: what a table must hold, and what it refuses whatever the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.citations import Citation
from rules.errors import BrokenProcedure, FaultyInput, Refused
from rules.labels import Labelled, Words
from rules.law import laws
from rules.parameters import Rules, rule_book
from rules.roles import CALENDAR, Actor, Role
from state_machines.contents import citations_of, clocks_of
from state_machines.forms import check_particulars
from state_machines.limits import lengths_of
from state_machines.procedure import Procedure
from state_machines.register import PROCEDURES
from state_machines.steps import (
    Clocked,
    ClockRule,
    Fact,
    Facts,
    Kind,
    Late,
    Step,
    guard,
)
from tests.state_machines.toys import LIMIT, LOCAL, Do, State

NOON = datetime(2022, 4, 28, 4, tzinfo=UTC)
PAPER = Fact("paper", "材料", "paper")
OFFICE = Actor("P-1", Role.TRIAL_MANAGEMENT)
CHIEF = Actor("P-2", Role.DIVISION_CHIEF)


HARD = ClockRule("hard", "除斥期限", "final period", "quality_review.objection", LOCAL["异议"], Late.LAPSES)
NO_LIMIT = {State.GRANTED: Words("法律未规定期限", "no time limit in law")}


@guard("材料不是原件", "not the original", LOCAL["更正"])
def a_copy(_: Actor, facts: Facts) -> Words | None:
    return Words("须交原件", "the original is needed") if facts["paper"] == "copy" else None


GRANT = Step(
    Do.GRANT,
    State.ASKED,
    State.GRANTED,
    Role.TRIAL_MANAGEMENT,
    LOCAL["立项"],
    asks=(PAPER,),
    unless=(a_copy,),
    within=LIMIT,
)
END = Step(Do.END, State.GRANTED, State.OVER, (Role.TRIAL_MANAGEMENT, Role.PRESIDENT), LOCAL["归档"])
LAPSE = Step(Do.LAPSE, State.ASKED, State.OVER, Role.CALENDAR, LOCAL["异议"], within=LIMIT)


def procedure(
    *steps: Step, no_limit: dict[Labelled, Words] = NO_LIMIT, final: tuple[Labelled, ...] = (State.OVER,)
) -> Procedure:
    return Procedure(
        "asking",
        "申请",
        "asking",
        State,
        steps,
        initial=State.ASKED,
        authority=LOCAL["立项"],
        no_limit=no_limit,
        final=final,
    )


ASKING = procedure(GRANT, END, LAPSE)


@pytest.fixture
def facts(rules: Rules):
    """What is known when somebody acts: by default a paper, and a limit that runs."""

    def build(act: dict[str, Any], **over: bool) -> Facts:
        return Facts({}, act, rules, NOON, {code: Clocked(NOON, out) for code, out in over.items()})

    return build


# --- a table that does not hold together is found when it is imported -----------------------------------------------


@pytest.mark.parametrize(
    ("steps", "rest", "problem"),
    [
        pytest.param((GRANT, END, GRANT), {}, "“准予”在“已申请”出现两次", id="an_act_twice_in_one_state"),
        pytest.param((LAPSE, END), {}, "“已准予”不可到达", id="a_state_nobody_reaches"),
        pytest.param((GRANT, LAPSE), {}, "“已准予”没有出口", id="a_state_nobody_leaves"),
        pytest.param((GRANT, END, LAPSE), {"no_limit": {}}, "“已准予”既无期限，也未写明法律未规定期限", id="a_state_without_a_limit"),
        pytest.param(
            (GRANT, END, LAPSE),
            {"no_limit": {**NO_LIMIT, State.ASKED: Words("无", "none")}},
            "“已申请”有期限，却写明没有期限",
            id="a_limit_and_none_at_once",
        ),
        pytest.param(
            (GRANT, END, Step(Do.LAPSE, State.GRANTED, State.OVER, Role.CALENDAR, LOCAL["异议"])),
            {},
            "期限日历的“期满”没有期限",
            id="a_calendar_step_without_a_limit",
        ),
        pytest.param(
            (GRANT, END, Step(Do.LAPSE, State.OVER, State.ASKED, Role.PRESIDENT, LOCAL["异议"])),
            {},
            "终结状态“已终结”仍有出口",
            id="a_way_out_of_the_end",
        ),
    ],
)  # fmt: skip
def test_a_broken_table_is_found_at_import(steps, rest, problem):
    with pytest.raises(BrokenProcedure) as broken:
        procedure(*steps, **rest)

    assert problem in str(broken.value)


def test_all_that_is_broken_is_said_at_once():
    with pytest.raises(BrokenProcedure) as broken:
        procedure(LAPSE, LAPSE, no_limit={})

    assert "出现两次" in str(broken.value)
    assert "不可到达" in str(broken.value)
    assert "没有出口" in str(broken.value)


# --- what is refused whatever the table -----------------------------------------------------------------------------


def test_no_time_limit_may_start_from_a_date_that_is_not_whole():
    acted = Fact("acted_on", "行为发生时间", "time of the act", Kind.PARTIAL_DAY)
    from_it = replace(LIMIT, starts=acted.code)

    with pytest.raises(BrokenProcedure, match="自不完整日期起算；应当由承办人写明起算之日"):
        procedure(replace(GRANT, asks=(acted,), within=from_it), END, LAPSE)


def _refused(act: str, actor: Actor, given: Facts, state: State = State.ASKED) -> Refused:
    with pytest.raises(Refused) as refused:
        ASKING.decide(state.value, act, actor, given)
    return refused.value


def test_an_act_out_of_place_is_refused_with_the_state(facts):
    refusal = _refused("end", OFFICE, facts({}))

    assert refusal.reason == Words(
        "当前状态为“已申请”，不能办理“终结”", "the state is “asked”: “end” is not possible now"
    )
    assert refusal.authority == LOCAL["归档"]


def test_an_act_nobody_knows_is_refused_as_such(facts):
    refusal = _refused("forget", OFFICE, facts({}))

    assert refusal.reason == Words("“申请”没有“forget”这一步", "“asking” has no step “forget”")
    assert refusal.authority == LOCAL["立项"]


def test_an_act_is_refused_to_the_wrong_office(facts):
    refusal = _refused("end", CHIEF, facts({}), State.GRANTED)

    assert str(refusal.reason) == "“终结”由审管办、院长办理，庭长无权办理"
    assert (
        refusal.reason.to("en")
        == "“end” is for trial-management office / court president, not for division chief"
    )
    assert refusal.authority == LOCAL["归档"]


@pytest.mark.parametrize("empty", [{}, {"paper": ""}, {"paper": None}, {"paper": []}, {"paper": {}}])
def test_an_act_that_does_not_state_its_facts_is_refused(facts, empty):
    refusal = _refused("grant", OFFICE, facts(empty))

    assert refusal.reason == Words("办理“准予”须写明：材料", "“grant” must state: paper")
    assert refusal.authority == LOCAL["立项"]


def test_no_and_nought_are_facts_too(facts):
    assert ASKING.decide("asked", "grant", OFFICE, facts({"paper": False})) is GRANT
    assert ASKING.decide("asked", "grant", OFFICE, facts({"paper": 0})) is GRANT


def test_a_guard_answers_on_its_own_authority(facts):
    refusal = _refused("grant", OFFICE, facts({"paper": "copy"}))

    assert refusal.reason == Words("须交原件", "the original is needed")
    assert refusal.authority == LOCAL["更正"]
    assert (
        str(refusal) == "不予办理：须交原件。依据：《案件质量评查实施办法（本院待定）》“更正”（待法院确定）"
    )


def test_a_late_act_needs_a_reason(facts):
    refusal = _refused("grant", OFFICE, facts({"paper": "原件"}, limit=True))

    assert str(refusal.reason) == "申请期限已经届满，补办须写明逾期理由"
    assert refusal.authority == LOCAL["异议"]
    assert (
        ASKING.decide("asked", "grant", OFFICE, facts({"paper": "原件", "late_reason": "停电"}, limit=True))
        is GRANT
    )


def test_an_act_within_its_time_needs_no_reason(facts):
    assert ASKING.decide("asked", "grant", OFFICE, facts({"paper": "原件"}, limit=False)) is GRANT


def test_after_a_final_period_no_reason_helps(facts):
    hard = procedure(
        Step(Do.GRANT, State.ASKED, State.GRANTED, Role.TRIAL_MANAGEMENT, LOCAL["立项"], within=HARD), END
    )

    with pytest.raises(Refused) as refused:
        hard.decide("asked", "grant", OFFICE, facts({"late_reason": "停电"}, hard=True))

    assert str(refused.value.reason) == "除斥期限已经届满，不再受理"
    assert refused.value.authority == LOCAL["异议"]


def test_the_calendar_acts_after_the_limit_and_not_before(facts):
    refusal = _refused("lapse", CALENDAR, facts({}, limit=False))

    assert refusal.reason == Words("申请期限尚未届满", "the period has not run out")
    assert ASKING.decide("asked", "lapse", CALENDAR, facts({}, limit=True)) is LAPSE


def test_nobody_acts_in_the_place_of_the_calendar(facts):
    refusal = _refused("lapse", OFFICE, facts({}, limit=True))

    assert str(refusal.reason) == "“期满”由期限日历办理，审管办无权办理"


# --- facts ----------------------------------------------------------------------------------------------------------


def _step(**given: Any) -> Step:
    return Step(Do.GRANT, State.ASKED, State.GRANTED, Role.TRIAL_MANAGEMENT, LOCAL["立项"], **given)


def test_the_last_word_on_a_fact_stands_and_what_is_many_adds_up():
    notes = Fact("notes", "记录", "notes", many=True)
    step = _step(asks=(PAPER,), may=(notes,))

    once = step.fold({"court": "甲院"}, {"paper": "一", "notes": "a"})
    twice = step.fold(once, {"paper": "二", "notes": "b"})

    assert once == {"court": "甲院", "paper": "一", "notes": ["a"]}
    assert twice == {"court": "甲院", "paper": "二", "notes": ["a", "b"]}


def test_an_amendment_puts_facts_right_and_is_no_fact_itself():
    step = _step(asks=(Fact("correction", "更正", "correction", Kind.AMENDMENT),))

    after = step.fold({"court": "甲院", "paper": "一"}, {"correction": {"court": "乙院"}})

    assert after == {"court": "乙院", "paper": "一"}


def test_folding_leaves_what_was_known_untouched():
    before: dict[str, Any] = {"notes": ["a"]}

    _step(asks=(Fact("notes", "记录", "notes", many=True),)).fold(before, {"notes": "b"})

    assert before == {"notes": ["a"]}


def test_every_particular_a_step_does_not_know_is_named():
    with pytest.raises(FaultyInput) as faulty:
        check_particulars(GRANT, {"paper": "一", "papr": "二", "hour": 9})

    assert [str(fault) for fault in faulty.value.faults] == [
        "“准予”的“papr”：这一步没有这一项。可以填写：材料（paper）、逾期理由（late_reason）",
        "“准予”的“hour”：这一步没有这一项。可以填写：材料（paper）、逾期理由（late_reason）",
    ]


def test_an_extension_must_say_by_how_much(facts):
    longer = Step(Do.LAPSE, State.ASKED, None, Role.TRIAL_MANAGEMENT, LOCAL["调卷"], extends=(LIMIT,))

    with pytest.raises(Refused) as refused:
        procedure(GRANT, END, longer).decide("asked", "lapse", OFFICE, facts({}, limit=False))

    assert str(refused.value.reason) == "办理“期满”须写明：延长的天数"


# --- the compiled table and the machine are one ---------------------------------------------------------------------

_PEOPLE = ["P-1", "J-17", "J-18", "R-1", "R-2", "R-9", "S-1", "calendar"]
_OTHERWISE: dict[str, list[Any]] = {
    "grade": ["excellent", "qualified", "flawed", "unqualified", "splendid"],
    "reversed": [True, False],
    "divergence": ["", "相差12分"],
    "sheets": [[], [{"reader": "R-1"}], [{"reader": "R-1"}, {"reader": "R-2"}]],
    "measures": [[], ["已补正"]],
    "conflicts": [[], [{"person": "R-2"}]],
    "clue": [None, {"item": "46(4)"}],
    "specials_waiting": [[], ["涉企专项"]],
    "clue_transfer": [None, {"item": "46(4)", "reasons": "见附件"}],
    "stepped_aside": [[], ["R-1"]],
}
_STATED: dict[str, list[Any]] = {
    "grade": _OTHERWISE["grade"],
    "file_complete": [True, False],
    "stepped_aside": ["R-1", "R-7"],
    "attendance": [{"members": 9, "present": 4}, {"members": 9, "present": 5}],
    "eligible": [0, 1277],
    "open_reviews": [0, 3],
    "theme": ["涉企专项", "别的专项"],
    "discussed": ["", "记录"],
}


def _judged(table: Procedure, state: str, trigger: str, actor: Actor, known: Facts) -> list[tuple[str, ...]]:
    """What the compiled table and the machine itself say of an act: where it leads, or why not."""
    said: list[tuple[str, ...]] = []
    for judge in (table.decide, table.fire):
        try:
            answer = judge(state, trigger, actor, known)
        except Refused as refusal:
            said.append(("refused", str(refusal.reason), refusal.reason.to("en"), refusal.authority.code))
        else:
            said.append(("allowed", answer.destination.value if isinstance(answer, Step) else answer))
    return said


@pytest.mark.parametrize("code", PROCEDURES)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_table_and_the_machine_refuse_and_allow_the_same(code, acts, facts_of, data):
    table = PROCEDURES[code]
    rows = [(step.source.value, step.trigger.value) for step in table.steps]
    anywhere = [(state.value, trigger) for state in table.states for trigger in (*table.triggers, "nonsense")]
    places = st.one_of(st.sampled_from(rows), st.sampled_from(rows), st.sampled_from(anywhere))
    state, trigger = data.draw(places)
    act = acts[code].get(trigger, next(iter(acts[code].values())))
    stated = {
        fact: st.sampled_from([value, value, *_STATED.get(fact, [])]) for fact, value in act.states.items()
    }
    left_out = data.draw(st.sets(st.sampled_from(["", *act.states]), max_size=1))
    particulars = data.draw(st.fixed_dictionaries(stated, optional={"late_reason": st.just("停电")}))
    record = {fact: st.sampled_from(values) for fact, values in _OTHERWISE.items()}
    changed = act.but(
        role=data.draw(st.sampled_from([*[act.role] * len(Role), *Role])),
        by=data.draw(st.sampled_from([act.by, act.by, *_PEOPLE])),
        states={fact: None if fact in left_out else value for fact, value in particulars.items()},
        record=data.draw(st.fixed_dictionaries({}, optional=record)),
        over=tuple(data.draw(st.sets(st.sampled_from([clock.code for clock in clocks_of(table)])))),
    )

    decided, fired = _judged(table, state, trigger, changed.actor, facts_of(code, changed))

    assert decided == fired


@pytest.mark.parametrize("code", PROCEDURES)
def test_every_act_in_every_state_is_judged_the_same_by_both(code, acts, facts_of):
    table = PROCEDURES[code]
    allowed = set()

    for state, trigger in product(table.states, (*table.triggers, "nonsense")):
        act = acts[code].get(trigger, next(iter(acts[code].values())))
        decided, fired = _judged(table, state.value, trigger, act.actor, facts_of(code, act))
        assert decided == fired
        allowed |= {(state, trigger)} if fired[0] == "allowed" else set()

    assert allowed == {(step.source, step.trigger.value) for step in table.steps}


# --- what every procedure on the books rests on ---------------------------------------------------------------------

STEPS = [
    pytest.param(step, id=f"{code}-{step.trigger.value}-{step.source.value}")
    for code, table in PROCEDURES.items()
    for step in table.steps
]
LENGTHS = sorted(
    {key for table in PROCEDURES.values() for clock in clocks_of(table) for key in lengths_of(clock)}
)


def _registered(citation: Citation) -> bool:
    return laws()[citation.law].articles.get(citation.article) == citation


@pytest.mark.parametrize("step", STEPS)
def test_every_step_and_every_refusal_cites_a_registered_article_with_a_point(step):
    cited = [step.authority, *(row.authority for row in step.unless if row.authority)]

    assert all(_registered(citation) for citation in cited)
    assert all(citation.point("zh") and citation.point("en") for citation in cited)
    # What is younger is asked of rounds opened under it only: its guards look at the rules pinned.
    younger = ("jilin_review_standard", "misconduct_exit_2022")
    older = [citation for citation in cited if citation.law not in younger]
    assert all(citation.in_force <= date(2022, 1, 1) for citation in older)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("day", [date(2022, 1, 1), datetime.now(UTC).date()], ids=["2022-01-01", "today"])
def test_every_time_limit_has_a_length_in_days_or_hours(length, day):
    found = rule_book().on(day).parameter(length)

    assert found.unit.value in ("calendar_day", "working_day", "month", "hour")
    assert isinstance(found.value, int)
    assert found.value > 0


@pytest.mark.parametrize("code", PROCEDURES)
def test_what_a_procedure_rests_on_is_listed_once(code):
    cited = citations_of(PROCEDURES[code])

    assert len(cited) == len(set(cited))
    assert {step.authority for step in PROCEDURES[code].steps} <= set(cited)


@pytest.mark.parametrize("code", PROCEDURES)
def test_every_procedure_on_the_books_has_a_file_of_tests(code, request):
    assert (request.path.parent / f"test_{code}.py").is_file()
