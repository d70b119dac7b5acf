"""Being told who reported (举报人身份的知悉): asked with a reason, decided by a third person, looked at under the own name.

The third person is neither who asks, nor who registered or inquires, nor who was reported. The judge concerned is never told.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from sqlmodel import Session

from flows.office import Office
from records import history, proceedings, reads, reporters
from records.proceedings import Proceeding
from records.reads import Look
from records.reporters import UNDECIDED, ReporterRequest
from rules.errors import Fault, FaultyInput, NotFound, Refused
from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.terms import INQUIRERS_ONLY, Known

AUTHORITY = law("government_sanctions_law")[63]
MAY_DECIDE = (Role.PRESIDENT, Role.INTERNAL_DISCIPLINE)


def sealed(office: Office, name: str) -> tuple[str, bool]:
    """The name as it is kept, and whether it is under a seal: it is, where the court has a key.

    Raises:
        FaultyInput: the key file is none.
    """
    lock = _lock(office.reporter_key)
    return (lock.encrypt(name.encode()).decode(), True) if lock else (name, False)


def ask(office: Office, ref: str, *, by: Actor, now: datetime, reason: str) -> ReporterRequest:
    """Ask to be told who reported.

    Raises:
        NotFound: there is no such matter, or nobody is on file.
        Refused: it is not this person's to ask.
        FaultyInput: no reason is given.
    """
    _need(reason)
    with office.store.as_seen_by(by).read() as session:
        row = proceedings.find(session, ref)
    _never_the_judge(row, by)
    if by.role not in INQUIRERS_ONLY:
        raise _refused(
            Words("{role}不需要知悉反映人", "the {role} has no need to know who reported", role=by.role)
        )
    with office.store.begin() as session:
        if reporters.kept_of(session, ref) is None:
            raise NotFound(
                Words("“{ref}”没有登记反映人", "nobody is on file as having reported “{ref}”", ref=ref)
            )
        return reporters.ask(session, ref, by=by, at=now, reason=reason)


def decide(
    office: Office, ref: str, number: int, *, by: Actor, now: datetime, granted: bool, reason: str
) -> None:
    """Grant or refuse a request.

    Raises:
        NotFound: there is no such matter or request.
        Refused: the decider is no third person, or it was decided.
        FaultyInput: no reason is given.
    """
    _need(reason)
    with office.store.as_seen_by(by).read() as session:
        row = proceedings.find(session, ref)
        handlers = _handlers(session, row)
    _never_the_judge(row, by)
    with office.store.begin() as session:
        request = _request(session, ref, number)
        if request.decided_by != UNDECIDED:
            raise _refused(Words("该申请已经决定", "the request was decided"))
        if by.role not in MAY_DECIDE:
            raise _refused(
                Words(
                    "应当由院长或者机关纪委决定",
                    "it is for the president or the internal discipline commission",
                )
            )
        if by.code == request.asked_by or by.code in handlers:
            raise _refused(
                Words(
                    "申请人、登记人和调查人员不得决定，应当由第三人决定",
                    "neither who asks nor who registered or inquires decides: it takes a third person",
                )
            )
        reporters.decide(session, request, by=by, at=now, granted=granted, reason=reason)


def show(office: Office, ref: str, *, by: Actor, now: datetime, reason: str = "") -> str:
    """Who reported, for whoever was granted it; the look is entered first.

    Raises:
        NotFound: there is no such matter, or nobody is on file.
        Refused: it was not granted to this person.
        FaultyInput: it is under a seal, and the key is not that of the seal.
    """
    with office.store.as_seen_by(by).read() as session:
        row = proceedings.find(session, ref)
        _never_the_judge(row, by)
        granted = [
            each for each in reporters.requests(session, ref) if each.granted and each.asked_by == by.code
        ]
        kept = reporters.kept_of(session, ref)
    if not granted or by.role not in INQUIRERS_ONLY:
        raise _refused(
            Words(
                "没有获准知悉反映人；请先申请：zelian reporter ask {ref}",
                "being told who reported was not granted; ask first: zelian reporter ask {ref}",
                ref=ref,
            )
        )
    if kept is None:
        raise NotFound(
            Words("“{ref}”没有登记反映人", "nobody is on file as having reported “{ref}”", ref=ref)
        )
    name = _opened(office, kept.kept) if kept.sealed else kept.kept
    with office.store.begin() as session:
        reads.note(
            session, Look.REPORTER, proceedings=[ref], by=by, at=now, reason=reason or granted[-1].reason
        )
    return name


def _handlers(session: Session, row: Proceeding) -> set[str]:
    """Who registered, took up or inquires: they work on the matter, and do not decide who may know."""
    acted = {
        act.by
        for act in history.history(session, row.ref)
        if Role(act.role) in (*INQUIRERS_ONLY, Role.TRIAL_MANAGEMENT)
    }
    return acted | set(row.facts.get(Known.INQUIRERS.code) or ())


def _never_the_judge(row: Proceeding, by: Actor) -> None:
    if by.role is Role.JUDGE_CONCERNED or by.code == row.facts.get(Known.JUDGE.code):
        raise _refused(Words("不得向被反映人透露反映人", "who was reported is never told who reported"))


def _request(session: Session, ref: str, number: int) -> ReporterRequest:
    found = session.get(ReporterRequest, (ref, number))
    if found is None:
        raise NotFound(
            Words(
                "“{ref}”没有第{number}号申请",
                "there is no request {number} of “{ref}”",
                ref=ref,
                number=number,
            )
        )
    return found


def _opened(office: Office, kept: str) -> str:
    lock = _lock(office.reporter_key)
    try:
        if lock is not None:
            return lock.decrypt(kept.encode()).decode()
    except InvalidToken:
        pass
    raise FaultyInput([Fault(_KEY, Words("没有密钥，或者不是加密时所用的密钥", "is missing, or is not the one it was sealed with"),
                             Words("请放回原来的密钥文件", "put the former key file back"))])  # fmt: skip


def _lock(key: Path | None) -> Fernet | None:
    if key is None:
        return None
    try:
        return Fernet(key.read_bytes().strip())
    except (OSError, ValueError):
        raise FaultyInput([Fault(_KEY, Words("不能读取，或者不是密钥", "cannot be read, or is no key"),
                                 Words("请写32字节的base64url密钥，如 openssl rand -base64 32 | tr '+/' '-_'", "write 32 bytes in base64url, such as: openssl rand -base64 32 | tr '+/' '-_'"))]) from None  # fmt: skip


def _need(reason: str) -> None:
    if not reason.strip():
        raise FaultyInput(
            [
                Fault(
                    Words("--reason", "--reason"),
                    Words("没有填写", "is missing"),
                    Words("请写明理由", "give the reason"),
                )
            ]
        )


def _refused(why: Words) -> Refused:
    return Refused(why, AUTHORITY)


_KEY = Words("举报人密钥（ZELIAN_REPORTER_KEY）", "the reporter key (ZELIAN_REPORTER_KEY)")
