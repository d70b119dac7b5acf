"""Choices that a parameter holds as a code and that have no home elsewhere (参数的可选值): what people read for each."""

from __future__ import annotations

from rules.labels import Labelled


class ExcellentUnderStandard(Labelled):
    """Whether 优秀 is given where the worst finding decides (`grading.excellent_under_standard`)."""

    NOMINATED = "nominated", "由评查员提名", "nominated by the readers"
    NONE = "none", "不设", "not given"


class QuorumBase(Labelled):
    """Of whom more than half must attend (`quality_review.quorum_base`)."""

    WITHOUT_RECUSED = "without_recused", "不含回避的委员", "without recused members"
    ALL = "all", "全体组成人员", "all members"


class AnalysisFor(Labelled):
    """Which cases their judge analyses in writing (`quality_review.self_analysis_for`), beside the pools."""

    REVERSED = "reversed", "改判、发回的案件", "reversed or remanded cases"


class OnTransfer(Labelled):
    """What a transfer to the supervision organ does to a matter of discipline (`discipline.on_transfer`)."""

    SUSPENDED = "suspended", "中止", "suspended"
    TERMINATED = "terminated", "终止", "terminated"
