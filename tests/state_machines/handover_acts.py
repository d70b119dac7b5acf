"""Lawful acts of a handover, and one that is far enough for each; codes, never people."""

from __future__ import annotations

from typing import Any

from rules.roles import Role

HANDED: dict[str, Any] = {
    "case_no": "（2021）吉00民初100号", "court": "甲区人民法院", "organiser": "甲省高级人民法院", "judge": "J-17", "link": "clue",
    "source_ref": "评查2021Q3-0042", "source_act": "hand_over_clue", "source_digest": "ab12", "source_on": "2022-04-26",
    "giver": "president", "receiver": "inspection", "addressed": ["inspection"], "carried": {"grade": "unqualified"},
}  # fmt: skip

_WHY = {"reasons": "见附件"}
HANDOVER_ACTS: dict[str, dict[str, Any]] = {
    "accept": {"role": Role.INSPECTION, "states": {"opened": "惩戒2022-0001"}},
    "decline": {"role": Role.INSPECTION, "states": {**_WHY, "addressed": ["president", "inspection"]}},
    "offer_again": {"role": Role.PRESIDENT, "states": _WHY},
    "let_rest": {"role": Role.PRESIDENT, "states": _WHY},
    "record_undoing": {
        "role": Role.PRESIDENT,
        "record": {"link": "cleared"},
        "states": {"to_undo": 4, "left": 1, "undo_by": "2022-05-26"},
    },
    "withdraw": {"role": Role.PRESIDENT, "states": _WHY},
}
