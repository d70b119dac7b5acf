"""The opening of a matter of protection (保护事项立项): who may open which, what must be said, and what is refused.

An opening is checked like a step: by role, by facts, by guards. Its facts are those the matter opens with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from rules.citations import Citation
from rules.labels import Labelled, Words
from rules.law import law
from rules.parameters import Rules
from rules.roles import Actor, Role
from state_machines.exemption_review.table import EXEMPTION_REVIEW, TESTERS
from state_machines.exemption_review.terms import Known as Exemption
from state_machines.forms import check_particulars
from state_machines.interference_record import grounds as interference
from state_machines.interference_record.table import INTERFERENCE_RECORD
from state_machines.interference_record.terms import Known as Interference
from state_machines.personal_safety.table import PERSONAL_SAFETY, REPORTERS
from state_machines.personal_safety.terms import Known as Safety
from state_machines.procedure import Procedure
from state_machines.report_clarification.table import REPORT_CLARIFICATION
from state_machines.report_clarification.terms import HANDLING, Start
from state_machines.report_clarification.terms import Known as Clearing
from state_machines.rights_petition import grounds as petition
from state_machines.rights_petition.table import RIGHTS_PETITION
from state_machines.rights_petition.terms import Known as Petition
from state_machines.standing_checks import as_check, built_in
from state_machines.steps import Fact, Facts, Guard, Step, guard

JUDGES = law("judges_law")
ORGANIC = law("court_organic_law")
LOCAL = law("local_protection")
ELSEWHERE = law("clearing_elsewhere")


class ProtectionKind(Labelled):
    """The kinds of protection (保护事项的种类): one procedure each."""

    CLEARING = "clearing", "澄清", "clearing"
    INTERFERENCE = "interference", "干预", "interference"
    SAFETY = "safety", "安全", "safety"
    PETITION = "petition", "维权", "petition"
    EXEMPTION = "exemption", "免责", "exemption"


class Open(Labelled):
    """The act of opening (立项)."""

    OPEN = "open", "立项", "open"


@dataclass(frozen=True, slots=True)
class Opening:
    """One row: the procedure, how its references begin, and the opening as a step."""

    kind: ProtectionKind
    procedure: Procedure
    range: str
    step: Step
    whose: Fact
    """The fact that says whose matter it is."""

    def found(self, by: Actor) -> dict[str, Any]:
        """What follows from who opens it: where one of several offices takes such a matter up, that it is this one."""
        one = self.procedure.one_of
        return {one.fact.code: by.role.value} if one is not None and by.role in one.offices else {}


def in_person(table: Procedure) -> Guard:
    """Who acts as the judge concerned, as recorder or petitioner is the person the procedure names in that role."""

    @guard("只能为自己申请", "one asks for oneself", LOCAL["申请人"])
    def not_for_oneself(actor: Actor, facts: Facts) -> Words | None:
        fact = table.named.get(actor.role)
        if fact is None or facts.get(fact.code) == actor.code:
            return None
        return Words(
            "{role}只能是{name}本人",
            "the {role} is {name} in person",
            role=actor.role,
            name=facts.get(fact.code) or "—",
        )

    return not_for_oneself


@guard("申请没有写明内容", "an application without its content", ELSEWHERE["启动"])
def unreasoned(actor: Actor, facts: Facts) -> Words | None:
    if facts.get(Clearing.START.code) != Start.APPLICATION.value and actor.role is not Role.JUDGE_CONCERNED:
        return None
    if str(facts.get(Clearing.APPLICATION.code) or "").strip():
        return None
    return Words(
        "本人申请澄清应当书面写明理由和诉求",
        "the judge's application is in writing, with reasons and request",
    )


def _opening(
    kind: ProtectionKind, table: Procedure, who: tuple[Role, ...], on: Citation, whose: Fact,
    asks: tuple[Fact, ...], may: tuple[Fact, ...], unless: tuple[Guard, ...] = (),
) -> Opening:  # fmt: skip
    step = Step(
        Open.OPEN, table.initial, None, who, on, asks=asks, may=may, unless=(in_person(table), *unless)
    )
    return Opening(kind, table, kind.zh, step, whose)


_JUDGE = (Clearing.JUDGE, Clearing.COURT)
_WHERE = (Clearing.ORGANISER, Clearing.DIVISION, Clearing.CASE_NO, Clearing.SOURCE_REF)

# fmt: off
OPENINGS: dict[ProtectionKind, Opening] = {each.kind: each for each in (
    _opening(ProtectionKind.CLEARING, REPORT_CLARIFICATION, (*HANDLING, Role.JUDGE_CONCERNED), ELSEWHERE["启动"], Clearing.JUDGE,
             (*_JUDGE, Clearing.START, Clearing.ACCUSATION), (*_WHERE, Clearing.APPLICATION, replace(Clearing.AUDIENCE, many=False, listed=True)), (unreasoned,)),
    _opening(ProtectionKind.INTERFERENCE, INTERFERENCE_RECORD, (Role.RECORDER,), ORGANIC[52], Interference.RECORDER,
             (Interference.RECORDER, Interference.COURT, Interference.OBSERVED_ON), _WHERE, (interference.not_yet_observed,)),
    _opening(ProtectionKind.SAFETY, PERSONAL_SAFETY, REPORTERS, JUDGES[57], Safety.JUDGE,
             (*_JUDGE, Safety.THREAT), (*_WHERE, Safety.THREAT_FROM, Safety.HOME, Safety.FAMILY)),
    _opening(ProtectionKind.PETITION, RIGHTS_PETITION, (Role.PETITIONER, Role.JUDGE_CONCERNED), JUDGES[52], Petition.JUDGE,
             (*_JUDGE, Petition.PETITIONER, Petition.RELATION, Petition.CONTENT), (*_WHERE, Petition.DEAD, Petition.RESPONDENT, Petition.REQUESTS, Petition.REMEDIES_RUNNING), (petition.not_theirs_to_ask,)),
    _opening(ProtectionKind.EXEMPTION, EXEMPTION_REVIEW, (Role.JUDGE_CONCERNED, *TESTERS, Role.DUTY_PROTECTION), LOCAL["逐项审查"], Exemption.JUDGE,
             (*_JUDGE, Exemption.CONDUCT, Exemption.ACTED_ON), _WHERE),
)}
# fmt: on


def checked(
    opening: Opening, given: Mapping[str, Any], by: Actor, at: datetime, rules: Rules
) -> dict[str, Any]:
    """The facts a matter opens with, as the books keep them.

    Raises:
        FaultyInput: a particular that has no place here, or not its form.
        Refused: it is not this person's to open, something must be stated, or the law says no.
    """
    check_particulars(opening.step, given)
    facts = Facts({}, given, rules, at)
    own = opening.procedure.concerned
    checks = [*built_in(opening.step, own if not isinstance(own, Words) else None), *(as_check(row, opening.step) for row in opening.step.unless)]  # fmt: skip
    for check in checks:
        refusal = check(by, facts)
        if refusal is not None:
            raise refusal
    stated = {**given, **opening.found(by)}
    return {code: value for code, value in stated.items() if value not in (None, "", [], {})}
