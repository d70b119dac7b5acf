"""Lots (签号): the numbers by which equals are told apart, the same for anyone who has the seed.

The lots of a case are the SHAKE-256 stream of seed and case number, eight bytes a reviewer in order of code. The
first 20 bits decide; where two assignments tie on them, the next 20, and then the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

BLOCKS = 3
_BITS, _WORD = 20, 64


def lots(seed: str, case_numbers: Sequence[str], people: int) -> NDArray[np.uint64]:
    """One lot a case and reviewer."""
    stream = b"".join(
        hashlib.shake_256(f"{seed}\0{number}".encode()).digest(people * _WORD // 8) for number in case_numbers
    )
    return np.frombuffer(stream, ">u8").astype(np.uint64).reshape(len(case_numbers), people)


def block(drawn: NDArray[np.uint64], number: int) -> NDArray[np.int32]:
    """That block of the lots, from 0: a whole number under 2**20."""
    shift = np.uint64(_WORD - _BITS * (number + 1))
    return ((drawn >> shift) & np.uint64((1 << _BITS) - 1)).astype(np.int32)
