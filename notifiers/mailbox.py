"""The mailbox folder (站内信箱): a letter a file, as any mail program opens it (RFC 5322).

It needs no server and no network, so a court has a channel on the first day. A letter is whole or absent, and
the same key is there once however often it is delivered.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import quote

from rules.clocks import BEIJING
from rules.roles import is_person_code

_DOMAIN = "zelian.invalid"
"""A domain that can never exist (RFC 2606): a reply to a mailbox letter goes nowhere."""


def is_person(code: str) -> bool:
    """Say whether a person's code can name a folder; a path cannot be smuggled in."""
    return is_person_code(code)


def put(
    mailbox: Path, person: str, subject: str, body: str, *, key: str, at: datetime, durable: bool = True
) -> Path:
    """Put a letter into a person's mailbox, once for its key; the file it stands in comes back.

    `durable`: the letter is on the disk, and survives a power cut, before we say that it is there.

    Raises:
        OSError: the folder cannot be written.

    """
    folder = mailbox / person
    folder.mkdir(parents=True, exist_ok=True)
    if there := find(mailbox, person, key):
        return there
    name = f"{at.astimezone(BEIJING):%Y%m%dT%H%M%S}-{_digest(key)}.eml"
    _write_whole(folder / name, bytes(_letter(person, subject, body, key, at)), durable=durable)
    # Two deliveries of one key at the same moment: both keep the earlier file, so one letter remains.
    first, *doubles = _same(folder, key)
    for double in doubles:
        double.unlink(missing_ok=True)
    return first


def find(mailbox: Path, person: str, key: str) -> Path | None:
    """The letter already there under this key."""
    return next(iter(_same(mailbox / person, key)), None)


def in_header(key: str) -> str:
    """The key as a header holds it: its digest, for the key itself names the matter and the person."""
    return _digest(key)


def _same(folder: Path, key: str) -> list[Path]:
    # A folder fills up over the years, and this is asked for every letter: no pattern, only the end of the name.
    end = f"-{_digest(key)}.eml"
    try:
        with os.scandir(folder) as entries:
            return sorted(folder / entry.name for entry in entries if entry.name.endswith(end))
    except FileNotFoundError:
        return []


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:24]


def _letter(person: str, subject: str, body: str, key: str, at: datetime) -> EmailMessage:
    letter = EmailMessage(policy=SMTP)
    letter["From"] = Address("责链通知", "notices", _DOMAIN)
    letter["To"] = Address(person, quote(person, safe=""), _DOMAIN)
    letter["Subject"] = subject
    letter["Date"] = at.astimezone(BEIJING)
    letter["Message-ID"] = f"<{_digest(key)}@{_DOMAIN}>"
    letter["X-Idempotency-Key"] = in_header(key)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(body, cte=_encoding(body))
    return letter


def _encoding(body: str) -> str:
    """Plain text that any editor shows, unless a line is longer than RFC 5322 lets it be (998 octets)."""
    return "8bit" if all(len(line.encode()) < 998 for line in body.splitlines()) else "base64"  # noqa: PLR2004


def _write_whole(file: Path, content: bytes, *, durable: bool) -> None:
    """Write beside, onto the disk, then rename: a reader sees the whole letter or none."""
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(content)
            written.flush()
            if durable:
                os.fsync(written.fileno())
        Path(beside).replace(file)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
