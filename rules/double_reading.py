"""Double reading of a share (双人评查): which cases two reviewers read, and the secret from which the lots come.

The key is made of the season's internal list, whose digest was published before the public seed existed: so nobody
could choose it to suit the seed, nobody outside can work out who reads what, and whoever is given the list can work
out everything again.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from math import ceil


def lot_key(secret: str, seed: str) -> str:
    """The key of a season's lots: 64 hexadecimal digits from the internal list and the public seed."""
    return hmac.new(secret.encode(), seed.encode(), "sha256").hexdigest()


def read_twice(key: str, case_numbers: Iterable[str], share: float) -> frozenset[str]:
    """The cases that two reviewers read: the share of them, rounded up, with the smallest lots."""
    cases = sorted(case_numbers, key=lambda number: _lot(key, number))
    return frozenset(cases[: ceil(round(share * len(cases), 9))])


def _lot(key: str, case_no: str) -> str:
    return hashlib.sha256(f"{key}\0twice\0{case_no}".encode()).hexdigest()
