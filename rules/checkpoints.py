"""Checkpoints (检查点): what a court says its whole ledger is, in a few lines that can be published and signed.

The form is that of C2SP tlog-checkpoint: origin, number of entries, root of their tree, then lines of our own. A seal
(封存) of the ledger is such a text; the next seal names its digest, so that seals form a chain as entries do.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from rules.errors import Fault, FaultyInput
from rules.hashing import LENGTH, Hashing, HashName, hashing
from rules.labels import Words
from rules.signed_notes import PublicKey

UNSIGNED = "unsigned"
"""What a seal says in the place of its signer where the court has no key."""
_OURS = re.compile(
    r"seal ([1-9]\d*)\nprevious ([0-9a-f]{64})\nat (\S+)\nhash (\S+)\nsigned-by (.+)\n", re.ASCII
)


@dataclass(frozen=True, slots=True)
class TreeHead:
    """The three lines every checkpoint begins with, and by which algorithm its tree was made."""

    origin: str
    size: int
    root: bytes
    hash: HashName

    @property
    def hashing(self) -> Hashing:
        return hashing(self.hash)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint as our ledgers write them."""

    origin: str
    size: int
    root: bytes
    number: int
    """1, 2, 3, … among the seals."""
    previous: str
    """The digest of the text of the seal before; of the first, that of `genesis`."""
    at: str
    """In UTC, as in an entry."""
    hash: HashName
    signer: str
    """The signer's name and the number of its key, or `UNSIGNED`."""

    def body(self) -> str:
        root = base64.b64encode(self.root).decode()
        return (
            f"{self.origin}\n{self.size}\n{root}\nseal {self.number}\nprevious {self.previous}\n"
            f"at {self.at}\nhash {self.hash.value}\nsigned-by {self.signer}\n"
        )

    @classmethod
    def parse(cls, body: str) -> Checkpoint | None:
        """The checkpoint whose text this is, letter by letter; None, if it is none of ours."""
        head = _three_lines(body)
        ours = _OURS.fullmatch(body.split("\n", 3)[3]) if head else None
        if head is None or ours is None or ours[4] not in {each.value for each in HashName}:
            return None
        origin, size, root = head
        found = cls(origin, size, root, int(ours[1]), ours[2], ours[3], HashName(ours[4]), ours[5])
        return found if found.body() == body else None


def genesis(by: Hashing) -> str:
    """The digest before the first seal."""
    return by.hex(b"zelian\x00seals")


def signer_of(key: PublicKey | None) -> str:
    """How a seal names the key it is signed with."""
    return f"{key.name}+{key.id().hex()}" if key else UNSIGNED


def tree_head(body: str, where: Words) -> TreeHead:
    """What a checkpoint of any program says of its tree; SHA-256, unless a line says otherwise.

    Raises:
        FaultyInput: the text is no checkpoint.
    """
    found = _three_lines(body)
    if found is not None:
        origin, size, root = found
        return TreeHead(origin, size, root, HashName.SM3 if "\nhash sm3\n" in body else HashName.SHA256)
    raise FaultyInput(
        [
            Fault(
                where,
                Words("不是检查点", "this is no checkpoint"),
                Words(
                    "请用 zelian ledger checkpoint 写出的文件",
                    "use the file that zelian ledger checkpoint writes",
                ),
            )
        ]
    )


def _three_lines(body: str) -> tuple[str, int, bytes] | None:
    lines = body.split("\n")
    if len(lines) < 4 or "" in lines[:-1] or lines[-1]:  # noqa: PLR2004 - three lines, each ended
        return None
    origin, size, root = lines[:3]
    try:
        raw = base64.b64decode(root, validate=True)
    except (binascii.Error, ValueError):
        return None
    proper = re.fullmatch(r"0|[1-9][0-9]{0,15}", size, re.ASCII) and base64.b64encode(raw).decode() == root
    return (origin, int(size), raw) if proper and len(raw) == LENGTH else None
