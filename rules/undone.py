"""恢复 (what is undone): what must be put back when a sanction was revoked or made lighter, each with its article.

Of a sanction of the supervision organ 政务处分法 60 says it; of the court's own, 法官法 65 and 公务员法 97, 110.
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.labels import Labelled, Words
from rules.law import cite
from rules.personnel_holds import TAKES_THE_OFFICE
from rules.reasons import Reason
from rules.sanctions import SanctionedBy, SanctionKind


class Restored(Labelled):
    """What is put back (恢复事项)."""

    EFFECTS_END = (
        "effects_end",
        "晋升职务、职级、级别和工资档次不再受原处分影响",
        "promotion and pay steps are barred no more",
    )
    RANK_AND_PAY = (
        "rank_and_pay",
        "恢复级别和薪酬待遇，按原职务、职级安排",
        "grade and pay are restored, with a like post and rank",
    )
    EMPLOYMENT = "employment", "恢复人事关系", "the employment is restored"
    OFFICE = "office", "法官职务依法重新提请任命", "appointment to the office of judge is asked for anew"
    NAME = (
        "name",
        "在原公布范围内恢复名誉、消除影响",
        "the name is restored as widely as the sanction was announced",
    )
    LOSS = "loss", "补偿薪酬待遇受到的损失", "lost pay is made good"
    ADJUSTED = (
        "adjusted",
        "按变更后的处分调整职务、职级和薪酬待遇",
        "post, rank and pay follow the changed sanction",
    )
    FILE = "file", "变更或者撤销的决定存入本人档案", "the new decision goes to the personal file"


def undone(
    before: SanctionKind | None,
    after: SanctionKind | None,
    withdrawn: Iterable[Labelled],
    by: SanctionedBy,
) -> tuple[Reason, ...]:
    """What must be put back after a change; nothing where nothing became lighter. withdrawn: measures taken back."""
    found: list[Restored] = []
    if before is not None and after is None:
        found += [Restored.EFFECTS_END, Restored.RANK_AND_PAY, Restored.NAME, Restored.LOSS, Restored.FILE]
        if before is SanctionKind.DISMISSAL:
            found.append(Restored.EMPLOYMENT)
        if before in TAKES_THE_OFFICE:
            found.append(Restored.OFFICE)
    elif before is not None and after is not before:
        found += [Restored.ADJUSTED, Restored.LOSS, Restored.FILE]
    authority = cite(_OF[by])
    taken_back = tuple(
        Reason(Words("撤销{measure}", "{measure} is taken back", measure=measure), cite("judges_law.65"))
        for measure in withdrawn
    )
    return (*(Reason(Words(each.zh, each.en), authority) for each in found), *taken_back)


_OF = {SanctionedBy.COURT: "judges_law.65", SanctionedBy.SUPERVISION: "government_sanctions_law.60"}
