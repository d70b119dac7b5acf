"""The numbering of matters (编号): each range is numbered on within the year."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from records.proceedings_register import Proceeding


def next_reference(session: Session, of: str, year: int) -> str:
    """``澄清2026-0007``: the number after the highest of that range and year."""
    start = f"{of}{year}-"
    query = select(col(Proceeding.ref)).where(col(Proceeding.ref).startswith(start))
    numbers = [
        int(ref.removeprefix(start))
        for ref in session.execute(query).scalars()
        if ref.removeprefix(start).isdigit()
    ]
    return f"{start}{max(numbers, default=0) + 1:04d}"
