"""From the plan to the drawn cases (立项、固定名册、随机抽取): each function is one act of the office, in one transaction.

Nothing here knows Prefect; the desk calls these functions at once, and `flows/quality_review.py` as tasks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from flows.office import Office
from records import cases, proceedings, seasons
from records.conflicts import conflicts_about
from records.proceedings import Act, advance, open_many
from rules.certificates import certificate
from rules.errors import Refused
from rules.frame import FrameCase, build_frame
from rules.labels import Words
from rules.manifests import Manifest
from rules.quarters import Quarter
from rules.roles import Actor
from rules.sampling import Draw, draw, preview
from rules.sampling_plan import SamplingPlan
from state_machines.quality_review import LOCAL, QUALITY_REVIEW
from state_machines.quality_review_terms import Known
from state_machines.review_round import REVIEW_ROUND
from state_machines.review_round import Act as RoundAct

VERIFIER = Path(__file__).parent.parent / "documents" / "outsiders" / "verify_draw.py"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen list: where it was written, its digest, and how many cases it holds and left out."""

    path: Path
    sha256: str
    eligible: int
    excluded: Mapping[str, int]
    without_chance: int
    """Cases of strata to which the plan gives no place: they cannot be drawn, and everybody can know it."""

    def warning(self) -> Words | None:
        """What the office should know before it publishes the digest; None where every case has a chance."""
        if not self.without_chance:
            return None
        return Words(
            "注意：{count}件所在的层分配不到名额，本次抽不到，结果不能推及这些案件；"
            "可改用参数 sampling.strata（如只按案件类型分层）或者增加抽取件数",
            "note: {count} cases are in strata without a place; they cannot be drawn, and results do not speak for them; "
            "change sampling.strata (for example to case kind alone) or draw more",
            count=self.without_chance,
        )


def open_season(office: Office, label: str, organiser: str, *, by: Actor, now: datetime) -> str:
    """Open the round of a quarter (立项); returns its reference. Opening it again changes nothing."""
    quarter = Quarter.parse(label)
    ref = f"评查{quarter}"
    with office.store.begin() as session:
        rules = office.store.rules.on(now.date())
        opened = open_many(
            session,
            REVIEW_ROUND.code,
            [(ref, {"court": organiser, "season": str(quarter)})],
            by=by,
            at=now,
            rules=rules,
        )
        if opened:
            seasons.open_season(
                session,
                {
                    "label": str(quarter),
                    "ref": ref,
                    "organiser": organiser,
                    "first": quarter.first_day,
                    "last": quarter.last_day,
                    "opened_at": now,
                },
            )
    return ref


def approve(office: Office, label: str, *, by: Actor, now: datetime) -> None:
    """The president approves the plan (批准方案)."""
    with office.store.begin() as session:
        season = seasons.season(session, label)
        advance(session, Act(ref=season.ref, trigger=RoundAct.APPROVE.value, by=by, at=now))


def freeze(office: Office, label: str, *, by: Actor, now: datetime, size: int | None = None) -> Frozen:
    """Freeze the list of eligible cases (固定名册), to be published before the seed exists.

    Raises:
        Refused: the plan is not approved, the list is frozen already, or no case is eligible.
    """
    with office.store.begin() as session:
        season = seasons.season(session, label)
        rules = proceedings.rules_of(session, proceedings.find(session, season.ref).rules)
        reviewed = seasons.reviewed_numbers(session)
        frame = build_frame(
            [
                _in_frame(case, reviewed, now)
                for case in cases.closed_between(session, season.first, season.last)
            ],
            season.first,
            season.last,
        )
        plan = SamplingPlan.from_rules(rules, size or int(rules["quality_review.sample_size"]))
        manifest = Manifest.of(frame, season=label, scope=season.organiser, plan=plan)
        excluded = {reason.value: count for reason, count in frame.counts.items()}
        advance(
            session,
            Act(
                ref=season.ref,
                trigger=RoundAct.FREEZE.value,
                by=by,
                at=now,
                particulars={
                    "manifest_sha256": manifest.sha256,
                    "eligible": len(frame.members),
                    "frozen_at": now.isoformat(),
                },
            ),
        )
        seasons.keep_manifest(
            session, label, manifest.content.decode(), {"eligible": len(frame.members), **excluded}
        )
    path = publish(office, label, anew=True) / f"待抽名册-{label}.json"
    without = sum(row.eligible for row in preview(manifest) if row.quota == 0)
    return Frozen(path, manifest.sha256, len(frame.members), excluded, without)


def draw_season(
    office: Office, label: str, seed: str, *, seed_at: datetime, witnesses: str, by: Actor, now: datetime
) -> Draw:
    """Draw the cases of a season from the public seed (随机抽取), and open a review for each.

    Raises:
        Refused: no list is frozen, the draw was made already, or the seed is older than the list.
    """
    with office.store.begin() as session:
        season = seasons.season(session, label)
        if season.manifest is None:
            raise Refused(
                Words("名册尚未固定，不能抽取", "no list is frozen: there is nothing to draw from"),
                LOCAL["抽样"],
            )
        found = draw(Manifest.read(season.manifest.encode()), seed, obtained=_obtained(seed_at, witnesses))
        round_facts = proceedings.find(session, season.ref).facts
        sealed = certificate(found, committed=str(round_facts.get("frozen_at", "")))
        advance(
            session,
            Act(
                ref=season.ref,
                trigger=RoundAct.DRAW.value,
                by=by,
                at=now,
                particulars={
                    "seed": seed,
                    "seed_at": seed_at.isoformat(),
                    "witnesses": witnesses,
                    "certificate_sha256": sealed["sha256"],
                    "size": len(found.drawn),
                },
            ),
        )
        seasons.keep_certificate(session, label, json.dumps(sealed, ensure_ascii=False, indent=1))
        _open_reviews(session, season, found, by, now)
    publish(office, label, anew=True)
    return found


def publish(office: Office, label: str, *, anew: bool = False) -> Path:
    """Write from the record what outsiders check the draw with (名册、摘要、证书、核验程序); returns the folder.

    Only what is missing is written, unless `anew`: a process that was cut off after its act leaves the files to the
    next one, and a file that somebody changed stays as it is, to be found out by the verifier.
    """
    with office.store.read() as session:
        season = seasons.season(session, label)
    folder = office.season_folder(season.label)
    files: dict[str, bytes] = {}
    if season.manifest is not None:
        name, content = f"待抽名册-{season.label}.json", season.manifest.encode()
        files |= {
            name: content,
            f"{name}.sha256": f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode(),
        }
    if season.certificate is not None:
        files[f"抽样证书-{season.label}.json"] = season.certificate.encode()
        files[VERIFIER.name] = VERIFIER.read_bytes()
    for name, content in files.items():
        if anew or not (folder / name).exists():
            write_whole(folder / name, content)
    return folder


def _open_reviews(session: Session, season: seasons.Season, found: Draw, by: Actor, now: datetime) -> None:
    register = cases.by_number(session, [drawn.case_no for drawn in found.drawn])
    refs = {drawn.case_no: f"{season.ref}-{number:04d}" for number, drawn in enumerate(found.drawn, start=1)}
    rules = proceedings.rules_of(session, proceedings.find(session, season.ref).rules)
    conflicts = conflicts_about(
        session, [*register, *(case.judge for case in register.values() if case.judge)]
    )
    benches = _benches(session, register)
    openings = [
        (refs[case_no], opening_facts(season.organiser, register[case_no], benches[case_no], conflicts))
        for case_no in refs
    ]
    open_many(session, QUALITY_REVIEW.code, openings, by=by, at=now, rules=rules)
    seasons.add_reviews(
        session,
        [
            {
                "ref": refs[drawn.case_no],
                "season": season.label,
                "case_no": drawn.case_no,
                "stratum": "／".join(drawn.stratum),
                "ticket": drawn.ticket,
                "rank": drawn.rank,
                "probability": float(found.probability_of(drawn.case_no)),
            }
            for drawn in found.drawn
        ],
    )


def opening_facts(
    organiser: str, case: cases.Case, bench: list[str], conflicts: Mapping[str, list[dict[str, str]]]
) -> dict[str, Any]:
    """The facts with which a review opens."""
    return {
        Known.ORGANISER.code: organiser,
        Known.CASE_NO.code: case.case_no,
        Known.COURT.code: case.court,
        Known.DIVISION.code: case.division,
        Known.JUDGE.code: case.judge,
        Known.BENCH.code: bench,
        Known.REVERSED.code: bool(case.reversed_later),
        Known.CONFLICTS.code: [*conflicts.get(case.case_no, []), *conflicts.get(case.judge, [])],
        "case_kind": case.case_kind,
        "cause": case.cause,
    }


def _benches(session: Session, register: Mapping[str, cases.Case]) -> dict[str, list[str]]:
    """Everybody who sat on a case in any instance that is on the register."""
    related = cases.by_number(session, {number for case in register.values() for number in case.related})
    return {
        case_no: sorted(
            {
                *case.bench,
                *(code for number in case.related if number in related for code in related[number].bench),
            }
        )
        for case_no, case in register.items()
    }


def _in_frame(case: cases.Case, reviewed: set[str], now: datetime) -> FrameCase:
    return FrameCase(
        case_no=case.case_no,
        court=case.court,
        case_kind=case.case_kind,
        judge=case.judge,
        division=case.division,
        date_closed=case.date_closed,
        effective=case.date_effective is None or case.date_effective <= now.date(),
        pending=bool(case.pending),
        reviewed=case.case_no in reviewed,
    )


def _obtained(seed_at: datetime, witnesses: str) -> str:
    return f"{seed_at.isoformat(timespec='minutes')}，见证人：{witnesses}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is never seen half-written."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
