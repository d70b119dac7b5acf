"""The manifest (抽样清单): the frozen list and plan of a draw, in bytes that anyone can hash.

Its SHA-256 is the commitment: a court publishes it, or the whole file, before the seed exists. The file names
case numbers and strata and nobody. It has no free field, so nobody can try variants of it until the draw
comes out as wished; `season` and `scope` are the names the season is registered under. What is reviewed beside the draw
stands in it as numbers and as the digest of an internal list, see `rules/additional.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from rules.additional import Additional
from rules.errors import Fault, FaultyInput
from rules.frame import Frame
from rules.labels import Words
from rules.manifest_form import written
from rules.sampling_plan import SamplingPlan, Scope, StratumKey

FORMAT = "zelian-manifest-2"
FORMATS = (FORMAT, "zelian-manifest-1")
"""Manifests of the first form know no other reviews than those drawn; they are read as ever."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum (层): its name in the order of the plan's keys, and its eligible cases in order of number."""

    name: tuple[str, ...]
    cases: tuple[str, ...]

    @property
    def eligible(self) -> int:
        return len(self.cases)

    @property
    def first(self) -> str:
        """The first part of its name, the court where courts are told apart."""
        return self.name[0] if self.name else ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that was read: what is drawn from is always the bytes as written, never the frame in memory."""

    content: bytes
    season: str
    scope: str
    plan: SamplingPlan
    strata: tuple[Stratum, ...]
    frame_sha256: str
    """SHA-256 of all but `additional`: the lots are drawn from it.

    The digest of the internal list has a salt in it; so nobody can try salts until the draw comes out as wished.
    """
    additional: Additional | None = None

    @property
    def sha256(self) -> str:
        """The commitment: SHA-256 of the file's bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def groups(self) -> list[list[int]]:
        """Positions of the strata that share one number of cases: all of them, or those of each court."""
        if self.plan.per is Scope.PROVINCE:
            return [list(range(len(self.strata)))]
        court = self.plan.keys.index(StratumKey.COURT)
        grouped: defaultdict[str, list[int]] = defaultdict(list)
        for position, stratum in enumerate(self.strata):
            grouped[stratum.name[court]].append(position)
        return list(grouped.values())

    def group_name(self, group: Sequence[int]) -> str:
        """The court whose strata these are; empty where all strata share one number."""
        if self.plan.per is Scope.PROVINCE or not group:
            return ""
        return self.strata[group[0]].name[self.plan.keys.index(StratumKey.COURT)]

    @classmethod
    def of(
        cls,
        frame: Frame,
        *,
        season: str,
        scope: str,
        plan: SamplingPlan,
        additional: Additional | None = None,
    ) -> Self:
        """Freeze the frame; `content` is what to write and to hash.

        Raises:
            FaultyInput: the plan cannot be followed on this frame.
        """
        strata: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for case in frame.members:
            strata[tuple(getattr(case, key.value) for key in plan.keys)].append(case.case_no)
        document: dict[str, Any] = {
            "format": FORMAT,
            "season": season,
            "scope": scope,
            "first": frame.first.isoformat(),
            "last": frame.last.isoformat(),
            "plan": plan.record(),
            "excluded": {reason.value: count for reason, count in frame.counts.items()},
            "eligible": len(frame.members),
            "strata": [
                {"stratum": list(name), "eligible": len(cases), "cases": cases}
                for name, cases in sorted(strata.items())
            ],
        }
        if additional is not None:
            document["additional"] = additional.record()
        return cls.read(written(document))

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Read a manifest back from its bytes.

        Raises:
            FaultyInput: it is not a manifest in canonical form, or contradicts itself.
        """
        try:
            document = json.loads(content)
            if written(document) != content or document["format"] not in FORMATS:
                raise FaultyInput([_fault("format", "")])
            manifest = cls(
                content=content,
                season=document["season"],
                scope=document["scope"],
                plan=SamplingPlan.from_record(document["plan"]),
                strata=tuple(
                    Stratum(tuple(entry["stratum"]), tuple(entry["cases"])) for entry in document["strata"]
                ),
                frame_sha256=hashlib.sha256(
                    written({name: document[name] for name in document if name != "additional"})
                ).hexdigest(),
                additional=(
                    Additional.from_record(document["additional"]) if "additional" in document else None
                ),
            )
            counted = [entry["eligible"] for entry in document["strata"]]
            eligible = document["eligible"]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FaultyInput([_fault("format", error)]) from error
        if faults := _contradictions(manifest, counted, eligible):
            raise FaultyInput(faults)
        return manifest


def _contradictions(manifest: Manifest, counted: Sequence[int], eligible: int) -> list[Fault]:
    numbers = [case_no for stratum in manifest.strata for case_no in stratum.cases]
    names = [stratum.name for stratum in manifest.strata]
    faults = []
    if counted != [stratum.eligible for stratum in manifest.strata] or eligible != len(numbers):
        faults.append(_fault("eligible", eligible))
    if len(set(numbers)) != len(numbers) or names != sorted(set(names)):
        faults.append(_fault("strata", "twice or unsorted"))
    if manifest.additional is not None and manifest.additional.random_size != manifest.plan.size:
        faults.append(_fault("additional", manifest.plan.size))
    for group in manifest.groups:
        sizes = [manifest.strata[position].eligible for position in group]
        wanted = sum(min(manifest.plan.minimum, size) for size in sizes)
        if wanted > min(manifest.plan.size, sum(sizes)):
            faults.append(
                Fault(
                    Words("抽样方案", "sampling plan"),
                    Words("{strata}层每层至少{minimum}件，共需{wanted}件，超过应抽{size}件",
                          "{strata} strata of at least {minimum} take {wanted} cases, more than the {size} to draw",
                          strata=len(sizes), minimum=manifest.plan.minimum, wanted=wanted, size=manifest.plan.size),
                    Words("请减少分层、降低每层最低数或增加件数",
                          "use fewer strata, a lower minimum or a larger number"),
                )
            )  # fmt: skip
    return faults


def _fault(where: str, found: object) -> Fault:
    return Fault(
        Words("抽样清单“{where}”", "“{where}” of the manifest", where=where),
        Words("不合规定：{found}", "not as it must be: {found}", found=str(found)),
        Words("请由本系统重新生成清单，或更正 sampling.* 参数",
              "have the manifest made again, or mend the parameters sampling.*"),
    )  # fmt: skip
