"""Signing in and out of the desk (登录、退出), and the second factor (动态口令)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp

from flows import accounts
from flows.office import Office
from records.accounts import Account, DeskSession, find_account
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.written import is_whole_text

ISSUER = "Zelian"
_LATE = 1
"""Half-minutes by which a telephone's clock may be wrong."""
_TOUCHED = timedelta(seconds=30)
"""A session is marked as seen at most this often: a click writes nothing."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who has signed in: the account as it stands now, and the session."""

    account: Account
    token: str
    """The digest of the token, as it is stored."""
    pending_factor: str
    second_factor_due: bool
    """The rules ask this account for a second factor, and it has none."""


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(office: Office, name: str, password: str, code: str, *, now: datetime) -> str | None:
    """Begin a session. Returns its token; None for whatever was wrong, and never which of them.

    Every attempt costs one hash, whether there is the account or not.
    """
    name = name if is_whole_text(name) else ""
    free = accounts.allowed(office, name, now)
    with office.store.read() as session:
        account = session.get(Account, name)
    right = accounts.matches(password, account.password if account else "")
    if account is None or not free:
        return None
    step = _step_of(account.factor, code, now) if account.factor else 0
    with office.store.begin() as session:
        row = find_account(session, name)
        # While the hash was reckoned an administrator may have given another password.
        right = right and row.password == account.password
        if not right or step is None or (account.factor and step <= row.factor_step):
            accounts.note_in(session, name, "sign_in_failed", now)
            return None
        row.failures, row.locked_until = 0, None
        row.factor_step = step or row.factor_step
        token = secrets.token_urlsafe(32)
        session.add(DeskSession(token=digest_of(token), account=name, began_at=now, seen_at=now))
        accounts.note_in(session, name, "signed_in", now)
    return token


def who_is(office: Office, token: str, *, now: datetime) -> SignedIn | None:
    """Who sits behind a token now; None where the session ended by time, by an administrator, or never was."""
    digest = digest_of(token)
    rules = office.store.rules.on(beijing_day(now))
    with office.store.read() as session:
        row = session.get(DeskSession, digest)
        account = session.get(Account, row.account) if row else None
    if row is None or account is None or account.locked:
        return None
    idle = timedelta(minutes=int(rules["accounts.idle_minutes"]))
    longest = timedelta(hours=int(rules["accounts.session_hours"]))
    if now - row.seen_at > idle or now - row.began_at > longest:
        sign_out(office, digest, now=now, trigger="session_ended")
        return None
    if now - row.seen_at >= _TOUCHED:
        with office.store.begin() as session:
            held = session.get(DeskSession, digest)
            if held is None:
                return None
            held.seen_at = now
    due = account.duty in rules["accounts.second_factor"] and not account.factor
    return SignedIn(account, digest, row.factor, due)


def sign_out(office: Office, digest: str, *, now: datetime, trigger: str = "signed_out") -> None:
    """End a session; nothing where it has ended."""
    with office.store.begin() as session:
        row = session.get(DeskSession, digest)
        if row is not None:
            session.delete(row)
            accounts.note_in(session, row, trigger, now)


def offer_factor(office: Office, digest: str) -> str:
    """A secret for the telephone; it counts for nothing until its first code was typed."""
    with office.store.begin() as session:
        row = session.get(DeskSession, digest)
        assert row is not None  # whoever asks has just shown the token
        row.factor = row.factor or pyotp.random_base32()
        return row.factor


def address_of(account: str, secret: str) -> str:
    """What the picture for the telephone says."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)


def confirm_factor(office: Office, who: SignedIn, code: str, *, now: datetime) -> None:
    """Take the secret into use by its first code.

    Raises:
        FaultyInput: the code is not that of the secret now, or a second factor is in use: an administrator takes that off.
    """
    step = _step_of(who.pending_factor, code, now) if who.pending_factor else None
    if step is None:
        raise _wrong_code()
    with office.store.begin() as session:
        account, row = find_account(session, who.account.name), session.get(DeskSession, who.token)
        if account.factor:
            raise _wrong_code()
        account.factor, account.factor_step = who.pending_factor, step
        if row is not None:
            row.factor = ""
        accounts.note_in(session, account.name, "second_factor_taken", now)


def _wrong_code() -> FaultyInput:
    return FaultyInput(
        [
            Fault(
                Words("动态口令", "the code"),
                Words("不对", "is wrong"),
                Words(
                    "请核对手机时间，输入当前显示的六位数字",
                    "check the time of the telephone, and type the six figures it shows now",
                ),
            )
        ]
    )


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The half-minute to which a code belongs; None for none near now."""
    maker, typed = pyotp.TOTP(secret), code.replace(" ", "")
    present = int(now.timestamp()) // maker.interval
    for step in range(present - _LATE, present + _LATE + 1):
        if hmac.compare_digest(maker.generate_otp(step).encode(), typed.encode()):
            return step
    return None
