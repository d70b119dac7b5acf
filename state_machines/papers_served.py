"""Service of a paper (送达): how it was brought to its reader, and the day that counts as the day of receipt (收到之日).

By hand: the day of the signature. To an adult relative in the household, or left in the presence of witnesses: that
day. By post: the day on the receipt. By public notice: after the days laid down from publication, and not before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from rules.clock_steps import day_words
from rules.clocks import beijing_day
from rules.labels import Labelled, Words
from rules.law import law
from rules.parameters import Rules
from rules.roles import Actor
from rules.written_days import written_day
from state_machines.steps import Computation, Fact, Facts, Guard, Kind, guard

LOCAL = law("local_discipline")


class ServiceKind(Labelled):
    """How a paper was served (送达方式)."""

    DIRECT = "direct", "直接送达", "by hand"
    RELATIVE = "relative", "同住成年家属签收", "to an adult relative of the household"
    LEFT = "left", "留置送达", "left with witnesses"
    POST = "post", "邮寄送达", "by post"
    PUBLIC_NOTICE = "public_notice", "公告送达", "by public notice"


PROOF = (
    Fact("kind", "方式", "how", Kind.CODE),
    Fact("on", "收到之日", "received on", Kind.DAY),
    Fact("receiver", "签收人", "signed by"),
    Fact("witnesses", "见证人", "witnesses", Kind.CODES),
    Fact("receipt", "回执编号", "number of the receipt", Kind.CODE),
    Fact("published_on", "公告之日", "published on", Kind.DAY),
)
"""What a proof of service (送达回证) is made of. Its kind may be written out: 直接送达."""
_NEEDS = {
    ServiceKind.RELATIVE: ("receiver", Words("签收人", "who signed")),
    ServiceKind.LEFT: ("witnesses", Words("见证人", "the witnesses")),
    ServiceKind.POST: ("receipt", Words("回执编号", "the number of the receipt")),
    ServiceKind.PUBLIC_NOTICE: ("published_on", Words("公告之日", "the day of publication")),
}
"""What the proof of service must name besides the day."""
_DAY = Words("收到之日", "the day of receipt")


def served_on(service: Fact) -> Computation:
    """The day of receipt, as the step puts it on record: it follows from the proof of service and is never typed."""
    return lambda _, facts: (facts.act.get(service.code) or {}).get("on")


def rightly_served(service: Fact) -> Guard:
    """A guard: the proof of service names its kind, its day, and what that kind needs."""

    @guard("送达情况不全或者日期不符", "the proof of service is wanting", LOCAL["送达"])
    def wrongly_served(_: Actor, facts: Facts) -> Words | None:
        return _fault(facts.act[service.code], facts.rules, beijing_day(facts.at))

    return wrongly_served


def _fault(record: Mapping[str, Any], rules: Rules, today: date) -> Words | None:
    kind, on = kind_of(record), written_day(record.get("on"))
    if kind is None:
        kinds = Words("、".join(each.zh for each in ServiceKind), ", ".join(each.en for each in ServiceKind))
        return Words("送达方式应当是：{kinds}", "service is one of: {kinds}", kinds=kinds)
    if on is None:
        return Words("送达情况应当写明{day}", "the proof of service states {day}", day=_DAY)
    if on > today:
        return Words(
            "收到之日（{on}）尚未到来，不能登记送达", "the day of receipt ({on}) is still to come", on=on
        )
    part, name = _NEEDS.get(kind, ("on", _DAY))
    if not record.get(part):
        return Words("{kind}应当写明{part}", "service {kind} states {part}", kind=kind, part=name)
    return _of_its_kind(kind, record, on, rules)


def _of_its_kind(kind: ServiceKind, record: Mapping[str, Any], on: date, rules: Rules) -> Words | None:
    if kind is ServiceKind.LEFT:
        return _too_few_witnesses(record, int(rules["discipline.service_witnesses"]))
    if kind is ServiceKind.PUBLIC_NOTICE:
        return _not_the_day(record, on, int(rules["discipline.public_notice"]))
    return None


def _too_few_witnesses(record: Mapping[str, Any], need: int) -> Words | None:
    if len(set(record["witnesses"])) >= need:
        return None
    return Words("留置送达应当有{need}名以上见证人", "service by leaving needs {need} witnesses", need=need)


def _not_the_day(record: Mapping[str, Any], on: date, days: int) -> Words | None:
    published = written_day(record["published_on"])
    due = published + timedelta(days=days) if published else None
    if on == due:
        return None
    return Words(
        "公告送达以公告之日起满{days}日为收到之日，应为{due}",
        "public notice counts as received {days} days after publication: {due}",
        days=days,
        due=due or "—",
    )


def kind_of(record: Mapping[str, Any]) -> ServiceKind | None:
    """How a paper was served; None for what is no way of serving."""
    return next((kind for kind in ServiceKind if record.get("kind") in (kind.value, kind.zh)), None)


def service_told(record: Mapping[str, Any]) -> Words:
    """``直接送达，2022年6月8日收到``: a proof of service as it is read out."""
    kind, on = kind_of(record) or ServiceKind.DIRECT, written_day(record.get("on"))
    return Words("{kind}，{on}收到", "{kind}, received on {on}", kind=kind, on=day_words(on) if on else "")
