"""审查意见 (the committee's findings): the four of article 48 of the Judges Law. No finding is a sanction."""

from __future__ import annotations

from rules.labels import Labelled


class Finding(Labelled):
    """What the discipline committee finds (审查意见). One of four; that none is reached is no finding."""

    INTENTIONAL = "intentional", "构成故意违反职责", "intentional violation of duty"
    GROSS_NEGLIGENCE = "gross_negligence", "存在重大过失", "gross negligence"
    ORDINARY_NEGLIGENCE = "ordinary_negligence", "存在一般过失", "ordinary negligence"
    NO_VIOLATION = "no_violation", "没有违反职责", "no violation of duty"
