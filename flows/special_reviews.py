"""Special reviews (专项评查): the cases of a theme, on a frozen list of their own, drawn from a seed of their own or all.

A special review belongs to a running season and is reviewed, reported and archived with it; it is drawn after the
season's draw, so that the random pool stays a sample of the whole frame. Manifest and certificate are of the same form
as the season's, and the same program checks them. Why: docs/decisions/0032-floors-and-special-reviews.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from flows.drawing import obtained, publish
from flows.office import Office
from flows.round_reviews import NewReview, draw_of, open_reviews
from flows.season_frame import frame_case
from records import closed_cases, seasons
from records.proceedings import Act, advance, find
from records.seasons import Special
from rules.certificates import certificate
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput, NotFound, Refused
from rules.frame import build_frame
from rules.labels import Words
from rules.manifests import Manifest
from rules.pools import Pool
from rules.roles import Actor
from rules.sampling import draw
from rules.sampling_plan import Method, SamplingPlan
from state_machines.quality_review.table import LOCAL
from state_machines.review_round.table import Act as RoundAct
from state_machines.review_round.terms import SPECIALS_WAITING

CENSUS = "CENSUS"
"""What stands for the seed where the whole list is reviewed and nothing is left to chance."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which cases belong to the theme: of any of the causes, kinds, courts and must-review situations named."""

    causes: Sequence[str] = field(default=())
    kinds: Sequence[str] = field(default=())
    courts: Sequence[str] = field(default=())
    flags: Sequence[str] = field(default=())

    def fits(self, case: closed_cases.ClosedRow) -> bool:
        """Every condition that is named must hold; a cause is named by its beginning or any part of it."""
        return (
            (not self.causes or any(cause in case.cause for cause in self.causes))
            and (not self.kinds or case.case_kind in self.kinds)
            and (not self.courts or case.court in self.courts)
            and (not self.flags or bool(set(self.flags) & set(case.flags)))
        )


@dataclass(frozen=True, slots=True)
class FrozenSpecial:
    """The frozen list of a special review (件)."""

    name: str
    eligible: int
    size: int
    sha256: str
    path: Path


def decide_special(
    office: Office,
    label: str,
    name: str,
    criteria: Criteria,
    reason: str,
    *,
    size: int | None,
    by: Actor,
    now: datetime,
) -> FrozenSpecial:
    """The president decides on a special review, and its list is frozen; without a size all of it is reviewed.

    Raises:
        Refused: the season's own draw is not made yet, or no case fits that is not reviewed.
        FaultyInput: no theme, or a name that is taken.
    """
    with office.store.begin() as session:
        season = seasons.season(session, label)
        if season.certificate is None:
            raise Refused(
                Words(
                    "本季随机抽取尚未进行，专项评查应当在其后决定",
                    "the season is not drawn yet; a special review comes after its draw",
                ),
                LOCAL["专项"],
            )
        known = seasons.specials(session, label)
        if faults := _faults(name, criteria, known):
            raise FaultyInput(faults)
        reviewed = seasons.reviewed_numbers(session)
        today = beijing_day(now)
        frame = build_frame(
            (
                frame_case(case, reviewed, today)
                for case in closed_cases.closed_between(session, season.first, season.last)
                if criteria.fits(case)
            ),
            season.first,
            season.last,
        )
        plan = SamplingPlan(
            min(size or len(frame.members), len(frame.members)) or 1, strata=(), method=Method.CONTROLLED
        )
        manifest = Manifest.of(frame, season=label, scope=f"{season.organiser}／{name}", plan=plan)
        particulars = {
            "theme": name,
            "reasons": reason,
            "special_manifest": manifest.sha256,
            "special_eligible": len(frame.members),
            "special_at": now.isoformat(),
            "specials_waiting": [*waiting_specials(session, season), name],
        }
        act = Act(
            ref=season.ref, trigger=RoundAct.DECIDE_SPECIAL.value, by=by, at=now, particulars=particulars
        )
        advance(session, act)
        number = len(known) + 1
        seasons.add_special(
            session,
            {
                "season": label,
                "name": name,
                "number": number,
                "criteria": asdict(criteria),
                "manifest": manifest.content.decode(),
                "certificate": None,
                "decided_at": now,
            },
        )
    folder = publish(office, label)
    path = folder / f"专项{number}-名册-{label}.json"
    return FrozenSpecial(name, len(frame.members), plan.size, manifest.sha256, path)


def draw_special(
    office: Office,
    label: str,
    name: str,
    seed: str,
    *,
    seed_at: datetime,
    witnesses: str,
    by: Actor,
    now: datetime,
) -> list[str]:
    """Draw a special review from its list and open its reviews; returns their references.

    Where the whole list is reviewed the seed is `CENSUS`.

    Raises:
        NotFound: no special review of that name.
        Refused: it is drawn already or was taken back, or the seed is older than its list.
        FaultyInput: the seed is faulty, or is one the season was drawn from: it was known when the theme was chosen.
    """
    with office.store.begin() as session:
        season, special = seasons.season(session, label), _special(session, label, name)
        if seed in {entry.seed for entry in draw_of(season).rounds}:
            raise FaultyInput([Fault(
                Words("种子“{seed}”", "seed “{seed}”", seed=seed),
                Words("已用于本季随机抽取", "drew the season's cases already"),
                Words("请用专项名册固定之后新产生的种子", "use a seed that came to be after the special list"))])  # fmt: skip
        found = draw(Manifest.read(special.manifest.encode()), seed, obtained(seed_at, witnesses))
        decided_at = special.decided_at.isoformat()
        sealed = certificate(found, committed=decided_at)
        particulars = {
            "theme": name,
            "special_seed": seed,
            "special_seed_at": seed_at.isoformat(),
            "witnesses": witnesses,
            "special_at": decided_at,
            "special_certificate": sealed["sha256"],
            "special_size": len(found.drawn),
            "specials_waiting": _without(session, season, name),
        }
        act = Act(ref=season.ref, trigger=RoundAct.DRAW_SPECIAL.value, by=by, at=now, particulars=particulars)
        advance(session, act)
        text = json.dumps(sealed, ensure_ascii=False, indent=1)
        seasons.keep_special_certificate(session, label, name, text)
        on_file = seasons.reviews_of(session, [entry.case_no for entry in found.drawn])
        new = [
            NewReview(entry.case_no, Pool.SPECIAL, entry.ticket, rank=entry.rank, theme=name)
            for entry in found.drawn
            if entry.case_no not in on_file
        ]
        refs = open_reviews(session, season, new, by=by, now=now)
    publish(office, label)
    return refs


def take_back_special(
    office: Office, label: str, name: str, reason: str, *, by: Actor, now: datetime
) -> None:
    """Put on record that a special review that was decided on and not drawn will not take place.

    Raises:
        NotFound: no special review of that name.
        Refused: it is drawn already, or was taken back.
    """
    with office.store.begin() as session:
        season, special = seasons.season(session, label), _special(session, label, name)
        particulars = {
            "theme": special.name,
            "reasons": reason,
            "specials_waiting": _without(session, season, name),
        }
        act = RoundAct.TAKE_BACK_SPECIAL.value
        advance(session, Act(ref=season.ref, trigger=act, by=by, at=now, particulars=particulars))


def waiting_specials(session: Session, season: seasons.Season) -> list[str]:
    """The names of the special reviews that are decided on, and neither drawn nor taken back."""
    return list(find(session, season.ref).facts.get(SPECIALS_WAITING.code, ()))


def _without(session: Session, season: seasons.Season, name: str) -> list[str]:
    return [each for each in waiting_specials(session, season) if each != name]


def _special(session: Session, label: str, name: str) -> Special:
    known = seasons.specials(session, label)
    for each in known:
        if each.name == name:
            return each
    names = "、".join(each.name for each in known) or "无"
    raise NotFound(
        Words(
            "没有名为“{name}”的专项评查；已决定的：{names}",
            "there is no special review “{name}”; there are: {names}",
            name=name,
            names=names,
        )
    )


def _faults(name: str, criteria: Criteria, known: Sequence[Special]) -> list[Fault]:
    faults = []
    if not (criteria.causes or criteria.kinds or criteria.courts or criteria.flags):
        faults.append(
            Fault(
                Words("专项评查“{name}”", "special review “{name}”", name=name),
                Words("没有写明评查哪些案件", "does not say which cases"),
                Words(
                    "请至少写明案由、案件类型、法院、重点情形之一",
                    "name a cause, a kind, a court or a must-review situation",
                ),
            )
        )
    if not name.strip() or any(each.name == name for each in known):
        faults.append(
            Fault(
                Words("专项名称“{name}”", "name “{name}”", name=name),
                Words("为空或者已经使用", "blank, or taken already"),
                Words("请另取名称", "choose another name"),
            )
        )
    return faults
