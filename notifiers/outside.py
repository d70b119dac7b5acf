"""What leaves the court's network (出网消息): that something waits, and nothing of what it is.

A reference is named only where it is the plain number of a quality review, which tells nothing but that a round is on; those
read beside the draw (加) and the cards of calibration look alike.
Every other reference says by its first word what the matter is (惩戒, 退额, 移送), or holds what somebody typed.
"""

from __future__ import annotations

import re

from notifiers.messages import Message
from rules.labels import Language, Words

_PLAIN = re.compile(r"评查\d{4}Q[1-4]-加?\d{1,6}", re.ASCII)
_SUBJECT = Words("【责链】您有一件事项待阅办", "[Zelian] A matter waits for you")
_BODY = Words(
    "您好。您有一件事项待阅办{reference}。\n请在法院专网内登录查看，勿在本渠道回复办案内容。",
    "A matter waits for you{reference}.\n"
    "Please read it inside the court's network; do not answer here about any case.",
    reference="{reference}",
)


def may_be_named(reference: str) -> bool:
    """Whether a reference may be told outside the court's network."""
    return _PLAIN.fullmatch(reference) is not None


def waiting(reference: str, language: Language) -> Message:
    """The message that something waits: for all confidential matters the same, letter for letter."""
    named = reference if may_be_named(reference) else ""
    mark, numbered = Words("", ""), Words("", "")
    if named:
        mark = Words("（{reference}）", " ({reference})", reference=named)
        numbered = Words("，编号：{reference}", ". Reference: {reference}", reference=named)
    subject = _SUBJECT.to(language) + mark.to(language)
    return Message(subject, _BODY.to(language).format(reference=numbered.to(language)), subject)
