"""Proof sheets of votes (审议表决核验单): computed from what the sitting recorded, frozen, signed, and held to their files.

A sheet is computed by the very function by which the procedure computes it; nobody types a number into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import rfc8785
from sqlmodel import Session

from documents.whole_files import write_whole
from flows.office import Office
from flows.sittings import keep_the_registers, still_open
from records import ballots, committee_rolls, sittings
from records.ballots import SittingVote
from records.proceedings import Proceeding, facts_of, find
from rules.attendance import present
from rules.clocks import BEIJING, beijing_day
from rules.errors import BrokenLedger, NotFound, Refused
from rules.labels import Language, Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.terms import Known, Paper
from state_machines.disciplinary_prereview.vote import stated_sheet

LOCAL = law("local_discipline")


@dataclass(frozen=True, slots=True)
class Proof:
    """The frozen sheet of a vote, where it lies, and who has signed it."""

    vote: SittingVote
    sheet: Mapping[str, Any]
    path: Path


def prove(office: Office, ref: str, *, by: Actor, now: datetime) -> Proof:
    """Compute and freeze the proof sheet of a matter's last vote; asked again it is read back, and held to its file.

    Raises:
        NotFound: there was no vote.
        BrokenLedger: the file is not what was frozen.
    """
    keep_the_registers(by)
    with office.store.begin() as session:
        vote = last_vote(session, ref)
        if not vote.sheet:
            matter = find(session, ref)
            stated = {Known.VOTE.code: record_of(session, vote, matter)}
            sheet = stated_sheet(by, facts_of(session, matter, stated, now))
            assert sheet is not None  # the record is there
            path = _path(office, vote)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, rfc8785.dumps(sheet), durable=True)
            ballots.freeze(session, vote, sheet, at=now, by=by)
            session.expire_all()
            vote = last_vote(session, ref)
    return _held_to_its_file(office, vote)


def proof(office: Office, ref: str) -> Proof:
    """The frozen sheet of a matter's last vote, read only.

    Raises:
        NotFound: there was no vote, or its sheet is not frozen.
        BrokenLedger: the file is not what was frozen.
    """
    with office.store.read() as session:
        vote = last_vote(session, ref)
    if not vote.sheet:
        raise NotFound(Words("“{ref}”的核验单尚未形成", "the sheet of “{ref}” is not made yet", ref=ref))
    return _held_to_its_file(office, vote)


def sign(office: Office, ref: str, *, by: Actor, now: datetime) -> Proof:
    """Sign the frozen sheet: the chair and the secretary each; a member in the chair's place where he stepped aside.

    Raises:
        Refused: it is not theirs to sign, or they signed.
    """
    proof(office, ref)
    with office.store.begin() as session:
        vote, matter = last_vote(session, ref), find(session, ref)
        if (why := _may_not_sign(vote, matter, by)) is not None:
            raise Refused(why, LOCAL["核验单"])
        ballots.sign(session, vote, at=now, by=by)
    return proof(office, ref)


def record_of(session: Session, vote: SittingVote, matter: Proceeding) -> dict[str, Any]:
    """What the procedure is told of a vote: names, movements, and ballots by kind.

    Whoever stepped aside is in the room for other matters only: his coming and going is no part of this one.
    """
    sitting = sittings.sitting(session, vote.sitting)
    committee = committee_rolls.roll_on(session, sitting.court, beijing_day(sitting.at)).committee
    gone = set(matter.facts.get(Known.RECUSED.code) or ())
    there = [
        each
        for each in sittings.movements(session, vote.sitting)
        if each.member not in gone and each.at <= vote.at
    ]
    moves = [
        {"member": each.member, "move": each.move.value, "at": each.at.astimezone(BEIJING).isoformat()}
        for each in there
    ]
    counted = ballots.ballots_of(session, vote.proceeding, vote.number)
    return {
        "sitting": vote.sitting,
        "number": vote.number,
        "at": vote.at.astimezone(BEIJING).isoformat(),
        "seats": committee.seats,
        "judges": [member.code for member in committee.members if member.judge],
        "present": sorted(present(there, vote.at)),
        "moves": moves,
        "voted": list(vote.voted),
        "ballots": {kind.value: number for kind, number in counted.items() if number},
    }


def objections(sheet: Mapping[str, Any]) -> Words:
    """Why a vote is void."""
    return Words(
        "；".join(each["zh"] for each in sheet["objections"]),
        "; ".join(each["en"] for each in sheet["objections"]),
    )


def sheet_lines(sheet: Mapping[str, Any], language: Language) -> list[str]:
    """The sheet in words, one number a line, each with its rule and that rule's mark."""
    return [line[language] for line in sheet["computation"]]


def last_vote(session: Session, ref: str) -> SittingVote:
    taken = ballots.votes(session, ref)
    if not taken:
        raise NotFound(Words("“{ref}”没有表决", "there was no vote on “{ref}”", ref=ref))
    still_open(sittings.sitting(session, taken[-1].sitting)) if not taken[-1].entered else None
    return taken[-1]


def signed_as(vote: SittingVote) -> set[str]:
    """As what the sheet was signed: for the chair, and for the secretariat."""
    return {"secretary" if each["role"] == Role.DISCIPLINE_OFFICE.value else "chair" for each in vote.signed}


def _may_not_sign(vote: SittingVote, matter: Proceeding, by: Actor) -> Words | None:
    chair = matter.facts.get(Known.CHAIR.code)
    chair_there = chair in vote.voted
    if by.role is Role.DISCIPLINE_OFFICE:
        mine = "secretary"
    elif (by.role is Role.COMMITTEE_CHAIR and by.code == chair and chair_there) or (
        by.role is Role.COMMITTEE_MEMBER and by.code in vote.voted and not chair_there
    ):
        mine = "chair"
    else:
        return Words(
            "核验单由主任和秘书签名；主任未参加表决的，由主持的委员签名",
            "the chair and the secretary sign; where the chair did not vote, the member who presided",
        )
    if mine in signed_as(vote) or by.code in {each["code"] for each in vote.signed}:
        return Words("已经签名", "it is signed already")
    return None


def _path(office: Office, vote: SittingVote) -> Path:
    """Where the sheet lies: in the folder of the case."""
    name = f"{Paper.PROOF_SHEET.zh}-{vote.number}.json"
    return office.papers / vote.proceeding / name


def _held_to_its_file(office: Office, vote: SittingVote) -> Proof:
    path = _path(office, vote)
    if not path.is_file() or path.read_bytes() != rfc8785.dumps(vote.sheet):
        raise BrokenLedger(
            Words(
                "核验单文件{path}不在或者被改动；登记的摘要为{sha}",
                "the sheet {path} is gone or was changed; its digest on record is {sha}",
                path=path,
                sha=vote.sheet["sha256"],
            )
        )
    return Proof(vote, vote.sheet, path)
