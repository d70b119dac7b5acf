"""All errors of ours.

AccountabilityError
├── Refused                 the law says no: reason and authority, shown as they are; not a fault of anyone
│   └── SomeoneWasFaster    the proceeding moved on since it was read: look again
├── FaultyInput             a file or form is wrong: every fault at once, each with where, what and what to do
│   └── FaultySheet         the same for a spreadsheet
├── UnknownRule             a citation, parameter or procedure that the configuration does not have
│   ├── UnknownArticle
│   ├── UnknownParameter
│   └── UnknownProcedure
├── BrokenProcedure         a table of lawful steps that does not hold together (found at import)
├── BrokenLedger            what is stored is not what was written
├── StillBeingWritten       the ledger is in use for the moment: sealed a little later
└── NotFound                no such season, case, proceeding or person

Anything else that is raised is a fault of the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.citations import Citation
from rules.labels import Language, Words


class AccountabilityError(Exception):
    """The root of our errors: a sentence for people, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words

    def to(self, language: Language) -> str:
        return self.words.to(language)


class Refused(AccountabilityError):
    """The law says no. Nothing was changed."""

    def __init__(self, reason: Words, authority: Citation) -> None:
        super().__init__(
            Words(
                "不予办理：{reason}。依据：{authority}",
                "Refused: {reason}. Authority: {authority}",
                reason=reason,
                authority=_Cited(authority),
            )
        )
        self.reason = reason
        self.authority = authority


class SomeoneWasFaster(Refused):
    """Another act moved the proceeding on between reading and writing; look again, then decide."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was handed in: where it stands, what is wrong, what to do."""

    where: Words
    what: Words
    mend: Words

    def to(self, language: Language) -> str:
        stop = "：" if language == "zh" else ": "
        end = "。" if language == "zh" else ". "
        return f"{self.where.to(language)}{stop}{self.what.to(language)}{end}{self.mend.to(language)}"

    def __str__(self) -> str:
        return self.to("zh")


class FaultyInput(AccountabilityError):
    """What was handed in is wrong. All faults are here; nothing was taken over."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            Words(
                "共{count}处错误：\n{lines_zh}",
                "{count} faults:\n{lines_en}",
                count=len(self.faults),
                lines_zh="\n".join(fault.to("zh") for fault in self.faults),
                lines_en="\n".join(fault.to("en") for fault in self.faults),
            )
        )


class FaultySheet(FaultyInput):
    """A spreadsheet is wrong."""


class UnknownRule(AccountabilityError):
    """The configuration has no such rule."""


class UnknownArticle(UnknownRule):
    """`config/law/` does not hold the article cited."""


class UnknownParameter(UnknownRule):
    """`config/parameters/` has no such value on that date."""


class UnknownProcedure(UnknownRule):
    """`state_machines/` has no such procedure."""


class BrokenProcedure(AccountabilityError):
    """A table of lawful steps does not hold together."""


class BrokenLedger(AccountabilityError):
    """The ledger was changed outside the one door, or is damaged."""


class StillBeingWritten(AccountabilityError):
    """Somebody writes to the ledger for longer than a seal should wait. Nothing is lost: it is sealed the next time."""


class NotFound(AccountabilityError):
    """There is no such thing on file."""


class _Cited(Words):
    """A citation as a value inside a sentence."""

    __slots__ = ("citation",)

    def __init__(self, citation: Citation) -> None:
        super().__init__("", "")
        self.citation = citation

    def to(self, language: Language) -> str:
        return self.citation.to(language)
