"""Matters under way in a house of schema 0010 (在办事项): run by `make` with the code of that time, which is all it knows.

A danger graded, whose measures are then owed in working days; a danger that waits to be graded; a handover offered, one declined, one
accepted; a clearing, and a danger that was none, that ended a month before.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import timedelta

from flows import leads
from flows.due import morning
from flows.handovers import Watch, look
from flows.protection import open_matter
from rules.roles import Actor, Role
from state_machines.protection.openings import ProtectionKind
from tests.records.test_handovers import CLUE, matter, to_no_violation
from tests.records.test_leads import COURT, INSPECTOR, complaint, do
from tests.records.test_protection import CLEARING, SAFETY


def test_matters_under_way(quick_desk, quick_office):
    desk, office = quick_desk, quick_office
    by = Actor("J1", Role.JUDGE_CONCERNED, court=COURT)
    # Ended long before: a clearing that was not asked for any longer, and a danger that was none.
    clearing = open_matter(office, ProtectionKind.CLEARING, CLEARING, by=INSPECTOR, now=desk.now).ref
    do(desk, clearing, "withdraw", Role.JUDGE_CONCERNED, "J1", reasons="不再要求")
    dismissed = open_matter(office, ProtectionKind.SAFETY, SAFETY, by=by, now=desk.now).ref
    do(desk, dismissed, "dismiss", Role.DUTY_PROTECTION, reasons="没有险情")
    desk.now += timedelta(days=1)
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    to_no_violation(desk, office, ref)
    look(office, desk.now, Watch())
    for number in (1, 2):
        desk.bring(f"评{number}", "closed", clue=CLUE)
        desk.do(f"评{number}", "hand_over_clue", Role.PRESIDENT, {"clue_transfer": CLUE})
    held = matter(desk, "惩戒决定2026-0009", judge="J9")
    do(desk, held, "open_supervision", Role.INSPECTION, reasons="监察立案")
    look(office, desk.now, Watch())
    do(desk, "移送-评2-线索", "decline", Role.INSPECTION, reasons="没有故意的迹象")
    graded = open_matter(office, ProtectionKind.SAFETY, SAFETY, by=by, now=desk.now).ref
    do(desk, graded, "grade", Role.DUTY_PROTECTION, danger_grade="two", basis="扬言伤害")
    open_matter(office, ProtectionKind.SAFETY, SAFETY, by=by, now=desk.now)
    desk.now += timedelta(minutes=5)
    morning(office, desk.now)

    source = sqlite3.connect(desk.store.engine.url.database)
    with sqlite3.connect(os.environ["STORED"]) as copy:
        source.backup(copy)
    source.close()
