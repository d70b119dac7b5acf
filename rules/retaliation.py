"""报复预警 (retaliation alarm): an adverse personnel act against somebody who recorded interference, within the look-back.

An alarm is no finding: it says that a review is due. It stops no lawful procedure; who recorded is not immune.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.counting import same_day_later
from rules.labels import Labelled, Words
from rules.law import cite
from rules.parameters import Rules
from rules.reasons import Reason


class AdverseAct(Labelled):
    """An act against a judge's standing (不利人事处理)."""

    TRANSFER = "transfer", "调离审判岗位", "transfer off the bench"
    REMOVAL = "removal", "免职", "removal from office"
    DEMOTION = "demotion", "降级、撤职", "demotion or removal as a sanction"
    DISMISSAL = "dismissal", "辞退", "dismissal from service"
    SANCTION = "sanction", "处分", "sanction"
    QUOTA_EXIT = "quota_exit", "退出员额", "quota exit"
    LOW_ASSESSMENT = "low_assessment", "考核降等", "a lower assessment"
    INQUIRY = "inquiry", "启动追责", "inquiry into liability"
    OTHER = "other", "其他不利处理", "another adverse act"


@dataclass(frozen=True, slots=True)
class RetaliationAlarm:
    """An alarm (预警): the act, its day, the latest record before it, and until when such acts are watched."""

    act: AdverseAct
    on: date
    record: str
    recorded_on: date
    watched_until: date

    @property
    def reason(self) -> Reason:
        """Why a review is due. It does not name what was recorded, nor about whom."""
        return Reason(
            Words(
                "{on}的“{act}”发生在如实记录干预、过问后的回溯期内（至{until}），应当审查是否属于打击报复",
                "“{act}” of {on} falls within the look-back after a record of interference (until {until}): whether it "
                "retaliates is to be reviewed",
                act=self.act,
                on=self.on.isoformat(),
                until=self.watched_until.isoformat(),
            ),
            cite("local_protection.报复预警"),
        )


def alarm_of(
    act: AdverseAct, on: date, records: Iterable[tuple[str, date]], rules: Rules
) -> RetaliationAlarm | None:
    """The alarm for an act on that day, from the records (reference, day) of the person; None where none is due.

    A record made on the day of the act or later cannot have brought it about. Of several the latest counts.
    """
    before = sorted((day, ref) for ref, day in records if day < on)
    if not before:
        return None
    recorded, ref = before[-1]
    until = watched_until(recorded, rules)
    return RetaliationAlarm(act, on, ref, recorded, until) if on <= until else None


def watched_until(recorded: date, rules: Rules) -> date:
    """The last day of the look-back: the corresponding day (民法典 202); it is watched, not counted, so no holiday moves it."""
    return same_day_later(recorded, int(rules["protection.retaliation_look_back"]))
