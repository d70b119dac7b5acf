"""Proofs about a ledger (台账证明): small files that somebody takes away and checks without the ledger.

Of inclusion (在册证明): these entries stand in the ledger of that checkpoint. Of consistency (延续证明): the ledger of a
later checkpoint begins with the whole of an earlier one. A proof is checked against its checkpoint; whether that is
the court's is for its signatures to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rules.checkpoints import TreeHead, tree_head
from rules.errors import BrokenLedger, Fault, FaultyInput
from rules.labels import Words
from rules.merkle import Tree
from rules.signed_notes import PublicKey, divided

INCLUSION, CONSISTENCY = "inclusion", "consistency"
FORMAT = 1
_FIELDS: dict[str, dict[str, type]] = {
    INCLUSION: {"checkpoint": str, "entries": list},
    CONSISTENCY: {"checkpoint": str, "from": int, "to": int, "path": list},
}


@dataclass(frozen=True, slots=True)
class Member:
    """An entry and how it hangs in the tree."""

    record: str
    index: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose signature under a checkpoint was checked and holds, and since when he vouches for it, if he is a witness."""

    name: str
    countersigned_at: datetime | None


def inclusion_file(members: Iterable[Member], checkpoint: str) -> str:
    """The file that proves entries."""
    entries = [
        {"record": each.record, "index": each.index, "path": [step.hex() for step in each.path]}
        for each in members
    ]
    return _file({"kind": INCLUSION, "format": FORMAT, "entries": entries, "checkpoint": checkpoint})


def consistency_file(old: int, new: int, path: Iterable[bytes], checkpoint: str) -> str:
    """The file that proves that a ledger only grew; `checkpoint` is that of the later size."""
    return _file(
        {
            "kind": CONSISTENCY,
            "format": FORMAT,
            "from": old,
            "to": new,
            "path": [step.hex() for step in path],
            "checkpoint": checkpoint,
        }
    )


def read_proof(text: str, where: Words) -> dict[str, Any]:
    """A proof as it was sent.

    Raises:
        FaultyInput: it is no proof.
    """
    try:
        found = json.loads(text)
        kind = found["kind"]
        fields = _FIELDS[kind]
        sound = found["format"] == FORMAT and all(
            type(found[name]) is known for name, known in fields.items()
        )
        for each in found.get("entries", [found]):
            sound = sound and all(type(step) is str for step in each["path"])
            sound = sound and (kind != INCLUSION or (type(each["index"]), type(each["record"])) == (int, str))
    except (ValueError, LookupError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise FaultyInput(
            [
                Fault(
                    where,
                    Words("不是台账证明", "this is no proof about a ledger"),
                    Words(
                        "请用 zelian ledger prove 写出的文件", "use the file that zelian ledger prove writes"
                    ),
                )
            ]
        )
    return dict(found)


def check_inclusion(proof: dict[str, Any], where: Words) -> list[dict[str, Any]]:
    """What the entries of a proof say, once each is shown to stand in the ledger of its checkpoint.

    Raises:
        BrokenLedger: one does not.
        FaultyInput: the checkpoint is none.
    """
    head = tree_head(divided(proof["checkpoint"], where)[0], where)
    tree, said = Tree(head.hashing.raw), []
    if not proof["entries"]:
        raise _broken(Words("没有记录", "it holds no entry"))
    for each in proof["entries"]:
        record = each["record"].encode("utf-8", "surrogatepass")
        leaf = tree.leaf(head.hashing.raw(record))
        if not tree.includes(head.root, head.size, leaf, each["index"], unhexed(each["path"])):
            raise _broken(
                Words(
                    "第{index}条不在该检查点的台账中",
                    "entry no. {index} is not in the ledger of this checkpoint",
                    index=each["index"] + 1,
                )
            )
        try:
            said.append(dict(json.loads(record)))
        except (ValueError, TypeError, RecursionError):
            raise _broken(Words("记录不是记录", "an entry is none")) from None
    return said


def check_consistency(proof: dict[str, Any], old: TreeHead, where: Words) -> TreeHead:
    """The later tree of a proof, once it is shown to begin with the earlier one.

    Raises:
        BrokenLedger: it does not, or they are of two ledgers.
        FaultyInput: the checkpoint is none.
    """
    new = tree_head(divided(proof["checkpoint"], where)[0], where)
    if (proof["from"], proof["to"]) != (old.size, new.size):
        raise _broken(Words("证明的条数与检查点不符", "the proof is not of these two sizes"))
    if not continues(old, new, unhexed(proof["path"])):
        raise _broken(
            Words(
                "后来的台账不是由先前的台账续写而成：历史已被改动",
                "the later ledger does not begin with the earlier one: its history was rewritten",
            )
        )
    return new


def continues(old: TreeHead, new: TreeHead, path: list[bytes]) -> bool:
    """Whether a path shows that one tree begins with the other: of one origin and one algorithm."""
    tree = Tree(new.hashing.raw)
    return (old.origin, old.hash) == (new.origin, new.hash) and tree.continues(
        old.size, old.root, new.size, new.root, path
    )


def signatures(note: str, keys: Iterable[PublicKey], where: Words) -> list[Signature]:
    """The signatures under a checkpoint that keys at hand have made.

    Raises:
        BrokenLedger: a line bears the number of a key at hand, and is not its signature.
        FaultyInput: it is no signed note.
    """
    body, lines = divided(note, where)
    found = []
    for key in keys:
        for line in lines:
            if not key.claims(line):
                continue
            at = key.countersigned(body, line)
            if at is None and not key.signed(body, line):
                raise _broken(
                    Words("{name}的签名不符", "the signature of {name} does not hold", name=key.name)
                )
            found.append(Signature(key.name, at))
    return found


def unhexed(path: Iterable[str]) -> list[bytes]:
    """The hashes of a path; one that is none becomes what no tree can hold."""
    found = []
    for step in path:
        try:
            raw = bytes.fromhex(step)
        except ValueError:
            raw = b""
        found.append(raw if raw.hex() == step else b"")
    return found


def _file(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _broken(why: Words) -> BrokenLedger:
    return BrokenLedger(Words("证明不成立：{why}", "the proof does not hold: {why}", why=why))
