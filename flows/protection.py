"""Matters of protection (履职保护): opened by those who may, and what the daily routine does for recorders of interference.

An adverse act against a recorder within the look-back opens a review by the duty-protection committee, once for each act. It stops
no lawful procedure, and nobody who handles the act is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flows import reporters as reporters_flow
from flows.office import Office
from records import protections, reporters
from records.handovers import newest_entry
from records.interference_reports import note_adverse_act
from records.proceedings import open_many
from records.proceedings_register import Proceeding
from records.protections import Recorded
from records.reference_numbers import next_in
from records.seals import settled
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput, StillBeingWritten
from rules.labels import Words
from rules.retaliation import AdverseAct, RetaliationAlarm, alarm_of
from rules.roles import Actor, Role, automatic
from rules.wrong_handling import Relation
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Known as Prereview
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.protection.openings import OPENINGS, ProtectionKind, checked
from state_machines.quota_exit.table import QUOTA_EXIT
from state_machines.rights_petition.terms import Known as Petition
from state_machines.rights_petition.terms import Origin

AUTOMATIC = automatic(Role.DUTY_PROTECTION)
"""自动流转: opening a review upon an alarm leaves no choice."""
ADVERSE = {
    DISCIPLINARY_PREREVIEW.code: AdverseAct.INQUIRY,
    DISCIPLINE_DECISION.code: AdverseAct.SANCTION,
    QUOTA_EXIT.code: AdverseAct.QUOTA_EXIT,
}
"""The procedures that are adverse to their judge."""


@dataclass
class Watch:
    """Up to which entry this process has looked for alarms; 0: it has not."""

    until: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A matter of protection on file. `unsealed`: who reported is kept, and no key seals it."""

    ref: str
    kind: ProtectionKind
    unsealed: bool = False


def open_matter(
    office: Office,
    kind: ProtectionKind,
    given: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
    reporter: str = "",
) -> Opened:
    """Open a matter of protection; who reported, of a clearing, is kept apart and sealed.

    Raises:
        Refused: it is not this person's to open, something must be stated, or the law says no.
        FaultyInput: a particular that has no place here, or not its form.
    """
    opening = OPENINGS[kind]
    if reporter and kind is not ProtectionKind.CLEARING:
        raise FaultyInput(
            [
                Fault(
                    Words("反映人", "who reported"),
                    Words("只有澄清事项登记反映人", "is kept of a clearing only"),
                    Words("请删去这一项", "leave it out"),
                )
            ]
        )
    rules = office.store.rules.on(beijing_day(now))
    facts = checked(opening, given, by, now, rules)
    with office.store.begin() as session:
        ref = next_in(session, opening.range, beijing_day(now).year)
        open_many(session, opening.procedure.code, [(ref, facts)], by=by, at=now, rules=rules)
        if reporter:
            kept, under_seal = reporters_flow.sealed(office, reporter)
            reporters.keep(session, ref, kept, sealed=under_seal)
    return Opened(ref, kind, unsealed=bool(reporter) and office.reporter_key is None)


def open_matters(office: Office, kinds: tuple[ProtectionKind, ...]) -> list[Proceeding]:
    """The matters that have not ended, as the reader of this office may see them."""
    with office.store.read() as session:
        return protections.open_matters(session, tuple(OPENINGS[kind] for kind in kinds))


def go_on(office: Office, now: datetime, watch: Watch) -> Iterator[Words]:
    """Raise the alarms that are due; one sentence for each review opened, and none says about whom.

    An alarm rests on what is on record and not on the hour: as long as nothing is entered, none is looked for.
    """
    with office.store.read() as session:
        if newest_entry(session) <= watch.until:
            return
    try:
        with office.store.begin() as session:
            until = settled(session)
    except StillBeingWritten:
        return  # Somebody writes for longer than we should hold him up; the next look does it.
    for ref in alarms(office, now):
        yield Words("履职保护：依职权开启审查{ref}", "Protection: opened a review, {ref}", ref=ref)
    watch.until = until


def alarms(office: Office, now: datetime) -> list[str]:
    """Open a review for every adverse matter against a recorder within the look-back; their references."""
    with office.store.read() as session:
        records = protections.records_of_interference(session)
        if not records:
            return []
        adverse = protections.of_judges(session, tuple(ADVERSE), {each.recorder for each in records})
        done = protections.alarms_reviewed(session)
    return [
        _review(office, row.ref, str(row.facts["judge"]), alarm, records, now)
        for row in adverse
        if row.ref not in done and _is_adverse(row) and (alarm := _alarm(office, row, records)) is not None
    ]


def enter_adverse_act(
    office: Office, person: str, act: AdverseAct, on: date, *, by: Actor, now: datetime
) -> str | None:
    """Enter an adverse act that no procedure here knows; the reference of the review, or None where none is due."""
    if on > beijing_day(now):
        raise FaultyInput(
            [
                Fault(
                    Words("日期{on}", "day {on}", on=on.isoformat()),
                    Words("尚未到来", "is still to come"),
                    Words("请在处理作出之后登记", "enter it when it was done"),
                )
            ]
        )
    with office.store.begin() as session:
        source = note_adverse_act(session, person, act.value, on.isoformat(), by=by, at=now)
        records = protections.records_of_interference(session, person)
    alarm = alarm_of(act, on, _days(records, person), office.store.rules.on(on))
    return _review(office, source, person, alarm, records, now) if alarm else None


def _is_adverse(row: Proceeding) -> bool:
    """A lead is no act against anybody; an inquiry is."""
    return row.procedure != DISCIPLINARY_PREREVIEW.code or bool(row.facts.get(Prereview.INQUIRERS.code))


def _alarm(office: Office, row: Proceeding, records: list[Recorded]) -> RetaliationAlarm | None:
    on = beijing_day(row.opened_at)
    return alarm_of(
        ADVERSE[row.procedure], on, _days(records, str(row.facts["judge"])), office.store.rules.on(on)
    )


def _days(records: list[Recorded], person: str) -> list[tuple[str, date]]:
    return [(each.ref, each.on) for each in records if each.recorder == person]


def _review(
    office: Office, source: str, person: str, alarm: RetaliationAlarm, records: list[Recorded], now: datetime
) -> str:
    """Open the review; what was recorded, and about whom, stays in the record."""
    record = next(each for each in records if each.ref == alarm.record)
    reason = alarm.reason
    facts = {
        Petition.JUDGE.code: person,
        Petition.PETITIONER.code: person,
        Petition.RELATION.code: Relation.COMMITTEE.value,
        Petition.COURT.code: record.court,
        Petition.ORGANISER.code: record.organiser,
        Petition.ORIGIN.code: Origin.RETALIATION.value,
        Petition.SOURCE_REF.code: source,
        Petition.CONTENT.code: str(reason.words),
        Petition.ALARM.code: {
            "act": alarm.act.value,
            "on": alarm.on.isoformat(),
            "record": alarm.record,
            **reason.record(),
        },
    }
    opening, day = OPENINGS[ProtectionKind.PETITION], beijing_day(now)
    with office.store.begin() as session:
        ref = next_in(session, opening.range, day.year)
        given = {code: value for code, value in facts.items() if value}
        open_many(
            session,
            opening.procedure.code,
            [(ref, given)],
            by=AUTOMATIC,
            at=now,
            rules=office.store.rules.on(day),
        )
    return ref
