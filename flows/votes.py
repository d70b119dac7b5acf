"""Votes of a sitting (表决): taken, proved by a frozen sheet, signed, and handed to the procedure, never typed into it.

The sheet is computed by the same function by which the procedure computes it; when the act is done the two digests are
compared in the same transaction, so that nothing but what was signed is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from flows.office import Office
from flows.proof_sheets import objections, proof, record_of, signed_as
from flows.sittings import keep_the_registers
from records import ballots, sittings
from records.ballots import SittingVote
from records.proceedings import Act, Done, Proceeding, advance, facts_of, find
from rules.attendance import present
from rules.clocks import BEIJING
from rules.errors import BrokenLedger, Fault, FaultyInput, NotFound, Refused
from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from rules.voting import Ballot, Outcome
from state_machines.disciplinary_prereview.committee import meeting_to_come, not_heard
from state_machines.disciplinary_prereview.ends import suspended
from state_machines.disciplinary_prereview.inquiry import recusal_pending
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Act as Trigger
from state_machines.disciplinary_prereview.terms import Known, State

LOCAL = law("local_discipline")
BEFORE_A_VOTE = (suspended, recusal_pending, meeting_to_come, not_heard)
"""What the procedure asks before anybody votes."""


def take_vote(
    office: Office,
    ref: str,
    counted: Mapping[Ballot, int],
    *,
    at: datetime,
    voted: tuple[str, ...] | None,
    by: Actor,
    now: datetime,
) -> SittingVote:
    """Put a vote on record: who voted (by default all who are there and did not step aside), and the ballots by kind.

    A vote that is void is one that was held: its sheet says why it finds nothing, and another may be taken.

    Raises:
        Refused: nothing was heard, a recusal is open, the matter is suspended, or it was voted on already.
        FaultyInput: a time that cannot be, or no ballots.
    """
    keep_the_registers(by)
    with office.store.begin() as session:
        matter = _in_deliberation(session, ref)
        row = sittings.on_agenda(session, ref)
        if row is None:
            raise NotFound(
                Words("“{ref}”不在任何未闭会的会议的议程上", "“{ref}” is on no open agenda", ref=ref)
            )
        sitting = sittings.sitting(session, row.sitting)
        facts = facts_of(session, matter, {}, at)
        for guard in BEFORE_A_VOTE:
            if why := guard.check(by, facts):
                raise Refused(why, guard.authority or LOCAL["会议"])
        _one_at_a_time(session, ref)
        if not sitting.at <= at <= now:
            raise FaultyInput([_time(Words("表决时间", "the time of the vote"), at)])
        if not sum(counted.values()) or any(number < 0 for number in counted.values()):
            raise FaultyInput([Fault(Words("表决票", "the ballots"), Words("没有，或者为负数", "are none, or less than none"),
                                     Words("请按收回的票填写", "count the ballots in the box"))])  # fmt: skip
        gone = set(matter.facts.get(Known.RECUSED.code) or ())
        members = set(matter.facts.get(Known.MEMBERS.code) or ())
        there = (present(sittings.movements(session, sitting.ref), at) & members) - gone
        ballots.cast(
            session, sitting.ref, ref,
            at=at, voted=there if voted is None else voted, ballots=counted, entered_at=now, by=by,
        )  # fmt: skip
        return ballots.votes(session, ref)[-1]


def conclude(office: Office, ref: str, *, text: str, by: Actor, now: datetime) -> Done:
    """Hand the signed sheet to the procedure: it forms the opinion, or records that there was no majority.

    Raises:
        Refused: the sheet is not signed by both, the vote is void, or the procedure says no.
        FaultyInput: an opinion without its reasons.
        BrokenLedger: the procedure counts otherwise than the sheet that was signed.
    """
    signed = proof(office, ref)
    vote, outcome = signed.vote, Outcome(signed.sheet["outcome"])
    if vote.entered:
        raise Refused(Words("该次表决已经办理", "this vote was entered already"), LOCAL["核验单"])
    if len(signed_as(vote)) < 2:  # noqa: PLR2004 - the chair and the secretary
        raise Refused(
            Words("核验单须由主持人和秘书签名后办理", "the chair and the secretary sign the sheet first"),
            LOCAL["核验单"],
        )
    if outcome is Outcome.VOID:
        raise Refused(
            Words("表决无效：{why}；请重新表决或者改期", "the vote is void: {why}; vote again or put the meeting off",
                  why=objections(signed.sheet)), LOCAL["核验单"])  # fmt: skip
    trigger = Trigger.FORM_OPINION if outcome is Outcome.FOUND else Trigger.FIND_NO_MAJORITY
    if outcome is Outcome.FOUND and not text.strip():
        raise FaultyInput([Fault(Words("审查意见理由", "the reasons of the opinion"), Words("没有写", "are missing"),
                                 Words("请用 --text 写明", "give them with --text"))])  # fmt: skip
    with office.store.begin() as session:
        matter = find(session, ref)
        said: dict[str, Any] = {Known.VOTE.code: record_of(session, vote, matter)}
        if outcome is Outcome.FOUND:
            said[Known.OPINION_TEXT.code] = text
        key = f"{vote.sitting}:{ref}:{vote.number}"
        done = advance(session, Act(ref=ref, trigger=trigger.value, by=by, at=now, particulars=said, key=key))
        session.expire_all()
        counted = find(session, ref).facts[Known.SHEET.code]["sha256"]
        if counted != signed.sheet["sha256"]:
            raise BrokenLedger(
                Words(
                    "办理时重新计票的摘要{now}与签名的核验单{before}不符，未予办理",
                    "counted anew the digest is {now}, and the signed sheet has {before}: nothing was entered",
                    now=counted,
                    before=signed.sheet["sha256"],
                )
            )
        ballots.enter(session, vote, trigger.value, done.version, at=now, by=by)
    return done


def _in_deliberation(session: Session, ref: str) -> Proceeding:
    matter = find(session, ref)
    if matter.procedure != DISCIPLINARY_PREREVIEW.code or matter.state != State.DELIBERATION.value:
        raise Refused(
            Words("“{ref}”不在审议中，不能表决", "“{ref}” is not under deliberation: no vote", ref=ref),
            LOCAL["会议"],
        )
    return matter


def _one_at_a_time(session: Session, ref: str) -> None:
    """A vote that found something, or found no majority, is entered before another is taken."""
    for vote in ballots.votes(session, ref):
        if not vote.entered and vote.sheet.get("outcome") != Outcome.VOID.value:
            raise Refused(
                Words(
                    "第{n}次表决尚未办理：请先形成核验单；只有无效的表决可以重来",
                    "vote {n} is not entered: make its sheet first; only a void vote is taken again",
                    n=vote.number,
                ),
                LOCAL["核验单"],
            )


def _time(where: Words, at: datetime) -> Fault:
    return Fault(
        where,
        Words("{at}早于开会或者晚于现在", "{at} is before the sitting began, or still to come", at=f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"),
        Words("请据实填写", "enter what happened"),
    )  # fmt: skip
