"""Evidence kept with the case (证据保管): a file goes in with the act that hands it in, whole or not at all.

A file is kept under its SHA-256, once, whatever it is called; name and digest stand in the ledger entry of the act.
What is given back is held against that digest first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from documents.evidence_files import Attachment, Checked, EvidenceKind, check_files
from documents.whole_files import write_whole
from flows.office import Office
from records.history import PastAct, history
from records.proceedings import Act, Done, Proceeding, advance, find, rules_of
from rules.errors import BrokenLedger, Fault, FaultyInput, Refused
from rules.labels import Labelled, Words
from rules.law import law
from rules.roles import READING, Role
from state_machines.confidentiality import OF_DISCIPLINE
from state_machines.files_handed_in import FILES, file_facts, kept_in, where_files_go
from state_machines.procedure import Procedure
from state_machines.quality_review.terms import Act as ReviewAct
from state_machines.quality_review.terms import Known
from state_machines.register import procedure
from state_machines.steps import Fact

OF_REVIEWS = (
    "quality_review.evidence_kinds",
    "quality_review.evidence_size",
    "quality_review.evidence_files",
)
OF_DISCIPLINES = ("discipline.evidence_kinds", "discipline.evidence_size", "discipline.evidence_files")
"""The parameters that limit the files handed in: their kinds, the size of one (兆字节), how many at a time (份)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file on record: with which act it came, from whom, and what it is."""

    number: int
    """The place in the list of the proceeding, from 1."""
    name: str
    kind: EvidenceKind
    size: int
    code: str
    act: Labelled
    role: str
    at: datetime
    fact: Fact = FILES
    """The fact it stands under: who may see that may see the file."""
    told: tuple[Role, ...] = ()
    """Who was told of the act it came with."""


def read_files(paths: Iterable[Path]) -> list[Attachment]:
    """The files named at a desk.

    Raises:
        FaultyInput: every one that cannot be read.
    """
    found, faults = [], []
    for path in paths:
        try:
            found.append(Attachment(path.name, path.read_bytes()))
        except OSError as error:
            faults.append(
                Fault(
                    Words("证据文件“{path}”", "file “{path}”", path=path),
                    Words("不能读取（{why}）", "cannot be read ({why})", why=error.strerror or "?"),
                    Words("请核对位置和权限", "check where it is and who may read it"),
                )
            )
    if faults:
        raise FaultyInput(faults)
    return found


def submit(office: Office, act: Act, files: Sequence[Attachment]) -> Done:
    """Do an act that hands in files. Act and files are on record together, or neither is.

    Raises:
        FaultyInput: a file that cannot be taken.
        Refused: the act is refused; no file was kept.
    """
    with office.store.begin() as session:
        row = find(session, act.ref)
        rules = office.pinned(rules_of(session, row.rules))
        kinds, largest, most = OF_DISCIPLINES if row.procedure in OF_DISCIPLINE else OF_REVIEWS
        checked = check_files(files, kinds=rules[kinds], largest=int(rules[largest]), most=int(rules[most]))
        taken = procedure(row.procedure).table.get((act.trigger, row.state))
        place = where_files_go(taken[0] if taken else None)
        particulars = {**act.particulars, place.code: [each.record() for each in checked]}
        done = advance(session, replace(act, particulars=particulars))
        # Written before the act is on record for good: a record never names a file that is not there. A whole file
        # that no record names, should the machine fail in between, harms nobody, and may be another's by then.
        for each in checked:
            _keep(office, each)
    return done


def files_of(session: Session, ref: str, reader: Role | None = None) -> list[Kept]:
    """Every file on record in a proceeding that this reader may know of, in the order in which they came."""
    return files_in(history(session, ref), procedure(find(session, ref).procedure), reader)


def files_in(past: Sequence[PastAct], table: Procedure, reader: Role | None = None) -> list[Kept]:
    """Every file that these acts of a proceeding handed in, in their order and with their numbers in the whole list.

    None reads all: the machine that keeps them. What is for few is for few, and in a matter of discipline the judge gets
    what came with an act that the judge did or was told of.
    """
    facts = file_facts(table.steps)
    found = [
        (act, fact, file) for act in past if act.source for fact, file in kept_in(act.particulars, facts)
    ]
    every = [
        Kept(
            number,
            file["name"],
            EvidenceKind(file["kind"]),
            file["size"],
            file["code"],
            table.triggers[act.trigger],
            act.role,
            act.at,
            fact,
            table.table[act.trigger, act.source or ""][0].tells,
        )
        for number, (act, fact, file) in enumerate(found, start=1)
    ]
    return [each for each in every if reader is None or _open(each, table, reader)]


def _open(file: Kept, table: Procedure, reader: Role) -> bool:
    if not file.fact.open_to(reader):
        return False
    concerned = reader is Role.JUDGE_CONCERNED and table.code in OF_DISCIPLINE
    return not concerned or reader in file.told or file.role == reader.value


def content_of(office: Office, kept: Kept) -> bytes:
    """The file as it was handed in.

    Raises:
        BrokenLedger: it is gone, or is not what was handed in.
    """
    named = Words("证据文件“{name}”", "the file “{name}”", name=kept.name)
    altered = Words("与登记的摘要不符，可能被改动", "is not what was handed in")
    return as_entered(place_of(office, kept.code), kept.code, named, altered)


def as_entered(place: Path, sha256: str, named: Words, altered: Words) -> bytes:
    """A file as its digest says that it was entered.

    Raises:
        BrokenLedger: it is gone, or is another (`altered` says so).
    """
    content = place.read_bytes() if place.is_file() else None
    if content is not None and hashlib.sha256(content).hexdigest() == sha256:
        return content
    raise BrokenLedger(
        Words(
            "{named}{what}；登记的摘要（SHA-256）为{sha256}",
            "{named} {what}; its SHA-256 on record is {sha256}",
            named=named,
            what=Words("已不在保管处", "is gone") if content is None else altered,
            sha256=sha256,
        )
    )


def withheld_from(row: Proceeding, role: str, person: str, act: Labelled) -> Refused | None:
    """Why a reviewer may not read a file yet: the judge's own analysis waits until the reviewer's sheet is in."""
    reading = role in {each.value for each in READING}
    handed_in = {sheet["reader"] for sheet in row.facts.get(Known.SHEETS.code) or ()}
    if act is not ReviewAct.SELF_ANALYSE or not reading or person in handed_in:
        return None
    return Refused(
        Words(
            "评查员提交评查表之前，不得查阅承办法官的自我分析",
            "a reviewer does not read the judge's own analysis before the own sheet is in",
        ),
        law("local_review")["分析"],
    )


def place_of(office: Office, code: str) -> Path:
    """Where a file of that digest is kept."""
    return office.evidence / code[:2] / code


def _keep(office: Office, file: Checked) -> None:
    """Write one file, whole before it has its name; nothing where it is kept already."""
    place = place_of(office, file.code)
    if place.is_file():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, file.content, durable=True)
