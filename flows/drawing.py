"""From the plan to the drawn cases (立项、固定名册、随机抽取): each function is one act of the office, in one transaction.

Nothing here knows Prefect; the desk calls these functions at once, and `flows/quality_review.py` as tasks.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from documents.whole_files import write_whole
from flows.office import Office
from flows.round_reviews import open_added, open_drawn, usable
from flows.sealing import seal_now
from flows.season_frame import season_frame, terms
from records import proceedings, seasons
from records.proceedings import Act, advance, open_many
from rules.added_cases import AddedCase, added_cases
from rules.certificates import certificate, sealed
from rules.errors import Refused
from rules.forecast import forecast
from rules.internal_list import InternalList
from rules.labels import Words
from rules.lots import draw_key
from rules.manifests import Manifest
from rules.pools import Pool
from rules.quarters import Quarter
from rules.roles import Actor
from rules.sampling import Draw, draw
from rules.sampling_plan import SamplingPlan
from state_machines.quality_review.table import LOCAL
from state_machines.review_round.table import REVIEW_ROUND
from state_machines.review_round.table import Act as RoundAct

OUTSIDERS = Path(__file__).parent.parent / "documents" / "outsiders"
VERIFIERS = (OUTSIDERS / "verify_draw.py", OUTSIDERS / "verify_added.py")
INTERNAL = "内部"
"""The folder of what must not be published."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen list: where it was written, its digest, and how many cases it holds and left out."""

    path: Path
    sha256: str
    eligible: int
    excluded: Mapping[str, int]
    without_chance: int
    """Cases of strata to which the plan gives no place: they cannot be drawn, and everybody can know it."""
    mandatory: int
    """Must-review cases on the internal list."""

    def warning(self) -> Words | None:
        """What the office should know before it publishes the digest; None where every case has a chance."""
        if not self.without_chance:
            return None
        return Words(
            "注意：{count}件所在的层分配不到名额，本次抽不到，结果不能推及这些案件；"
            "可将参数 sampling.method 改为 controlled（受控随机取整）",
            "note: {count} cases are in strata without a place; they cannot be drawn, and results do not speak for them; "
            "set sampling.method to controlled (controlled random rounding)",
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


def freeze(
    office: Office,
    label: str,
    *,
    by: Actor,
    now: datetime,
    size: int | None = None,
    mandatory_at_most: int | None = None,
) -> Frozen:
    """Freeze the list of eligible cases (固定名册), to be published before the seed exists.

    The internal list of must-review cases is frozen with it; the manifest holds its digest.

    Raises:
        Refused: the plan is not approved, the list is frozen already, or no case is eligible.
    """
    with office.store.begin() as session:
        season = seasons.season(session, label)
        rules = proceedings.rules_of(session, proceedings.find(session, season.ref).rules)
        found = season_frame(session, Quarter.parse(label), rules, now)
        asked, floor = (
            size or int(rules["quality_review.sample_size"]),
            found.floor(int(rules["sampling.floor_per_judge"])),
        )
        listed = found.internal_list(scope=season.organiser, salt=_salt(office, label), floor=floor)
        plan = SamplingPlan.from_rules(rules, asked)
        additional = terms(rules, plan, asked, listed, floor=floor, at_most=mandatory_at_most)
        manifest = Manifest.of(
            found.frame,
            season=label,
            scope=season.organiser,
            plan=replace(plan, size=additional.random_size),
            additional=additional,
        )
        excluded = {reason.value: count for reason, count in found.frame.counts.items()}
        advance(
            session,
            Act(
                ref=season.ref,
                trigger=RoundAct.FREEZE.value,
                by=by,
                at=now,
                particulars={
                    "manifest_sha256": manifest.sha256,
                    "eligible": len(found.frame.members),
                    "frozen_at": now.isoformat(),
                },
            ),
        )
        seasons.keep_manifest(
            session, label, manifest.content.decode(), {"eligible": len(found.frame.members), **excluded}
        )
        seasons.keep_internal_list(session, label, listed.content.decode())
    path = publish(office, label, anew=True) / f"待抽名册-{label}.json"
    without = sum(row.eligible for row in forecast(manifest) if not row.probability)
    return Frozen(path, manifest.sha256, len(found.frame.members), excluded, without, len(listed.mandatory))


def draw_season(
    office: Office, label: str, seed: str, *, seed_at: datetime, witnesses: str, by: Actor, now: datetime
) -> Draw:
    """Draw the cases of a season from the public seed (随机抽取), and open a review for each.

    Must-review cases that were not drawn, and what brings every judge to the floor, are opened with them.

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
        manifest = Manifest.read(season.manifest.encode())
        drawn = draw(manifest, seed, obtained=obtained(seed_at, witnesses))
        added = added_of(season, drawn)
        found = usable(session, season, drawn)
        round_facts = proceedings.find(session, season.ref).facts
        document = certificate(found, committed=str(round_facts.get("frozen_at", "")), added=added)
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
                    "certificate_sha256": document["sha256"],
                    "size": len(found.drawn),
                },
            ),
        )
        seasons.keep_certificate(session, label, json.dumps(document, ensure_ascii=False, indent=1))
        open_drawn(session, season, found, by=by, now=now)
        open_added(session, season, added, by=by, now=now)
    seal_now(office, now)
    publish(office, label, anew=True)
    return found


def added_of(season: seasons.Season, found: Draw) -> tuple[AddedCase, ...]:
    """The cases reviewed beside the first round of a draw; none on lists frozen before there were such reviews."""
    additional = found.manifest.additional
    if additional is None or season.internal_list is None:
        return ()
    first = [entry.case_no for entry in found.drawn if entry.round == 1]
    listed = InternalList.read(season.internal_list.encode())
    return added_cases(draw_key(found.manifest.frame_sha256, found.rounds[0].seed), first, additional, listed)


def added_count(office: Office, label: str) -> int:
    """How many reviews beside the draw a season has (件)."""
    with office.store.read() as session:
        counts = seasons.count_by_pool(session, label)
    return counts.get(Pool.MANDATORY.value, 0) + counts.get(Pool.FLOOR.value, 0)


def _salt(office: Office, label: str) -> str:
    """What nobody else knows; of a sample everybody may know it, so that it comes out the same each time."""
    if office.sample:
        return hashlib.sha256(f"示例\0{label}".encode()).hexdigest()
    return secrets.token_hex(32)


def publish(office: Office, label: str, *, anew: bool = False) -> Path:
    """Write from the record what outsiders check the draw with (名册、摘要、证书、核验程序); returns the folder.

    What only court and inspection may see goes into a folder of its own. Only what is missing is written, unless
    `anew`: a process that was cut off after its act leaves the files to the next one, and a file that somebody
    changed stays as it is, to be found out by the verifier.
    """
    with office.store.read() as session:
        season = seasons.season(session, label)
        special = seasons.specials(session, label)
    folder = office.season_folder(season.label)
    files: dict[str, bytes] = {}
    if season.manifest is not None:
        files |= _committed(f"待抽名册-{season.label}.json", season.manifest)
    if season.certificate is not None:
        files[f"抽样证书-{season.label}.json"] = season.certificate.encode()
        files |= {program.name: program.read_bytes() for program in VERIFIERS}
    if season.internal_list is not None:
        files[f"{INTERNAL}/内部名单-{season.label}.json"] = season.internal_list.encode()
    for each in special:
        files |= _committed(f"专项{each.number}-名册-{season.label}.json", each.manifest)
        if each.certificate is not None:
            files[f"专项{each.number}-证书-{season.label}.json"] = each.certificate.encode()
    for name, content in files.items():
        if anew or not (folder / name).exists() or _outdated(folder / name, content):
            (folder / name).parent.mkdir(exist_ok=True)
            write_whole(folder / name, content)
    return folder


def _outdated(path: Path, content: bytes) -> bool:
    """Whether the file is a certificate as it was before a later round, left there by a process that was cut off."""
    if not path.name.startswith("抽样证书"):
        return False
    try:
        written, known = json.loads(path.read_bytes()), json.loads(content)
        earlier = len(written["rounds"]) < len(known["rounds"])
        return earlier and bool(sealed(written)["sha256"] == written["sha256"])
    except (ValueError, LookupError, TypeError, AttributeError):
        return False  # Whatever it is, it is for the verifier to find.


def _committed(name: str, text: str) -> dict[str, bytes]:
    """A file with the digest that was published of it."""
    content = text.encode()
    return {name: content, f"{name}.sha256": f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode()}


def obtained(seed_at: datetime, witnesses: str) -> str:
    """How a seed was obtained, as the certificate says it."""
    return f"{seed_at.isoformat(timespec='minutes')}，见证人：{witnesses}"
