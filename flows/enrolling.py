"""People onto the register (人员登记): lists of people and of declared conflicts, all of a file or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import or_, select
from sqlmodel import Session, col

from documents.conflict_rows import ListedConflict
from documents.people_list import PeopleList, read_people
from flows.office import Office
from records import cases, people
from records.conflicts import Conflict, declare_conflict
from records.people import Address, Enrolled, Person, Post
from rules import case_numbers
from rules.courts import courts
from rules.errors import Fault, FaultySheet, NotFound
from rules.labels import Words
from rules.recusal import ConflictWith, Relation
from rules.roles import Actor, Role


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What became of one list."""

    file: str
    rows: int
    people: Enrolled
    declared: int
    declared_before: int
    notes: tuple[Words, ...]

    def account(self) -> Words:
        """One line for the clerk."""
        return Words(
            "{file}：读取{rows}行，新登记{new}人，变更{changed}人，未变{same}人；"
            "新任职务{begun}项，职务变动{ended}项；新增利害关系申报{declared}项，以前已申报{before}项",
            "{file}: {rows} rows read; people: {new} new, {changed} changed, {same} as before; posts: {begun} begun,"
            " {ended} ended or changed; conflicts: {declared} declared, {before} known",
            file=self.file,
            rows=self.rows,
            new=self.people.new,
            changed=len(self.people.changed),
            same=self.people.unchanged,
            begun=self.people.posts_begun,
            ended=self.people.posts_changed,
            declared=self.declared,
            before=self.declared_before,
        )


@dataclass(frozen=True, slots=True)
class InOffice:
    """One post held, by whom, and the channels with an address of theirs; a mailbox everybody has."""

    person: Person
    post: Post
    channels: tuple[str, ...]


def take_in_people(
    office: Office, files: Iterable[Path], *, by: Actor, now: datetime, court: str = ""
) -> list[Enrolment]:
    """Take in lists, all or none.

    Raises:
        FaultySheet: every fault of every file, or a declaration by somebody who is on no register.
    """
    lists: list[PeopleList] = []
    faults: list[Fault] = []
    for file in files:
        try:
            lists.append(read_people(file, court=court).require_good())
        except FaultySheet as faulty:
            faults += faulty.faults
    if faults:
        raise FaultySheet(faults)
    with office.store.begin() as session:
        return [_take_in(session, each, by, now) for each in lists]


def declare(
    office: Office,
    person: str,
    against: ConflictWith,
    about: str,
    reason: str,
    *,
    by: Actor,
    now: datetime,
    relation: Relation = Relation.OTHER,
) -> bool:
    """Put one declared conflict on record; False where it was there already.

    Raises:
        NotFound: the person is not on the register.
        FaultyInput: what it is about is no case number.
    """
    about = about if against is ConflictWith.JUDGE else case_numbers.canonical(about)
    with office.store.begin() as session:
        if not people.on_the_register(session, [person]):
            raise NotFound(
                Words("人员“{code}”没有登记", "nobody with the code “{code}” is on the register", code=person)
            )
        return declare_conflict(
            session, person, against, about, reason, now, relation=relation, entered_by=by.code
        )


def roster(office: Office, on: date, *, role: Role | None = None, court: str = "") -> list[InOffice]:
    """The posts held on that day, by court and person: those of one office, of one court."""
    query = (
        select(Person, Post)
        .join(Post, col(Post.person) == col(Person.code))
        .where(col(Post.since) <= on, or_(col(Post.until).is_(None), col(Post.until) > on))
        .order_by(col(Post.court), col(Person.code), col(Post.id))
    )
    if role:
        query = query.where(col(Post.role) == role.value)
    if court:
        known = courts().by_name(court)
        query = query.where(col(Post.court) == (known.name if known else court))
    with office.store.read() as session:
        channels: defaultdict[str, list[str]] = defaultdict(list)
        for address in session.execute(select(Address).order_by(col(Address.channel))).scalars():
            channels[address.person].append(address.channel)
        return [
            InOffice(person, post, tuple(channels[person.code]))
            for person, post in session.execute(query).all()
        ]


@dataclass(frozen=True, slots=True)
class PersonsFile:
    """What is on the register about one person: posts held and past, channels, conflicts declared."""

    person: Person
    posts: tuple[Post, ...]
    channels: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def file_of(office: Office, code: str) -> PersonsFile:
    """One person's file.

    Raises:
        NotFound: nobody has that code.
    """
    with office.store.read() as session:
        person = session.get(Person, code)
        if person is None:
            raise NotFound(Words("没有登记人员“{code}”", "nobody on the register is “{code}”", code=code))
        posts = select(Post).where(col(Post.person) == code).order_by(col(Post.since), col(Post.id))
        channels = select(col(Address.channel)).where(col(Address.person) == code)
        declared = select(Conflict).where(col(Conflict.person) == code).order_by(col(Conflict.id))
        return PersonsFile(
            person,
            tuple(session.execute(posts).scalars()),
            tuple(session.execute(channels.order_by(col(Address.channel))).scalars()),
            tuple(session.execute(declared).scalars()),
        )


def conflicts(office: Office) -> list[Conflict]:
    """Every conflict declared, the oldest first."""
    with office.store.read() as session:
        return list(session.execute(select(Conflict).order_by(col(Conflict.id))).scalars())


def _take_in(session: Session, listed: PeopleList, by: Actor, now: datetime) -> Enrolment:
    enrolled = people.enrol(session, listed.people, now, by, f"{listed.file} sha256:{listed.sha256}")
    _require_declarers(session, listed)
    fresh = [
        declare_conflict(
            session,
            each.person,
            each.against,
            each.about,
            each.reason,
            now,
            relation=each.relation,
            entered_by=by.code,
        )
        for each in listed.conflicts
    ]
    notes = (*listed.notes, *_unknown_subjects(session, listed.conflicts))
    return Enrolment(listed.file, listed.rows_read, enrolled, sum(fresh), len(fresh) - sum(fresh), notes)


def _require_declarers(session: Session, listed: PeopleList) -> None:
    known = people.on_the_register(session, [each.person for each in listed.conflicts])
    unknown = sorted({each.person for each in listed.conflicts} - known)
    if unknown:
        raise FaultySheet(
            [
                Fault(
                    Words("{file}申报人“{code}”", "{file}, “{code}”", file=listed.file, code=code),
                    Words("没有登记", "is not on the register"),
                    Words("请先登记该人员，或者改正代码", "enrol the person first, or mend the code"),
                )
                for code in unknown
            ]
        )


def _unknown_subjects(session: Session, declared: Iterable[ListedConflict]) -> list[Words]:
    """Cases and judges that nobody has handed in yet: a declaration may come first, a slip of the pen may not."""
    subjects = {each.about: each.against for each in declared}
    judges = {about for about, against in subjects.items() if against is ConflictWith.JUDGE}
    known = people.on_the_register(session, judges) | set(cases.by_number(session, subjects.keys() - judges))
    missing = sorted(subjects.keys() - known)
    if not missing:
        return []
    return [
        Words(
            "{count}个申报对象（案号、承办法官）尚未入库，请核对：{names}",
            "{count} cases or judges declared about are not on file yet; check them: {names}",
            count=len(missing),
            names=Words("、".join(missing[:10]), ", ".join(missing[:10])),
        )
    ]
