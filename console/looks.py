"""Whoever looks at a desk says who he is (查阅): the options of every command that shows a file, and its entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from console.office import actor, now, office
from console.speech import said

if TYPE_CHECKING:
    from records.reads import Look

OFFICE = "审管办"
AS = typer.Option(OFFICE, "--role", help=said("以何种身份查阅", "in which role you look"))
WHO = typer.Option(None, "--by", help=said("查阅人代码", "code of the person looking"))
WHY = typer.Option("", "--reason", help=said("查阅事由，记入台账", "why you look; it goes into the ledger"))


def enter(
    look: Look,
    *,
    of: Iterable[str] = (),
    people: Iterable[str] = (),
    role: str = OFFICE,
    by: str | None = None,
    reason: str = "",
) -> None:
    """Enter the look in the ledger; called before anything is printed.

    Raises:
        Refused: it cannot be entered, so nothing may be shown.
    """
    from flows import reads

    reads.enter(office(), look, of=of, people=people, by=actor(role, by), now=now(), reason=reason)
