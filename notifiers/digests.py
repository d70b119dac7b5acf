"""Several notices in one message (通知汇总): what waited for one person by one channel, in the order it came."""

from __future__ import annotations

from collections.abc import Sequence

from notifiers.outside import may_be_named
from notifiers.short_form import short_form
from notifiers.wording import Message, compose
from rules.labels import Language, Words
from rules.notices import NoticeContent


def digest(contents: Sequence[NoticeContent], language: Language = "zh", *, outside: bool = False) -> Message:
    """One message of several notices; one alone stays as it is. What leaves the court's network names references only."""
    letters = [compose(content, language, outside=outside) for content in contents]
    if len(letters) == 1:
        return letters[0]
    references = list(dict.fromkeys(content.proceeding for content in contents))
    if outside:
        references = [each for each in references if may_be_named(each)]
    subject = Words("【通知汇总】{count}件", "[digest] {count} notices", count=len(letters)).to(language)
    wait = Words("您有{count}件通知待查看", "{count} notices wait for you", count=len(letters)).to(language)
    head = "【通知汇总】" if language == "zh" else "[digest] "
    short = short_form([head], [[wait], *([each] for each in references)], language)
    # From one system to another: a letter that leaves the network lists what waits, and no more.
    parts = references if outside else [f"{letter.subject}\n\n{letter.body}" for letter in letters]
    numbered = [f"{number}. {part}" for number, part in enumerate(parts, start=1)]
    opening = (_OUTSIDE if outside else _OPENING).to(language)
    body = (("\n" if outside else "\n\n" + "－" * 20 + "\n\n").join(numbered)).rstrip()
    return Message(subject, f"{opening}\n\n{body}\n", short)


_OPENING = Words(
    "您好。下列通知在静默时段或者短时间内多件到达，汇总告知如下，每件的期限不因汇总而改变。",
    "These notices came in quiet hours or many at once, so they reach you together. No time limit changes by that.",
)
_OUTSIDE = Words(
    "您好。下列事项有通知待查看，内容请到法院专网站内信箱查阅。",
    "Notices of these matters wait for you. Please read them in your mailbox on the court's network.",
)
