"""健全性：名录中的每个程序逐点健全；每一点都有一个做坏了的小程序证明它会被发现。"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from rules.labels import Labelled, Words
from rules.parameters import rule_book
from rules.roles import Actor, Role
from state_machines.procedure import Procedure
from state_machines.register import PROCEDURES
from state_machines.soundness import Point, flaws
from state_machines.soundness_of_steps import decided_by_others
from state_machines.steps import Condition, Fact, Kind, Late, OwnMatter, Step
from tests.state_machines.toys import LIMIT, LOCAL, Do, State

OFFICE, CHIEF, JUDGE = Role.TRIAL_MANAGEMENT, Role.DIVISION_CHIEF, Role.JUDGE
WHO = Fact("judge", "承办法官", "judge in charge", Kind.CODE)


class English(Labelled):
    END = "end", "end", "end"


HARD = replace(LIMIT, late=Late.LAPSES)
GRANT = Step(
    Do.GRANT, State.ASKED, State.GRANTED, CHIEF, LOCAL["立项"], asks=(WHO,), within=LIMIT, tells=(OFFICE,)
)
END = Step(Do.END, State.GRANTED, State.OVER, OFFICE, LOCAL["归档"], within=LIMIT, tells=(JUDGE,))
SOUND: dict[str, Any] = {
    "initial": State.ASKED, "authority": LOCAL["立项"], "final": (State.OVER,), "opening_tells": (CHIEF,),
    "named": {JUDGE: WHO}, "concerned": OwnMatter({WHO: (JUDGE,)}, LOCAL["本案人员"]),
}  # fmt: skip


class Toy(Procedure):
    """A procedure that nobody checked when it was imported."""

    def _check(self) -> None:
        pass


def toy(*steps: Step, **rest: Any) -> Procedure:
    return Toy("asking", "申请", "asking", State, steps, **SOUND | rest)


def found(table: Procedure) -> list[tuple[Point, str, str]]:
    return [(flaw.point, str(flaw.where), str(flaw.what)) for flaw in flaws(table, rule_book())]


@pytest.mark.parametrize("code", PROCEDURES)
def test_every_procedure_on_the_books_is_sound(code):
    assert found(PROCEDURES[code]) == []


def test_the_little_procedure_is_sound_before_it_is_broken():
    assert found(toy(GRANT, END)) == []


NONE = Words("无", "none")
BROKEN = [
    pytest.param(Point.REACHED, toy(replace(GRANT, to=State.OVER), END), "“已准予”不可到达", id="a_state_nobody_reaches"),
    pytest.param(Point.ENDS, toy(GRANT, replace(END, to=State.ASKED)), "“已准予”没有通向终结状态的路", id="a_circle_without_an_end"),
    pytest.param(Point.SOMEBODY, toy(replace(GRANT, who=Role.CALENDAR, asks=()), END), "“已申请”没有人能使它继续办理", id="a_state_of_the_calendar_alone"),
    pytest.param(Point.TIMED, toy(GRANT, replace(END, within=None)), "“已准予”没有期限，或者期限都有条件", id="a_state_without_a_limit"),
    pytest.param(Point.TIMED, toy(GRANT, replace(END, within=replace(LIMIT, only=Condition(lambda *_: True, "有时", "sometimes")))), "“已准予”没有期限，或者期限都有条件", id="a_limit_under_a_condition_alone"),
    pytest.param(Point.TOLD, toy(replace(GRANT, tells=()), END), "“已申请”的“准予”流转后无人被告知", id="a_step_nobody_is_told_of"),
    pytest.param(Point.TOLD, toy(GRANT, END, opening_tells=()), "立项流转后无人被告知", id="an_opening_nobody_is_told_of"),
    pytest.param(Point.OWN_MATTER, toy(GRANT, END, concerned=None), "程序没有写明这是谁的事", id="a_matter_of_nobody_knows_whom"),
    pytest.param(Point.OWN_MATTER, toy(GRANT, END, concerned=OwnMatter({Fact("x", "某人", "somebody"): ()}, LOCAL["回避"])), "程序当事人员不是本程序的事实", id="a_matter_of_somebody_nobody_names"),
    pytest.param(Point.LIMIT_ENDS, toy(replace(GRANT, within=HARD), END), "“已申请”的申请期限届满后无人能办理", id="a_final_period_without_an_end"),
    pytest.param(Point.NO_LOOP, toy(GRANT, END, Step(Do.LAPSE, State.ASKED, None, Role.CALENDAR, LOCAL["异议"], within=LIMIT)), "“已申请”的“期满”期限届满不改变任何事，会一再届满", id="a_lapse_that_changes_nothing"),
    pytest.param(
        Point.NO_LOOP,
        toy(GRANT, END, *(Step(Do.LAPSE, here, there, Role.CALENDAR, LOCAL["异议"], within=LIMIT, tells=(OFFICE,)) for here, there in ((State.ASKED, State.GRANTED), (State.GRANTED, State.ASKED)))),
        "“已申请”的“期满”期限日历的步骤首尾相接，无人办理也不会停", id="a_circle_of_the_calendar",
    ),
    pytest.param(Point.RESUMED, toy(GRANT, END, Step(Do.HOLD, State.ASKED, None, OFFICE, LOCAL["异议"], suspends=(LIMIT,))), "“中止”中止的申请期限没有恢复的步骤", id="a_suspension_nobody_ends"),
    pytest.param(
        Point.RESUMED,
        toy(GRANT, END, Step(Do.HOLD, State.ASKED, None, OFFICE, LOCAL["异议"], suspends=(LIMIT,)), Step(Do.RESUME, State.ASKED, None, OFFICE, LOCAL["异议"], resumes=(LIMIT,))),
        "“中止”中止的申请期限中止没有期限", id="a_suspension_for_ever",
    ),
    pytest.param(Point.AUTHORITIES, toy(replace(GRANT, authority=replace(LOCAL["立项"], article="没有这一条")), END), "local_review.没有这一条没有登记", id="an_authority_nobody_registered"),
    pytest.param(Point.LENGTHS, toy(replace(GRANT, within=replace(LIMIT, length="nobody.knows")), END), "申请期限参数“nobody.knows”不存在或者不是时间", id="a_length_that_is_no_parameter"),
    pytest.param(Point.LENGTHS, toy(replace(GRANT, within=replace(LIMIT, length="grading.method")), END), "申请期限参数“grading.method”不存在或者不是时间", id="a_length_that_is_no_time"),
    pytest.param(Point.LABELS, toy(GRANT, replace(END, trigger=English.END)), "end缺少中文或者英文名称", id="an_act_without_a_chinese_name"),
]  # fmt: skip


@pytest.mark.parametrize(("point", "table", "said"), BROKEN)
def test_what_is_not_sound_is_found_and_said(point, table, said):
    assert (point, said) in [(each, f"{where}{what}") for each, where, what in found(table)]


def test_every_point_has_a_broken_procedure_that_shows_it():
    assert {param.values[0] for param in BROKEN} == set(Point)


def test_what_is_told_to_nobody_or_has_no_limit_may_say_why():
    silent = toy(
        replace(GRANT, tells=()),
        replace(END, within=None),
        silences={Do.GRANT: NONE},
        no_limit={State.GRANTED: NONE},
    )

    assert found(silent) == []


# --- nobody decides on himself --------------------------------------------------------------------------------------


def test_a_bar_that_is_taken_out_of_the_machine_is_missed():
    table = toy(GRANT, END)
    step, checks = table.table["grant", "asked"]
    table.table["grant", "asked"] = (
        step,
        tuple(check for check in checks if check.__name__ != "in_his_own_matter"),
    )

    assert [str(flaw.what) for flaw in flaws(table, rule_book())] == ["当事人员可以以庭长的身份办理"]


def test_the_steps_barred_are_those_of_another_side():
    own = Step(Do.ASK, State.ASKED, None, (JUDGE, Role.CALENDAR), LOCAL["异议"], within=LIMIT)

    assert [
        (step.trigger, whose, barred) for step, whose, barred in decided_by_others(toy(own, GRANT, END))
    ] == [
        (Do.GRANT, WHO, (CHIEF,)),
        (Do.END, WHO, (OFFICE,)),
    ]


@pytest.mark.parametrize("named", ["J-1", ["J-1", "J-2"], [{"code": "J-1"}]])
def test_who_is_named_in_whatever_form_takes_no_step_in_another_office(named, rules):
    from datetime import UTC, datetime

    from rules.errors import Refused
    from state_machines.steps import Facts

    facts = Facts({"judge": named}, {}, rules, datetime(2022, 4, 28, tzinfo=UTC), MappingProxyType({}))

    with pytest.raises(Refused) as refused:
        toy(GRANT, END).decide("granted", "end", Actor("J-1", OFFICE), facts)

    assert str(refused.value.reason) == "J-1是本事项的承办法官，不得以审管办的身份办理，请由他人办理"
    assert refused.value.authority == LOCAL["本案人员"]
