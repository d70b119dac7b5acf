"""Sealing (封存): what was entered since the last seal is put under the next one, signed where the court has a key.

Two short transactions: the first makes sure that no entry is still on its way, the second writes the seal. A tick
that is repeated, interrupted or run twice at once seals everything once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flows.office import Office
from records import seals
from records.seals import Sealed
from records.signing_key import read_key, trusted_keys
from rules.errors import StillBeingWritten
from rules.labels import Words
from rules.signed_notes import PublicKey, SecretKey


def anything_to_seal(office: Office) -> bool:
    """Whether something was entered since the last seal; one cheap query."""
    with office.store.read() as session:
        return seals.anything_to_seal(session)


def seal(office: Office, now: datetime) -> Sealed | None:
    """Seal everything that is settled; a backlog in several seals, of which the last comes back.

    Raises:
        StillBeingWritten: somebody writes for longer than a seal should keep others waiting.
        BrokenLedger: what was sealed before is not there any more as it was.
        FaultyInput: the file of the key is none, or others can read it.
    """
    if not anything_to_seal(office):
        return None
    key = signing_key(office)
    with office.store.begin() as session:
        until = seals.settled(session)
    done: Sealed | None = None
    for each in _seals(office, until, now, key):
        done = Sealed(each.number, each.size, each.new + (done.new if done else 0), each.signed)
    return done


def seal_now(office: Office, now: datetime) -> None:
    """Seal what a bulk run has entered; if others are writing just now, the next tick does it."""
    try:
        seal(office, now)
    except StillBeingWritten:
        return


def signing_key(office: Office) -> SecretKey | None:
    """The court's own key, if it has one."""
    return read_key(office.key_file) if office.key_file else None


def known_keys(office: Office) -> list[PublicKey]:
    """The public keys at hand: the court's own and those it trusts."""
    own = signing_key(office)
    trusted = trusted_keys(office.trusted_keys_file) if office.trusted_keys_file else []
    return [*([own.public] if own else []), *trusted]


def _seals(office: Office, until: int, now: datetime, key: SecretKey | None) -> Iterator[Sealed]:
    while True:
        with office.store.begin() as session:
            done = seals.seal(session, until, now, office.court or "zelian", key)
        if done is None:
            return
        yield done


def seal_words(done: Sealed) -> Words:
    """What a seal says of itself."""
    return Words(
        "第{number}次，新增{new}条，共{size}条{signed}",
        "no. {number}: {new} new entries, {size} in all{signed}",
        number=done.number,
        new=done.new,
        size=done.size,
        signed=_SIGNED if done.signed else _UNSIGNED,
    )


_SIGNED = Words("，已签名", ", signed")
_UNSIGNED = Words(
    "，未签名（没有密钥，见 zelian ledger key）", ", unsigned (there is no key: zelian ledger key)"
)
