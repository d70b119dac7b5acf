"""The papers of a handover (移送文书), one row each: the letter, the receipt, the withdrawal. They are for its two ends alone.

What is handed over was chosen by the row of the chain; nothing else of the source stands in a paper.
"""

from __future__ import annotations

from functools import partial

from documents.discipline_form import HANDLER_SIGNS, NOTHING, DisciplineForm
from documents.paper_fields import PaperKind
from rules.labels import Words
from state_machines.handover.terms import Known, Paper

Form = partial(DisciplineForm, matter=NOTHING, ends=(Known.GIVER, Known.RECEIVER))
_WHAT = (Known.LINK, Known.JUDGE, Known.CASE_NO, Known.SOURCE_REF, Known.SOURCE_ON, Known.SOURCE_DIGEST)
_ENDS = (Known.GIVER, Known.RECEIVER)

# fmt: off
HANDOVER_FORMS = (
    Form(Paper.LETTER, PaperKind.PROTECTION_LETTER, to=Known.RECEIVER, matters=_WHAT, found=(Known.CARRIED,), why=(Known.REASONS,),
         opening=Words("现将下列事项移送你部门，请在期限内接收；不予接收的，请写明理由。", "What is set out below is handed over to you. Please take it over in time, or decline with reasons."),
         caveat=Words("接收或者不予接收的，请填写移送回执。", "Please answer by the receipt.")),
    Form(Paper.RECEIPT, PaperKind.PROTECTION_FORM, matters=(*_WHAT[:4], *_ENDS, Known.OPENED, Known.DONE), why=(Known.REASONS,), signers=(Words("接收部门经办人", "for the receiver"), Words("接收部门负责人", "head of the receiver"))),
    Form(Paper.WITHDRAWAL, PaperKind.PROTECTION_LETTER, inside=False, to=Known.RECEIVER, matters=_WHAT[:5], why=(Known.REASONS,), signers=(HANDLER_SIGNS,),
         opening=Words("下列移送现予撤回。", "The handover below is withdrawn.")),
)
# fmt: on
