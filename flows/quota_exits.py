"""Exits from the quota (员额退出): registered once for a judge, with the ground as the lists have it and the source as it stands.

What comes from another matter is read from that matter: its reference and the head of its chain, which a handover will need.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from flows.office import Office
from records import exits
from records.proceedings import Proceeding, find, open_many
from records.reference_numbers import next_in
from rules.clocks import beijing_day
from rules.errors import Refused
from rules.labels import Words
from rules.law import law
from rules.quota_exit import ExitGround
from rules.roles import Actor
from state_machines.confidentiality import EXIT_RANGE
from state_machines.quota_exit.openings import ExitOpening, check_opening
from state_machines.quota_exit.table import QUOTA_EXIT

LOCAL = law("local_quota_exit")


@dataclass(frozen=True, slots=True)
class Opened:
    """An exit on file, and what is to be done next."""

    ref: str
    ground: ExitGround


def ground_named(office: Office, text: str, now: datetime) -> ExitGround:
    """The ground somebody named, from the lists that this court uses today.

    Raises:
        UnknownRule: there is none; the message lists those there are.
    """
    return office.exit_grounds.named(text, office.store.rules.on(beijing_day(now)))


def open_exit(office: Office, opening: ExitOpening, *, by: Actor, now: datetime) -> Opened:
    """Register an exit. A judge has one under way at a time.

    Raises:
        Refused: not for this person; the ground did not hold on its day; another exit of the judge is under way.
        FaultyInput: what is missing.
        NotFound: the matter it is said to come from is not on file.
    """
    today = beijing_day(now)
    check_opening(opening, by, today)
    with office.store.begin() as session:
        under_way = [
            row.ref for row in exits.of_the_judge(session, opening.judge) if row.state not in exits.SETTLED
        ]
        if under_way:
            raise Refused(
                Words(
                    "{judge}已有在办的退额事项{ref}，办结、撤回或者终止以后再登记",
                    "{judge} has an exit under way, {ref}: register another once that has ended",
                    judge=opening.judge,
                    ref="、".join(under_way),
                ),
                LOCAL["提出"],
            )
        source = str(opening.source.get("ref") or "")
        if source:
            head = find(session, source).head
            opening = replace(opening, source={**opening.source, "digest": head})
        ref = next_in(session, EXIT_RANGE, today.year)
        rules = office.store.rules.on(today)
        open_many(session, QUOTA_EXIT.code, [(ref, opening.facts())], by=by, at=now, rules=rules)
    return Opened(ref, opening.ground)


def on_file(office: Office, *, every: bool = False) -> list[Proceeding]:
    """The exits under way, or all of them."""
    with office.store.read() as session:
        return [row for row in exits.exits(session) if every or row.state not in exits.SETTLED]
