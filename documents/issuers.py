"""Whose paper it is, and to whom (制作单位、主送机关): the court, its department, a committee, an organ outside, or a person by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.labels import Words
from rules.roles import Role

_COMMITTEE = (Role.DISCIPLINE_COMMITTEE, Role.COMMITTEE_CHAIR, Role.COMMITTEE_MEMBER)
_THE_COURT = (Role.PRESIDENT, Role.PARTY_GROUP)
_ABOVE = (Role.HIGH_COURT, Role.HIGHER_COURT)
_BY_CODE = {Role.JUDGE_CONCERNED: "judge", Role.PETITIONER: "petitioner"}
_OUTSIDE = (
    *(Role.SUPERVISION_COMMISSION, Role.CIVIL_SERVICE, Role.PEOPLES_CONGRESS),
    *(Role.POLITICAL_LEGAL, Role.PUBLIC_SECURITY),
)


def office_of(role: Role, facts: Mapping[str, Any]) -> Words:
    """Whose paper it is. Who recorded interference is named by no paper's mark."""
    court, higher = str(facts.get("court", "")), str(facts.get("organiser") or facts.get("court", ""))
    if role in _BY_CODE:
        return Words("{role}{code}", "the {role}, {code}", role=role, code=facts.get(_BY_CODE[role], ""))
    if role in (*_THE_COURT, *_ABOVE):
        return Words("{court}", "{court}", court=higher if role in _ABOVE else court)
    if role in (*_COMMITTEE, Role.DISCIPLINE_OFFICE):
        unit = role if role is Role.DISCIPLINE_OFFICE else Role.DISCIPLINE_COMMITTEE
        return Words("{court}{unit}", "{court}, {unit}", court=higher, unit=unit)
    if role in _OUTSIDE:
        return Words("{unit}", "{unit}", unit=role)
    return Words("{court}{unit}", "{court}, {unit}", court=court, unit=role)
