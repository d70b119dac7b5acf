"""过错与责任 (fault and liability): what makes a judge liable for a case, kind by kind, and what excuses."""

from __future__ import annotations

from rules.labels import Labelled


class Fault(Labelled):
    """How a person was at fault (主观过错)."""

    INTENT = "intent", "故意", "intent"
    GROSS_NEGLIGENCE = "gross_negligence", "重大过失", "gross negligence"
    ORDINARY_NEGLIGENCE = "ordinary_negligence", "一般过失", "ordinary negligence"
    NONE = "none", "没有过错", "no fault"
