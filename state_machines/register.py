"""The procedures on the books (程序名录)."""

from __future__ import annotations

from rules.errors import UnknownProcedure
from rules.labels import Words
from state_machines.disciplinary_prereview import DISCIPLINARY_PREREVIEW
from state_machines.discipline_decision import DISCIPLINE_DECISION
from state_machines.discipline_reopening import DISCIPLINE_REOPENING
from state_machines.duty_suspension import DUTY_SUSPENSION
from state_machines.procedure import Procedure
from state_machines.quality_review import QUALITY_REVIEW
from state_machines.quota_exit import QUOTA_EXIT
from state_machines.reader_calibration import READER_CALIBRATION
from state_machines.review_round import REVIEW_ROUND

PROCEDURES: dict[str, Procedure] = {
    each.code: each
    for each in (
        REVIEW_ROUND,
        QUALITY_REVIEW,
        READER_CALIBRATION,
        DISCIPLINARY_PREREVIEW,
        DISCIPLINE_DECISION,
        DISCIPLINE_REOPENING,
        DUTY_SUSPENSION,
        QUOTA_EXIT,
    )
}


def procedure(code: str) -> Procedure:
    """Find a procedure by its code.

    Raises:
        UnknownProcedure: there is none; the message names those there are.
    """
    try:
        return PROCEDURES[code]
    except KeyError:
        raise UnknownProcedure(
            Words(
                "没有程序“{code}”；现有：{known}",
                "there is no procedure “{code}”; there are: {known}",
                code=code,
                known="、".join(PROCEDURES),
            )
        ) from None
