"""Event logs out of the record (事件日志): the acts of a season, or of one proceeding, without contents.

People stand by pseudonyms. Who is suspected of what is never in a log: acts on clues are left out unless the office
asks for them with a reason, and whoever takes out codes or clues finds that in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_bytes

from sqlmodel import Session

from documents.xes_file import Written, write_log
from flows.office import Office
from records import ledger, proceedings, seasons
from records.courses import courses
from records.history import PastAct, history
from records.proceedings import Proceeding
from rules.errors import Fault, FaultyInput
from rules.event_logs import Event, Trace
from rules.labels import Words, in_language
from rules.pseudonyms import PERSON, pseudonyms, shown
from rules.roles import AUTOMATIC, CALENDAR, Actor
from state_machines.quality_review.terms import Act
from state_machines.register import procedure

REGISTER = "register:exports"
"""The ledger chain in which it is noted that codes or clues were taken out."""
CLUES = frozenset({Act.HAND_OVER_CLUE.value, Act.DISMISS_CLUE.value})
STABLE = "pseudonyms"
"""The name of the secret that keeps pseudonyms the same from one log to the next."""
_NOBODY = {actor.code: actor.name for actor in (CALENDAR, AUTOMATIC)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a log shall hold beyond what every log holds."""

    codes: bool = False
    """People by their codes, and the numbers of cases."""
    clues: bool = False
    """Acts on clues (问题线索)."""
    reason: str = ""

    def check(self) -> None:
        """Raises:
        FaultyInput: clues without a reason.
        """
        if self.clues and not self.reason.strip():
            raise FaultyInput([Fault(
                Words("--with-clues", "--with-clues"),
                Words("没有写明理由", "no reason is given"),
                Words("线索的办理情况须写明用途才能导出：--reason",
                      "acts on clues are exported for a stated purpose only: --reason"))])  # fmt: skip


def season_traces(
    office: Office, session: Session, label: str, wanted: Wanted
) -> tuple[int, Iterator[Trace]]:
    """How many reviews a season has, and the trace of each as it is asked for.

    Raises:
        NotFound: there is no such season.
    """
    seasons.season(session, label)
    rows = {row.ref: row for _, row in seasons.reviews(session, label)}
    named = (_codes if wanted.codes else _numbered)(
        office, (act.by for _, past in courses(session, label) for act in _kept(past, wanted))
    )
    return len(rows), (_trace(rows[ref], past, named, wanted) for ref, past in courses(session, label))


def proceeding_trace(office: Office, session: Session, ref: str, wanted: Wanted) -> Trace:
    """The trace of one proceeding.

    Raises:
        NotFound: there is no such proceeding.
    """
    past = history(session, ref)
    row = proceedings.find(session, ref)
    named = (_codes if wanted.codes else _numbered)(office, (act.by for act in _kept(past, wanted)))
    return _trace(row, past, named, wanted)


def export_season(
    office: Office, label: str, path: Path, wanted: Wanted, *, by: Actor, now: datetime
) -> Written:
    """Write the log of a season's reviews.

    Raises:
        NotFound: there is no such season.
        FaultyInput: clues are asked for without a reason.
    """
    wanted.check()
    with office.store.read() as session:
        count, traces = season_traces(office, session, label, wanted)
        done = _write(office, path, label, count, traces, wanted)
    _note(office, label, done, wanted, by, now)
    return done


def export_proceeding(
    office: Office, ref: str, path: Path, wanted: Wanted, *, by: Actor, now: datetime
) -> Written:
    """Write the log of one proceeding.

    Raises:
        NotFound, FaultyInput: as `export_season`.
    """
    wanted.check()
    with office.store.read() as session:
        proceedings.find(session, ref)
        done = _write(office, path, ref, 1, iter([proceeding_trace(office, session, ref, wanted)]), wanted)
    _note(office, ref, done, wanted, by, now)
    return done


def _write(
    office: Office, path: Path, name: str, count: int, traces: Iterator[Trace], wanted: Wanted
) -> Written:
    about: dict[str, str | int] = {
        "traces": count,
        "people": "codes" if wanted.codes else "pseudonyms",
        "clues": "included" if wanted.clues else "left out",
    }
    if wanted.reason:
        about["reason"] = wanted.reason
    return write_log(path, traces, name=name, about=about, language=office.language)


def _note(office: Office, what: str, done: Written, wanted: Wanted, by: Actor, now: datetime) -> None:
    """Enter in the ledger that codes or clues were taken out: by whom, of what, for what purpose."""
    if not (wanted.codes or wanted.clues):
        return
    said = {
        "trigger": "export_log",
        "by": by.code,
        "of": what,
        "codes": wanted.codes,
        "clues": wanted.clues,
        "reason": wanted.reason,
        "sha256": done.sha256,
    }
    with office.store.begin() as session:
        ledger.note(session, REGISTER, now, said)


def _trace(row: Proceeding, past: Sequence[PastAct], named: Callable[[str], str], wanted: Wanted) -> Trace:
    kept = _kept(past, wanted)
    about = {"court": row.court}
    if "case_kind" in row.facts:
        about["case_kind"] = row.facts["case_kind"]
    if wanted.codes:
        about["case_no"] = row.case_no
    return Trace(
        ref=row.ref,
        procedure=procedure(row.procedure).code,
        state=row.state,
        length=len(kept),
        events=tuple(
            Event(
                position=place,
                act=act.trigger,
                source=act.source or "",
                to=act.to,
                role=act.role,
                authority=act.authority,
                at=act.at,
                who=named(act.by),
                court=act.court if wanted.codes else "",
            )
            for place, act in enumerate(kept, start=1)
        ),
        about=about,
    )


def _kept(past: Sequence[PastAct], wanted: Wanted) -> list[PastAct]:
    """The acts that go into the log; whoever acted on clues only has no pseudonym either, and leaves no gap."""
    return [act for act in past if wanted.clues or act.trigger not in CLUES]


def _codes(_: Office, __: Iterator[str]) -> Callable[[str], str]:
    return lambda code: _NOBODY.get(code, code)


def _numbered(office: Office, codes: Iterator[str]) -> Callable[[str], str]:
    """Pseudonyms for everybody who acted. Without the court's own secret they hold for this one log."""
    secret = office.secrets[STABLE].encode() if STABLE in office.secrets else token_bytes()
    numbers = pseudonyms(secret, (code for code in codes if code not in _NOBODY))
    names = {code: in_language(shown(number, PERSON), office.language) for code, number in numbers.items()}
    return lambda code: _NOBODY.get(code) or str(names[code])
