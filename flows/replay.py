"""重演 a season on record through changed parameters. It reads the record and nothing else; nothing is written anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from flows.office import Office
from flows.replay_grades import regraded
from flows.round_reviews import draw_of
from flows.timelines import timeline
from records import cases, proceedings, seasons
from records.courses import courses
from records.history import PastAct, history
from records.proceedings import Proceeding
from records.seasons import Season
from rules.changed_parameters import SIZE, Change, WatchedRules, changes_of, hypothetical
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.manifests import Manifest
from rules.parameters import Rules
from rules.redraw import Place, Redrawing, places_of, redraw
from rules.regrading import Regraded
from rules.replays import ROUNDED_ANEW, Replay, StillRunning, idle
from rules.sampling_plan import SamplingPlan
from rules.timeliness import Retimed
from state_machines.quality_review.terms import Known
from state_machines.register import procedure

NOT_DRAWN = Words(
    "本季尚未抽取，不重演抽取：名册固定之后、种子产生之前试抽，等于挑选种子",
    "not drawn yet, so no draw is replayed: to try draws before the seed exists would be to choose the seed",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to try: each key with its value, and the file it was written in."""

    given: Mapping[str, Any]
    source: str


def replay_seasons(office: Office, labels: list[str], asked: Asked) -> list[Replay]:
    """Replay several seasons, each against the rules it pinned.

    Raises:
        NotFound: a season that was never opened.
        FaultyInput: everything wrong with what is asked, for whichever season.
    """
    done: list[Replay] = []
    faults: list[Fault] = []
    with office.store.read() as session:
        for label in labels:
            try:
                done.append(_replay(office, session, label, asked))
            except FaultyInput as error:
                faults += [fault for fault in error.faults if str(fault) not in map(str, faults)]
    if faults:
        raise FaultyInput(faults)
    return done


def _replay(office: Office, session: Session, label: str, asked: Asked) -> Replay:
    season = seasons.season(session, label)
    the_round = proceedings.find(session, season.ref)
    watch = _Watch(office, session, asked)
    changes = watch.changes(the_round.rules)
    redrawing = _redrawing(session, season, the_round.rules, watch) if season.certificate else None
    scored: list[Regraded] = []
    unlike: list[Regraded] = []
    acts: list[Retimed] = []
    running: list[StillRunning] = []
    limits = unscored = 0
    rows = {row.ref: row for _, row in seasons.reviews(session, label)} | {the_round.ref: the_round}
    for ref, past in (*courses(session, label), (the_round.ref, history(session, the_round.ref))):
        row = rows[ref]
        moved = _retimed(office, row, past, watch)
        acts += moved[0]
        running += moved[1]
        limits += moved[2]
        if row is the_round:
            continue
        case = regraded(office, row, past, watch.pinned(row.rules), watch.changed(row.rules))
        if case is None:
            unscored += 1
            continue
        scored.append(case)
        if case.before.grade.value != row.facts[Known.SCORED_GRADE.code]:
            unlike.append(case)
    return Replay(
        season=label,
        changes=changes,
        idle=idle(changes, watch.rules),
        redrawing=redrawing,
        no_draw=None if season.certificate else NOT_DRAWN,
        cases=tuple(scored),
        unscored=unscored,
        acts=tuple(acts),
        running=tuple(running),
        limits=limits,
        notes=(*_of_chance(redrawing), *_notes(unlike)),
    )


class _Watch:
    """The changed rules in the place of each set that was pinned, and which of their values were asked for."""

    def __init__(self, office: Office, session: Session, asked: Asked) -> None:
        self._office, self._session, self._asked = office, session, asked
        self._changes: dict[str, tuple[Change, ...]] = {}
        self._changed: dict[str, WatchedRules] = {}
        self._retimed: dict[str, WatchedRules] = {}

    def pinned(self, digest: str) -> Rules:
        return proceedings.rules_of(self._session, digest)

    def changes(self, digest: str) -> tuple[Change, ...]:
        if digest not in self._changes:
            pinned = self.pinned(digest)
            in_use = self._office.store.rules.on(pinned.day)
            self._changes[digest] = changes_of(self._asked.given, self._asked.source, pinned, in_use)
        return self._changes[digest]

    def changed(self, digest: str) -> WatchedRules:
        """The rules with every change: for the draw and the grades."""
        if digest not in self._changed:
            self._changed[digest] = hypothetical(self.pinned(digest), self.changes(digest))
        return self._changed[digest]

    def retimed(self, digest: str) -> WatchedRules:
        """The rules with other lengths of the limits there were, and nothing else: who owed what stays as it was."""
        if digest not in self._retimed:
            lengths = [change for change in self.changes(digest) if change.of_a_limit]
            self._retimed[digest] = hypothetical(self.pinned(digest), lengths)
        return self._retimed[digest]

    @property
    def rules(self) -> list[WatchedRules]:
        return [*self._changed.values(), *self._retimed.values()]


def _redrawing(session: Session, season: Season, digest: str, watch: _Watch) -> Redrawing:
    """The draw on record, and the one the changed plan makes of the same list and seeds."""
    before = draw_of(season)
    changes, changed = watch.changes(digest), watch.changed(digest)
    numbers = [case_no for stratum in before.manifest.strata for case_no in stratum.cases]
    register = cases.by_number(session, numbers)
    known = {number: Place(case.court, case.case_kind) for number, case in register.items()}
    places = places_of(before.manifest, known)
    return redraw(before, plan_under(before.manifest, changes, changed), places, season.first, season.last)


def plan_under(manifest: Manifest, changes: tuple[Change, ...], changed: Rules) -> SamplingPlan:
    """The plan of the list with what is changed in it; a number of cases given by hand stays unless it is changed."""
    altered = {change.key for change in changes if change.alters}
    plan = manifest.plan
    if any(key.startswith("sampling.") for key in altered):
        plan = SamplingPlan.from_rules(changed, plan.size)
    terms = manifest.additional
    if terms is None:
        return replace(plan, size=int(changed[SIZE]) if SIZE in altered else plan.size)
    values = {name: changed[key] for key, name in _TERMS.items() if key in altered}
    return replace(plan, size=replace(terms, **values).random_size)


_TERMS = {
    SIZE: "asked",
    "sampling.mandatory_counts_toward_quota": "counted",
    "sampling.random_at_least": "random_at_least",
    "sampling.mandatory_at_most": "mandatory_at_most",
}
"""The parameters that decide how many are drawn at random, beside what must be reviewed anyhow."""


def _retimed(
    office: Office, row: Proceeding, past: list[PastAct], watch: _Watch
) -> tuple[list[Retimed], list[StillRunning], int]:
    """The limits of one proceeding walked under both rules, on one calendar."""
    table, calendar = procedure(row.procedure), office.store.calendar
    before = timeline(row.ref, past, table, watch.pinned(row.rules), calendar)
    after = timeline(row.ref, past, table, watch.retimed(row.rules), calendar)
    acts = zip(before.judged, after.judged, strict=True)
    still = zip(before.running, after.running, strict=True)
    return (
        [Retimed(row.ref, row.case_no, row.court, one, other) for one, other in acts],
        [StillRunning(row.ref, row.case_no, one, other) for one, other in still],
        before.limits,
    )


def _of_chance(redrawing: Redrawing | None) -> list[Words]:
    """What is said of a draw whose strata were rounded anew."""
    return [ROUNDED_ANEW] if redrawing is not None and redrawing.anew and redrawing.came else []


def _notes(unlike: list[Regraded]) -> list[Words]:
    if not unlike:
        return []
    return [
        Words(
            "注意：{count}件按原规则重算的等次与在册的不同，重演对这些案件不可靠：{refs}",
            "note: {count} cases do not come to the grade on record under their own rules; not reliable for: {refs}",
            count=len(unlike),
            refs="、".join(case.ref for case in unlike),
        )
    ]
