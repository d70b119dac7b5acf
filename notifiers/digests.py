"""Several notices in one message (通知汇总): what waited for one person by one channel, in the order it came."""

from __future__ import annotations

from collections.abc import Sequence

from notifiers.wording import SHORT, Message, compose
from rules.labels import Language, Words
from rules.notices import NoticeContent


def digest(contents: Sequence[NoticeContent], language: Language = "zh", *, outside: bool = False) -> Message:
    """One message of several notices; one alone stays as it is. What leaves the court's network names references only."""
    letters = [compose(content, language, outside=outside) for content in contents]
    if len(letters) == 1:
        return letters[0]
    references = list(dict.fromkeys(content.proceeding for content in contents))
    subject = Words("【通知汇总】{count}件", "[digest] {count} notices", count=len(letters)).to(language)
    short = Words(
        "【通知汇总】您有{count}件通知待查看：{references}",
        "[digest] {count} notices wait for you: {references}",
        count=len(letters),
        references=Words("、".join(references), ", ".join(references)),
    ).to(language)
    # From one system to another: a letter that leaves the network lists what waits, and no more.
    parts = references if outside else [f"{letter.subject}\n\n{letter.body}" for letter in letters]
    numbered = [f"{number}. {part}" for number, part in enumerate(parts, start=1)]
    opening = (_OUTSIDE if outside else _OPENING).to(language)
    body = (("\n" if outside else "\n\n" + "－" * 20 + "\n\n").join(numbered)).rstrip()
    return Message(subject, f"{opening}\n\n{body}\n", _cut(short))


def _cut(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


_OPENING = Words(
    "您好。下列通知在静默时段或者短时间内多件到达，汇总告知如下，每件的期限不因汇总而改变。",
    "These notices came in quiet hours or many at once, so they reach you together. No time limit changes by that.",
)
_OUTSIDE = Words(
    "您好。下列事项有通知待查看，内容请到法院专网站内信箱查阅。",
    "Notices of these matters wait for you. Please read them in your mailbox on the court's network.",
)
