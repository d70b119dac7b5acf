"""Who looked at what (查阅记录): one entry of the ledger for each look, and an index by proceeding and person.

A chain is one reader's day, `register:reads:2026-11-24:office`: readers never wait for one another, and a list of a
hundred rows is one entry that names all it showed. The index says in which entries something stands, and nothing
else; what counts is the record. docs/decisions/0026-reads.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlmodel import Field, Session, SQLModel, col

from records import ledger
from records.acts import signature
from records.ledger import REGISTERS, LedgerEntry
from rules.clocks import beijing_day
from rules.labels import Labelled
from rules.roles import Actor

CHAINS = f"{REGISTERS}reads:"
TRIGGER = "read"


class Look(Labelled):
    """What somebody looked at (查阅内容)."""

    PROCEEDING = "proceeding", "事项", "proceeding"
    EARLIER = "earlier", "事项某时的状态", "proceeding as it stood"
    RIGHTS = "rights", "承办法官的权利", "the judge's rights"
    EVIDENCE = "evidence", "证据文件目录", "list of evidence"
    EVIDENCE_TAKEN = "evidence_taken", "取出证据文件", "copies of evidence"
    EXPORT = "export", "事件日志", "event log"
    LIST = "list", "事项清单", "list of proceedings"
    DISPUTES = "disputes", "改判争议清单", "disputes about reversals"
    EXCELLENT = "excellent", "优秀候选清单", "candidates for 优秀"
    PAPERS = "papers", "一案文书", "papers of a case"
    NOTICES = "notices", "通知", "notices"
    LETTERS = "letters", "信箱", "mailbox"
    REPORTER = "reporter", "反映人", "who reported"
    MATERIALS = "materials", "审议材料目录", "list of materials"
    MATERIALS_TAKEN = "materials_taken", "取用审议材料", "copies of materials"
    DISSENTS = "dissents", "不同意见", "dissents"
    PERSON = "person", "人员档案", "a person's file"
    PEOPLE = "people", "在任人员名单", "people in office"
    CONFLICTS = "conflicts", "利害关系申报", "declared conflicts"
    READERS = "readers", "评查员复核", "review of the reviewers"
    ASSIGNMENT = "assignment", "评查分配情况", "who reads what"
    TABLES = "tables", "内部统计表", "internal tables"
    CHAIN = "chain", "责任链条", "chain of consequences"
    WHO_LOOKED = "who_looked", "查阅记录", "who looked"


class FileRead(SQLModel, table=True):
    """In which entry of the ledger a proceeding or a person was looked at (查阅索引)."""

    __tablename__ = "file_read"

    subject: str = Field(primary_key=True)
    """The reference of a proceeding, or the code of a person."""
    digest: str = Field(primary_key=True, index=True)
    """The digest of the entry."""


@dataclass(frozen=True, slots=True)
class PastRead:
    """One look at something: who, when, at what, and why if it was said."""

    at: datetime
    look: Look
    by: str
    role: str
    court: str
    reason: str
    shown: int
    """How many proceedings and people the same look showed."""
    digest: str


def note(
    session: Session,
    look: Look,
    *,
    proceedings: Iterable[str] = (),
    people: Iterable[str] = (),
    by: Actor,
    at: datetime,
    reason: str = "",
) -> str:
    """Enter one look, whatever number of things it shows. Returns the digest of the entry."""
    refs, codes = sorted(set(proceedings)), sorted(set(people))
    said = {
        "trigger": TRIGGER,
        "look": look.value,
        "by": signature(by),
        "proceedings": refs,
        "people": codes,
        **({"reason": reason} if reason else {}),
    }
    digest = ledger.note(session, f"{CHAINS}{beijing_day(at)}:{by.code}", at, said)
    subjects = sorted({*refs, *codes})
    if subjects:
        rows = [{"subject": subject, "digest": digest} for subject in subjects]
        session.connection().execute(insert(FileRead), rows)
    return digest


def reads_of(session: Session, subjects: Sequence[str]) -> list[PastRead]:
    """Every look at one of these, the latest first."""
    found = select(col(FileRead.digest)).where(col(FileRead.subject).in_(subjects))
    query = select(col(LedgerEntry.record), col(LedgerEntry.digest)).where(col(LedgerEntry.digest).in_(found))
    reads = [_past_read(record, digest) for record, digest in session.execute(query).all()]
    return sorted(reads, key=lambda read: (read.at, read.digest), reverse=True)


def _past_read(record: str, digest: str) -> PastRead:
    said = json.loads(record)
    return PastRead(
        at=datetime.fromisoformat(said["at"]),
        look=Look(said["look"]),
        by=said["by"]["code"],
        role=said["by"]["role"],
        court=said["by"]["court"],
        reason=said.get("reason", ""),
        shown=len(said["proceedings"]) + len(said["people"]),
        digest=digest,
    )
