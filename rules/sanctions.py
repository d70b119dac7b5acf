"""处分 (sanctions): their kinds, how long each lasts and what it bars."""

from __future__ import annotations

from rules.labels import Labelled


class SanctionKind(Labelled):
    """A kind of sanction (处分种类), the lightest first (公务员法 62；政务处分法 7)."""

    WARNING = "warning", "警告", "warning"
    DEMERIT = "demerit", "记过", "demerit"
    GRAVE_DEMERIT = "grave_demerit", "记大过", "grave demerit"
    DEMOTION = "demotion", "降级", "demotion"
    REMOVAL = "removal", "撤职", "removal from office"
    DISMISSAL = "dismissal", "开除", "dismissal"


class SanctionedBy(Labelled):
    """Whose sanction it is (处分主体)."""

    COURT = "court", "任职法院处分", "sanction by the court"
    SUPERVISION = "supervision", "监察机关政务处分", "governmental sanction by the supervision organ"
