"""Accounts (账户): added, given a new password, locked and unlocked; each such act is in the ledger, and no password is.

Who signs in is judged here too, in the same time whether there is such an account or not.
"""

from __future__ import annotations

import secrets
import string
from datetime import datetime, timedelta
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlmodel import Session

from flows.office import Office
from records import ledger
from records.accounts import REGISTER, Account, DeskSession, count_attempt, end_sessions, find_account
from records.people import Person
from rules.clocks import beijing_day
from rules.duties import Duty
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.parameters import Rules
from rules.passwords import LONGEST, check_password
from rules.roles import is_person_code

BY_COMMAND = "command line"
"""Who did it, where an account was changed by a command at the machine itself."""


@cache
def _hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(),))


@cache
def _nobodys() -> str:
    """What the password of an account that does not exist is held against, so that the answer takes as long."""
    return _hasher().hash(secrets.token_hex(16))


def add(office: Office, name: str, duty: Duty, person: str, *, by: str, now: datetime) -> str:
    """Open an account. Returns its first password, which is changed at the first sign-in.

    Raises:
        FaultyInput: the name cannot be used or is taken, or nobody on the register has that code.
    """
    password = _handed_out(office.store.rules.on(beijing_day(now)))
    hashed = _hasher().hash(password)
    with office.store.begin() as session:
        faults = list(_wrong(session, name, duty, person))
        if faults:
            raise FaultyInput(faults)
        session.add(Account(name=name, person=person, duty=duty.value, password=hashed, created_at=now))
        _note(session, now, "account_added", name, by, duty=duty.value, person=person)
    return password


def reset(office: Office, name: str, *, by: str, now: datetime) -> str:
    """Hand out a new password; the second factor is dropped, and every sign-in ends.

    Raises:
        NotFound: there is no such account.
    """
    password = _handed_out(office.store.rules.on(beijing_day(now)))
    hashed = _hasher().hash(password)
    with office.store.begin() as session:
        account = find_account(session, name)
        account.password, account.must_change, account.factor = hashed, True, ""
        account.failures, account.locked_until = 0, None
        end_sessions(session, name)
        _note(session, now, "password_reset", name, by)
    return password


def lock(office: Office, name: str, *, locked: bool, by: str, now: datetime) -> None:
    """Lock an account, and end its sign-ins; or unlock it.

    Raises:
        NotFound: there is no such account.
    """
    with office.store.begin() as session:
        account = find_account(session, name)
        account.locked = locked
        if locked:
            end_sessions(session, name)
        else:
            account.failures, account.locked_until = 0, None
        _note(session, now, "account_locked" if locked else "account_unlocked", name, by)


def send_out(office: Office, name: str, *, by: str, now: datetime) -> int:
    """End every sign-in of an account (强制下线). Returns how many there were.

    Raises:
        NotFound: there is no such account.
    """
    with office.store.begin() as session:
        find_account(session, name)
        ended = end_sessions(session, name)
        _note(session, now, "sent_out", name, by, sessions=ended)
    return ended


def change_password(office: Office, name: str, old: str, new: str, *, token: str, now: datetime) -> None:
    """Change one's own password; every other sign-in of the account ends.

    Raises:
        FaultyInput: the old one is wrong, or the new one is not good enough.
    """
    rules = office.store.rules.on(beijing_day(now))
    # The new one first: whoever chooses a poor one has not failed to show who he is.
    check_password(new, name, rules)
    if new == old:
        raise FaultyInput(
            [_fault(Words("新口令", "the new password"), Words("与现口令相同", "is the present one"))]
        )
    with office.store.read() as session:
        stored = find_account(session, name).password
    if not allowed(office, name, now) or not matches(old, stored):
        raise FaultyInput([_fault(Words("现口令", "the present password"), Words("不对", "is wrong"))])
    hashed = _hasher().hash(new)
    with office.store.begin() as session:
        account = find_account(session, name)
        account.password, account.must_change, account.failures, account.locked_until = hashed, False, 0, None
        end_sessions(session, name, but=token)
        _note(session, now, "password_changed", name, name)


def not_twice() -> FaultyInput:
    """The new password was not typed the same twice."""
    return FaultyInput(
        [_fault(Words("新口令", "the new password"), Words("两次输入不同", "was typed differently"))]
    )


def allowed(office: Office, name: str, now: datetime) -> bool:
    """Count an attempt to show that one is the owner of an account; False where it is locked, or there is none."""
    rules = office.store.rules.on(beijing_day(now))
    until = now + timedelta(minutes=int(rules["accounts.lockout_minutes"]))
    with office.store.begin() as session:
        return count_attempt(session, name, now, int(rules["accounts.failures"]), until)


def matches(password: str, stored: str) -> bool:
    """Whether a password is the one of that digest; an empty digest takes as long and matches nothing."""
    found = _hasher().verify(password[: LONGEST + 1], stored or _nobodys())
    return found and bool(stored)


def note_in(session: Session, account: DeskSession | str, trigger: str, now: datetime) -> None:
    """Enter in the ledger that somebody signed in or out, or failed to."""
    name = account if isinstance(account, str) else account.account
    _note(session, now, trigger, name, name)


def _note(session: Session, now: datetime, trigger: str, account: str, by: str, **more: str | int) -> None:
    ledger.note(session, REGISTER, now, {"trigger": trigger, "account": account, "by": by, **more})


def _handed_out(rules: Rules) -> str:
    """A password that is good enough, of letters and figures that nobody mistakes for one another."""
    kinds = ("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "-")
    letters = [secrets.choice(kind) for kind in kinds]
    length = max(14, int(rules["accounts.password_length"]))
    every = "".join(kinds[:3])
    letters += [secrets.choice(every) for _ in range(length - len(letters))]
    secrets.SystemRandom().shuffle(letters)
    return "".join(letters)


def _wrong(session: Session, name: str, duty: Duty, person: str) -> list[Fault]:
    where, found = Words("账户“{name}”", "account “{name}”", name=name), []
    if not is_person_code(name) or len(name) > 60:  # noqa: PLR2004 - a name fits a line
        usable = string.ascii_letters[:3]
        found.append(
            Fault(
                where,
                Words("账户名不能使用", "the name cannot be used"),
                Words(
                    "请用文字、数字和 - _ .，如 {usable}-01", "use letters, figures, - _ and .", usable=usable
                ),
            )
        )
    if session.get(Account, name) is not None:
        found.append(_fault(where, Words("已经有了", "is there already")))
    if duty is Duty.PERSON and session.get(Person, person) is None:
        found.append(
            Fault(
                where,
                Words("人员登记中没有“{person}”", "nobody on the register is “{person}”", person=person),
                Words(
                    "请先导入人员名册：zelian people import", "enrol the person first: zelian people import"
                ),
            )
        )
    if duty is not Duty.PERSON and person:
        found.append(
            Fault(
                where,
                Words(
                    "{duty}不办案，不对应人员",
                    "a {duty} works on no matter and is nobody of the register",
                    duty=duty,
                ),
                Words("请另开办案账户", "open another account for working on matters"),
            )
        )
    return found


def _fault(where: Words, what: Words) -> Fault:
    return Fault(where, what, Words("请核对后重填", "check it, and write it again"))
