"""回避 (recusal): why a reviewer may not read a case, from the facts on file.

Each predicate answers with the reason, to be shown as it is, or None. The same functions exclude at the
assignment, refuse at the desk and grey out the button. No reason names the judge or another reviewer: both
are masked until the grade is confirmed. Whom kinship and the like bind is for the person to declare
(`recusal_2011.1`); the program holds the declaration and does not judge it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rules.labels import Labelled, Words


class ConflictWith(Labelled):
    """With whom or what a conflict of interest was declared (利害关系)."""

    CASE = "case", "案件", "the case"
    JUDGE = "judge", "承办法官", "the judge in charge"
    PARTY = "party", "当事人", "a party"
    AGENT = "agent", "代理人", "an agent"


class Relation(Labelled):
    """What ties a person to the judge, a party or an agent (申报关系), as article 1 of the recusal rules divides it."""

    SPOUSE = "spouse", "夫妻", "spouse"
    LINEAL = "lineal", "直系血亲", "lineal relative by blood"
    COLLATERAL = "collateral", "三代以内旁系血亲", "collateral relative within three generations"
    IN_LAW = "in_law", "近姻亲", "close relative by marriage"
    TOOK_PART = "took_part", "曾为本案诉讼参与人", "was witness, expert or agent in the case"
    OTHER = "other", "其他利害关系", "another interest"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A declaration (申报): an interest in the case of that number, or in the judge, party or agent of that code."""

    against: ConflictWith
    code: str
    relation: Relation = Relation.OTHER


@dataclass(frozen=True, slots=True)
class Reviewer:
    """评查员: where they serve, the types of case they know (`specialties`: codes), what they declared."""

    code: str
    court: str
    division: str
    specialties: frozenset[str] = frozenset()
    conflicts: frozenset[Conflict] = frozenset()


@dataclass(frozen=True, slots=True)
class CaseToRead:
    """What recusal must know of a case (codes only)."""

    case_no: str
    court: str
    case_kind: str
    judge: str
    division: str
    bench: frozenset[str] = frozenset()
    """Everybody who sat in any instance of the case."""
    parties: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    other_courts: frozenset[str] = frozenset()
    """Courts of the case's other instances."""
    earlier_readers: frozenset[str] = frozenset()
    """Who read the case before: a third reader or a re-review must be somebody else."""

    def holds(self, against: ConflictWith, code: str) -> bool:
        """Say whether the code is the case's own, its judge's, or one of its parties' or agents'."""
        if against is ConflictWith.CASE:
            return code == self.case_no
        if against is ConflictWith.JUDGE:
            return code == self.judge
        return code in (self.parties if against is ConflictWith.PARTY else self.agents)


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What is excluded in this round besides what always is."""

    cross_court: bool
    other_instance_courts: bool = False
    specialists_only: bool = False
    kinship: frozenset[Relation] = frozenset(
        {Relation.SPOUSE, Relation.LINEAL, Relation.COLLATERAL, Relation.IN_LAW}
    )
    """Which ties are kinship; the list of the law on the day, `assignment.kinship`."""


def sat_on_the_case(reviewer: Reviewer, case: CaseToRead, _: Exclusions) -> Words | None:
    """Who took part in any instance of the case does not review it."""
    if reviewer.code == case.judge or reviewer.code in case.bench:
        return Words(
            "{code}曾参与该案审理，应当回避", "{code} sat on the case and must step aside", code=reviewer.code
        )
    return None


def of_the_same_division(reviewer: Reviewer, case: CaseToRead, _: Exclusions) -> Words | None:
    """Colleagues of the judge in charge, in the same division of the same court, do not review the case."""
    if reviewer.division and (reviewer.court, reviewer.division) == (case.court, case.division):
        return Words(
            "{code}与承办法官同一庭室，应当回避",
            "{code} is of the same division as the judge in charge and must step aside",
            code=reviewer.code,
        )
    return None


def of_the_same_court(reviewer: Reviewer, case: CaseToRead, exclusions: Exclusions) -> Words | None:
    """In a cross-court round nobody reviews a case of their own court."""
    if exclusions.cross_court and reviewer.court == case.court:
        return Words(
            "{code}与该案同属一院，本轮实行跨院评查",
            "{code} is of the court whose case it is, and this round is cross-court",
            code=reviewer.code,
        )
    return None


def of_another_instance(reviewer: Reviewer, case: CaseToRead, exclusions: Exclusions) -> Words | None:
    """Where a round says so, the courts of the other instances are out as well, not only those who sat."""
    if exclusions.other_instance_courts and reviewer.court in case.other_courts:
        return Words(
            "{code}所在法院审理过该案的其他审级，应当回避",
            "the court of {code} heard the case in another instance; {code} must step aside",
            code=reviewer.code,
        )
    return None


def related(reviewer: Reviewer, case: CaseToRead, exclusions: Exclusions) -> Words | None:
    """Kin of the judge, a party or an agent, by the degrees of the law, do not review the case."""
    for conflict in _declared(reviewer, case):
        if conflict.relation in exclusions.kinship:
            return Words(
                "{code}已申报与{against}有{relation}关系，应当回避",
                "{code} declared to be kin of {against} ({relation}) and must step aside",
                code=reviewer.code,
                against=conflict.against,
                relation=conflict.relation,
            )
    return None


def with_a_conflict(reviewer: Reviewer, case: CaseToRead, exclusions: Exclusions) -> Words | None:
    """Who declared an interest steps aside. The reason says with what kind of person, never with whom."""
    for conflict in _declared(reviewer, case):
        if conflict.relation not in exclusions.kinship:
            return Words(
                "{code}已申报与{against}有利害关系，应当回避",
                "{code} declared an interest in {against} and must step aside",
                code=reviewer.code,
                against=conflict.against,
            )
    return None


def _declared(reviewer: Reviewer, case: CaseToRead) -> list[Conflict]:
    """What the reviewer declared that touches this case, in an order of its own."""
    found = (conflict for conflict in reviewer.conflicts if case.holds(conflict.against, conflict.code))
    return sorted(found, key=lambda conflict: (conflict.against.value, conflict.relation.value))


def not_a_specialist(reviewer: Reviewer, case: CaseToRead, exclusions: Exclusions) -> Words | None:
    """Where a round asks for specialists only, nobody else reads; no recusal, but it excludes like one."""
    if exclusions.specialists_only and case.case_kind not in reviewer.specialties:
        return Words(
            "{code}不熟悉该类案件，本轮只由本专业评查员评查",
            "{code} is no specialist of this kind of case, and this round asks for specialists only",
            code=reviewer.code,
        )
    return None


def read_it_before(reviewer: Reviewer, case: CaseToRead, _: Exclusions) -> Words | None:
    """Who read the case once does not read it again, as third reader or on an objection."""
    if reviewer.code in case.earlier_readers:
        return Words(
            "{code}已评查过该案，应由他人评查",
            "{code} read the case before; somebody else must now",
            code=reviewer.code,
        )
    return None


Predicate = Callable[[Reviewer, CaseToRead, Exclusions], Words | None]


class Ground(Labelled):
    """The ground of a recusal (回避事由), for counting and for the record."""

    SAT_ON_CASE = "sat_on_case", "曾参与审理", "sat on the case"
    SAME_DIVISION = "same_division", "同一庭室", "same division"
    SAME_COURT = "same_court", "同一法院", "same court"
    OTHER_INSTANCE = "other_instance", "其他审级法院", "court of another instance"
    KINSHIP = "kinship", "亲属关系", "kinship"
    CONFLICT = "conflict", "其他利害关系", "another declared interest"
    READ_BEFORE = "read_before", "已评查过", "read it before"
    NOT_A_SPECIALIST = "not_a_specialist", "非本专业", "no specialist"


BITS: Mapping[Ground, int] = {ground: 1 << place for place, ground in enumerate(Ground)}
"""Each ground as one bit, for sets of grounds by the thousand."""

PREDICATES: dict[Ground, Predicate] = {
    Ground.SAT_ON_CASE: sat_on_the_case,
    Ground.SAME_DIVISION: of_the_same_division,
    Ground.SAME_COURT: of_the_same_court,
    Ground.OTHER_INSTANCE: of_another_instance,
    Ground.KINSHIP: related,
    Ground.CONFLICT: with_a_conflict,
    Ground.READ_BEFORE: read_it_before,
    Ground.NOT_A_SPECIALIST: not_a_specialist,
}
"""Every ground and the predicate that finds it."""


def grounds_of(reviewer: Reviewer, case: CaseToRead, exclusions: Exclusions) -> dict[Ground, Words]:
    """All grounds on which the reviewer must step aside, with the reasons; empty when there is none."""
    found = {ground: predicate(reviewer, case, exclusions) for ground, predicate in PREDICATES.items()}
    return {ground: reason for ground, reason in found.items() if reason is not None}


def admissible(reviewer: Reviewer, case: CaseToRead, exclusions: Exclusions) -> bool:
    """Say whether no ground stands against it."""
    return all(predicate(reviewer, case, exclusions) is None for predicate in PREDICATES.values())
