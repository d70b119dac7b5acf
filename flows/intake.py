"""Case lists into the register (结案清单入库): a sheet is read by `documents`, kept by `records`; here they meet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from documents.case_list import CaseList, read_case_lists
from documents.faults_file import write_faults
from flows.office import Office
from flows.sealing import seal_now
from records import cases
from rules.clocks import beijing_day
from rules.errors import FaultySheet
from rules.labels import Words
from rules.roles import Actor


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of one list."""

    file: str
    rows: int
    faulty: int
    taken: cases.TakenIn
    notes: tuple[Words, ...]
    faults_file: Path | None

    def account(self) -> Words:
        """One line for the clerk."""
        if self.taken.repeated:
            return Words(
                "{file}：以前已经导入，未重复导入",
                "{file}: taken in before; nothing was done",
                file=self.file,
            )
        return Words(
            "{file}：读取{rows}行，新入库{new}件，更新{changed}件，已在库{known}件，错误{faulty}行",
            "{file}: {rows} rows read, {new} new, {changed} changed, {known} known, {faulty} faulty",
            file=self.file,
            rows=self.rows,
            new=self.taken.new,
            changed=self.taken.changed,
            known=self.taken.known,
            faulty=self.faulty,
        )

    def told(self) -> list[Words]:
        """All there is to say to the clerk: the account, the notes, and where the faulty rows are."""
        lines = [self.account(), *(() if self.taken.repeated else self.notes)]
        if self.faults_file:
            lines.append(
                Words(
                    "  错误行已另存：{path}，请退回报送法院改正",
                    "  faulty rows written to {path}: send them back",
                    path=self.faults_file,
                )
            )
        return lines


def take_in_lists(
    office: Office,
    files: Iterable[Path],
    *,
    accept_good_rows: bool,
    by: Actor,
    now: datetime,
    court: str = "",
) -> list[Intake]:
    """Take in lists, all or none: where any row is faulty and good rows are not accepted, nothing is taken in.

    Raises:
        FaultySheet: every fault of every file.
    """
    lists = read_case_lists(list(files), today=beijing_day(now), court=court)
    faults = [fault for each in lists for fault in each.faults]
    if faults and not accept_good_rows:
        raise FaultySheet(faults)
    with office.store.begin() as session:
        taken = [
            cases.take_in(
                session,
                each.cases,
                file=each.file,
                sha256=each.sha256,
                rows_read=each.rows_read,
                rows_faulty=len(each.faulty_rows),
                by=by,
                at=now,
            )
            for each in lists
        ]
    seal_now(office, now)
    send_back = _send_back(office, lists)
    return [
        Intake(
            each.file,
            each.rows_read,
            len(each.faulty_rows),
            done,
            each.notes,
            send_back if each.faulty_rows else None,
        )
        for each, done in zip(lists, taken, strict=True)
    ]


def _send_back(office: Office, lists: list[CaseList]) -> Path | None:
    """The faulty rows as a file, named by the lists they came from: taken in again, the same lists write no second."""
    faulty = [each for each in lists if each.faulty_rows]
    if not faulty:
        return None
    folder = office.papers / "退回清单"
    folder.mkdir(parents=True, exist_ok=True)
    lists_digest = hashlib.sha256("".join(each.sha256 for each in faulty).encode()).hexdigest()
    path = folder / f"错误行-{lists_digest[:12]}.xlsx"
    write_faults(faulty, path, language=office.language)
    return path
