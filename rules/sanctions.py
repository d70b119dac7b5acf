"""处分 (sanctions): their kinds, how long each lasts, what several acts come to, and what a sanction brings with it.

The period begins on the day of the decision (政务处分法 8). That this day counts, and that no rest day moves the end, is
our reading (a parameter, 待法院确定). Nothing here says which sanction an act deserves: that is for who decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rules.counting import same_day_later
from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words
from rules.law import cite
from rules.parameters import Rules
from rules.reasons import Reason

_ONE_DAY = timedelta(days=1)


class SanctionKind(Labelled):
    """A kind of sanction (处分种类), the lightest first (公务员法 62；政务处分法 7)."""

    WARNING = "warning", "警告", "warning"
    DEMERIT = "demerit", "记过", "demerit"
    GRAVE_DEMERIT = "grave_demerit", "记大过", "grave demerit"
    DEMOTION = "demotion", "降级", "demotion"
    REMOVAL = "removal", "撤职", "removal from office"
    DISMISSAL = "dismissal", "开除", "dismissal"

    @property
    def weight(self) -> int:
        """Its place among the kinds: the heavier, the larger."""
        return list(SanctionKind).index(self)


NONE_GIVEN = Words("不予处分", "no sanction")
"""What stands in the place of a sanction."""


class SanctionedBy(Labelled):
    """Whose sanction it is (处分主体)."""

    COURT = "court", "任职法院处分", "sanction by the court"
    SUPERVISION = "supervision", "监察机关政务处分", "governmental sanction by the supervision organ"


class SanctionEffect(Labelled):
    """What a sanction brings with it by law (处分的后果)."""

    NO_PROMOTION = (
        "no_promotion",
        "处分期内不得晋升职务、职级和级别",
        "no promotion of post, rank or grade in the period",
    )
    NO_PAY_STEP = "no_pay_step", "处分期内不得晋升工资档次", "no pay step in the period"
    LOWER_RANK = "lower_rank", "按规定降低职务、职级和待遇", "post, rank and pay are lowered"
    NOT_RESTORED = (
        "not_restored",
        "期满解除后不恢复原职务、职级",
        "the old post and rank do not come back with the end of the period",
    )
    ENDS_BY_ITSELF = (
        "ends_by_itself",
        "处分期内有悔改表现且没有再违纪违法的，期满自动解除",
        "it ends by itself with its period, on repentance and without new misconduct",
    )
    EMPLOYMENT_ENDS = (
        "employment_ends",
        "自决定生效之日起解除人事关系",
        "the employment ends with the day of effect",
    )
    NO_ADVOCACY = (
        "no_advocacy",
        "不得担任诉讼代理人或者辩护人（监护人、近亲属除外）",
        "never an agent or defender in court, guardians and near relatives excepted",
    )


@dataclass(frozen=True, slots=True)
class SanctionPeriod:
    """A sanction and its period (处分期): the first and the last day. A dismissal has no last day.

    `months`: its length; None for a dismissal, and where a running period was added to it.
    """

    kind: SanctionKind
    begins: date
    ends: date | None
    months: int | None

    def runs_on(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Combined:
    """What several acts come to: the one sanction to carry out, and between how many months its period may be."""

    kind: SanctionKind
    least: int | None
    most: int | None


def months_of(kind: SanctionKind, rules: Rules) -> int | None:
    """The length of a kind's period (个月); None for a dismissal (公务员法 64；政务处分法 8)."""
    return int(rules[_PERIODS[kind]]) if kind in _PERIODS else None


def period(kind: SanctionKind, decided_on: date, rules: Rules, months: int | None = None) -> SanctionPeriod:
    """The period of a sanction decided on that day. `months`: chosen within what several acts allow (`combined`)."""
    length = months or months_of(kind, rules)
    if kind is SanctionKind.DISMISSAL or length is None:
        return SanctionPeriod(kind, decided_on, None, None)
    return SanctionPeriod(kind, decided_on, last_day(decided_on, length, rules), length)


def last_day(begins: date, months: int, rules: Rules) -> date:
    """The last day of a period of months that begins on that day (政务处分法 8; 处分期). No rest day moves it."""
    same = same_day_later(begins, months)
    if not rules["discipline.sanction_first_day"] or same.day != begins.day:
        return same  # A month without that day ends the period with its own last day either way.
    return same - _ONE_DAY


def combined(kinds: Sequence[SanctionKind], rules: Rules) -> Combined:
    """Of several acts, each with its sanction: the heaviest; equal ones up to removal may add up (政务处分法 15).

    Raises:
        FaultyInput: no sanction was given.
    """
    if not kinds:
        raise FaultyInput([Fault(
            Words("数个违法行为", "several acts"), Words("没有确定任何处分", "no sanction was laid down"),
            Words("请先分别确定每一行为的处分", "lay down a sanction for each act first"))])  # fmt: skip
    heaviest = max(kinds, key=lambda kind: kind.weight)
    length, times = months_of(heaviest, rules), kinds.count(heaviest)
    if length is None or times == 1:
        return Combined(heaviest, length, length)
    return Combined(
        heaviest, length, max(length, min(length * times, int(rules["discipline.longest_period"])))
    )


def outside(months: int, of: Combined, rules: Rules) -> Reason | None:
    """Why a period that was chosen does not fit what the acts come to; None when it does (政务处分法 15)."""
    authority = cite(rules.parameter("discipline.longest_period").authority)
    if of.least is None or of.most is None:
        return Reason(Words("开除没有处分期", "a dismissal has no period"), authority)
    if of.least <= months <= of.most:
        return None
    return Reason(
        Words("处分期{months}个月，应当在{least}个月以上、{most}个月以下",
              "a period of {months} months, and it must be from {least} to {most}",
              months=months, least=of.least, most=of.most),
        authority)  # fmt: skip


def added_to(running: SanctionPeriod, new: SanctionPeriod, rules: Rules) -> SanctionPeriod:
    """A new sanction within a running one: what is left of the old period and the new one together (处分条例 10)."""
    if new.ends is None or running.ends is None or new.months is None or not running.runs_on(new.begins):
        return new
    heaviest = max(running.kind, new.kind, key=lambda each: each.weight)
    # What is left runs to the old last day, and the new period follows on it without a gap.
    counted = bool(rules["discipline.sanction_first_day"])
    ends = (
        last_day(running.ends + _ONE_DAY, new.months, rules)
        if counted
        else same_day_later(running.ends, new.months)
    )
    return SanctionPeriod(heaviest, new.begins, ends, None)


def effects(of: SanctionPeriod) -> tuple[Reason, ...]:
    """What the sanction brings with it by law, each with its article, and until when where it ends with the period."""
    return tuple(
        Reason(
            Words("{effect}（至{day}）", "{effect} (until {day})", effect=effect, day=of.ends.isoformat())
            if of.ends and effect in _WHILE_IT_RUNS
            else Words(effect.zh, effect.en),
            cite(authority),
        )
        for effect, (kinds, authority) in _EFFECTS.items()
        if of.kind in kinds
    )


_WHILE_IT_RUNS = (SanctionEffect.NO_PROMOTION, SanctionEffect.NO_PAY_STEP)
_PERIODS = {
    SanctionKind.WARNING: "discipline.warning_period",
    SanctionKind.DEMERIT: "discipline.demerit_period",
    SanctionKind.GRAVE_DEMERIT: "discipline.grave_demerit_period",
    SanctionKind.DEMOTION: "discipline.demotion_period",
    SanctionKind.REMOVAL: "discipline.removal_period",
}
_SHORT_OF_DISMISSAL = frozenset(SanctionKind) - {SanctionKind.DISMISSAL}
# fmt: off
_EFFECTS: Mapping[SanctionEffect, tuple[frozenset[SanctionKind], str]] = {
    SanctionEffect.NO_PROMOTION:    (_SHORT_OF_DISMISSAL,                                      "civil_servants_law.64"),
    SanctionEffect.NO_PAY_STEP:     (_SHORT_OF_DISMISSAL - {SanctionKind.WARNING},             "civil_servants_law.64"),
    SanctionEffect.LOWER_RANK:      (frozenset({SanctionKind.REMOVAL}),                        "civil_servants_law.64"),
    SanctionEffect.NOT_RESTORED:    (frozenset({SanctionKind.DEMOTION, SanctionKind.REMOVAL}), "civil_servants_law.65"),
    SanctionEffect.ENDS_BY_ITSELF:  (_SHORT_OF_DISMISSAL,                                      "civil_servants_law.65"),
    SanctionEffect.EMPLOYMENT_ENDS: (frozenset({SanctionKind.DISMISSAL}),                      "government_sanctions_law.26"),
    SanctionEffect.NO_ADVOCACY:     (frozenset({SanctionKind.DISMISSAL}),                      "judges_law.36"),
}
# fmt: on
