"""Lots (签): everything that chance decides in a draw, worked out from the manifest and the public seed.

    key    = SHA-256(SHA-256 of the manifest but for `additional`, in hexadecimal ‖ 0x00 ‖ public seed)
    ticket = SHA-256(key in hexadecimal ‖ 0x00 ‖ case number)

No case number holds a 0x00, so that no ticket is also the lot of something else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from heapq import nsmallest


def draw_key(frame_sha256: str, seed: str) -> str:
    """The seed that draws from this manifest and from no other."""
    return _sha256(f"{frame_sha256}\0{seed}")


def ticket(key: str, case_no: str) -> str:
    """The case's lot: 64 hexadecimal digits, the same for whoever works it out."""
    return _sha256(f"{key}\0{case_no}")


def smallest(key: str, cases: Iterable[str], count: int) -> list[tuple[str, str]]:
    """The `count` smallest tickets with their cases, the smallest first; all of them where there are fewer.

    No more than `count` are held at any time, so that a list of millions costs its hashing and little else.
    """
    return [(lot.hex(), case_no) for lot, case_no in nsmallest(count, _tickets(key, cases))]


def _tickets(key: str, cases: Iterable[str]) -> Iterator[tuple[bytes, str]]:
    """The tickets as bytes, which sort as their hexadecimal digits do. What all have in common is hashed once."""
    common = hashlib.sha256(f"{key}\0".encode())
    for case_no in cases:
        lot = common.copy()
        lot.update(case_no.encode())
        yield lot.digest(), case_no


def order(key: str, number: int, name: str) -> str:
    """The lot by which a court stands among the courts in round `number`."""
    return _sha256(f"{key}\0order\0{number}\0{name}")


def start(key: str, number: int, name: str) -> int:
    """The lot from which the places of a group are counted off in round `number`; taken modulo what it counts."""
    return int(_sha256(f"{key}\0start\0{number}\0{name}"), 16)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
