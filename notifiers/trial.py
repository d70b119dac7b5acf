"""The test message of a channel (测试消息): it says that it is one, and names nobody and no matter."""

from __future__ import annotations

from datetime import datetime

from notifiers.messages import Message
from rules.clocks import BEIJING
from rules.labels import Language, Words


def trial(at: datetime, language: Language) -> Message:
    """What is sent to try a channel."""
    hour = f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
    subject = Words("【责链】通知渠道测试", "[Zelian] Test of a channel").to(language)
    body = Words(
        "您好。这是一条测试消息（{hour}），不涉及任何事项，无需办理。收到即说明渠道可用。",
        "This is a test message ({hour}). It is about no matter and asks for nothing. That you read it says that the channel works.",
        hour=hour,
    ).to(language)
    short = Words(
        "【责链】通知渠道测试（{hour}），无需办理", "[Zelian] Test ({hour}); nothing to do", hour=hour
    )
    return Message(subject, body, short.to(language))
