"""Check-ups of what is kept beside the database (保管的文件): every file of evidence is there, as it was handed in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from records.checkups.checkup import Checkup, Surroundings
from records.ledger import REGISTERS, LedgerEntry
from rules.labels import Words
from state_machines.files_handed_in import FILES, file_facts, kept_in
from state_machines.register import PROCEDURES


class EvidenceIsKept(Checkup):
    """证据文件都在，与登记的摘要相符."""

    code = "evidence"
    words = Words("证据文件都在，与登记的摘要相符", "every file of evidence is there, as its digest says")
    mend = Words(
        "请由备份恢复该文件，或者请提交人重新提交", "restore the file from a backup, or ask for it again"
    )

    def found(self, here: Surroundings) -> Iterator[Words]:
        for code, ref in evidence_on_record(here).items():
            if (wrong := _wrong(here.place_of(code), code)) is not None:
                yield Words(
                    "{ref} {code} {wrong}", "{ref} {code} {wrong}", ref=ref, code=code[:12], wrong=wrong
                )


def evidence_on_record(here: Surroundings) -> dict[str, str]:
    """The digest of every file that an entry names, with the proceeding that named it first."""
    query = select(col(LedgerEntry.chain), col(LedgerEntry.record)).where(
        col(LedgerEntry.record).contains(f'{FILES.code}":['),  # And `health_files`.
        col(LedgerEntry.chain).not_like(f"{REGISTERS}%"),
    )
    found: dict[str, str] = {}
    for chain, record in here.rows(query.order_by(col(LedgerEntry.id))):
        said = json.loads(record)
        table = PROCEDURES.get(said.get("procedure", ""))
        for _, file in kept_in(said.get("particulars", {}), file_facts(table.steps) if table else {}):
            found.setdefault(file["code"], chain)
    return found


def _wrong(place: Path, code: str) -> Words | None:
    if not place.is_file():
        return Words("不在保管处", "is gone")
    with place.open("rb") as content:
        same = hashlib.file_digest(content, "sha256").hexdigest() == code
    return None if same else Words("与登记的摘要不符", "is not what was handed in")


KEPT_FILES: tuple[Checkup, ...] = (EvidenceIsKept(),)
