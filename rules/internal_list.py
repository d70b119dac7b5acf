"""The internal list (内部名单): which cases must be reviewed and why, and whose cases a floor is drawn from.

It is secret: whoever complained must not be found out. The manifest commits the court to it by its SHA-256 and a salt
keeps anybody from guessing it. The inspection unit has the file and checks the reviews against it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import rfc8785

from rules.errors import Fault, FaultyInput
from rules.labels import Words

FORMAT = "zelian-internal-list-1"


@dataclass(frozen=True, slots=True)
class JudgesCases:
    """A judge in charge, by code; the reviews already had this year (件), and the cases that may be drawn."""

    judge: str
    earlier: int
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InternalList:
    """The list as bytes, with what it says. `mandatory`: case number to the codes of the reasons."""

    content: bytes
    mandatory: Mapping[str, tuple[str, ...]]
    judges: tuple[JudgesCases, ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @classmethod
    def of(
        cls,
        *,
        season: str,
        scope: str,
        salt: str,
        mandatory: Mapping[str, Sequence[str]],
        judges: Sequence[JudgesCases] = (),
    ) -> Self:
        """Write the list; `salt` is 64 hexadecimal digits that nobody else knows."""
        document: dict[str, Any] = {
            "format": FORMAT,
            "season": season,
            "scope": scope,
            "salt": salt,
            "mandatory": [
                {"case_no": case_no, "reasons": list(why)} for case_no, why in sorted(mandatory.items())
            ],
            "judges": [
                {"judge": each.judge, "earlier": each.earlier, "cases": sorted(each.cases)}
                for each in sorted(judges, key=lambda each: each.judge)
            ],
        }
        return cls.read(rfc8785.dumps(document))

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Read a list back from its bytes.

        Raises:
            FaultyInput: it is no internal list in canonical form.
        """
        try:
            document: dict[str, Any] = json.loads(content)
            if rfc8785.dumps(document) != content or document["format"] != FORMAT:
                raise FaultyInput([_FAULT])
            return cls(
                content,
                {entry["case_no"]: tuple(entry["reasons"]) for entry in document["mandatory"]},
                tuple(
                    JudgesCases(entry["judge"], entry["earlier"], tuple(entry["cases"]))
                    for entry in document["judges"]
                ),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FaultyInput([_FAULT]) from error


_FAULT = Fault(
    Words("内部名单", "the internal list"),
    Words("残缺或者被改动", "broken or changed"),
    Words("请使用固定名册时生成的文件", "use the file that was made when the list was frozen"),
)
