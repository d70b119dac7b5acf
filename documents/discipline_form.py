"""What a paper of a closed matter is made of (文书构成): one row says its layout, its reader, and which facts stand where.

The rows are in the files that end in `_forms.py`; `discipline_papers.py` fills them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from documents.paper_fields import PaperKind
from rules.labels import Labelled, Words
from rules.legal_remedies import Attacked
from rules.roles import Role
from state_machines.steps import Fact

Facts = tuple[Fact, ...]
NOTHING = Words("", "")
OF_DISCIPLINE = Words("法官惩戒事项", "Judicial discipline")


@dataclass(frozen=True, slots=True)
class DisciplineForm:
    """matters, found, defence, why, result: the facts of each part. to: whom it is addressed to. attacked: the
    remedies it tells of. signers: who signs by hand below. readers: the only roles that get it; empty: whoever may see
    the matter. ends: the facts that name the roles that get it, where each matter has its own. sentences: what it says of
    what is decided, where the facts do not say it. of_the_act: only what this very act stated, and nothing from the record.
    only: on which facts it is written at all. title: where it is not that of its kind.
    """

    paper: Labelled
    layout: PaperKind
    opening: Words = NOTHING
    to: Role | Fact | None = None
    matters: Facts = ()
    found: Facts = ()
    defence: Facts = ()
    why: Facts = ()
    result: Facts = ()
    sentences: tuple[Words, ...] = ()
    attacked: Attacked | None = None
    signers: tuple[Words, ...] = ()
    readers: tuple[Role, ...] = ()
    caveat: Words = NOTHING
    of_the_act: bool = False
    matter: Words = OF_DISCIPLINE
    """What its title says it is of."""
    ends: tuple[Fact, ...] = ()
    only: Callable[[Mapping[str, Any]], bool] | None = None
    title: Words = NOTHING
    inside: bool = True
    """Whether its reader is to know which time limits the act began; what leaves the office names none of its own."""

    @property
    def closed(self) -> bool:
        """Whether it is for some of those only who may see the matter."""
        return bool(self.readers or self.ends)


JUDGE_SIGNS = Words("当事法官", "judge concerned")
CLERK_SIGNS = Words("记录人", "taken down by")
HANDLER_SIGNS = Words("经办人", "handled by")
HEAD_SIGNS = Words("部门负责人", "head of the department")
PRESIDENT_SIGNS = Words("院长审批", "president")
INQUIRERS_SIGN = Words("调查人员（两人以上）", "inquirers (two or more)")
SERVER_SIGNS = Words("送达人", "served by")
RECEIVER_SIGNS = Words("受送达人", "received by")
WITNESSES_SIGN = Words("见证人", "witnesses")
CHAIR_SIGNS = Words("主任委员", "chair")
SECRETARY_SIGNS = Words("秘书", "secretary")
APPLICANT_SIGNS = Words("申请人", "applicant")
NO_LIABILITY = Words(
    "本文书不是责任认定，也不改变裁判的法律效力。",
    "This paper finds nobody liable, and does not change the force of any judgment.",
)
FINDS_ONLY = Words(
    "审查意见只认定是否违反职责，不是处分；是否惩戒由有管理权限的法院决定。",
    "The opinion finds whether a duty was violated and is no sanction; whether there is one is for the court to decide.",
)
