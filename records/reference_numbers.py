"""Numbers of matters (事项编号): ``惩戒2026-0007``, numbered on within the year, one range for each kind of matter."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from records.proceedings_register import Proceeding


def next_in(session: Session, kind: str, year: int) -> str:
    """The next free reference of a range in that year."""
    start = f"{kind}{year}-"
    query = select(col(Proceeding.ref)).where(col(Proceeding.ref).startswith(start))
    numbers = [
        int(ref.removeprefix(start))
        for ref in session.execute(query).scalars()
        if ref.removeprefix(start).isdigit()
    ]
    return f"{start}{max(numbers, default=0) + 1:04d}"
