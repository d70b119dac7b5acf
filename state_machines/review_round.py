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
    EXTEND = "extend", "决定追加抽取", "decide to draw more"
    DRAW_MORE = "draw_more", "追加抽取", "draw more"
    REPLACE = "replace", "撤换案件", "replace a case"
    DECIDE_SPECIAL = "decide_special", "决定专项评查", "decide on a special review"
    DRAW_SPECIAL = "draw_special", "抽取专项案件", "draw the special review"
    CONFIRM = "confirm", "确认全部评查完成", "confirm that all reviews are done"
    CIRCULATE = "circulate", "印发通报", "circulate"
    ARCHIVE = "archive", "项目归档", "archive"
    ABANDON = "abandon", "终止项目", "abandon"


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


# fmt: off
SIZE = Fact("size", "抽取件数", "size of the draw", Kind.COUNT, computed=True)
MANIFEST = Fact("manifest_sha256", "名册摘要", "SHA-256 of the manifest", Kind.CODE, computed=True)
ELIGIBLE = Fact("eligible", "可抽案件数", "eligible cases", Kind.COUNT, computed=True)
FROZEN_AT = Fact("frozen_at", "名册固定时间", "when the list was frozen", Kind.TEXT, computed=True)
SEED = Fact("seed", "公开种子", "public seed", Kind.TEXT)
SEED_AT = Fact("seed_at", "种子产生时间", "when the seed came to be", Kind.TEXT)
WITNESSES = Fact("witnesses", "见证人", "witnesses", Kind.TEXT)
CERTIFICATE = Fact("certificate_sha256", "抽样证书摘要", "SHA-256 of the certificate", Kind.CODE, computed=True)
OPEN_REVIEWS = Fact("open_reviews", "未确定等次的案件数", "reviews without a confirmed grade", Kind.COUNT, computed=True)
REPORT = Fact("report_sha256", "评查报告摘要", "SHA-256 of the report", Kind.CODE, computed=True)
CIRCULAR = Fact("circular_sha256", "通报摘要", "SHA-256 of the circular", Kind.CODE, computed=True)
REPORT_PDF = Fact("report_pdf_sha256", "报告PDF摘要", "SHA-256 of its PDF", Kind.CODE, computed=True)
CIRCULAR_PDF = Fact("circular_pdf_sha256", "通报PDF摘要", "SHA-256 of its PDF", Kind.CODE, computed=True)
REASONS = Fact("reasons", "理由", "reasons")

SIZE_BEFORE = Fact("size_before", "追加前的件数", "number before the extension", Kind.COUNT, computed=True)
EXTEND_TO = Fact("extend_to", "追加后的件数", "number after the extension", Kind.COUNT)
EXTEND_AT = Fact("extend_at", "决定追加的时间", "when the extension was decided", Kind.TEXT, computed=True)
EXTENDED_TO = Fact("extended_to", "已追加到的件数", "number extended to", Kind.COUNT, computed=True)
MORE_SEED = Fact("more_seed", "追加抽取的公开种子", "public seed of the extension", Kind.TEXT)
MORE_SEED_AT = Fact("more_seed_at", "追加种子产生时间", "when that seed came to be", Kind.TEXT)

REPLACED = Fact("replaced", "撤换的评查事项", "review replaced", Kind.CODE)
SHEETS_IN = Fact("sheets_in", "已交回的评查表", "sheets in already", Kind.COUNT, computed=True)

THEME = Fact("theme", "专项名称", "name of the special review", Kind.TEXT)
SPECIAL_MANIFEST = Fact("special_manifest", "专项名册摘要", "SHA-256 of the special list", Kind.CODE, computed=True)
SPECIAL_ELIGIBLE = Fact("special_eligible", "专项可抽案件数", "cases on the special list", Kind.COUNT, computed=True)
SPECIAL_AT = Fact("special_at", "专项名册固定时间", "when the special list was frozen", Kind.TEXT, computed=True)
SPECIAL_SEED = Fact("special_seed", "专项公开种子", "public seed of the special review", Kind.TEXT)
SPECIAL_SEED_AT = Fact("special_seed_at", "专项种子产生时间", "when that seed came to be", Kind.TEXT)
SPECIAL_SIZE = Fact("special_size", "专项抽取件数", "cases of the special review", Kind.COUNT, computed=True)
SPECIAL_CERTIFICATE = Fact("special_certificate", "专项抽样证书摘要", "SHA-256 of the special certificate", Kind.CODE, computed=True)

APPROVAL = ClockRule("approval", "方案审批期限", "approval period", "review_round.approval", LOCAL["立项"])
FREEZING = ClockRule("freezing", "名册固定期限", "freezing period", "review_round.freezing", LOCAL["抽样"])
DRAWING = ClockRule("drawing", "抽取期限", "drawing period", "review_round.drawing", LOCAL["抽样"])
CIRCULATING = ClockRule("circulating", "通报期限", "circulation period", "review_round.circulating", LOCAL["通报"])
ARCHIVING = ClockRule("archiving", "项目归档期限", "archiving period", "review_round.archiving", LOCAL["归档"])
# fmt: on


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


@guard("追加后的件数不多于现有件数", "no more than there is", LOCAL["追加"])
def no_more_than_before(_: Actor, facts: Facts) -> Words | None:
    before, after = int(facts.act[SIZE_BEFORE.code]), int(facts.act[EXTEND_TO.code])
    if after > before:
        return None
    return Words(
        "追加后的总件数{after}不多于现有的{before}件",
        "{after} cases in all are no more than the {before} there are",
        before=before,
        after=after,
    )


@guard("上次决定的追加尚未抽取", "an extension is waiting for its draw", LOCAL["追加"])
def extension_waiting(_: Actor, facts: Facts) -> Words | None:
    if EXTEND_TO.code not in facts.known or _extended(facts):
        return None
    return Words(
        "已决定追加到{count}件，尚未抽取",
        "an extension to {count} cases is decided and not drawn yet",
        count=facts.known[EXTEND_TO.code],
    )


@guard("没有追加的决定", "no extension is decided", LOCAL["追加"])
def no_extension_decided(_: Actor, facts: Facts) -> Words | None:
    if EXTEND_TO.code in facts.known and not _extended(facts):
        return None
    return Words(
        "没有待抽取的追加决定；追加抽取应当先由院长决定",
        "no extension waits for its draw; the president decides on one first",
    )


def _extended(facts: Facts) -> bool:
    return bool(facts.known.get(EXTENDED_TO.code) == facts.known.get(EXTEND_TO.code))


@guard("种子早于追加的决定", "the seed is older than the decision", LOCAL["追加"])
def seed_before_decision(_: Actor, facts: Facts) -> Words | None:
    if _comes_after(facts.act[MORE_SEED_AT.code], facts.known.get(EXTEND_AT.code)):
        return None
    return Words(
        "追加抽取的公开种子必须在追加决定之后产生",
        "the seed of an extension must come after the decision to extend",
    )


@guard("已有评查表交回", "a sheet is in", LOCAL["替换"])
def sheet_in_already(_: Actor, facts: Facts) -> Words | None:
    if not facts.act[SHEETS_IN.code]:
        return None
    return Words(
        "该案已有{count}份评查表交回，不得撤换",
        "{count} sheets on this case are in: it can no longer be replaced",
        count=facts.act[SHEETS_IN.code],
    )


@guard("没有符合条件的案件", "no case fits", LOCAL["专项"])
def nothing_special(_: Actor, facts: Facts) -> Words | None:
    if int(facts.act[SPECIAL_ELIGIBLE.code]) > 0:
        return None
    return Words("没有符合专项条件且尚未评查的案件", "no case fits that is not reviewed already")


@guard("种子早于专项名册固定", "the seed is older than the special list", LOCAL["专项"])
def seed_before_special(_: Actor, facts: Facts) -> Words | None:
    if _comes_after(facts.act[SPECIAL_SEED_AT.code], facts.act[SPECIAL_AT.code]):
        return None
    return Words(
        "专项的公开种子必须在专项名册固定并公布摘要之后产生",
        "the seed of a special review must come after its list was frozen and its digest published",
    )


def _comes_after(later: object, earlier: object) -> bool:
    after, before = _instant(later), _instant(earlier)
    return after is not None and before is not None and after > before


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
    Step(Act.EXTEND,    State.RUNNING,    None,             PRESIDENT,        LOCAL["追加"],
         asks=(EXTEND_TO, REASONS, SIZE_BEFORE, EXTEND_AT), unless=(no_more_than_before, extension_waiting), papers=(Paper.EXTENSION,), tells=(OFFICE, Role.INSPECTION)),
    Step(Act.DRAW_MORE, State.RUNNING,    None,             OFFICE,           LOCAL["追加"],
         asks=(MORE_SEED, MORE_SEED_AT, WITNESSES, CERTIFICATE, SIZE, EXTENDED_TO), unless=(no_extension_decided, seed_before_decision), papers=(Paper.CERTIFICATE,), tells=(PRESIDENT, Role.INSPECTION)),
    Step(Act.REPLACE,   State.RUNNING,    None,             OFFICE,           LOCAL["替换"],
         asks=(REPLACED, REASONS, SHEETS_IN, CERTIFICATE, SIZE), unless=(sheet_in_already,), papers=(Paper.REPLACEMENT, Paper.CERTIFICATE), tells=(Role.INSPECTION,)),
    Step(Act.DECIDE_SPECIAL, State.RUNNING, None,           PRESIDENT,        LOCAL["专项"],
         asks=(THEME, REASONS, SPECIAL_MANIFEST, SPECIAL_ELIGIBLE, SPECIAL_AT), unless=(nothing_special,), papers=(Paper.SPECIAL, Paper.MANIFEST), tells=(OFFICE, Role.INSPECTION)),
    Step(Act.DRAW_SPECIAL, State.RUNNING, None,             OFFICE,           LOCAL["专项"],
         asks=(THEME, SPECIAL_SEED, SPECIAL_SEED_AT, WITNESSES, SPECIAL_AT, SPECIAL_CERTIFICATE, SPECIAL_SIZE), unless=(seed_before_special,), papers=(Paper.CERTIFICATE,), tells=(PRESIDENT, Role.INSPECTION)),
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
    silences={
        State.DRAFT: Words(
            "方案由审管办当面报批；审批期限将届满时提醒院长",
            "the office brings the plan for approval itself; the president is reminded before the limit ends",
        ),
        Act.ARCHIVE: Words(
            "项目办结，归档后无人须办", "the round is over: after archiving nobody has anything to do"
        ),
    },
    concerned=Words(
        "项目涉及一个季度的案件，不涉及个人", "a round is about the cases of a quarter and concerns no person"
    ),
    letters=Letters(
        quotes={
            Act.FREEZE: (ELIGIBLE, MANIFEST),
            Act.DRAW: (SIZE, SEED, WITNESSES),
            Act.EXTEND: (SIZE_BEFORE, EXTEND_TO, REASONS),
            Act.DRAW_MORE: (SIZE, MORE_SEED, WITNESSES),
            Act.REPLACE: (REPLACED, REASONS),
            Act.DECIDE_SPECIAL: (THEME, SPECIAL_ELIGIBLE, SPECIAL_MANIFEST, REASONS),
            Act.DRAW_SPECIAL: (THEME, SPECIAL_SIZE, SPECIAL_SEED, WITNESSES),
            Act.CIRCULATE: (REPORT, CIRCULAR),
            Act.ABANDON: (REASONS,),
        }
    ),
)
