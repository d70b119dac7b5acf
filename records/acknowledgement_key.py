"""The key under which codes of acknowledgement are signed (签收密钥): a file beside the database, made when it is first needed.

It is no key of the ledger: whoever steals it can acknowledge for others, and forge nothing that is on record. It is in no backup;
after a restore codes sent before are good no more, and the next message brings another.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from pathlib import Path

from rules.errors import Fault, FaultyInput
from rules.labels import Words

NAME = "acknowledge.key"
_OCTETS = 32


def key_in(home: Path) -> bytes:
    """The key of an installation.

    Raises:
        FaultyInput: the file is no key, or others can read it.
    """
    file = home / NAME
    try:
        text, mode = file.read_text(encoding="ascii"), file.stat().st_mode
    except FileNotFoundError:
        return _made(file)
    except (OSError, UnicodeDecodeError) as error:
        raise _faulty(file, Words("读不出来（{why}）", "cannot be read ({why})", why=error)) from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise _faulty(
            file, Words("其他账户也能读取，不能使用", "other accounts can read it, so it is not used")
        )
    try:
        key = base64.urlsafe_b64decode(text.strip())
    except binascii.Error:
        key = b""
    if len(key) != _OCTETS:
        raise _faulty(file, Words("不是密钥", "is no key"))
    return key


def _made(file: Path) -> bytes:
    """A new key; where two make one at once, the first one counts for both."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(base64.urlsafe_b64encode(secrets.token_bytes(_OCTETS)) + b"\n")
            written.flush()
            os.fsync(written.fileno())
        try:
            os.link(beside, file)
        except FileExistsError:
            return key_in(file.parent)
    finally:
        beside.unlink()
    return key_in(file.parent)


def _faulty(file: Path, what: Words) -> FaultyInput:
    mend = Words(
        "请核对权限（chmod 600），或者移走后由系统另制",
        "check who may read it (chmod 600), or move it away: another is made",
    )
    return FaultyInput([Fault(Words("签收密钥 {file}", "key {file}", file=file), what, mend)])
