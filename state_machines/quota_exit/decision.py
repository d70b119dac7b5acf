"""Why the party group, the intermediate and the high court may not act so (党组、层报、审批), and why a decision is not yet one.

Each guard answers why not, or None.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from rules.clocks import beijing_day
from rules.courts import CourtLevel
from rules.exit_consequences import Bearing, bearing, eligible_from
from rules.exit_grounds import DEATH
from rules.labels import Words
from rules.law import law
from rules.quota_exit import ExitCategory, Proof
from rules.roles import Actor
from rules.sanctions import SanctionKind
from rules.written_days import written_day
from state_machines.points import left_unanswered
from state_machines.quota_exit.grounds import category_of, ground_in, ground_of, has_died, rests_on
from state_machines.quota_exit.proofs import actual_sanction
from state_machines.quota_exit.terms import Known
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_quota_exit")
EXIT = law("quota_exit_2020")
MISCONDUCT = law("misconduct_exit_2022")


def _bearing(facts: Facts) -> Bearing | None:
    """What the sanction means, where the ground is misconduct."""
    kind = (facts.get(Known.SANCTION.code) or {}).get("kind")
    if not rests_on(facts, Proof.SANCTION) or kind is None:
        return None
    return bearing(SanctionKind(kind), facts.rules)


@guard("没有死亡", "the judge has not died", LOCAL["死亡"])
def can_be_heard(_: Actor, facts: Facts) -> Words | None:
    if has_died(facts):
        return None
    return Words(
        "只有法官死亡的无从听取意见；其他情形应当听取，或者等期限届满",
        "only of one who died nobody is heard: otherwise hear the judge, or let the period end",
    )


@guard("意见没有逐点答复", "a point of the statement is not answered", LOCAL["听取意见"])
def statement_unanswered(_: Actor, facts: Facts) -> Words | None:
    return left_unanswered(
        facts.known.get(Known.STATEMENT.code),
        facts.act.get(Known.ANSWERS.code),
        Words(
            "法官陈述的意见应当逐点写明是否采纳及理由",
            "say of each point of the statement whether it is adopted, and why",
        ),
    )


@guard("没有写明对原因和情节的考虑", "cause and circumstances are not considered", MISCONDUCT["标准"])
def circumstances_missing(_: Actor, facts: Facts) -> Words | None:
    if not actual_sanction(facts) or _bearing(facts) is not Bearing.MAY:
        return None
    if facts.get(Known.CIRCUMSTANCES.code):
        return None
    return Words(
        "所受处分属于“可以退出”的，须写明对原因和情节的考虑",
        "a sanction that may lead out needs cause and circumstances considered",
    )


@guard("不得不同意的情形", "cannot be declined", LOCAL["不予批准"])
def not_declinable(_: Actor, facts: Facts) -> Words | None:
    """自然退出和应当退出 follow from their ground; where it does not hold, the matter is ended and not declined."""
    if category_of(facts) is ExitCategory.ON_REQUEST or _bearing(facts) is Bearing.MAY:
        return None
    ground = ground_in(facts)
    return Words(
        "“{ground}”不以同意为条件；情形不成立的，用“终止”办理并写明理由",
        "“{ground}” does not depend on consent; where it does not hold, end the matter with reasons",
        ground=ground.words if ground else Words("—", "—"),
    )


@guard("自然退出只须报备", "a natural exit is only filed", EXIT["备案"])
def filed_only(_: Actor, facts: Facts) -> Words | None:
    if category_of(facts) is not ExitCategory.NATURAL or facts.rules["quota_exit.natural_needs_approval"]:
        return None
    return Words("自然退出报高级法院备案，无须审批", "a natural exit is filed with the high court and needs no approval")  # fmt: skip


@guard("须经审批，不能只报备", "needs approval, filing is not enough", EXIT["层报"])
def needs_approval(_: Actor, facts: Facts) -> Words | None:
    natural = category_of(facts) is ExitCategory.NATURAL
    if natural and not facts.rules["quota_exit.natural_needs_approval"]:
        return None
    return Words(
        "申请退出、应当退出须层报高级法院审批，不能只报备",
        "exit on request and mandatory exit go to the high court for approval",
    )


@guard("不是基层法院", "no basic court", LOCAL["审批"])
def no_level_between(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.LEVEL.code) == CourtLevel.BASIC.value:
        return None
    return Words(
        "只有基层法院的事项经中级法院审核",
        "only the matters of basic courts go through an intermediate court",
    )


@guard("没有经中级法院审核", "the intermediate court was passed over", LOCAL["审批"])
def level_skipped(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.LEVEL.code) != CourtLevel.BASIC.value or facts.known.get(Known.HIGHER_OPINION.code):
        return None
    return Words(
        "基层法院的事项应当先经中级法院审核，再报高级法院批准",
        "a basic court's matter needs the intermediate court's opinion first",
    )


@guard("没有告知复核权利", "the review was not told", LOCAL["决定"])
def remedies_untold(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.REMEDIES_TOLD.code] is True:
        return None
    return Words(
        "退额决定应当写明理由、依据，并告知申请复核的权利和期限",
        "the decision states reasons and basis, and tells of the review and its period",
    )


@guard("死亡之日尚未到来", "the day of death is still to come", LOCAL["死亡"])
def death_to_come(_: Actor, facts: Facts) -> Words | None:
    day = written_day(facts.act.get(Known.DIED_ON.code))
    if day is not None and day <= beijing_day(facts.at):
        return None
    return Words("死亡之日不得晚于登记之日", "the day of death is not after that of the record")


# ---- what follows (由此确定的事实) ---------------------------------------------------------------------------


def reentry_day(facts: Facts, code: str | None, effective: date) -> str | None:
    """The first day on which one may be selected again after leaving on that ground; None: never."""
    ground = ground_of(facts, facts.rules, code)
    since = eligible_from(ground.reentry, effective, facts.rules) if ground else None
    return since.isoformat() if since else None


def ground_record(facts: Facts, code: str | None) -> dict[str, Any] | None:
    """The ground of that code (None: the one on record) as the matter keeps it."""
    ground = ground_of(facts, facts.rules, code)
    return ground.record() if ground else None


def category_code(facts: Facts) -> str | None:
    category = category_of(facts)
    return category.value if category else None


PUT_FORWARD: tuple[tuple[Fact, Computation], ...] = (
    (Known.GROUND_FOUND, lambda _, facts: ground_record(facts, None)),
    (Known.CATEGORY, lambda _, facts: category_code(facts)),
)
"""The ground is pinned as the lists have it, for letters, papers and later guards."""
IN_EFFECT: tuple[tuple[Fact, Computation], ...] = (
    (Known.EFFECTIVE_ON, lambda _, facts: beijing_day(facts.at).isoformat()),
    (Known.REENTRY_FROM, lambda _, facts: reentry_day(facts, None, beijing_day(facts.at))),
)
"""The powers end on the day of the approval, or of the filing (湖南办法；待法院确定)."""
DIED: tuple[tuple[Fact, Computation], ...] = (
    (Known.GROUND, lambda *_: DEATH),
    (Known.GROUND_FOUND, lambda _, facts: ground_record(facts, DEATH)),
    (Known.CATEGORY, lambda *_: ExitCategory.NATURAL.value),
)
"""Whatever the matter rested on, death makes it a natural exit."""
