"""A lead (线索): what is registered of it, and why somebody may not register it. Pure; the register is kept elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.errors import Fault, FaultyInput, Refused
from rules.labels import Words
from rules.law import law
from rules.partial_dates import partial_date
from rules.roles import Actor
from state_machines.disciplinary_prereview.competence import kind_of
from state_machines.disciplinary_prereview.terms import COMMITTEE_ONLY, Known, Source
from state_machines.forms import missing

OPINION_2016 = law("discipline_opinion_2016")
LOCAL_REVIEW = law("local_review")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A lead as it came in. `source_ref`: the matter it came from; `item`: ``46(4)``, empty where nobody knows yet;
    `acted_on`: when the act was done, as far as it is known (``2019``, ``2019-07``).
    """

    source: Source
    court: str
    judge: str
    conduct: str
    received_on: date
    organiser: str = ""
    case_no: str = ""
    division: str = ""
    bench: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    item: str = ""
    acted_on: str = ""
    reporter: str = ""
    source_ref: str = ""
    is_judge: bool = True

    def facts(self, related: Sequence[str]) -> dict[str, Any]:
        """The facts a pre-review opens with; what is empty is left out."""
        given = {
            Known.CASE_NO: self.case_no,
            Known.ORGANISER: self.organiser,
            Known.COURT: self.court,
            Known.DIVISION: self.division,
            Known.JUDGE: self.judge,
            Known.BENCH: list(self.bench),
            Known.OTHERS: list(self.others),
            Known.SOURCE: self.source.value,
            Known.SOURCE_REF: self.source_ref,
            Known.RECEIVED_ON: self.received_on.isoformat(),
            Known.ITEM: self.item,
            Known.CONDUCT: self.conduct,
            Known.ACTED_ON: acted.iso if (acted := partial_date(self.acted_on)) else "",
            Known.RELATED: list(related),
        }
        return {fact.code: value for fact, value in given.items() if value} | {
            Known.IS_JUDGE.code: self.is_judge
        }


def check_registrar(by: Actor) -> None:
    """A letter sent straight to the committee is forwarded to the department in charge, never registered by it.

    Raises:
        Refused: the committee or its office would open a matter itself.
    """
    if by.role in COMMITTEE_ONLY:
        raise Refused(
            Words(
                "{who}不直接受理举报和线索；应当转交法官任职法院的审监庭、审管办或者督察部门登记",
                "the {who} takes no complaints and leads itself: forward it to the judge's court, where it is registered",
                who=by.role,
            ),
            OPINION_2016["不直接受理"],
        )


def check_lead(lead: Lead, today: date) -> None:
    """What a lead must say to be registered.

    Raises:
        FaultyInput: everything that is missing or cannot be.
    """
    must = ((Known.JUDGE, lead.judge), (Known.COURT, lead.court), (Known.CONDUCT, lead.conduct))
    faults = [missing(fact) for fact, value in must if not value.strip()]
    if lead.item and kind_of(lead.item) is None:
        faults.append(
            Fault(
                Words("法官法条项“{item}”", "item “{item}”", item=lead.item),
                Words("不是法官法第46条的一项", "is no item of art. 46"),
                Words(
                    "请写成 46(4) 的形式；尚不清楚的不写，由审监、审管部门初查时写明",
                    "write it as 46(4); leave it out if it is not clear yet",
                ),
            )
        )
    acted = partial_date(lead.acted_on)
    if lead.acted_on and (acted is None or acted.earliest > today):
        faults.append(
            Fault(
                Words("行为发生时间“{day}”", "time of the act “{day}”", day=lead.acted_on),
                Words("不是日期", "is no date") if acted is None else Words("还没有到", "has not come yet"),
                Words(
                    "请写成 2019、2019-07 或者 2019-07-15；不详的不写",
                    "write 2019, 2019-07 or 2019-07-15; leave it out if it is not known",
                ),
            )
        )
    if lead.source is Source.REVIEW and not lead.source_ref:
        faults.append(
            Fault(
                Words("线索来源“{source}”", "source “{source}”", source=lead.source),
                Words("没有写明是哪一件评查", "does not say which review"),
                Words("请以 --from 写明评查事项", "name the review with --from"),
            )
        )
    if lead.received_on > today:
        faults.append(
            Fault(
                Words("收到之日“{day}”", "received on “{day}”", day=lead.received_on),
                Words("还没有到", "has not come yet"),
                Words("请核对日期", "check the day"),
            )
        )
    if faults:
        raise FaultyInput(faults)


def clue_of(facts: dict[str, Any]) -> dict[str, Any]:
    """The clue that a review handed over (线索移送), from the facts of the review.

    Raises:
        Refused: no clue of it was handed over by the president.
    """
    clue: dict[str, Any] | None = facts.get("clue_transfer")
    if clue is None:
        raise Refused(
            Words(
                "该评查没有经院长移送的线索；评查不作责任认定，未移送的不得登记",
                "no clue of this review was handed over by the president: a review finds no liability by itself",
            ),
            LOCAL_REVIEW["线索"],
        )
    return clue
