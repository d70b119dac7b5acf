"""The words of the quarterly round (季度评查项目): its papers and the facts it puts on record, each named once."""

from __future__ import annotations

from rules.labels import Labelled
from state_machines.steps import Fact, Kind


class Paper(Labelled):
    """What is written (文书)."""

    PLAN = "plan", "评查方案", "plan"
    MANIFEST = "manifest", "待抽名册", "manifest"
    CERTIFICATE = "certificate", "抽样证书", "certificate of the draw"
    EXTENSION = "extension", "追加抽取决定", "decision to draw more"
    REPLACEMENT = "replacement", "案件撤换记录", "record of a replacement"
    SPECIAL = "special", "专项评查决定", "decision on a special review"
    REPORT = "report", "评查报告", "report"
    CIRCULAR = "circular", "评查通报", "circular"


SIZE = Fact("size", "抽取件数", "size of the draw", Kind.COUNT, computed=True)
MANIFEST = Fact("manifest_sha256", "名册摘要", "SHA-256 of the manifest", Kind.CODE, computed=True)
ELIGIBLE = Fact("eligible", "可抽案件数", "eligible cases", Kind.COUNT, computed=True)
FROZEN_AT = Fact("frozen_at", "名册固定时间", "when the list was frozen", Kind.TEXT, computed=True)
SEED = Fact("seed", "公开种子", "public seed", Kind.TEXT)
SEED_AT = Fact("seed_at", "种子产生时间", "when the seed came to be", Kind.TEXT)
WITNESSES = Fact("witnesses", "见证人", "witnesses", Kind.TEXT)
CERTIFICATE = Fact(
    "certificate_sha256", "抽样证书摘要", "SHA-256 of the certificate", Kind.CODE, computed=True
)
OPEN_REVIEWS = Fact(
    "open_reviews", "未确定等次的案件数", "reviews without a confirmed grade", Kind.COUNT, computed=True
)
UNARCHIVED = Fact("unarchived", "未归档的案件数", "reviews not archived", Kind.COUNT, computed=True)
REPORT = Fact("report_sha256", "评查报告摘要", "SHA-256 of the report", Kind.CODE, computed=True)
CIRCULAR = Fact("circular_sha256", "通报摘要", "SHA-256 of the circular", Kind.CODE, computed=True)
REPORT_PDF = Fact("report_pdf_sha256", "报告PDF摘要", "SHA-256 of its PDF", Kind.CODE, computed=True)
CIRCULAR_PDF = Fact("circular_pdf_sha256", "通报PDF摘要", "SHA-256 of its PDF", Kind.CODE, computed=True)
REASONS = Fact("reasons", "理由", "reasons")

SIZE_BEFORE = Fact("size_before", "追加前的件数", "number before the extension", Kind.COUNT, computed=True)
EXTEND_TO = Fact("extend_to", "追加后的件数", "number after the extension", Kind.COUNT)
EXTEND_AT = Fact("extend_at", "决定追加的时间", "when the extension was decided", Kind.TEXT, computed=True)
EXTENSION_WAITS = Fact("extension_waits", "追加待抽取", "an extension waits for its draw", Kind.YES_NO)
MORE_SEED = Fact("more_seed", "追加抽取的公开种子", "public seed of the extension", Kind.TEXT)
MORE_SEED_AT = Fact("more_seed_at", "追加种子产生时间", "when that seed came to be", Kind.TEXT)

REPLACED = Fact("replaced", "撤换的评查事项", "review replaced", Kind.CODE)
SHEETS_IN = Fact("sheets_in", "已交回的评查表", "sheets in already", Kind.COUNT, computed=True)

THEME = Fact("theme", "专项名称", "name of the special review", Kind.TEXT)
SPECIAL_MANIFEST = Fact(
    "special_manifest", "专项名册摘要", "SHA-256 of the special list", Kind.CODE, computed=True
)
SPECIAL_ELIGIBLE = Fact(
    "special_eligible", "专项可抽案件数", "cases on the special list", Kind.COUNT, computed=True
)
SPECIAL_AT = Fact(
    "special_at", "专项名册固定时间", "when the special list was frozen", Kind.TEXT, computed=True
)
SPECIAL_SEED = Fact("special_seed", "专项公开种子", "public seed of the special review", Kind.TEXT)
SPECIAL_SEED_AT = Fact("special_seed_at", "专项种子产生时间", "when that seed came to be", Kind.TEXT)
SPECIAL_SIZE = Fact("special_size", "专项抽取件数", "cases of the special review", Kind.COUNT, computed=True)
SPECIALS_WAITING = Fact(
    "specials_waiting", "待抽取的专项", "special reviews that wait for their draw", Kind.CODES, computed=True
)
SPECIAL_CERTIFICATE = Fact(
    "special_certificate", "专项抽样证书摘要", "SHA-256 of the special certificate", Kind.CODE, computed=True
)
