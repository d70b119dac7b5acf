"""Check-ups of the ledger (台账): every chain holds, and the index of looks says what the entries say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from records.checkups.checkup import Checkup, Level, Surroundings
from records.ledger import LedgerEntry
from records.reads import CHAINS, FileRead
from records.seals import last_seal
from records.verification import verify
from rules.clocks import BEIJING
from rules.labels import Words


class TheLedgerHolds(Checkup):
    """台账逐条核验无误."""

    code = "ledger"
    words = Words(
        "台账逐条相连，与事项的状态、版本、事实相符",
        "every chain of the ledger holds, and fits the proceedings",
    )
    mend = Words(
        "请停止办理，保全数据库原样，与备份和已公布的摘要核对；zelian ledger verify",
        "stop, keep the database as it is, and compare it with backups and published digests; zelian ledger verify",
    )

    def found(self, here: Surroundings) -> Iterator[str | Words]:
        verify(here.session)  # raises; what it says is the finding
        yield from ()


class LooksAreIndexed(Checkup):
    """查阅索引与台账相符."""

    code = "reads"
    words = Words("查阅索引与台账的查阅记录相符", "the index of looks says what the ledger says")
    mend = Words(
        "有查阅记录被删改：请与备份核对",
        "an entry or the index was changed or cut off: compare with a backup",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        said: dict[str, set[str]] = {}
        query = select(col(LedgerEntry.digest), col(LedgerEntry.record)).where(
            col(LedgerEntry.chain).startswith(CHAINS)
        )
        for digest, record in here.rows(query):
            entry = json.loads(record)
            said[digest] = {*entry["proceedings"], *entry["people"]}
        for subject, digest in here.rows(select(col(FileRead.subject), col(FileRead.digest))):
            if subject not in said.get(digest, ()):
                yield f"{subject} {digest[:12]}"
            else:
                said[digest].discard(subject)
        yield from (f"{subject} {digest[:12]}" for digest, left in said.items() for subject in sorted(left))


class EntriesAreSealed(Checkup):
    """记录都及时封存."""

    code = "seals"
    level = Level.WARN
    words = Words("台账记录都及时封存", "entries of the ledger are sealed in time")
    mend = Words(
        "例行办理没有在运行，或者封存未成：请启动 zelian serve，或者运行 zelian ledger seal",
        "the routine is not running, or sealing failed: start zelian serve, or run zelian ledger seal",
    )

    def found(self, here: Surroundings) -> Iterator[Words]:
        last = last_seal(here.session)
        query = select(col(LedgerEntry.record)).where(col(LedgerEntry.id) > (last.last_entry if last else 0))
        for record in here.column(query.order_by(col(LedgerEntry.id)).limit(1)):
            since = datetime.fromisoformat(json.loads(record)["at"])
            if since < here.ago("checkup.seal_minutes"):
                yield Words(
                    "自{since}起未封存",
                    "unsealed since {since}",
                    since=f"{since.astimezone(BEIJING):%Y-%m-%d %H:%M}",
                )


CHAIN_CHECKUPS: tuple[Checkup, ...] = (TheLedgerHolds(), EntriesAreSealed(), LooksAreIndexed())
