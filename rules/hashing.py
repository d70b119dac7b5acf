"""The digests of the ledger (台账摘要): SHA-256, or SM3 (GB/T 32905) where a court is held to the national algorithms.

One algorithm for one database, chosen when it is made. A seal says which; nothing is ever computed by both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words

LENGTH = 32
"""Bytes of a digest, of either algorithm."""


class HashName(Labelled):
    """The algorithm of a ledger's digests (摘要算法)."""

    SHA256 = "sha256", "SHA-256算法", "SHA-256"
    SM3 = "sm3", "国密SM3算法", "SM3"


@dataclass(frozen=True, slots=True)
class Hashing:
    """An algorithm, ready to be called."""

    name: HashName
    raw: Callable[[bytes], bytes]
    hex: Callable[[bytes], str]


@cache
def hashing(name: HashName) -> Hashing:
    """The algorithm of that name.

    Raises:
        FaultyInput: neither OpenSSL nor the library of signatures on this machine knows it.
    """
    if name is HashName.SHA256:
        return Hashing(name, _sha256, _sha256_hex)
    for raw in (_sm3_of_openssl, _sm3_of_the_library):
        try:
            raw(b"")
        except (ValueError, ImportError):
            continue
        return Hashing(name, raw, _in_hex(raw))
    raise FaultyInput(
        [
            Fault(
                Words("设置 ZELIAN_LEDGER_HASH", "setting ZELIAN_LEDGER_HASH"),
                Words("本机没有 SM3 算法", "this machine has no SM3"),
                Words(
                    "请改用带 SM3 的 OpenSSL 3，或者安装 cryptography 库",
                    "use an OpenSSL 3 with SM3, or install the library cryptography",
                ),
            )
        ]
    )


def _sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _sha256_hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sm3_of_openssl(content: bytes) -> bytes:
    return hashlib.new("sm3", content).digest()


def _sm3_of_the_library(content: bytes) -> bytes:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes

    try:
        digest = hashes.Hash(hashes.SM3())
    except UnsupportedAlgorithm as error:
        raise ValueError("no SM3") from error
    digest.update(content)
    return digest.finalize()


def _in_hex(raw: Callable[[bytes], bytes]) -> Callable[[bytes], str]:
    return lambda content: raw(content).hex()


SHA256 = hashing(HashName.SHA256)
