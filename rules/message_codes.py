"""Codes by which one person acknowledges one message (签收码): signed, expiring, and empty of anything about him.

A code holds the number of the message, its last day, and a signature over both, the message's own key and the person. Whoever
finds one learns nothing from it, and nobody can use it but the one it was sent to: docs/decisions/0112-ladders.md.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import date

_NUMBER, _DAY, _SIGNATURE = 5, 3, 12
"""Octets of each part; 96 bits of signature are more than anybody can try at a desk."""
_PURPOSE = b"zelian acknowledgement 1\x00"


@dataclass(frozen=True, slots=True)
class MessageCode:
    """What a code says, and its signature."""

    message: int
    until: date
    signature: bytes

    def fits(self, key: bytes, message_key: str, person: str) -> bool:
        """Say whether it was made for that person and that message, with this key."""
        return hmac.compare_digest(self.signature, _sign(key, self.message, self.until, message_key, person))

    def __str__(self) -> str:
        octets = _head(self.message, self.until) + self.signature
        text = base64.b32encode(octets).decode()
        return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def code_for(key: bytes, message: int, message_key: str, person: str, until: date) -> MessageCode:
    """The code by which that person acknowledges that message; the same every time it is asked for."""
    return MessageCode(message, until, _sign(key, message, until, message_key, person))


def read_code(text: str) -> MessageCode | None:
    """The code that somebody typed; None where it cannot be one. Hyphens, spaces and small letters do not matter."""
    plain = "".join(text.split()).replace("-", "").upper()
    try:
        octets = base64.b32decode(plain.encode("ascii"))
        day = date.fromordinal(int.from_bytes(octets[_NUMBER : _NUMBER + _DAY]))
    except (binascii.Error, UnicodeEncodeError, ValueError, OverflowError):
        return None
    if len(octets) != _NUMBER + _DAY + _SIGNATURE:
        return None
    return MessageCode(int.from_bytes(octets[:_NUMBER]), day, octets[_NUMBER + _DAY :])


def _head(message: int, until: date) -> bytes:
    return message.to_bytes(_NUMBER) + until.toordinal().to_bytes(_DAY)


def _sign(key: bytes, message: int, until: date, message_key: str, person: str) -> bytes:
    said = b"\x00".join((_head(message, until), message_key.encode(), person.encode()))
    return hmac.new(key, _PURPOSE + said, hashlib.sha256).digest()[:_SIGNATURE]
