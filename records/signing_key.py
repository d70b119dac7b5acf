"""The court's signing key (签名私钥) and the public keys it trusts: files beside the database, never in it.

Whoever owns the database cannot sign what he rewrote there. The private key is one line, readable by the service
account only; the public keys are a list, one a line.
"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.signed_notes import PublicKey, SecretKey, is_name

PUBLIC = ".pub"
"""What the file of the public key is called besides."""


def make_key(file: Path, name: str) -> SecretKey:
    """Make a key of that name and keep it; the public key stands beside it.

    Raises:
        FaultyInput: there is a key already, or nobody can be called so.
    """
    if not is_name(name):
        raise _faulty(
            Words("签名人“{name}”", "signer “{name}”", name=name),
            Words("不能含有空格和加号", "it must have no spaces and no plus sign"),
            Words("请用 --name 另写一个", "give another by --name"),
        )
    key = SecretKey(name, secrets.token_bytes(32))
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise _faulty(
            Words("私钥文件 {file}", "key file {file}", file=file),
            Words("已经有了，不予覆盖", "it is there already and is not overwritten"),
            Words(
                "要换用新密钥，请先把旧的公钥（.pub）加入可信公钥，再把旧文件移走",
                "to change keys, add the old public key (.pub) to the trusted keys first, then move the old file away",
            ),
        ) from None
    with os.fdopen(handle, "w", encoding="utf-8") as written:
        written.write(key.written())
    file.with_name(file.name + PUBLIC).write_text(f"{key.public}\n", encoding="utf-8")
    return key


def take_away(file: Path) -> None:
    """Undo `make_key`."""
    for each in (file, file.with_name(file.name + PUBLIC)):
        each.unlink(missing_ok=True)


def read_key(file: Path) -> SecretKey | None:
    """The court's key; None where it has none.

    Raises:
        FaultyInput: the file is no key, or others can read it.
    """
    where = Words("私钥文件 {file}", "key file {file}", file=file)
    try:
        mode, text = file.stat().st_mode, file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _faulty(
            where,
            Words("读不出来（{error}）", "it cannot be read ({error})", error=error),
            _AS_THE_SERVICE,
        ) from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise _faulty(
            where,
            Words("其他账户也能读取，不能使用", "other accounts can read it, so it is not used"),
            Words("请执行 chmod 600，并考虑换用新密钥", "chmod 600 it, and think of a new key"),
        )
    return SecretKey.parse(text, where)


_AS_THE_SERVICE = Words("请核对路径，并以值守账户运行", "check the path, and run this as the service account")


def trusted_keys(file: Path) -> list[PublicKey]:
    """The public keys somebody entered, one a line; what follows a # is a remark.

    Raises:
        FaultyInput: every line that is no key.
    """
    if not file.is_file():
        return []
    found: list[PublicKey] = []
    faults: list[Fault] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        text = line.partition("#")[0].strip()
        where = Words(
            "可信公钥 {file} 第{number}行", "trusted keys {file}, line {number}", file=file, number=number
        )
        if text:
            try:
                found.append(PublicKey.parse(text, where))
            except FaultyInput as faulty:
                faults += faulty.faults
    if faults:
        raise FaultyInput(faults)
    return found


def _faulty(where: Words, what: Words, mend: Words) -> FaultyInput:
    return FaultyInput([Fault(where, what, mend)])
