"""Who may act (角色): the offices of a court that a procedure names, and a person acting in one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rules.labels import Labelled


class Role(Labelled):
    """An office (职务、部门) in which somebody acts. A person may hold several; an act is done in one."""

    TRIAL_MANAGEMENT = "trial_management", "审管办", "trial-management office"
    PRESIDENT = "president", "院长", "court president"
    VICE_PRESIDENT = "vice_president", "副院长", "vice president"
    DIVISION_CHIEF = "division_chief", "庭长", "division chief"
    DEPUTY_CHIEF = "deputy_chief", "副庭长", "deputy division chief"
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
    JUDGE_CONCERNED = "judge_concerned", "当事法官", "judge concerned"
    TRIAL_SUPERVISION = "trial_supervision", "审监庭", "trial-supervision division"
    INTERNAL_DISCIPLINE = "internal_discipline", "机关纪委", "internal discipline commission"
    PARTY_GROUP = "party_group", "党组", "party group"
    DISCIPLINE_COMMITTEE = "discipline_committee", "法官惩戒委员会", "judges' discipline committee"
    DISCIPLINE_OFFICE = "discipline_office", "惩戒工作办公室", "discipline office"
    COMMITTEE_CHAIR = "committee_chair", "惩戒委员会主任", "chair of the discipline committee"
    COMMITTEE_MEMBER = "committee_member", "惩戒委员会委员", "member of the discipline committee"
    PEOPLES_CONGRESS = "peoples_congress", "人大常委会", "standing committee of the people's congress"
    CIVIL_SERVICE = "civil_service", "公务员主管部门", "civil-service authority"
    SUPERVISION_COMMISSION = "supervision_commission", "监察委员会", "supervision commission"
    DUTY_PROTECTION = "duty_protection", "法官权益保障委员会", "duty-protection committee"
    ASSESSMENT_COMMITTEE = "assessment_committee", "法官考评委员会", "judges' assessment committee"
    HIGH_COURT = "high_court", "高级人民法院", "high people's court"
    CASE_EXAMINATION = "case_examination", "案件审理部门", "case-examination unit"
    CASE_SUPERVISION = "case_supervision", "案件监督管理部门", "case-supervision unit"
    PETITIONS_OFFICE = "petitions_office", "信访部门", "petitions office"
    POLITICAL_LEGAL = "political_legal", "党委政法委", "political and legal affairs committee"
    COURT_POLICE = "court_police", "司法警察部门", "court police"
    PUBLIC_SECURITY = "public_security", "公安机关", "police"
    RECORDER = "recorder", "记录人", "recorder"
    PETITIONER = "petitioner", "维权申请人", "petitioner"
    CALENDAR = "calendar", "期限日历", "calendar"


OF_A_DIVISION = frozenset(
    {
        *(Role.DIVISION_CHIEF, Role.DEPUTY_CHIEF, Role.DIVISION),
        *(Role.JUDGE, Role.JUDGE_CONCERNED, Role.REVIEWER, Role.RE_REVIEWER),
    }
)
"""Offices held in a division (庭室); the others serve the whole court."""
READING = frozenset({Role.REVIEWER, Role.RE_REVIEWER})
"""Offices whose holders read cases, each those of certain kinds."""
OF_THE_MATTER = READING | {Role.JUDGE_CONCERNED, Role.RECORDER, Role.PETITIONER}
"""Roles that somebody has in one matter, by its own facts; its guards know who."""


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


def automatic(role: Role) -> Actor:
    """自动流转: who stands for an office in acts that follow from the facts and leave no choice."""
    return Actor("automatic", role, "自动流转")


AUTOMATIC = automatic(Role.TRIAL_MANAGEMENT)
"""Merges scores, draws readers."""
