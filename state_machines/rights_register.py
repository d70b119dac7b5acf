"""The procedures in which a judge has rights of his own, and his side of each (权利名录)."""

from __future__ import annotations

from state_machines.annual_assessment.rights import ASSESSMENT_RIGHTS
from state_machines.disciplinary_prereview.rights import PREREVIEW_RIGHTS
from state_machines.discipline_decision.rights import DECISION_RIGHTS
from state_machines.discipline_reopening.rights import REOPENING_RIGHTS
from state_machines.duty_suspension.rights import SUSPENSION_RIGHTS
from state_machines.protection.rights import PROTECTION_RIGHTS
from state_machines.quality_review.rights import REVIEW_RIGHTS
from state_machines.quota_exit.rights import EXIT_RIGHTS
from state_machines.rights import JudgesSide

RIGHTS: dict[str, JudgesSide] = {
    side.procedure.code: side
    for side in (
        *(
            REVIEW_RIGHTS,
            PREREVIEW_RIGHTS,
            DECISION_RIGHTS,
            REOPENING_RIGHTS,
            SUSPENSION_RIGHTS,
            EXIT_RIGHTS,
            ASSESSMENT_RIGHTS,
        ),
        *PROTECTION_RIGHTS,
    )
}
