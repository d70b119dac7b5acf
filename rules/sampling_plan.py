"""The sampling plan (抽样方案): how many cases, for whom, in which strata, divided how. Fixed before the seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words


class Scope(Labelled):
    """For whom the number of cases is meant: so many in all, or so many of each court."""

    PROVINCE = "province", "全省", "the whole province"
    COURT = "court", "每一法院", "each court"


class StratumKey(Labelled):
    """What divides the frame into strata (分层依据). The code is the name of the field of `FrameCase`."""

    COURT = "court", "法院", "court"
    CASE_KIND = "case_kind", "案件类型", "case type"


class Method(Labelled):
    """How the number is divided among the strata (分配方法)."""

    CONTROLLED = "controlled", "受控随机取整", "controlled random rounding"
    LARGEST_REMAINDER = "largest_remainder", "最大余数法", "largest remainder"


@dataclass(frozen=True, slots=True)
class SamplingPlan:
    """The sampling design (抽样方案). `size` is meant per province or per court (件)."""

    size: int
    per: Scope = Scope.PROVINCE
    strata: tuple[StratumKey, ...] = (StratumKey.COURT, StratumKey.CASE_KIND)
    minimum: int = 0
    """Cases every stratum gets before the rest is divided, as far as it has them (件)."""
    method: Method = Method.CONTROLLED

    @property
    def keys(self) -> tuple[StratumKey, ...]:
        """The strata in effect: where each court has its own number, no stratum crosses two courts."""
        if self.per is Scope.COURT and StratumKey.COURT not in self.strata:
            return (StratumKey.COURT, *self.strata)
        return self.strata

    @classmethod
    def from_rules(cls, rules: Mapping[str, Any], size: int) -> Self:
        """The plan of the pinned parameters ``sampling.*``.

        Raises:
            FaultyInput: every parameter whose value we do not know how to follow.
        """
        return cls.from_record(
            {
                "size": size,
                "per": rules["sampling.per"],
                "strata": rules["sampling.strata"],
                "minimum": rules["sampling.minimum_per_stratum"],
                "method": rules["sampling.method"],
            }
        )

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The plan as it stands in a manifest.

        Raises:
            FaultyInput: every value that is not a plan's.
        """
        faults = [_fault(name, record.get(name)) for name in _PLAN if not _PLAN[name](record.get(name))]
        faults += [_fault(name, record[name]) for name in record if name not in _PLAN]
        if faults:
            raise FaultyInput(faults)
        return cls(
            size=record["size"],
            per=Scope(record["per"]),
            strata=tuple(StratumKey(code) for code in record["strata"]),
            minimum=record["minimum"],
            method=Method(record["method"]),
        )

    def record(self) -> dict[str, Any]:
        return {
            "size": self.size,
            "per": self.per.value,
            "strata": [key.value for key in self.keys],
            "minimum": self.minimum,
            "method": self.method.value,
        }


def _fault(name: str, found: object) -> Fault:
    return Fault(
        Words("抽样方案“{name}”", "“{name}” of the sampling plan", name=name),
        Words("没有“{found}”这种做法", "there is no such thing as “{found}”", found=str(found)),
        Words("请更正参数 sampling.* 或抽取件数", "mend the parameters sampling.* or the number of cases"),
    )


def _whole(least: int, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


_PLAN = {
    "size": lambda value: _whole(1, value),
    "per": lambda value: value in [scope.value for scope in Scope],
    "strata": lambda value: (
        isinstance(value, list)
        and len(set(value)) == len(value)
        and set(value) <= {key.value for key in StratumKey}
    ),
    "minimum": lambda value: _whole(0, value),
    "method": lambda value: value in [method.value for method in Method],
}
"""What each value of a plan must be."""
