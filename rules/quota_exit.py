"""员额退出 (exit from the quota): the three categories, and a ground with its proof, its dates and what comes after it.

The national measure (法发〔2020〕2号) knows three categories: on request, natural, mandatory. Which grounds there are stands in
dated lists (`rules/exit_grounds.py`), by province; how much of each was checked is its mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rules.dated_grounds import DatedGround, holding
from rules.labels import Labelled, Language, Words
from rules.personnel_holds import PersonnelAct


class ExitCategory(Labelled):
    """The three categories of exit (退出情形), the lightest for the judge first."""

    ON_REQUEST = "on_request", "申请退出", "exit on request"
    NATURAL = "natural", "自然退出", "natural exit"
    MANDATORY = "mandatory", "应当退出", "mandatory exit"

    @property
    def weight(self) -> int:
        """Its place among the three: the heavier, the larger."""
        return list(ExitCategory).index(self)


class Proof(Labelled):
    """What must be on record before a ground is put forward (证明材料)."""

    REQUEST = "request", "本人书面申请及理由", "the judge's own written request, with reasons"
    DOCUMENT = "document", "证明事实的文件", "a document that proves the event"
    DISMISSAL = "dismissal", "已生效的开除决定", "a decision of dismissal in force"
    KINSHIP = "kinship", "任职回避的关系和岗位", "the relation and the post that call for recusal"
    ABSENCE = (
        "absence",
        "不能履职的起止日期和原因",
        "since and until when, and why, the judge could not serve",
    )
    COMMITTEE_FINDING = "committee_finding", "法官考评委员会认定", "the assessment committee's finding"
    SANCTION = "sanction", "已生效的处分决定", "a sanction in force"
    OPINION = "opinion", "惩戒委员会已确定的审查意见", "the discipline committee's final opinion"
    FAMILY = "family", "家属移居情况", "where the family lives"
    ASSESSMENT = "assessment", "书面通知本人的年度考核结果", "annual results that were told in writing"
    CASELOAD = "caseload", "年度考核结果和办案数量", "the annual result and the number of cases"
    OTHER = "other", "所依据的规定和事实", "the rule and the facts relied on"


class Reentry(Labelled):
    """Whether, and after what time, one may be selected again (再次入额)."""

    NEVER = "never", "不得再次入额", "never"
    WHEN_CAUSE_ENDS = "when_cause_ends", "原因消除后可以再次参加遴选", "once the cause has ended"
    AFTER_REQUEST = "after_request", "申请退出的等待期满后", "after the wait that follows a request"
    AFTER_PERFORMANCE = (
        "after_performance",
        "考核不达标的等待期满后",
        "after the wait that follows performance",
    )
    AFTER_MISCONDUCT = "after_misconduct", "违纪违法的等待期满后", "after the wait that follows misconduct"


@dataclass(frozen=True, slots=True)
class ExitGround:
    """One ground of exit (退额情形), as the lists in use have it. `hold`: the personnel act that it amounts to."""

    code: str
    zh: str
    en: str
    category: ExitCategory
    proof: Proof
    reentry: Reentry
    grounds: tuple[DatedGround, ...]
    hold: PersonnelAct | None = None

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)

    def on(self, day: date) -> tuple[DatedGround, ...]:
        """The articles behind it that are in force on that day; none: it is no ground then."""
        return holding(self.grounds, day)

    def cited(self, day: date, language: Language) -> str:
        """Its articles of that day, each with its mark."""
        join = "；" if language == "zh" else "; "
        return join.join(each.to(language) for each in self.on(day))

    def record(self) -> dict[str, Any]:
        """As a matter keeps it, so that a list changed later does not reach it."""
        return {
            "code": self.code,
            "zh": self.zh,
            "en": self.en,
            "category": self.category.value,
            "proof": self.proof.value,
            "reentry": self.reentry.value,
            "hold": self.hold.value if self.hold else None,
            "grounds": [
                {
                    "authority": each.authority.code,
                    "item": each.item,
                    "provenance": each.provenance.value,
                    "since": each.since.isoformat(),
                    "until": each.until.isoformat() if each.until else None,
                }
                for each in self.grounds
            ],
        }

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> ExitGround:
        """One entry of a list, or a ground as a matter keeps it."""
        hold = entry.get("hold")
        return cls(
            code=str(entry["code"]),
            zh=str(entry["zh"]),
            en=str(entry["en"]),
            category=ExitCategory(entry["category"]),
            proof=Proof(entry["proof"]),
            reentry=Reentry(entry["reentry"]),
            grounds=tuple(DatedGround.read(_dated(each)) for each in entry["grounds"]),
            hold=PersonnelAct(hold) if hold else None,
        )


def _dated(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A dated ground with its days as days, from YAML or from a record."""
    until = entry.get("until")
    return {**entry, "since": _day(entry["since"]), "until": None if until is None else _day(until)}


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(str(value))
