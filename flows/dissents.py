"""Dissents handed in after a vote (不同意见、保留意见): by whom, until when, and who may read them.

Nothing here looks at a ballot: who was there may dissent, and whether that fits the own ballot is nobody's to know. The proof
sheet stays as it was signed. docs/decisions/0053-dissents.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from flows.office import Office
from records import ballots, dissents
from records.ballots import SittingVote
from records.dissents import Dissent
from records.proceedings import Proceeding, find, rules_of
from rules.clocks import beijing_day
from rules.errors import BrokenLedger, Fault, FaultyInput, Refused
from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from rules.voting import Outcome
from rules.workdays import add_working_days
from rules.written import is_whole_text
from state_machines.disciplinary_prereview.terms import COMMITTEE_ONLY, Known

AUTHORITY = law("local_discipline")["少数意见"]
MEMBERS = (Role.COMMITTEE_MEMBER, Role.COMMITTEE_CHAIR)
"""In which offices a member hands in a dissent."""
READERS = (*COMMITTEE_ONLY, Role.COMMITTEE_MEMBER)
"""The committee and its secretariat; the judge sees the opinion, and never votes or dissents."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A dissent on record, and how many there are from that vote by now (份)."""

    dissent: Dissent
    number: int


def hand_in(office: Office, ref: str, text: str, *, by: Actor, now: datetime) -> HandedIn:
    """Put a member's dissent from the last vote on a matter on record, for good.

    Raises:
        NotFound: there is no such matter, or this person may not know of it.
        FaultyInput: it says nothing, or more than it may.
        Refused: not a member who was there, no finding to dissent from, too late, or handed in already.
    """
    with office.store.as_seen_by(by).read() as session:
        matter = find(session, ref)
    with office.store.begin() as session:
        rules = office.pinned(rules_of(session, matter.rules))
        if fault := _unusable(text, int(rules["discipline.dissent_length"])):
            raise FaultyInput([fault])
        vote = _last_proved(session, ref)
        if (why := _may_not(vote, matter, by)) is not None:
            raise Refused(why, AUTHORITY)
        until = last_day(office, vote, int(rules["discipline.dissent"]))
        if beijing_day(now) > until:
            raise Refused(
                Words(
                    "提交不同意见的期限已于{until}届满（表决后{n}个工作日）",
                    "dissents could be handed in until {until}, {n} working days after the vote",
                    until=until,
                    n=rules["discipline.dissent"],
                ),
                AUTHORITY,
            )
        if any(
            each.member == by.code and each.vote == vote.number for each in dissents.dissents(session, ref)
        ):
            raise Refused(
                Words(
                    "{who}已就第{n}次表决提交不同意见，提交后不再改动",
                    "{who} handed in a dissent from vote {n}; it stays as it is",
                    who=by.code,
                    n=vote.number,
                ),
                AUTHORITY,
            )
        made = dissents.hand_in(session, ref, vote.number, by.code, text.strip(), at=now)
        return HandedIn(made, dissents.number_of(session, ref, vote.number))


def read(office: Office, ref: str, *, by: Actor) -> list[Dissent]:
    """The dissents in a matter, each held to its digest; the look is entered by whoever shows them.

    Raises:
        NotFound: there is no such matter, or this person may not know of it.
        Refused: only the committee and its secretariat read them.
        BrokenLedger: one is not what was handed in.
    """
    with office.store.as_seen_by(by).read() as session:
        matter = find(session, ref)
        found = dissents.dissents(session, ref)
    stranger = by.role is Role.COMMITTEE_MEMBER and by.code not in matter.facts.get(Known.MEMBERS.code, ())
    if by.role not in READERS or stranger:
        raise Refused(
            Words(
                "不同意见另册保存，只供惩戒委员会及其办事机构查阅",
                "dissents are kept apart, for the committee and its office only",
            ),
            AUTHORITY,
        )
    for each in found:
        if each.digest != each.sha256:
            raise BrokenLedger(
                Words(
                    "{who}的不同意见与登记的摘要{sha}不符，可能被改动",
                    "the dissent of {who} is not what was handed in; its digest on record is {sha}",
                    who=each.member,
                    sha=each.sha256,
                )
            )
    return found


def last_day(office: Office, vote: SittingVote, days: int) -> date:
    """The last day on which a dissent from a vote is taken."""
    return add_working_days(beijing_day(vote.at), days, office.store.calendar)


def _last_proved(session: Session, ref: str) -> SittingVote:
    taken = [vote for vote in ballots.votes(session, ref) if vote.sheet]
    if not taken:
        raise Refused(
            Words(
                "“{ref}”还没有固定核验单的表决，表决之后才能提交不同意见",
                "no vote on “{ref}” has its sheet yet: dissents come after the vote",
                ref=ref,
            ),
            AUTHORITY,
        )
    return taken[-1]


def _may_not(vote: SittingVote, matter: Proceeding, by: Actor) -> Words | None:
    if by.role not in MEMBERS:
        return Words(
            "不同意见由参加表决的委员本人提交，{role}不能提交",
            "a dissent is a member's own, not the {role}'s",
            role=by.role,
        )
    if vote.sheet.get("outcome") != Outcome.FOUND.value:
        return Words(
            "第{n}次表决没有形成审查意见，没有可以不同意的结论",
            "vote {n} found nothing: there is nothing to dissent from",
            n=vote.number,
        )
    if by.code not in vote.sheet["present"] or by.code not in matter.facts.get(Known.MEMBERS.code, ()):
        return Words(
            "{who}在第{n}次表决时不在场，不能提交不同意见",
            "{who} was not there at vote {n} and hands in no dissent",
            who=by.code,
            n=vote.number,
        )
    return None


def _unusable(text: str, longest: int) -> Fault | None:
    where = Words("不同意见", "the dissent")
    if not text.strip():
        return Fault(where, Words("没有写", "says nothing"), Words("请用 --text 或者 --file 写明意见和理由", "give it with --text or --file"))  # fmt: skip
    if not is_whole_text(text):
        return Fault(where, Words("含有不能保存的字符", "holds characters that cannot be kept"), Words("请另存为 UTF-8 文本", "save it as UTF-8"))  # fmt: skip
    if len(text.strip()) > longest:
        return Fault(where, Words("共{n}字，超过{most}字", "has {n} characters, more than {most}", n=len(text.strip()), most=longest),
                     Words("请精简", "make it shorter"))  # fmt: skip
    return None
