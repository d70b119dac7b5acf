"""Reviews beside the random draw (另行评查): must-review cases and those that bring every judge to a floor.

The manifest publishes how many there are and how they count, never which cases and why: that stands on the internal
list, whose SHA-256 the manifest holds. Why: docs/decisions/0031-must-review-pool.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from rules.errors import Fault, FaultyInput
from rules.labels import Words


@dataclass(frozen=True, slots=True)
class Additional:
    """How many cases are reviewed beside the draw, and whether they count in the number asked for (件)."""

    asked: int
    """The number of the plan: a hundred."""
    counted: bool
    """Whether must-review cases count in it."""
    random_at_least: int
    """Where they count, the draw never falls below this number."""
    mandatory: int
    """Cases on the list of must-review cases."""
    mandatory_at_most: int
    """So many of them are reviewed, by the smallest tickets; 0: all."""
    floor: int
    """Reviews that every judge must have had in the year by the end of this round; 0: none."""
    list_sha256: str
    """SHA-256 of the internal list."""

    @property
    def random_size(self) -> int:
        """How many cases are drawn at random: what was asked for.

        Where must-review cases count, what they leave of that number, but not less than `random_at_least`.
        """
        if not self.counted:
            return self.asked
        reviewed = min(self.mandatory, self.mandatory_at_most or self.mandatory)
        return min(self.asked, max(self.asked - reviewed, self.random_at_least))

    def record(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """As it stands in a manifest.

        Raises:
            FaultyInput: every value that is not as it must be.
        """
        wrong = [name for name, fits in _FORMS.items() if not fits(record.get(name))]
        wrong += [name for name in record if name not in _FORMS]
        if wrong:
            raise FaultyInput([_fault(name) for name in wrong])
        return cls(**record)


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


_FORMS: dict[str, Callable[[Any], bool]] = {
    "asked": lambda value: _number(value) and value > 0,
    "counted": lambda value: isinstance(value, bool),
    "random_at_least": lambda value: _number(value) and value > 0,
    "mandatory": _number,
    "mandatory_at_most": _number,
    "floor": _number,
    "list_sha256": lambda value: isinstance(value, str) and len(value) == 64,  # noqa: PLR2004 - a SHA-256
}


def _fault(name: str) -> Fault:
    return Fault(
        Words("抽样清单“additional.{name}”", "“additional.{name}” of the manifest", name=name),
        Words("不合规定", "not as it must be"),
        Words("请由本系统重新生成清单", "have the manifest made again"),
    )
