"""The roll of check-ups (巡检项目), in the order in which they are held and shown."""

from __future__ import annotations

from records.checkups.alerts import ALERTS
from records.checkups.chains import CHAIN_CHECKUPS
from records.checkups.checkup import Checkup
from records.checkups.consequences import CONSEQUENCES
from records.checkups.kept_files import KEPT_FILES
from records.checkups.machine import MACHINE
from records.checkups.orphans import ORPHANS
from records.checkups.outbox import OUTBOX
from records.checkups.round_sums import ROUND_SUMS
from records.checkups.stepping_aside import STEPPING_ASIDE
from records.checkups.time_limits import TIME_LIMITS
from records.checkups.undone import UNDONE

OF_THE_CHAIN: tuple[Checkup, ...] = (*CONSEQUENCES, *UNDONE, *STEPPING_ASIDE)
CHECKUPS: tuple[Checkup, ...] = (
    *MACHINE,
    *CHAIN_CHECKUPS,
    *TIME_LIMITS,
    *OUTBOX,
    *ALERTS,
    *ORPHANS,
    *ROUND_SUMS,
    *KEPT_FILES,
    *OF_THE_CHAIN,
)
