"""季度评查项目 (the quarterly round): from the plan to the circular. One round holds the reviews of one quarter."""

from __future__ import annotations

from rules.labels import Labelled, Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.letters import Letters
from state_machines.procedure import Procedure
from state_machines.review_round.seeds import seed_before_decision, seed_before_manifest, seed_before_special
from state_machines.review_round.terms import (
    CERTIFICATE,
    CIRCULAR,
    CIRCULAR_PDF,
    ELIGIBLE,
    EXTEND_AT,
    EXTEND_TO,
    EXTENSION_WAITS,
    FROZEN_AT,
    MANIFEST,
    MORE_SEED,
    MORE_SEED_AT,
    OPEN_REVIEWS,
    REASONS,
    REPLACED,
    REPORT,
    REPORT_PDF,
    SEED,
    SEED_AT,
    SHEETS_IN,
    SIZE,
    SIZE_BEFORE,
    SPECIAL_AT,
    SPECIAL_CERTIFICATE,
    SPECIAL_ELIGIBLE,
    SPECIAL_MANIFEST,
    SPECIAL_SEED,
    SPECIAL_SEED_AT,
    SPECIAL_SIZE,
    SPECIALS_WAITING,
    THEME,
    UNARCHIVED,
    WITNESSES,
    Paper,
)
from state_machines.steps import ClockRule, Facts, Step, guard

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
    TAKE_BACK_EXTENSION = "take_back_extension", "撤销追加决定", "take back the decision to draw more"
    REPLACE = "replace", "撤换案件", "replace a case"
    DECIDE_SPECIAL = "decide_special", "决定专项评查", "decide on a special review"
    DRAW_SPECIAL = "draw_special", "抽取专项案件", "draw the special review"
    TAKE_BACK_SPECIAL = "take_back_special", "撤销专项决定", "take back a special review"
    CONFIRM = "confirm", "确认全部评查完成", "confirm that all reviews are done"
    CIRCULATE = "circulate", "印发通报", "circulate"
    ARCHIVE = "archive", "项目归档", "archive"
    ABANDON = "abandon", "终止项目", "abandon"


APPROVAL = ClockRule("approval", "方案审批期限", "approval period", "review_round.approval", LOCAL["立项"])
FREEZING = ClockRule("freezing", "名册固定期限", "freezing period", "review_round.freezing", LOCAL["抽样"])
DRAWING = ClockRule("drawing", "抽取期限", "drawing period", "review_round.drawing", LOCAL["抽样"])
CIRCULATING = ClockRule(
    "circulating", "通报期限", "circulation period", "review_round.circulating", LOCAL["通报"]
)
ARCHIVING = ClockRule(
    "archiving", "项目归档期限", "archiving period", "review_round.archiving", LOCAL["归档"]
)
# fmt: on


@guard("名册没有可抽案件", "nothing to draw from", LOCAL["抽样"])
def nothing_eligible(_: Actor, facts: Facts) -> Words | None:
    if int(facts.act[ELIGIBLE.code]) > 0:
        return None
    return Words("名册中没有可抽取的案件", "the list holds no eligible case")


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


@guard("决定的追加尚未抽取", "an extension is waiting for its draw", LOCAL["追加"])
def extension_waiting(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(EXTENSION_WAITS.code):
        return None
    return Words(
        "已决定追加到{count}件，尚未抽取；不再追加的，由院长撤销该决定",
        "an extension to {count} cases is decided and not drawn; the president may take the decision back",
        count=facts.known[EXTEND_TO.code],
    )


@guard("没有追加的决定", "no extension is decided", LOCAL["追加"])
def no_extension_decided(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(EXTENSION_WAITS.code):
        return None
    return Words(
        "没有待抽取的追加决定；追加抽取应当先由院长决定",
        "no extension waits for its draw; the president decides on one first",
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


@guard("没有该专项的决定", "that special review does not wait for its draw", LOCAL["专项"])
def special_not_waiting(_: Actor, facts: Facts) -> Words | None:
    if facts.act[THEME.code] in facts.known.get(SPECIALS_WAITING.code, ()):
        return None
    return Words(
        "专项评查“{name}”没有决定，或者已经抽取、已经撤销",
        "the special review “{name}” is not decided on, drawn already or taken back",
        name=facts.act[THEME.code],
    )


@guard("决定的专项尚未抽取", "a special review is waiting for its draw", LOCAL["专项"])
def special_waiting(_: Actor, facts: Facts) -> Words | None:
    waiting = facts.known.get(SPECIALS_WAITING.code, ())
    if not waiting:
        return None
    return Words(
        "已决定的专项评查尚未抽取：{names}；不再进行的，由院长撤销该决定",
        "special reviews are decided and not drawn: {names}; the president may take the decision back",
        names="、".join(waiting),
    )


@guard("尚有案件未确定等次", "reviews are open", LOCAL["评委会"])
def reviews_open(_: Actor, facts: Facts) -> Words | None:
    if facts.act[OPEN_REVIEWS.code] == 0:
        return None
    return Words(
        "尚有{count}件案件未确定等次",
        "{count} reviews have no confirmed grade",
        count=facts.act[OPEN_REVIEWS.code],
    )


@guard("尚有案件未归档", "reviews are not archived", LOCAL["归档"])
def reviews_unarchived(_: Actor, facts: Facts) -> Words | None:
    if facts.act[UNARCHIVED.code] == 0:
        return None
    return Words(
        "尚有{count}件案件未归档，项目最后归档",
        "{count} reviews are not archived; the round is archived last",
        count=facts.act[UNARCHIVED.code],
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
         asks=(EXTEND_TO, REASONS, SIZE_BEFORE, EXTEND_AT), unless=(no_more_than_before, extension_waiting), marks=((EXTENSION_WAITS, True),), papers=(Paper.EXTENSION,), tells=(OFFICE, Role.INSPECTION)),
    Step(Act.TAKE_BACK_EXTENSION, State.RUNNING, None,      PRESIDENT,        LOCAL["追加"],
         asks=(REASONS,), unless=(no_extension_decided,), marks=((EXTENSION_WAITS, False),), tells=(OFFICE, Role.INSPECTION)),
    Step(Act.DRAW_MORE, State.RUNNING,    None,             OFFICE,           LOCAL["追加"],
         asks=(MORE_SEED, MORE_SEED_AT, WITNESSES, CERTIFICATE, SIZE), unless=(no_extension_decided, seed_before_decision), marks=((EXTENSION_WAITS, False),), papers=(Paper.CERTIFICATE,), tells=(PRESIDENT, Role.INSPECTION)),
    Step(Act.REPLACE,   State.RUNNING,    None,             OFFICE,           LOCAL["替换"],
         asks=(REPLACED, REASONS, SHEETS_IN, CERTIFICATE, SIZE), unless=(sheet_in_already,), papers=(Paper.REPLACEMENT, Paper.CERTIFICATE), tells=(Role.INSPECTION,)),
    Step(Act.DECIDE_SPECIAL, State.RUNNING, None,           PRESIDENT,        LOCAL["专项"],
         asks=(THEME, REASONS, SPECIAL_MANIFEST, SPECIAL_ELIGIBLE, SPECIAL_AT, SPECIALS_WAITING), unless=(nothing_special,), papers=(Paper.SPECIAL, Paper.MANIFEST), tells=(OFFICE, Role.INSPECTION)),
    Step(Act.DRAW_SPECIAL, State.RUNNING, None,             OFFICE,           LOCAL["专项"],
         asks=(THEME, SPECIAL_SEED, SPECIAL_SEED_AT, WITNESSES, SPECIAL_AT, SPECIAL_CERTIFICATE, SPECIAL_SIZE), may=(SPECIALS_WAITING,), unless=(special_not_waiting, seed_before_special), papers=(Paper.CERTIFICATE,), tells=(PRESIDENT, Role.INSPECTION)),
    Step(Act.TAKE_BACK_SPECIAL, State.RUNNING, None,        PRESIDENT,        LOCAL["专项"],
         asks=(THEME, REASONS), may=(SPECIALS_WAITING,), unless=(special_not_waiting,), tells=(OFFICE, Role.INSPECTION)),
    Step(Act.CONFIRM,   State.RUNNING,    State.CONFIRMED,  OFFICE,           LOCAL["评委会"],
         asks=(OPEN_REVIEWS,), unless=(reviews_open, extension_waiting, special_waiting), tells=(PRESIDENT,)),
    Step(Act.CIRCULATE, State.CONFIRMED,  State.CIRCULATED, PRESIDENT,        OTHERS["九里"],
         asks=(REPORT, CIRCULAR), may=(REPORT_PDF, CIRCULAR_PDF), within=CIRCULATING, papers=(Paper.REPORT, Paper.CIRCULAR), tells=(OFFICE, Role.DIVISION_CHIEF)),
    Step(Act.ARCHIVE,   State.CIRCULATED, State.ARCHIVED,   OFFICE,           LOCAL["归档"], asks=(UNARCHIVED,), unless=(reviews_unarchived,), within=ARCHIVING),
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
            Act.TAKE_BACK_EXTENSION: (EXTEND_TO, REASONS),
            Act.TAKE_BACK_SPECIAL: (THEME, REASONS),
            Act.REPLACE: (REPLACED, REASONS),
            Act.DECIDE_SPECIAL: (THEME, SPECIAL_ELIGIBLE, SPECIAL_MANIFEST, REASONS),
            Act.DRAW_SPECIAL: (THEME, SPECIAL_SIZE, SPECIAL_SEED, WITNESSES),
            Act.CIRCULATE: (REPORT, CIRCULAR),
            Act.ABANDON: (REASONS,),
        }
    ),
)
