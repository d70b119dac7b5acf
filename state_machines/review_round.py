"""季度评查项目 (the quarterly round): from the plan to the circular. One round holds the reviews of one quarter."""

from __future__ import annotations

from datetime import datetime

from rules.labels import Labelled, Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.letters import Letters
from state_machines.procedure import Procedure
from state_machines.steps import ClockRule, Fact, Facts, Kind, Step, guard

PLAN_2022 = law("plan_2022")
LOCAL = law("local_review")
OTHERS = law("peer_review_rules")
OFFICE, PRESIDENT = Role.TRIAL_MANAGEMENT, Role.PRESIDENT


class State(Labelled):
    """Where a round stands (项目状态)."""

    DRAFT = "draft", "拟定方案", "draft"
    APPROVED = "approved", "方案已批准", "approved"
    FROZEN = "frozen", "名册已固定", "list frozen"
    RUNNING = "running", "评查进行中", "running"
    CONFIRMED = "confirmed", "等次均已确定", "all grades confirmed"
    CIRCULATED = "circulated", "已通报", "circulated"
    ARCHIVED = "archived", "已归档", "archived"
    ABANDONED = "abandoned", "已终止", "abandoned"


class Act(Labelled):
    """What may be done with a round (步骤)."""

    APPROVE = "approve", "批准方案", "approve the plan"
    FREEZE = "freeze", "固定名册", "freeze the list"
    DRAW = "draw", "随机抽取", "draw"
    CONFIRM = "confirm", "确认全部评查完成", "confirm that all reviews are done"
    CIRCULATE = "circulate", "印发通报", "circulate"
    ARCHIVE = "archive", "项目归档", "archive"
    ABANDON = "abandon", "终止项目", "abandon"


class Paper(Labelled):
    """What is written (文书)."""

    PLAN = "plan", "评查方案", "plan"
    MANIFEST = "manifest", "待抽名册", "manifest"
    CERTIFICATE = "certificate", "抽样证书", "certificate of the draw"
    REPORT = "report", "评查报告", "report"
    CIRCULAR = "circular", "评查通报", "circular"


SIZE = Fact("size", "抽取件数", "size of the draw", Kind.NUMBER, computed=True)
MANIFEST = Fact("manifest_sha256", "名册摘要", "SHA-256 of the manifest", Kind.CODE, computed=True)
ELIGIBLE = Fact("eligible", "可抽案件数", "eligible cases", Kind.NUMBER, computed=True)
FROZEN_AT = Fact("frozen_at", "名册固定时间", "when the list was frozen", Kind.TEXT, computed=True)
SEED = Fact("seed", "公开种子", "public seed", Kind.TEXT)
SEED_AT = Fact("seed_at", "种子产生时间", "when the seed came to be", Kind.TEXT)
WITNESSES = Fact("witnesses", "见证人", "witnesses", Kind.TEXT)
CERTIFICATE = Fact(
    "certificate_sha256", "抽样证书摘要", "SHA-256 of the certificate", Kind.CODE, computed=True
)
OPEN_REVIEWS = Fact(
    "open_reviews", "未确定等次的案件数", "reviews without a confirmed grade", Kind.NUMBER, computed=True
)
REPORT = Fact("report_sha256", "评查报告摘要", "SHA-256 of the report", Kind.CODE, computed=True)
CIRCULAR = Fact("circular_sha256", "通报摘要", "SHA-256 of the circular", Kind.CODE, computed=True)
REPORT_PDF = Fact(
    "report_pdf_sha256", "评查报告PDF摘要", "SHA-256 of the report as PDF", Kind.CODE, computed=True
)
CIRCULAR_PDF = Fact(
    "circular_pdf_sha256", "通报PDF摘要", "SHA-256 of the circular as PDF", Kind.CODE, computed=True
)
REASONS = Fact("reasons", "理由", "reasons")

APPROVAL = ClockRule("approval", "方案审批期限", "approval period", "review_round.approval", LOCAL["立项"])
FREEZING = ClockRule("freezing", "名册固定期限", "freezing period", "review_round.freezing", LOCAL["抽样"])
DRAWING = ClockRule("drawing", "抽取期限", "drawing period", "review_round.drawing", LOCAL["抽样"])
CIRCULATING = ClockRule(
    "circulating", "通报期限", "circulation period", "review_round.circulating", LOCAL["通报"]
)
ARCHIVING = ClockRule(
    "archiving", "项目归档期限", "archiving period", "review_round.archiving", LOCAL["归档"]
)


@guard("名册没有可抽案件", "nothing to draw from", LOCAL["抽样"])
def nothing_eligible(_: Actor, facts: Facts) -> Words | None:
    if int(facts.act[ELIGIBLE.code]) > 0:
        return None
    return Words("名册中没有可抽取的案件", "the list holds no eligible case")


@guard("种子早于名册固定", "the seed is older than the list", LOCAL["抽样"])
def seed_before_manifest(_: Actor, facts: Facts) -> Words | None:
    frozen, seeded = _instant(facts.known.get(FROZEN_AT.code)), _instant(facts.act[SEED_AT.code])
    if frozen is None or seeded is None:
        return Words(
            "名册固定时间和种子产生时间应当写明日期、时间和时区",
            "state day, time and time zone of the list and of the seed",
        )
    if seeded > frozen:
        return None
    return Words(
        "公开种子必须在名册固定并公布摘要之后产生",
        "the seed must come after the list was frozen and its digest published",
    )


def _instant(text: object) -> datetime | None:
    """The instant a fact states; None where it states none, or not in which time zone."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None


@guard("尚有案件未确定等次", "reviews are open", LOCAL["评委会"])
def reviews_open(_: Actor, facts: Facts) -> Words | None:
    if facts.act[OPEN_REVIEWS.code] == 0:
        return None
    return Words(
        "尚有{count}件案件未确定等次",
        "{count} reviews have no confirmed grade",
        count=facts.act[OPEN_REVIEWS.code],
    )


# fmt: off
_STEPS = (
    #    act            from              to                who may take it   on what authority
    Step(Act.APPROVE,   State.DRAFT,      State.APPROVED,   PRESIDENT,        LOCAL["立项"], within=APPROVAL, papers=(Paper.PLAN,), tells=(OFFICE,)),
    Step(Act.FREEZE,    State.APPROVED,   State.FROZEN,     OFFICE,           LOCAL["抽样"],
         asks=(MANIFEST, ELIGIBLE, FROZEN_AT), unless=(nothing_eligible,), within=FREEZING, papers=(Paper.MANIFEST,), tells=(Role.INSPECTION,)),
    Step(Act.DRAW,      State.FROZEN,     State.RUNNING,    OFFICE,           PLAN_2022[14],
         asks=(SEED, SEED_AT, WITNESSES, CERTIFICATE, SIZE), unless=(seed_before_manifest,), within=DRAWING, papers=(Paper.CERTIFICATE,), tells=(PRESIDENT, Role.INSPECTION)),
    Step(Act.CONFIRM,   State.RUNNING,    State.CONFIRMED,  OFFICE,           LOCAL["评委会"],
         asks=(OPEN_REVIEWS,), unless=(reviews_open,), tells=(PRESIDENT,)),
    Step(Act.CIRCULATE, State.CONFIRMED,  State.CIRCULATED, PRESIDENT,        OTHERS["九里"],
         asks=(REPORT, CIRCULAR), may=(REPORT_PDF, CIRCULAR_PDF), within=CIRCULATING, papers=(Paper.REPORT, Paper.CIRCULAR), tells=(OFFICE, Role.DIVISION_CHIEF)),
    Step(Act.ARCHIVE,   State.CIRCULATED, State.ARCHIVED,   OFFICE,           LOCAL["归档"], within=ARCHIVING),
    *(Step(Act.ABANDON, state,            State.ABANDONED,  PRESIDENT,        LOCAL["立项"], asks=(REASONS,), tells=(OFFICE,))
      for state in (State.DRAFT, State.APPROVED, State.FROZEN)),
)
# fmt: on

REVIEW_ROUND = Procedure(
    "review_round",
    "季度评查项目",
    "quarterly review round",
    State,
    _STEPS,
    initial=State.DRAFT,
    authority=PLAN_2022[14],
    no_limit={
        State.RUNNING: Words(
            "法律未规定期限：各案期限分别计算", "no time limit in law: each review has its own"
        )
    },
    final=(State.ARCHIVED, State.ABANDONED),
    letters=Letters(
        quotes={
            Act.FREEZE: (ELIGIBLE, MANIFEST),
            Act.DRAW: (SIZE, SEED, WITNESSES),
            Act.CIRCULATE: (REPORT, CIRCULAR),
            Act.ABANDON: (REASONS,),
        }
    ),
)
