"""In what words people are told (措辞): a `NoticeContent` becomes a subject, a letter and a short form.

The letter says what happened in which case, what to do, by when, on what authority, and whom to ask. What
leaves the court's network says only that something waits, with its reference. A kind of notice is one function.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from notifiers.alert_sentences import OF_LIMITS, OF_RUNGS
from notifiers.messages import SHORT, Message, one_line
from notifiers.outside import waiting
from notifiers.short_form import short_form
from rules.labels import Language, Words, in_language
from rules.law import cite
from rules.notices import NOTHING, NoticeContent, NoticeKind, Urgency
from rules.roles import Role

__all__ = ["SHORT", "Message", "compose"]

_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class _Opening:
    """What differs from kind to kind: the headline (subject and short form) and the first sentence."""

    headline: Words
    sentence: Words


def compose(content: NoticeContent, language: Language = "zh", *, outside: bool = False) -> Message:
    """Put a notice into words; ``outside`` is for a channel that leaves the court's network.

    Raises:
        UnknownArticle: the notice cites an article that `config/law/` does not hold.

    """
    if outside:
        return waiting(content.proceeding, language)
    opening = _OPENINGS[content.kind](content)
    urgent = Urgency.URGENT.to(language) if content.urgency is Urgency.URGENT else ""
    kind = "·".join(filter(None, (urgent, content.kind.to(language))))
    reference = content.proceeding
    head = Words("【{kind}】{reference}：", "[{kind}] {reference}: ", kind=kind, reference=reference)
    barer = Words("{reference}：", "{reference}: ", reference=reference)
    subject = head.to(language) + opening.headline.to(language)
    # The deadline stands first: what does not fit into a short form is left out from the end.
    points = (
        [_due_first(content)], [opening.headline, _by(content)], [content.what_to_do]
    )  # fmt: skip
    short = short_form(
        [head.to(language), barer.to(language)],
        [[way.to(language) for way in point] for point in points],
        language,
    )
    return Message(one_line(subject), _letter(content, opening, language), short)


def _step_taken(content: NoticeContent) -> _Opening:
    happened = content.act if str(content.act) else content.state
    if str(content.what_to_do):
        return _Opening(
            happened,
            Words(
                "您好。下列事项有新的进展，需要您办理。",
                "There is progress in the matter below, and something for you to do.",
            ),
        )
    return _Opening(
        happened,
        Words(
            "您好。下列事项有新的进展，供您知悉。",
            "There is progress in the matter below, for your information.",
        ),
    )


def _due_soon(content: NoticeContent) -> _Opening:
    return _Opening(
        Words("{limit}{until}届满", "the {limit} ends {until}", limit=content.act, until=_until(content)),
        Words(
            "您好。下列事项的办理期限即将届满，请在期限内办理。",
            "The time limit of the matter below ends soon. Please act within it.",
        ),
    )


def _overdue(content: NoticeContent) -> _Opening:
    return _Opening(
        Words("{limit}已{until}届满", "the {limit} ended {until}", limit=content.act, until=_until(content)),
        Words(
            "您好。下列事项的办理期限已经届满，尚无办理记录。请尽快办理，并说明逾期的理由。",
            "The time limit of the matter below has ended and no act is on record. Please act at once, and say why it is late.",
        ),
    )


def _nobody_to_notify(content: NoticeContent) -> _Opening:
    return _Opening(
        content.act,
        Words(
            "您好。下列通知没有在岗的人可以通知。请补登任职、代理人或者通知地址；在此之前，请以其他方式告知。",
            "There is nobody to tell of the notice below. Please add the office-holder, a substitute or an address; "
            "until then, please tell them in another way.",
        ),
    )


def _delivery_failed(_content: NoticeContent) -> _Opening:
    return _Opening(
        Words("通知未能送达", "not delivered"),
        Words(
            "您好。下列通知多次送达均未成功。请核对通知地址，并以其他方式告知。",
            "The notice below failed at every attempt. Please check the address, and tell them in another way.",
        ),
    )


def _circular(content: NoticeContent) -> _Opening:
    return _Opening(
        content.act if str(content.act) else Words("通报已印发", "the circular is out"),
        Words("您好。下列通报已经印发，请查阅。", "The circular below is out. Please read it."),
    )


def _checkup(content: NoticeContent) -> _Opening:
    return _Opening(
        content.act,
        Words(
            "您好。系统巡检发现下列异常，请当日处理。",
            "The nightly check-up found what is named below. Please see to it today.",
        ),
    )


def _paper_failed(content: NoticeContent) -> _Opening:
    return _Opening(
        content.act,
        Words(
            "您好。下列事项的步骤已经办理，应当随之制作的文书未能写出。",
            "An act of the matter below was done, and the papers it calls for could not be written.",
        ),
    )


def _late_rung(content: NoticeContent) -> _Opening:
    if content.kind is NoticeKind.ALARM_UNANSWERED:
        return _Opening(content.act, OF_RUNGS[content.kind])
    return _Opening(_overdue(content).headline, OF_RUNGS[content.kind])


def _withdrawn(content: NoticeContent) -> _Opening:
    return _Opening(
        Words("此前关于{limit}的提醒作废", "what was said of the {limit} no longer holds", limit=content.act),
        Words(
            "您好。此前就下列事项发出的提醒已经撤回，请以现在的期限为准。",
            "What you were told of the matter below is taken back. What counts is the time limit as it stands now.",
        ),
    )


_OPENINGS: dict[NoticeKind, Callable[[NoticeContent], _Opening]] = {
    NoticeKind.STEP_TAKEN: _step_taken,
    NoticeKind.DUE_SOON: _due_soon,
    NoticeKind.OVERDUE: _overdue,
    NoticeKind.NOBODY_TO_NOTIFY: _nobody_to_notify,
    NoticeKind.DELIVERY_FAILED: _delivery_failed,
    NoticeKind.CIRCULAR: _circular,
    NoticeKind.PAPER_FAILED: _paper_failed,
    NoticeKind.CHECKUP: _checkup,
    **dict.fromkeys(OF_RUNGS, _late_rung),
    NoticeKind.ALERT_WITHDRAWN: _withdrawn,
}


def _letter(content: NoticeContent, opening: _Opening, language: Language) -> str:
    matter = Words(
        "{procedure}（{reference}）",
        "{procedure} ({reference})",
        procedure=content.procedure,
        reference=content.proceeding,
    )
    of_limit = content.kind in OF_LIMITS
    points = (
        (Words("案件", "Case"), content.case_no),
        (Words("事项", "Matter"), matter),
        (Words("办理情况", "What happened"), NOTHING if of_limit else content.act),
        *content.points,
        (Words("目前状态", "State"), NOTHING if content.state == content.act else content.state),
        (Words("请您办理", "What to do"), content.what_to_do),
        (Words("办理期限", "By when"), _deadline(content)),
        (Words("期限说明", "How the day was counted"), _explained(content)),
        (Words("依据", "Authority"), _authority(content)),
        (Words("如有疑问，请询", "Whom to ask"), _ask(content)),
    )
    colon = "：" if language == "zh" else ": "
    said = [(label.to(language), in_language(text, language)) for label, text in points]
    lines = [f"{label}{colon}{text}" for label, text in said if text]
    return "\n".join((opening.sentence.to(language), "", *lines))


def _ask(content: NoticeContent) -> Words:
    """Whom to ask; the office itself (审管办) is not referred to itself."""
    if str(content.ask) or content.audience is Role.TRIAL_MANAGEMENT:
        return content.ask
    return Words("{court}审管办", "the trial-management office of {court}", court=content.court)


def _due_first(content: NoticeContent) -> Words:
    if content.due is None or content.kind in OF_LIMITS:
        return NOTHING  # nothing is due, or the headline says when
    return _by(content)


def _by(content: NoticeContent) -> Words:
    if content.due is None:
        return NOTHING
    return Words("期限{day}", "by {day}", day=_deadline(content))


def _until(content: NoticeContent) -> Words:
    if content.due is None:
        return NOTHING
    return Words("于{day}", "on {day}", day=_deadline(content))


def _deadline(content: NoticeContent) -> Words:
    if content.due is None:
        return NOTHING
    if content.provisional:
        return Words("{day}（暂定）", "{day} (provisional)", day=_day(content.due))
    return _day(content.due)


def _day(day: date) -> Words:
    return Words(
        f"{day.year}年{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）",
        f"{day.isoformat()} ({_WEEKDAYS_EN[day.weekday()]})",
    )


def _explained(content: NoticeContent) -> Words:
    if not content.provisional:
        return content.due_explained
    return Words(
        "暂定，因为该年度放假安排尚未公布，公布后重新计算。{explained}",
        "provisional, for that year's public holidays are not announced yet; it is counted again when they are. "
        "{explained}",
        explained=content.due_explained,
    )


def _authority(content: NoticeContent) -> Words:
    if not content.authority:
        return NOTHING
    citation = cite(content.authority)
    return Words(
        f"{citation.to('zh')}：{citation.point('zh')}", f"{citation.to('en')}: {citation.point('en')}"
    )
