"""A table of looks (查阅记录), the latest first, for `zelian proceeding reads` and `zelian people reads`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from console.office import now
from console.speech import as_json, table
from rules.labels import Words
from rules.roles import Role

if TYPE_CHECKING:
    from records.reads import PastRead

UNSAID = Words("不告知", "not told")
"""Stands for the code of a reviewer where the person concerned asks."""


def show_reads(title: Words, found: Sequence[PastRead], *, json: bool) -> None:
    if json:
        as_json(
            [
                {
                    "at": each.at.isoformat(),
                    "look": each.look,
                    "by": each.by,
                    "role": each.role,
                    "court": each.court,
                    "reason": each.reason,
                    "shown": each.shown,
                    "digest": each.digest,
                }
                for each in found
            ]
        )
        return
    table(
        title,
        (
            Words("时间", "when"),
            Words("查阅人", "who"),
            Words("身份", "role"),
            Words("法院", "court"),
            Words("查阅内容", "what"),
            Words("同时显示", "shown with it"),
            Words("事由", "why"),
        ),
        [
            (
                f"{each.at.astimezone(now().tzinfo):%Y-%m-%d %H:%M:%S}",
                each.by or UNSAID,
                Role(each.role),
                each.court,
                each.look,
                each.shown,
                each.reason,
            )
            for each in found
        ],
    )
