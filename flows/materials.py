"""The material of a sitting (审议材料): what lies before the committee in each matter, for the members who may vote on it.

It is the papers and files of the matter as they are on record, each with its digest. A bundle is made when somebody takes it and never
lies about; whoever stepped aside, or must, gets nothing of that matter. docs/decisions/0054-the-file-of-a-matter.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from documents.bundles import Bundle
from documents.materials_index import Listed, materials_index
from flows import evidence
from flows.discipline_papers import Called, called_for, lies_at, write_called
from flows.office import Office
from flows.sittings import OnAgenda, agenda_of
from records import history, papers, sittings
from records.history import PastAct
from records.papers import WrittenPaper
from records.proceedings import Proceeding, find
from records.sittings import Sitting
from rules.clocks import BEIJING, beijing_day
from rules.errors import Refused
from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Known, Paper, State
from state_machines.files_handed_in import FILES
from state_machines.moments import moment_of
from state_machines.register import procedure

AUTHORITY = law("local_discipline")["材料"]
SECRETARIAT = (Role.DISCIPLINE_OFFICE, Role.COMMITTEE_CHAIR)
"""Who hands the material out."""
BEFORE_THE_COMMITTEE = (
    Paper.INQUIRY_REPORT, Paper.SUPPLEMENT, Paper.SUBMISSION, Paper.STATEMENT, Paper.OBJECTION, Paper.OBJECTION_DECISION,
)  # fmt: skip
"""The papers that are material of a sitting."""


@dataclass(frozen=True, slots=True)
class Material:
    """One paper or file before the committee; its name is its own within the matter."""

    name: str
    sha256: str
    came: Words
    """With which act it came."""
    at: datetime
    place: Path


@dataclass(frozen=True, slots=True)
class ForMatter:
    """The material of one matter of a sitting, and the members it is for."""

    matter: Proceeding
    materials: tuple[Material, ...]
    members: tuple[str, ...]
    without: tuple[str, ...]
    """The members who get none: they stepped aside, or must."""


def make_ready(office: Office, ref: str, *, now: datetime) -> list[Material]:
    """The material of a matter, its papers written where they are not yet.

    Raises:
        FaultyInput: a template of the court's own is broken.
    """
    with office.store.read() as session:
        row, past = find(session, ref), history.history(session, ref)
        missing = [each for each, registered in _papers(session, row, past) if registered is None]
    if missing:
        write_called(office, ref, missing, now=now)
    with office.store.read() as session:
        return materials_of(office, session, find(session, ref))


def materials_of(office: Office, session: Session, row: Proceeding) -> list[Material]:
    """The papers that are written and the files that were handed in, in the order in which they came."""
    past = history.history(session, row.ref)
    written = [
        Material(
            f"{each.nth:02d}-{each.paper.to(office.language)}.pdf",
            registered.pdf_sha256,
            Words("{act}", "{act}", act=each.step.trigger),
            each.act.at,
            lies_at(office, row, each),
        )
        for each, registered in _papers(session, row, past)
        if registered is not None
    ]
    files = [
        Material(
            f"{Words('附件', 'file ').to(office.language)}{each.number:02d}-{each.name}",
            each.code,
            Words("{act}", "{act}", act=each.act),
            each.at,
            evidence.place_of(office, each.code),
        )
        for each in evidence.files_in(past, procedure(row.procedure))
        if each.fact is FILES
    ]
    return sorted((*written, *files), key=lambda each: (each.at, each.name))


def for_sitting(office: Office, session: Session, sitting: Sitting) -> list[ForMatter]:
    """The material of every matter on an agenda that was not put off."""
    return [
        _for_matter(office, session, each) for each in agenda_of(session, sitting) if not each.row.put_off_to
    ]


def _for_matter(office: Office, session: Session, of: OnAgenda) -> ForMatter:
    return ForMatter(
        of.proceeding,
        tuple(materials_of(office, session, of.proceeding)),
        of.may_vote,
        (*of.recused, *(code for code, _ in of.involved)),
    )


def list_for(office: Office, ref: str, *, by: Actor) -> list[ForMatter]:
    """What this reader may take: a member the own matters, the secretariat all that it may know of.

    Raises:
        NotFound: there is no such sitting for this reader.
        Refused: it is for members and the secretariat.
    """
    if by.role not in (*SECRETARIAT, Role.COMMITTEE_MEMBER):
        raise Refused(
            Words(
                "审议材料只供没有回避的委员和惩戒工作办公室，{role}不能取用",
                "the material is for the members who have not stepped aside and for the discipline office, not for the {role}",
                role=by.role,
            ),
            AUTHORITY,
        )
    with office.store.as_seen_by(by).read() as session:
        found = for_sitting(office, session, sittings.sitting(session, ref))
    if by.role is Role.DISCIPLINE_OFFICE:
        return found
    return [each for each in found if by.code in each.members]


def bundles(
    office: Office, ref: str, found: list[ForMatter], *, by: Actor, now: datetime
) -> dict[str, bytes]:
    """A zip for each member, by the member's code: an index and every paper and file of the matters that are theirs.

    Raises:
        BrokenLedger: something is gone, or is not what was entered.
    """
    parts = {each.matter.ref: _parts(office, ref, each, now) for each in found}
    members = sorted({code for each in found for code in each.members})
    if by.role is not Role.DISCIPLINE_OFFICE:
        members = [code for code in members if code == by.code]
    made = {}
    for member in members:
        bundle = Bundle()
        for each in found:
            if member in each.members:
                bundle.add(each.matter.ref, parts[each.matter.ref])
        made[member] = bundle.file()
    return made


def later(office: Office, session: Session, sitting: Sitting) -> Iterator[tuple[ForMatter, Material]]:
    """What came after the meeting was called: not named in the notice of it."""
    for each in agenda_of(session, sitting):
        matter, facts = each.proceeding, each.proceeding.facts
        told = facts.get(Known.MATERIALS.code)
        called = matter.state == State.DELIBERATION.value and moment_of(facts.get(Known.MEETING_AT.code))
        if each.row.put_off_to or told is None or called != sitting.at:
            continue  # The meeting was not called for this sitting: the notice of it will name everything.
        named, found = {one["name"] for one in told}, _for_matter(office, session, each)
        yield from ((found, one) for one in found.materials if one.name not in named)


def _papers(
    session: Session, row: Proceeding, past: Sequence[PastAct]
) -> list[tuple[Called, WrittenPaper | None]]:
    """The papers that are material, each as it was last written, if it was."""
    if row.procedure != DISCIPLINARY_PREREVIEW.code:
        return []
    called = called_for(past, procedure(row.procedure))
    last = {(each.entry, each.kind): each for each in papers.written(session, [row.ref])}
    return [
        (each, last.get((each.act.number, f"{row.procedure}.{each.paper.value}")))
        for each in called
        if each.paper in BEFORE_THE_COMMITTEE
    ]


def _parts(office: Office, sitting: str, of: ForMatter, now: datetime) -> dict[str, bytes]:
    """The index and the files of one matter."""
    listed = [
        Listed(
            each.name,
            each.sha256,
            Words("{act}，{at:%Y-%m-%d}", "{act}, {at:%Y-%m-%d}", act=each.came, at=each.at.astimezone(BEIJING)),
        )
        for each in of.materials
    ]  # fmt: skip
    index = materials_index(
        of.matter.ref, sitting, of.matter.facts, listed,
        dated=beijing_day(now), language=office.language, sample=office.sample,
    )  # fmt: skip
    docx, pdf = office.press.files(index)
    name = index.name.to(office.language) if index.name else "index"
    return {f"{name}.docx": docx, f"{name}.pdf": pdf, **{each.name: _content(each) for each in of.materials}}


def _content(material: Material) -> bytes:
    named = Words("审议材料“{name}”", "the material “{name}”", name=material.name)
    altered = Words("与登记的摘要不符", "is not what was entered")
    return evidence.as_entered(material.place, material.sha256, named, altered)
