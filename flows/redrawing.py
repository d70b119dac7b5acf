"""After the draw (撤换、追加): a case that cannot be reviewed is replaced, and the draw is extended. One act, one transaction.

Why a replacement needs no new seed and an extension does: docs/decisions/0033-replacement-and-extension.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from flows.drawing import added_of, obtained, publish
from flows.office import Office
from flows.round_reviews import draw_of, open_drawn, usable
from records import proceedings, seasons
from records.proceedings import Act, advance
from records.seasons import Season
from rules.certificates import certificate
from rules.errors import NotFound, Refused
from rules.labels import Words
from rules.pools import Pool
from rules.roles import Actor
from rules.sampling import Draw, extend, replace
from state_machines.quality_review.table import LOCAL
from state_machines.quality_review.terms import Act as ReviewAct
from state_machines.quality_review.terms import Known
from state_machines.review_round.table import Act as RoundAct
from state_machines.review_round.terms import EXTEND_TO, EXTENSION_WAITS


@dataclass(frozen=True, slots=True)
class Replaced:
    """A case that left the round, and those that came in its stead; none where the stratum was used up."""

    season: str
    withdrawn: str
    opened: tuple[tuple[str, str], ...]
    """Pairs of reference and case number."""


def replace_review(office: Office, ref: str, reason: str, *, by: Actor, now: datetime) -> Replaced:
    """Withdraw a review drawn at random and draw the next ticket of its stratum in its stead.

    Raises:
        Refused: the review has gone too far, a sheet is in, or the case was not drawn at random.
        NotFound: there is no such review.
    """
    with office.store.begin() as session:
        review, row = _review(session, ref)
        season = seasons.season(session, review.season)
        if review.pool != Pool.RANDOM.value:
            raise Refused(
                Words(
                    "{ref}属于{pool}，不递补；确不能评查的，办理“不再评查”",
                    "{ref} is of the pool “{pool}” and is not replaced; where it cannot be reviewed, withdraw it",
                    ref=ref,
                    pool=Pool(review.pool),
                ),
                LOCAL["替换"],
            )
        withdraw = Act(
            ref=ref, trigger=ReviewAct.WITHDRAW.value, by=by, at=now, particulars={"reasons": reason}
        )
        sheets = len(row.facts.get(Known.SHEETS.code, ()))
        advance(session, withdraw)
        before = draw_of(season)
        found = usable(session, season, replace(before, {review.case_no: reason}))
        _seal(session, season, found, RoundAct.REPLACE, by, now,
              {"replaced": ref, "reasons": reason, "sheets_in": sheets, "size": len(found.standing)})  # fmt: skip
        opened = _open(session, season, before, found, by, now)
    publish(office, season.label, anew=True)
    return Replaced(season.label, review.case_no, opened)


@dataclass(frozen=True, slots=True)
class Extended:
    """What an extension drew: pairs of reference and case number, and how many of them were reviewed beside the draw."""

    cases: tuple[tuple[str, str], ...]
    moved: int


def decide_extension(office: Office, label: str, size: int, reason: str, *, by: Actor, now: datetime) -> None:
    """Put on record that the draw is to be extended to `size` in all (per province or court).

    Raises:
        Refused: nothing is drawn yet, it is no more than there is, or an extension waits for its draw already.
    """
    with office.store.begin() as session:
        season = seasons.season(session, label)
        before = draw_of(season).rounds[-1].size if season.certificate else 0
        facts = {"extend_to": size, "reasons": reason, "size_before": before, "extend_at": now.isoformat()}
        advance(session, Act(ref=season.ref, trigger=RoundAct.EXTEND.value, by=by, at=now, particulars=facts))


def take_back_extension(office: Office, label: str, reason: str, *, by: Actor, now: datetime) -> None:
    """Put on record that an extension that was decided on and not drawn will not be drawn.

    Raises:
        Refused: none waits for its draw.
    """
    act = RoundAct.TAKE_BACK_EXTENSION.value
    with office.store.begin() as session:
        season = seasons.season(session, label)
        advance(session, Act(ref=season.ref, trigger=act, by=by, at=now, particulars={"reasons": reason}))


def draw_more(
    office: Office, label: str, seed: str, *, seed_at: datetime, witnesses: str, by: Actor, now: datetime
) -> Extended:
    """Draw what an extension decided on, from a seed of its own.

    Raises:
        Refused: no extension is decided, or the seed is older than the decision.
        FaultyInput: the seed is faulty or was used before.
    """
    with office.store.begin() as session:
        season = seasons.season(session, label)
        facts = proceedings.find(session, season.ref).facts
        if not facts.get(EXTENSION_WAITS.code) or season.certificate is None:
            raise Refused(
                Words(
                    "没有待抽取的追加决定；追加抽取应当先由院长决定",
                    "no extension waits for its draw; the president decides on one first",
                ),
                LOCAL["追加"],
            )
        before, size = draw_of(season), int(facts[EXTEND_TO.code])
        found = usable(session, season, extend(before, size, seed, obtained(seed_at, witnesses)))
        _seal(session, season, found, RoundAct.DRAW_MORE, by, now,
              {"more_seed": seed, "more_seed_at": seed_at.isoformat(), "witnesses": witnesses,
               "size": len(found.standing)})  # fmt: skip
        known = set(seasons.references(session, label))
        cases = _open(session, season, before, found, by, now)
    publish(office, label, anew=True)
    return Extended(cases, sum(ref in known for ref, _ in cases))


def _seal(
    session: Session,
    season: Season,
    found: Draw,
    act: RoundAct,
    by: Actor,
    now: datetime,
    particulars: dict[str, object],
) -> None:
    """Take the round's step with the digest of the new certificate, and keep that certificate."""
    committed = str(proceedings.find(session, season.ref).facts.get("frozen_at", ""))
    sealed = certificate(found, committed=committed, added=added_of(season, found))
    advance(
        session,
        Act(
            ref=season.ref,
            trigger=act.value,
            by=by,
            at=now,
            particulars={**particulars, "certificate_sha256": sealed["sha256"]},
        ),
    )
    seasons.keep_certificate(session, season.label, json.dumps(sealed, ensure_ascii=False, indent=1))


def _open(
    session: Session, season: Season, before: Draw, found: Draw, by: Actor, now: datetime
) -> tuple[tuple[str, str], ...]:
    known = {entry.case_no for entry in before.drawn}
    open_drawn(session, season, found, by=by, now=now)
    new = [entry.case_no for entry in found.standing if entry.case_no not in known]
    on_file = seasons.reviews_of(session, new)
    return tuple((on_file[case_no][0].ref, case_no) for case_no in new)


def _review(session: Session, ref: str) -> tuple[seasons.Review, proceedings.Proceeding]:
    row = proceedings.find(session, ref)
    found = seasons.reviews_of(session, [str(row.case_no)]) if row.case_no else {}
    if not found:
        raise NotFound(Words("“{ref}”不是评查事项", "“{ref}” is not a review", ref=ref))
    return found[row.case_no]
