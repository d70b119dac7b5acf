"""Who may act (角色): the offices of a court that a procedure names, and a person acting in one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rules.labels import Labelled


class Role(Labelled):
    """An office (职务、部门) in which somebody acts. A person may hold several; an act is done in one."""

    TRIAL_MANAGEMENT = "trial_management", "审管办", "trial-management office"
    PRESIDENT = "president", "院长", "court president"
    DIVISION_CHIEF = "division_chief", "庭长", "division chief"
    DIVISION = "division", "业务庭", "trial division"
    JUDGE = "judge", "承办法官", "judge in charge"
    REVIEWER = "reviewer", "评查员", "reviewer"
    RE_REVIEWER = "re_reviewer", "复评人员", "second reviewer"
    HEARING_GROUP = "hearing_group", "听证组", "hearing group"
    REVIEW_COMMITTEE = "review_committee", "案件质量评查委员会", "quality review committee"
    ADJUDICATION_COMMITTEE = "adjudication_committee", "审判委员会", "adjudication committee"
    HIGHER_COURT = "higher_court", "上级法院", "higher court"
    INSPECTION = "inspection", "督察部门", "inspection unit"
    PERSONNEL = "personnel", "政治部", "personnel department"
    CALENDAR = "calendar", "期限日历", "calendar"


OF_A_DIVISION = frozenset({Role.DIVISION_CHIEF, Role.DIVISION, Role.JUDGE, Role.REVIEWER, Role.RE_REVIEWER})
"""Offices held in a division (庭室); the others serve the whole court."""
READING = frozenset({Role.REVIEWER, Role.RE_REVIEWER})
"""Offices whose holders read cases, each those of certain kinds."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the calendar) acting in one role. `code` is the person's code, never a plain name."""

    code: str
    role: Role
    name: str = ""
    court: str = ""

    @property
    def shown(self) -> str:
        return self.name or self.code


_CODE = re.compile(r"\w[\w.\-]*")


def is_person_code(text: str) -> bool:
    """Say whether it can be a person's code: letters (Chinese too), figures, - _ and . It names folders as well."""
    return _CODE.fullmatch(text) is not None


CALENDAR = Actor("calendar", Role.CALENDAR, Role.CALENDAR.zh)
"""期限日历: acts when a time limit runs out; it is nobody's will."""
AUTOMATIC = Actor("automatic", Role.TRIAL_MANAGEMENT, "自动流转")
"""自动流转: acts of the office that follow from the facts and leave no choice (merging scores, drawing readers)."""
