"""Signed notes (签名文本): a text and, below a blank line, who signed it (the format of C2SP signed-note).

A court signs with Ed25519. Another court that countersigns (副署) adds the time at which it did (C2SP tlog-cosignature,
cosignature/v1). Names and formats are those that other programs read; nothing here is ours alone.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from datetime import UTC, datetime

from rules.errors import Fault, FaultyInput
from rules.labels import Words

SIGNS, COUNTERSIGNS = 0x01, 0x04
"""The kinds of signature: over the text itself; over the text and a time."""
_DASH = "— "
_SECRET = "PRIVATE+KEY+"  # noqa: S105 - the mark of the form, no secret
_SEED, _SIGNATURE, _ID = 32, 64, 4


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The name of a signer and the key its signatures are checked with (公钥)."""

    name: str
    public: bytes

    def id(self, kind: int = SIGNS) -> bytes:
        named = self.name.encode() + b"\n" + bytes([kind]) + self.public
        return hashlib.sha256(named).digest()[:_ID]

    def __str__(self) -> str:
        return f"{self.name}+{self.id().hex()}+{_base64(bytes([SIGNS]) + self.public)}"

    @classmethod
    def parse(cls, text: str, where: Words) -> PublicKey:
        """The key of a line ``name+id+key``.

        Raises:
            FaultyInput: the line is no key, or its parts do not fit each other.
        """
        name, _, rest = text.strip().partition("+")
        named, _, material = rest.partition("+")
        raw = _from_base64(material)
        if raw and len(raw) == 1 + _SEED and raw[0] in (SIGNS, COUNTERSIGNS) and is_name(name):
            key = cls(name, raw[1:])
            if key.id(raw[0]).hex() == named:
                return key
        raise _faulty(where, Words("不是公钥", "this is no public key"))

    def claims(self, line: str) -> bool:
        """Whether a signature line says that it is this key's; whether it is, `signed` and `countersigned` tell."""
        return _blob(line, self.name)[:_ID] in (self.id(), self.id(COUNTERSIGNS))

    def signed(self, body: str, line: str) -> bool:
        """Whether this key made that signature line of a note with that body."""
        blob = _blob(line, self.name)
        return (
            len(blob) == _ID + _SIGNATURE
            and blob[:_ID] == self.id()
            and self._made(blob[_ID:], body.encode())
        )

    def countersigned(self, body: str, line: str) -> datetime | None:
        """When this key countersigned a note with that body by that line; None if it did not."""
        blob = _blob(line, self.name)
        if len(blob) != _ID + 8 + _SIGNATURE or blob[:_ID] != self.id(COUNTERSIGNS):
            return None
        (seconds,) = struct.unpack(">Q", blob[_ID : _ID + 8])
        if seconds >> 40 or not self._made(blob[_ID + 8 :], _witnessed(body, seconds)):
            return None
        return datetime.fromtimestamp(seconds, UTC)

    def _made(self, signature: bytes, message: bytes) -> bool:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SecretKey:
    """The name of a signer and the secret it signs with (私钥). Never in the database, never printed."""

    name: str
    seed: bytes

    def __repr__(self) -> str:
        return f"SecretKey({self.name!r})"

    @classmethod
    def parse(cls, text: str, where: Words) -> SecretKey:
        """The key of a line ``PRIVATE+KEY+name+id+key``.

        Raises:
            FaultyInput: the line is no such key.
        """
        head, _, rest = text.strip().partition(_SECRET)
        name, _, rest = rest.partition("+")
        named, _, material = rest.partition("+")
        raw = _from_base64(material)
        if not head and raw and len(raw) == 1 + _SEED and raw[0] == SIGNS and is_name(name):
            key = cls(name, raw[1:])
            if key.public.id().hex() == named:
                return key
        raise _faulty(where, Words("不是签名私钥", "this is no signing key"))

    @property
    def public(self) -> PublicKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return PublicKey(self.name, public)

    def written(self) -> str:
        """The one line that `parse` reads again."""
        material = _base64(bytes([SIGNS]) + self.seed)
        return f"{_SECRET}{self.name}+{self.public.id().hex()}+{material}\n"

    def sign(self, body: str) -> str:
        """The signature line of a note with that body."""
        return f"{_DASH}{self.name} {_base64(self.public.id() + self._over(body.encode()))}\n"

    def countersign(self, body: str, at: datetime) -> str:
        """The line by which a witness says that it has seen nothing else of that origin by `at`."""
        seconds = int(at.timestamp())
        blob = (
            self.public.id(COUNTERSIGNS) + struct.pack(">Q", seconds) + self._over(_witnessed(body, seconds))
        )
        return f"{_DASH}{self.name} {_base64(blob)}\n"

    def _over(self, message: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def divided(note: str, where: Words) -> tuple[str, list[str]]:
    """The text of a note and its signature lines, each with its newline.

    Raises:
        FaultyInput: it is no signed note.
    """
    body, blank, below = note.rpartition("\n\n")
    lines = below.splitlines(keepends=True)
    controls = any(ord(letter) < ord(" ") and letter != "\n" for letter in note)
    if not blank or not lines or controls or not all(map(_is_line, lines)):
        raise _faulty(where, Words("不是带签名的文本", "this is no signed note"))
    return body + "\n", lines


def joined(body: str, lines: str) -> str:
    """The note of a text and its signature lines; without any, the text and a blank line."""
    return f"{body}\n{lines}"


def is_name(name: str) -> bool:
    """Whether a signer may be called so: something, without spaces, plus signs and control characters."""
    return bool(name) and "+" not in name and name.isprintable() and not any(map(str.isspace, name))


def _is_line(line: str) -> bool:
    name, _, signature = line.removeprefix(_DASH).removesuffix("\n").partition(" ")
    raw = _from_base64(signature)
    return (
        line.startswith(_DASH)
        and line.endswith("\n")
        and is_name(name)
        and raw is not None
        and len(raw) > _ID
    )


def _blob(line: str, name: str) -> bytes:
    head = f"{_DASH}{name} "
    if not line.startswith(head) or not line.endswith("\n"):
        return b""
    return _from_base64(line[len(head) : -1]) or b""


def _witnessed(body: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{body}".encode()


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _from_base64(text: str) -> bytes | None:
    """The bytes, if the text is their one proper form: the last letter has bits that say nothing and could be changed."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if _base64(raw) == text else None


def _faulty(where: Words, what: Words) -> FaultyInput:
    return FaultyInput(
        [
            Fault(
                where,
                what,
                Words(
                    "请向对方重新取得原文件，勿用文字处理软件打开",
                    "get the file again as it was sent, and open it with no word processor",
                ),
            )
        ]
    )
