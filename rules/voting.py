"""审议表决 (the committee's vote): who counts, how many must agree, and what was found, in whole numbers.

A finding needs a share of all members, not of those present or of those who voted (2016 opinion, seen in a paraphrase
only). The share is above one half, so at most one of the four findings can reach it; where none does, that is the
outcome: nothing is rounded down, no plurality wins, and graver ballots are not added to lighter ones. Every member has
one vote, the chair too. A vote held without a quorum, or by people who may not vote, finds nothing.
Ballots are counted without names: the record keeps who voted, and apart from it the ballots (docs/decisions/0092).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from rules.attendance import Movement, checked, present
from rules.committee import Committee, composition, least
from rules.committee_findings import Finding
from rules.committee_recusal import Recusal, wrongly_decided
from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words
from rules.law import cite
from rules.parameters import Rules
from rules.reasons import Reason

__all__ = ["Ballot", "Counted", "Dissent", "Finding", "Numbers", "Outcome", "Sitting", "Vote", "count"]


class Ballot(Labelled):
    """A ballot (表决票): for one of the four findings, or for none."""

    INTENTIONAL = "intentional", "构成故意违反职责", "intentional violation of duty"
    GROSS_NEGLIGENCE = "gross_negligence", "存在重大过失", "gross negligence"
    ORDINARY_NEGLIGENCE = "ordinary_negligence", "存在一般过失", "ordinary negligence"
    NO_VIOLATION = "no_violation", "没有违反职责", "no violation of duty"
    ABSTAINED = "abstained", "弃权", "abstained"
    INVALID = "invalid", "无效票", "invalid"

    @property
    def finding(self) -> Finding | None:
        """The finding it is for; None when it is for none."""
        return None if self in (Ballot.ABSTAINED, Ballot.INVALID) else Finding(self.value)


class Outcome(Labelled):
    """What a vote came to (表决结果)."""

    FOUND = "found", "形成审查意见", "a finding"
    NO_MAJORITY = "no_majority", "未形成多数意见", "no majority"
    VOID = "void", "表决无效", "void"


@dataclass(frozen=True, slots=True)
class Vote:
    """One secret ballot: when, who put a ballot in, and the ballots, which stand in no order."""

    at: datetime
    voted: frozenset[str]
    ballots: tuple[Ballot, ...]
    number: int = 1
    """Which vote of the matter it is."""


@dataclass(frozen=True, slots=True)
class Dissent:
    """A minority's opinion (少数意见) handed in for the file. Whoever signs it gives up the secrecy of their own ballot."""

    finding: Finding
    reasons: str
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting up to a vote (审议): what the record holds."""

    proceeding: str
    """The reference people use."""
    committee: Committee
    movements: tuple[Movement, ...]
    vote: Vote
    recusals: tuple[Recusal, ...] = ()
    dissents: tuple[Dissent, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number of a vote (人 or 票)."""

    seats: int
    in_office: int
    vacant: int
    recused: int
    quorum_base: int
    quorum: int
    present: int
    majority_base: int
    majority: int
    cast: int
    ballots: Mapping[Ballot, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """A vote that was counted: the numbers, who was there, why it is void if it is, and what was found."""

    numbers: Numbers
    present: frozenset[str]
    recused: frozenset[str]
    objections: tuple[Reason, ...]
    outcome: Outcome
    finding: Finding | None


def count(sitting: Sitting, rules: Rules) -> Counted:
    """Count a vote under the rules pinned to its proceeding (法官法 48；2016年意见“表决”).

    Raises:
        FaultyInput: the record or the rules cannot be (a time without zone, a majority of one half or less).
    """
    _check(sitting, rules)
    vote, committee = sitting.vote, sitting.committee
    recused = _recused(sitting)
    there = (present(sitting.movements, vote.at) & set(committee.codes)) - recused
    numbers = _numbers(sitting, len(recused), len(there), rules)
    objections = (*composition(committee, rules), *_objections(sitting, there, recused, numbers, rules))
    if objections:
        return Counted(numbers, there, recused, objections, Outcome.VOID, None)
    finding = next(
        (ballot.finding for ballot in Ballot if ballot.finding and numbers.ballots[ballot] >= numbers.majority), None
    )  # fmt: skip
    return Counted(numbers, there, recused, (), Outcome.FOUND if finding else Outcome.NO_MAJORITY, finding)


def quorum(committee: Committee, recused: int, rules: Rules) -> int:
    """How many members must be there (人), those who stepped aside not counted among them."""
    return least(Fraction(rules["discipline.quorum_share"]), _base(committee, recused, rules, "quorum"))


def majority(committee: Committee, recused: int, rules: Rules) -> int:
    """How many ballots one finding needs (票)."""
    return least(Fraction(rules["discipline.majority_share"]), _base(committee, recused, rules, "majority"))


def _base(committee: Committee, recused: int, rules: Rules, of: str) -> int:
    """All members (全体委员), less those whom the rules take off."""
    off = recused if rules[f"discipline.recused_leave_{of}"] else 0
    return committee.seats - off - (committee.vacant if rules[f"discipline.vacant_leave_{of}"] else 0)


def _numbers(sitting: Sitting, recused: int, there: int, rules: Rules) -> Numbers:
    committee, ballots = sitting.committee, Counter(sitting.vote.ballots)
    return Numbers(
        seats=committee.seats,
        in_office=len(committee.members),
        vacant=committee.vacant,
        recused=recused,
        quorum_base=_base(committee, recused, rules, "quorum"),
        quorum=quorum(committee, recused, rules),
        present=there,
        majority_base=_base(committee, recused, rules, "majority"),
        majority=majority(committee, recused, rules),
        cast=len(sitting.vote.ballots),
        ballots={kind: ballots[kind] for kind in Ballot},
    )


def _recused(sitting: Sitting) -> frozenset[str]:
    """The members in office who had stepped aside when the vote was taken."""
    aside = {
        recusal.member
        for recusal in sitting.recusals
        if recusal.granted and recusal.decided_at is not None and recusal.decided_at <= sitting.vote.at
    }
    return frozenset(aside & set(sitting.committee.codes))


def _objections(
    sitting: Sitting, there: frozenset[str], recused: frozenset[str], numbers: Numbers, rules: Rules
) -> list[Reason]:
    """Why the vote is void, apart from how the committee is composed."""
    vote, members = sitting.vote, set(sitting.committee.codes)
    found = [
        reason
        for recusal in sitting.recusals
        if recusal.member in members and recusal.asked_at <= vote.at
        and (reason := wrongly_decided(_as_of(recusal, vote.at), sitting.committee, rules))
    ]  # fmt: skip
    attending = cite(rules.parameter("discipline.quorum_share").authority)
    if numbers.present < numbers.quorum:
        found.append(Reason(
            Words("表决时到会{present}人，应当不少于{quorum}人", "{present} members were there at the vote; {quorum} must be",
                  present=numbers.present, quorum=numbers.quorum), attending))  # fmt: skip
    if strangers := vote.voted - members:
        found.append(Reason(
            Words("{who}不是在任委员而参加表决", "{who} voted and is no member in office", who=_named(strangers)), attending))  # fmt: skip
    if aside := vote.voted & recused:
        found.append(Reason(
            Words("{who}已经回避而参加表决", "{who} stepped aside and voted", who=_named(aside)), cite("judges_law.49")))  # fmt: skip
    if absent := (vote.voted & members) - recused - there:
        found.append(Reason(
            Words("{who}表决时不在场而参加表决", "{who} voted and was not there at the vote", who=_named(absent)), attending))  # fmt: skip
    if len(vote.voted) != len(vote.ballots):
        found.append(Reason(
            Words("收回表决票{ballots}张，参加表决{voted}人，应当重新表决",
                  "{ballots} ballots of {voted} voters: the vote must be taken again",
                  ballots=len(vote.ballots), voted=len(vote.voted)),
            cite("local_discipline.秘密投票")))  # fmt: skip
    return found


def _as_of(recusal: Recusal, at: datetime) -> Recusal:
    """The recusal as it stood at that instant: what was decided later had not been decided."""
    if recusal.decided_at is not None and recusal.decided_at <= at:
        return recusal
    return Recusal(recusal.member, recusal.ground, recusal.asked_by, recusal.asked_at)


def _check(sitting: Sitting, rules: Rules) -> None:
    faults: list[Fault] = []
    where = Words("表决{number}", "vote {number}", number=sitting.vote.number)
    share = Fraction(rules["discipline.majority_share"])
    if not Fraction(1, 2) < share <= 1:
        faults.append(Fault(
            Words("参数“discipline.majority_share”", "parameter discipline.majority_share"),
            Words("比例{share}不大于二分之一，可能同时通过两种意见", "{share} is not above one half, so two findings could pass",
                  share=rules["discipline.majority_share"]),
            Words("请设为大于1/2、不大于1的分数", "set a fraction above 1/2 and not above 1")))  # fmt: skip
    times = [sitting.vote.at, *(recusal.asked_at for recusal in sitting.recusals),
             *(recusal.decided_at for recusal in sitting.recusals if recusal.decided_at)]  # fmt: skip
    if any(at.tzinfo is None for at in times):
        faults.append(
            Fault(where, Words("时间没有时区", "a time has no zone"), Words("请写明时区", "give the zone"))
        )
    try:
        checked(sitting.movements, sitting.committee.codes)
    except FaultyInput as error:
        faults += error.faults
    if faults:
        raise FaultyInput(faults)


def _named(codes: frozenset[str] | set[str]) -> Words:
    return Words("、".join(sorted(codes)), ", ".join(sorted(codes)))
