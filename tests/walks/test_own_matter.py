"""自己不得处理自己的事: on every row of every table, whoever the matter concerns tries the step in another office."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.errors import Refused
from rules.labels import Words
from rules.roles import Role
from rules.workdays import calendar
from state_machines.register import PROCEDURES
from state_machines.standing_checks import people_of
from state_machines.steps import OwnMatter
from tests.walks.search import ways


@pytest.mark.parametrize("code", PROCEDURES)
def test_a_lawful_step_is_refused_to_whom_the_matter_concerns(code):
    """The step is lawful for somebody else: so it is refused for who he is, and for nothing else."""
    matter = PROCEDURES[code].concerned
    if isinstance(matter, Words):
        pytest.skip(f"{code}: {matter}")
    assert isinstance(matter, OwnMatter)
    tried = 0

    for way in ways(code).values():
        model = way.opening.model(calendar())
        for deed in way.deeds[:-1]:
            model.take(deed)
        deed = way.deeds[-1]
        step = model.step(deed.trigger)
        for whose, side in matter.sides.items():
            facts = model.seen(deed.particulars, deed.at)
            for person in sorted(people_of(facts.get(whose.code))):
                for role in step.roles:
                    if role is Role.CALENDAR or role in side:
                        continue
                    with pytest.raises(Refused) as refused:
                        model.copy().take(replace(deed, by=replace(deed.by, code=person, role=role)))
                    assert refused.value.authority == matter.authority, f"{person} {deed}: {refused.value}"
                    tried += 1

    assert tried >= sum(
        bool(set(step.roles) - {Role.CALENDAR, *side})
        for step in PROCEDURES[code].steps
        for side in list(matter.sides.values())[:1]
    )
