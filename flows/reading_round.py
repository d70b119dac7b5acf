"""The facts of an assignment (分配依据): which cases of a season want readers, who may be asked, and by what lots.

Read only. First readers, a third one and those of an objection are three occasions of the same thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from records import people, proceedings, seasons
from records.conflicts import conflicts_about
from records.proceedings import Proceeding
from records.seasons import Review
from records.serving import not_serving
from rules.clocks import beijing_day
from rules.double_reading import lot_key, read_twice
from rules.labels import Labelled
from rules.parameters import Rules
from rules.pools import Pool
from rules.reading_rounds import Round
from rules.reasons import Reason
from rules.recusal import CaseToRead, Conflict, ConflictWith, Exclusions, Relation, Reviewer
from rules.roles import Role
from state_machines.quality_review.clocks import second_readers
from state_machines.quality_review.readers import needed
from state_machines.quality_review.terms import Act, Known, State


class Occasion(Labelled):
    """When readers are assigned (分配事由)."""

    FIRST = "first", "首次评查", "first reading"
    THIRD = "third", "增派评查", "reading after a divergence"
    SECOND = "second", "异议复评", "reading on an objection"

    @property
    def role(self) -> Role:
        return Role.RE_REVIEWER if self is Occasion.SECOND else Role.REVIEWER

    @property
    def state(self) -> State:
        return _STATES[self]

    @property
    def act(self) -> Act:
        return _ACTS[self]


_STATES = {
    Occasion.FIRST: State.FILE_IN,
    Occasion.THIRD: State.SCORED,
    Occasion.SECOND: State.OBJECTED,
}
_ACTS = {Occasion.FIRST: Act.ASSIGN, Occasion.THIRD: Act.CALL_THIRD, Occasion.SECOND: Act.APPOINT_SECOND}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that wants readers: how many new ones, and how many it has in all then (人)."""

    row: Proceeding
    new: int
    in_all: int


@dataclass(frozen=True, slots=True)
class ReadingRound:
    """Cases under the same rules that want readers, the round they make, and the key of its lots."""

    waiting: tuple[Waiting, ...]
    round: Round
    seed: str


def reading_rounds(session: Session, label: str, occasion: Occasion, now: datetime) -> list[ReadingRound]:
    """What is to be assigned on that occasion now, by the rules pinned to the cases.

    Raises:
        NotFound: there is no such season.
    """
    season = seasons.season(session, label)
    every = seasons.reviews(session, label)
    public = str(proceedings.find(session, season.ref).facts.get("seed", ""))
    key = lot_key(season.internal_list or "", public)
    waiting = _waiting(session, every, occasion, key)
    pool = pool_of(session, occasion.role, now)
    declared = _declared(session, [each.row for group in waiting.values() for each in group])
    loads = loads_of(row for _, row in every)
    done = []
    for rules_ref, group in sorted(waiting.items()):
        rules = proceedings.rules_of(session, rules_ref)
        asked = [replace(each, conflicts=frozenset(declared[each.code])) for each in pool.values()]
        round_ = Round(
            cases=[_to_read(each.row) for each in group],
            pool=asked,
            exclusions=exclusions_of(rules),
            needs={each.row.case_no: each.new for each in group},
            max_load=int(rules["assignment.max_load"]),
            before=loads,
        )
        done.append(ReadingRound(tuple(group), round_, f"{key}:{occasion.value}"))
    return done


def as_read(
    session: Session, rows: Iterable[Proceeding], now: datetime
) -> list[tuple[Round, dict[str, tuple[str, ...]]]]:
    """The cases that have readers, and who they are, as if they were assigned by what is known today.

    A reviewer who left office since, or whose limit is lower now, is no breach: what is asked is recusal.
    """
    by_rules: defaultdict[str, list[Proceeding]] = defaultdict(list)
    for row in rows:
        if codes_of(row):
            by_rules[row.rules].append(row)
    pool = pool_of(session, Role.REVIEWER, now)
    done = []
    for rules_ref, group in sorted(by_rules.items()):
        declared = _declared(session, group)
        given = {row.case_no: tuple(reader["code"] for reader in standing(row)) for row in group}
        known = {
            reader["code"]: Reviewer(reader["code"], reader.get("court", ""), reader.get("division", ""))
            for row in group
            for reader in row.facts[Known.READERS.code]
        }
        people_ = [
            replace(
                known[code],
                specialties=pool[code].specialties if code in pool else frozenset(),
                conflicts=frozenset(declared[code]),
            )
            for code in sorted(known)
        ]
        rules = proceedings.rules_of(session, rules_ref)
        round_ = Round(
            cases=[replace(_to_read(row), earlier_readers=frozenset()) for row in group],
            pool=people_,
            exclusions=replace(exclusions_of(rules), specialists_only=False),
            needs={case_no: len(codes) for case_no, codes in given.items()},
            max_load=len(group),
        )
        done.append((round_, given))
    return done


def pool_of(session: Session, role: Role, now: datetime) -> dict[str, Reviewer]:
    """Everybody who holds that office today and may take on work, by code."""
    today = beijing_day(now)
    away = not_serving(session, today)
    return {
        post.person: Reviewer(post.person, post.court, post.division, frozenset(post.specialties))
        for post in people.holders(session, role, today)
        if post.person not in away
    }


def passed_over(session: Session, role: Role, now: datetime) -> dict[str, Reason]:
    """Who holds that office today and is passed over, by code, and why: out of the quota, or suspended from duty."""
    today = beijing_day(now)
    away = not_serving(session, today)
    held = sorted({post.person for post in people.holders(session, role, today)})
    return {code: away[code] for code in held if code in away}


def loads_of(rows: Iterable[Proceeding]) -> Counter[str]:
    """How many cases each reviewer has, first, third and second readings together."""
    return Counter(code for row in rows for code in (*codes_of(row), *second_readers(row.facts)))


def exclusions_of(rules: Rules) -> Exclusions:
    """What these rules exclude besides what always is."""
    return Exclusions(
        cross_court=bool(rules["quality_review.cross_court"]),
        other_instance_courts=bool(rules["assignment.exclude_other_instance_courts"]),
        specialists_only=bool(rules["assignment.specialists_only"]),
        kinship=frozenset(Relation(code) for code in rules["assignment.kinship"]),
    )


def standing(row: Proceeding) -> list[dict[str, str]]:
    """The readers of a case but for those who stepped aside."""
    gone = set(row.facts.get(Known.STEPPED_ASIDE.code, ()))
    return [reader for reader in row.facts.get(Known.READERS.code, ()) if reader["code"] not in gone]


def codes_of(row: Proceeding) -> list[str]:
    """The codes of a case's readers."""
    return [reader["code"] for reader in row.facts.get(Known.READERS.code, ())]


def _waiting(
    session: Session, every: list[tuple[Review, Proceeding]], occasion: Occasion, key: str
) -> Mapping[str, list[Waiting]]:
    """The cases that want readers on that occasion, by the rules pinned to them."""
    found: defaultdict[str, list[Waiting]] = defaultdict(list)
    asked = [(review, row) for review, row in every if row.state == occasion.state.value]
    needs = _needs(session, every, asked, key)
    for _, row in asked:
        need = needs[row.ref]
        if occasion is Occasion.FIRST:
            found[row.rules].append(Waiting(row, need - len(standing(row)), need))
        elif occasion is Occasion.SECOND and not second_readers(row.facts):
            found[row.rules].append(Waiting(row, 1, 1))
        elif (
            occasion is Occasion.THIRD and row.facts.get(Known.DIVERGENCE.code) and len(codes_of(row)) == need
        ):
            found[row.rules].append(Waiting(row, 1, need + 1))
    return found


def _needs(
    session: Session,
    every: list[tuple[Review, Proceeding]],
    asked: list[tuple[Review, Proceeding]],
    key: str,
) -> dict[str, int]:
    """How many first readers each of these cases has, by reference: what is on its file, else what the lots say.

    Must-review cases, special reviews and cases reversed later are always read by all.
    """
    drawn = [
        row.case_no
        for review, row in every
        if review.pool in (Pool.RANDOM.value, Pool.FLOOR.value) and not row.facts.get(Known.REVERSED.code)
    ]
    chosen: dict[float, frozenset[str]] = {}
    found = {}
    for _, row in asked:
        rules = proceedings.rules_of(session, row.rules)
        share = float(rules["assignment.double_reading_share"])
        if share not in chosen:
            chosen[share] = read_twice(key, drawn, share)
        once = row.case_no in drawn and row.case_no not in chosen[share]
        found[row.ref] = (
            1 if once and Known.READERS_NEEDED.code not in row.facts else needed(row.facts, rules)
        )
    return found


def _declared(session: Session, rows: Iterable[Proceeding]) -> defaultdict[str, set[Conflict]]:
    """By person, the cases they declared a conflict in: on the file since the draw, or on the register by now.

    Whomever it is with (the judge, a party, an agent), it stands on the file of that case and binds in that case.
    """
    subjects = {row.case_no: (row.case_no, row.facts[Known.JUDGE.code]) for row in rows}
    register = conflicts_about(session, [subject for both in subjects.values() for subject in both])
    found: defaultdict[str, set[Conflict]] = defaultdict(set)
    for row in rows:
        since = [entry for subject in subjects[row.case_no] for entry in register.get(subject, ())]
        for entry in (*row.facts.get(Known.CONFLICTS.code, ()), *since):
            relation = Relation(entry.get("relation") or Relation.OTHER.value)
            found[entry["person"]].add(Conflict(ConflictWith.CASE, row.case_no, relation))
    return found


def _to_read(row: Proceeding) -> CaseToRead:
    facts: Mapping[str, Any] = row.facts
    return CaseToRead(
        case_no=row.case_no,
        court=row.court,
        case_kind=facts["case_kind"],
        judge=facts[Known.JUDGE.code],
        division=facts[Known.DIVISION.code],
        bench=frozenset(facts[Known.BENCH.code]),
        earlier_readers=frozenset(codes_of(row)) | frozenset(facts.get(Known.STEPPED_ASIDE.code, ())),
    )
