"""The procedures on the books (程序名录)."""

from __future__ import annotations

from rules.errors import UnknownProcedure
from rules.labels import Words
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.duty_suspension.table import DUTY_SUSPENSION
from state_machines.exemption_review.table import EXEMPTION_REVIEW
from state_machines.handover.table import HANDOVER
from state_machines.interference_record.table import INTERFERENCE_RECORD
from state_machines.personal_safety.table import PERSONAL_SAFETY
from state_machines.procedure import Procedure
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quota_exit.table import QUOTA_EXIT
from state_machines.reader_calibration import READER_CALIBRATION
from state_machines.report_clarification.table import REPORT_CLARIFICATION
from state_machines.review_round.table import REVIEW_ROUND
from state_machines.rights_petition.table import RIGHTS_PETITION

PROCEDURES: dict[str, Procedure] = {
    each.code: each
    for each in (
        REVIEW_ROUND,
        QUALITY_REVIEW,
        READER_CALIBRATION,
        DISCIPLINARY_PREREVIEW,
        DISCIPLINE_DECISION,
        QUOTA_EXIT,
        REPORT_CLARIFICATION,
        INTERFERENCE_RECORD,
        PERSONAL_SAFETY,
        RIGHTS_PETITION,
        EXEMPTION_REVIEW,
        HANDOVER,
        DISCIPLINE_REOPENING,
        DUTY_SUSPENSION,
        ANNUAL_ASSESSMENT,
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
