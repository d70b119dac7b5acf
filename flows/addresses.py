"""Where a person is reached by a channel (通知地址), as the register says today."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from flows.office import Office
from records.people import Address, Post


def address_of(office: Office, person: str, channel: str) -> str:
    """A person's address for a channel; empty: none is on the register."""
    query = select(col(Address.target)).where(col(Address.person) == person, col(Address.channel) == channel)
    with office.store.read() as session:
        return session.execute(query).scalar() or ""


def is_on_register(office: Office, person: str) -> bool:
    """Whether that is the code of somebody who holds or held an office, or has an address."""
    with office.store.read() as session:
        return any(
            session.execute(select(col(table.person)).where(col(table.person) == person).limit(1)).first()
            for table in (Post, Address)
        )
