"""Countersigning (副署): another court looks at a checkpoint, and vouches that it has never seen a different history.

What a court countersigned last of an origin stands in its own ledger; so does every checkpoint it refused because it
contradicts what was seen before. That is the proof that the other ledger was rewritten: two texts, both signed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from records import ledger
from records.ledger import LedgerEntry
from rules.checkpoints import TreeHead, tree_head
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.ledger_proofs import continues
from rules.signed_notes import PublicKey, SecretKey, divided

REGISTER = "register:checkpoints"
SIGNED, REFUSED = "countersign", "refuse_checkpoint"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a checkpoint that was handed in: the note with our line under it, or why not."""

    head: TreeHead
    since: int
    """The size last countersigned of that origin; 0 where this is the first."""
    note: str = ""
    refusal: Words | None = None


def countersign(
    session: Session,
    note: str,
    path: list[bytes] | None,
    *,
    known: Iterable[PublicKey],
    key: SecretKey,
    by: str,
    at: datetime,
    where: Words,
) -> Judged:
    """Judge a checkpoint, and countersign it or refuse it; both are put on record.

    path: the proof that it continues what was countersigned last of its origin, if anything was.

    Raises:
        FaultyInput: it is no checkpoint, not signed by a key known for its origin, or the proof is missing; nothing
            was put on record.
    """
    body, lines = divided(note, where)
    head = tree_head(body, where)
    ledger.hold(session, REGISTER)
    signed = any(each.name == head.origin and each.signed(body, line) for each in known for line in lines)
    if not signed:
        raise FaultyInput(
            [
                Fault(
                    where,
                    Words(
                        "没有“{origin}”的有效签名",
                        "it bears no valid signature of “{origin}”",
                        origin=head.origin,
                    ),
                    Words(
                        "请核对来源；可信公钥写入 ledger-trusted.keys，须当面或者经公函核对",
                        "check where it is from; keys go into ledger-trusted.keys, compared face to face or by letter",
                    ),
                )
            ]
        )
    before = _last(session, head.origin)
    if before is not None and path is None and head.size > before.size:
        raise _without_proof(before, head, where)
    refusal = _refusal(before, head, path or [])
    what = {
        "origin": head.origin,
        "size": head.size,
        "root": head.root.hex(),
        "by": by,
        "checkpoint": note,
    }
    since = before.size if before else 0
    if refusal is not None:
        if not _kept(session, note):
            ledger.note(session, REGISTER, at, {"trigger": REFUSED, **what, "since": since})
        return Judged(head, since, refusal=refusal)
    line = key.countersign(body, at)
    ledger.note(session, REGISTER, at, {"trigger": SIGNED, **what, "since": since, "line": line})
    return Judged(head, since, note + line)


def _refusal(before: TreeHead | None, head: TreeHead, path: list[bytes]) -> Words | None:
    if before is None:
        return None
    if head.size < before.size:
        return Words(
            "比已副署的旧：该检查点{size}条，已副署到{before}条",
            "it is older than what was countersigned: {size} entries, and {before} were",
            size=head.size,
            before=before.size,
        )
    if continues(before, head, path if head.size > before.size else []):
        return None
    return Words(
        "与已副署的{before}条不相延续：对方台账的历史已被改动，或者证明有误",
        "it does not continue the {before} entries countersigned: that history was rewritten, or the proof is wrong",
        before=before.size,
    )


def _without_proof(before: TreeHead, head: TreeHead, where: Words) -> FaultyInput:
    return FaultyInput(
        [
            Fault(
                where,
                Words(
                    "缺少从{before}条到{size}条的延续证明",
                    "the proof from {before} to {size} entries is missing",
                    before=before.size,
                    size=head.size,
                ),
                Words(
                    "请对方运行 zelian ledger prove --from {before} --to {size}，再用 --proof 给出",
                    "let them run zelian ledger prove --from {before} --to {size}, and give it by --proof",
                    before=before.size,
                    size=head.size,
                ),
            )
        ]
    )


def _last(session: Session, origin: str) -> TreeHead | None:
    found = [said for said in _noted(session) if said["trigger"] == SIGNED and said["origin"] == origin]
    if not found:
        return None
    what = Words("台账", "the ledger")
    return tree_head(divided(found[-1]["checkpoint"], what)[0], what)


def _kept(session: Session, note: str) -> bool:
    return any(said["trigger"] == REFUSED and said["checkpoint"] == note for said in _noted(session))


def _noted(session: Session) -> list[dict[str, Any]]:
    query = select(col(LedgerEntry.record)).where(col(LedgerEntry.chain) == REGISTER)
    return [
        json.loads(record) for record in session.execute(query.order_by(col(LedgerEntry.number))).scalars()
    ]
