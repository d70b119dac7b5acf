"""The minutes of a sitting (会议纪要): who was there when, what was voted on, and the sheets; nobody's ballot."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from flows.office import Office
from records import ballots, dissents, sittings
from records.sittings import Sitting
from rules.attendance import Move, Movement
from rules.clocks import BEIJING
from rules.committee_findings import Finding
from rules.labels import Words
from rules.roles import Role
from rules.voting import Outcome
from state_machines.disciplinary_prereview.terms import COMMITTEE_ONLY


def minutes_of(office: Office, ref: str, reader: Role) -> tuple[list[Words], list[str]]:
    """The minutes line by line, and the matters they speak of. How a vote came out is for the committee's own eyes."""
    with office.store.read() as session:
        sitting = sittings.sitting(session, ref)
        rows = sittings.agenda(session, ref)
        lines = [*_room(session, sitting), *_votes(session, ref, open_to=reader in COMMITTEE_ONLY)]
        lines += [
            Words("{ref}改期至{to}", "{ref} was put off to {to}", ref=row.proceeding, to=row.put_off_to)
            for row in rows
            if row.put_off_to
        ]
    return lines, [row.proceeding for row in rows]


def _room(session: Session, sitting: Sitting) -> Iterator[Words]:
    yield Words(
        "{ref}　{at:%Y-%m-%d %H:%M}　{place}　{state}",
        "{ref}, {at:%Y-%m-%d %H:%M}, {place}, {state}",
        ref=sitting.ref,
        at=sitting.at.astimezone(BEIJING),
        place=sitting.place,
        state=Words("已闭会", "closed") if sitting.closed_at else Words("未闭会", "open"),
    )
    own: dict[str, list[Movement]] = {}
    for each in sittings.movements(session, sitting.ref):
        own.setdefault(each.member, []).append(each)
    for member, moves in sorted(own.items()):
        yield Words(
            "{who}：{moves}",
            "{who}: {moves}",
            who=member,
            moves=Words(
                "，".join(f"{each.at.astimezone(BEIJING):%H:%M}{each.move.zh}" for each in moves),
                ", ".join(f"{each.move.en} {each.at.astimezone(BEIJING):%H:%M}" for each in moves),
            ),
        )
    if any(moves[-1].move is Move.ARRIVED for moves in own.values()) and sitting.closed_at:
        yield Words("其余到会至闭会", "the others stayed to the end")


def _votes(session: Session, ref: str, *, open_to: bool) -> Iterator[Words]:
    for vote in ballots.votes_in(session, ref):
        yield Words(
            "{at:%H:%M}　{ref}第{n}次表决，参加{voted}人：{who}",
            "{at:%H:%M}, vote {n} on {ref}, {voted} voted: {who}",
            at=vote.at.astimezone(BEIJING),
            ref=vote.proceeding,
            n=vote.number,
            voted=len(vote.voted),
            who="、".join(vote.voted),
        )
        if not vote.sheet:
            yield Words("　核验单尚未形成", "  no sheet yet")
        elif open_to:
            finding = vote.sheet["finding"]
            yield Words(
                "　{outcome}{finding}；核验单SHA-256 {sha}",
                "  {outcome}{finding}; sheet SHA-256 {sha}",
                outcome=Outcome(vote.sheet["outcome"]),
                finding=Words("：{finding}", ": {finding}", finding=Finding(finding)) if finding else "",
                sha=vote.sheet["sha256"],
            )
            if handed_in := dissents.number_of(session, vote.proceeding, vote.number):
                yield Words("　不同意见{n}份（另册保存）", "  {n} dissents (kept apart)", n=handed_in)
        else:
            yield Words("　核验单已形成（保密）", "  the sheet is made (confidential)")
