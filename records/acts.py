"""An act (办理行为) that somebody wants to do, what it brought about, and how it is known again by its key."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from records.ledger import LedgerEntry
from records.prepared import prepared
from records.transactions import Held
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.roles import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act somebody wants to do (办理行为).

    key: makes the act idempotent: the same key a second time changes nothing. seen: the version its author had
    before him; if the proceeding has moved on since, the act is refused.
    """

    ref: str
    trigger: str
    by: Actor
    at: datetime
    particulars: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None
    seen: int | None = None


class Done(NamedTuple):
    """What an act brought about. `repeated`: it was done before under the same key, and nothing changed now."""

    ref: str
    trigger: str
    state: str
    version: int
    digest: str
    repeated: bool = False


class KeysInUse:
    """The acts already done under the keys of a batch (已用编号)."""

    def __init__(self, place: Held, acts: Sequence[Act]) -> None:
        self._done: dict[str, tuple[Done, str]] = {}
        keys = [act.key for act in acts if act.key]
        if not keys:
            return
        found = prepared(place, LedgerEntry).find(
            place, ("chain", "number", "digest", "record"), act_key=keys
        )
        for chain, number, digest, record in found:
            said = json.loads(record)
            done = Done(chain, said["trigger"], said["to"], number, digest)
            self._done[said["key"]] = done, said["by"]["code"]

    def repetition(self, act: Act) -> Done | None:
        """What this very act brought about when it was done; None if its key is new, or it has none.

        The particulars are not compared: a repeated sending may have been worked out anew.

        Raises:
            FaultyInput: the key belongs to another act.
        """
        if act.key is None or act.key not in self._done:
            return None
        done, by = self._done[act.key]
        if (done.ref, done.trigger, by) != (act.ref, act.trigger, act.by.code):
            raise FaultyInput([_key_of_another(act.key, done)])
        return done._replace(repeated=True)

    def add(self, act: Act, done: Done) -> None:
        """Remember an act of this batch."""
        if act.key:
            self._done[act.key] = done, act.by.code


def signature(actor: Actor) -> dict[str, str]:
    """The actor as the ledger keeps him: code, role and court, never a name."""
    return {"code": actor.code, "role": actor.role.value, "court": actor.court}


def _key_of_another(key: str, done: Done) -> Fault:
    return Fault(
        Words("办理编号“{key}”", "the key “{key}”", key=key),
        Words(
            "已用于“{ref}”的另一办理行为（第{number}条）",
            "is that of another act, in “{ref}” (entry {number})",
            ref=done.ref,
            number=done.version,
        ),
        Words("请换用新的编号后再办", "take a new key, then act again"),
    )
