"""Accounts of the desk and who has signed in (账户、登录会话). What an account may see is nowhere here: offices are read off the
register of people, and what the account administrator does is in the ledger under `REGISTER`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel import Field, Session, SQLModel, col

from records.ledger import LedgerEntry
from rules.errors import NotFound
from rules.labels import Words

REGISTER = "register:accounts"
"""The ledger chain of accounts, sign-ins and sign-outs."""


class Account(SQLModel, table=True):
    """One account (账户): who signs in, and how it is known that it is he."""

    __tablename__ = "account"

    name: str = Field(primary_key=True)
    person: str = Field(default="", index=True)
    """The code on the register of people; empty for administrators and auditors."""
    duty: str
    password: str
    """Argon2; never the password itself."""
    must_change: bool = True
    factor: str = ""
    """The secret of the second factor (动态口令); empty: none."""
    factor_step: int = 0
    """The last half-minute whose code was used: none is used twice."""
    failures: int = 0
    """Attempts in a row that failed or are not decided yet."""
    locked_until: datetime | None = None
    locked: bool = False
    """By an administrator, until an administrator takes it back."""
    created_at: datetime


class DeskSession(SQLModel, table=True):
    """One sign-in that has not ended (登录会话)."""

    __tablename__ = "desk_session"

    token: str = Field(primary_key=True)
    """The SHA-256 of the token in the browser: whoever reads this table cannot sign in with it."""
    account: str = Field(index=True)
    began_at: datetime
    seen_at: datetime
    factor: str = ""
    """A secret shown for enrolment and not confirmed yet."""


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """One entry of the account chain, as an auditor reads it."""

    number: int
    at: datetime
    said: dict[str, Any]


def find_account(session: Session, name: str) -> Account:
    """Raises:
    NotFound: there is no such account.
    """
    found = session.get(Account, name)
    if found is None:
        raise NotFound(Words("没有账户“{name}”", "there is no account “{name}”", name=name))
    return found


def all_accounts(session: Session) -> list[Account]:
    return list(session.execute(select(Account).order_by(col(Account.name))).scalars())


def count_attempt(session: Session, name: str, at: datetime, most: int, until: datetime) -> bool:
    """Count one more attempt before its password is looked at; False where the account is locked.

    Counted first, a hundred attempts at once are a hundred counted. A lock that has run out begins anew.
    """
    free = (
        update(Account)
        .where(col(Account.name) == name, col(Account.locked_until) <= at)
        .values(failures=0, locked_until=None)
    )
    session.execute(free)
    counted = (
        update(Account)
        .where(col(Account.name) == name, col(Account.locked).is_(False), col(Account.locked_until).is_(None))
        .values(failures=col(Account.failures) + 1)
    )
    if not session.execute(counted).rowcount:  # type: ignore[attr-defined]  # an update has one
        return False
    session.execute(
        update(Account)
        .where(col(Account.name) == name, col(Account.failures) >= most)
        .values(locked_until=until)
    )
    return True


def end_sessions(session: Session, account: str, *, but: str = "") -> int:
    """End every sign-in of an account, save one. Returns how many."""
    gone = delete(DeskSession).where(col(DeskSession.account) == account, col(DeskSession.token) != but)
    return int(session.execute(gone).rowcount)  # type: ignore[attr-defined]  # as above


def signed_in(session: Session) -> dict[str, int]:
    """How many sign-ins each account has."""
    query = select(col(DeskSession.account), func.count()).group_by(col(DeskSession.account))
    return {row[0]: row[1] for row in session.execute(query)}


def events(session: Session, before: int | None, most: int) -> list[AccountEvent]:
    """The entries of the account chain, the latest first; `before`: the number of the last one shown."""
    query = select(LedgerEntry).where(col(LedgerEntry.chain) == REGISTER)
    if before is not None:
        query = query.where(col(LedgerEntry.number) < before)
    rows = session.execute(query.order_by(col(LedgerEntry.number).desc()).limit(most)).scalars()
    return [
        AccountEvent(row.number, datetime.fromisoformat(said["at"]), said)
        for row in rows
        for said in [json.loads(row.record)]
    ]
