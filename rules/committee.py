"""法官惩戒委员会 (the discipline committee): its seats, its members, and whether it is composed as the law asks.

Judges are at least half of the members in office (法官法 48); that its seats be an odd number is recalled only, and a
parameter. A vacant seat stays one of “all members” unless a parameter says otherwise (`rules/voting.py`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.law import cite
from rules.parameters import Rules
from rules.reasons import Reason


@dataclass(frozen=True, slots=True)
class Member:
    """委员. `judge`: a representative of the judges (法官代表), not of other legal professions or other sides."""

    code: str
    judge: bool


@dataclass(frozen=True, slots=True)
class Committee:
    """The committee on the day: its seats (席位), the members in office, and its chair (主任).

    Raises:
        FaultyInput: somebody stands twice, the chair is no member, or there are more members than seats.
    """

    seats: int
    members: tuple[Member, ...]
    chair: str

    def __post_init__(self) -> None:
        faults = []
        twice = sorted(code for code, times in Counter(self.codes).items() if times > 1)
        if twice:
            faults.append(_fault(
                Words("委员“{who}”重复", "member {who} stands twice", who="、".join(twice)),
                Words("每名委员只列一次", "list each member once")))  # fmt: skip
        if self.chair not in self.codes:
            faults.append(_fault(
                Words("主任“{who}”不是委员", "the chair {who} is no member", who=self.chair),
                Words("请列明主任的委员代码", "give the chair's code among the members")))  # fmt: skip
        if len(self.members) > self.seats:
            faults.append(_fault(
                Words("委员{members}人，多于席位{seats}个", "{members} members, more than the {seats} seats",
                      members=len(self.members), seats=self.seats),
                Words("请核对席位数和在任委员", "check the seats and who is in office")))  # fmt: skip
        if faults:
            raise FaultyInput(faults)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(member.code for member in self.members)

    @property
    def judges(self) -> int:
        return sum(member.judge for member in self.members)

    @property
    def vacant(self) -> int:
        """Seats that nobody holds (空缺)."""
        return self.seats - len(self.members)


def least(share: Fraction, whole: int) -> int:
    """The smallest whole number that is at least this share of the whole (进一取整), and never none.

    Whole numbers throughout: two thirds of nine is six, not 5.999… or 6.000…1.
    """
    return max(1, -(-share.numerator * whole // share.denominator))


def composition(committee: Committee, rules: Rules) -> tuple[Reason, ...]:
    """What is wrong with the committee as it is composed; empty when nothing is (法官法 48)."""
    found = []
    in_office, needed = len(committee.members), least(Fraction(rules["discipline.judges_share"]),
                                                      len(committee.members))  # fmt: skip
    if committee.judges < needed:
        found.append(Reason(
            Words("委员{members}人中法官代表{judges}人，应当不少于{needed}人",
                  "{judges} of {members} members are judges, and at least {needed} must be",
                  members=in_office, judges=committee.judges, needed=needed),
            cite(rules.parameter("discipline.judges_share").authority)))  # fmt: skip
    if rules["discipline.odd_number"] and committee.seats % 2 == 0:
        found.append(Reason(
            Words("惩戒委员会{seats}个席位，应当为单数", "the committee has {seats} seats, and must have an odd number",
                  seats=committee.seats),
            cite(rules.parameter("discipline.odd_number").authority)))  # fmt: skip
    return tuple(found)


def _fault(what: Words, mend: Words) -> Fault:
    return Fault(Words("惩戒委员会", "discipline committee"), what, mend)
