"""Reminders (催办、提醒): what the routine tells people by itself, each once, asked every minute and written only if it is new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flows.office import Office
from records import notices
from rules.notices import NoticeContent


def tell_once(office: Office, contents: Iterable[NoticeContent], now: datetime) -> int:
    """Write those of the notices that are not in the outbox; returns how many were new (件)."""
    wanted = {content.key: content for content in contents}
    # Asked every minute for days: who has them all is told nothing, and nobody waits for us to write that.
    with office.store.read() as session:
        new = wanted.keys() - notices.written(session, list(wanted))
    if not new:
        return 0
    with office.store.begin() as session:
        return notices.put_once(session, [each for key, each in wanted.items() if key in new], now)
