"""A transaction in hand (事务): the driver's cursor, and what goes with it, whoever opened the transaction.

The one door takes a session of SQLAlchemy, where other rows are written beside the act, or a bare `Transaction`
(`Store.act`), where the act is all there is: a session costs more than the act then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Dialect
from sqlmodel import Session


@dataclass(slots=True)
class Transaction:
    """A transaction on the driver's own connection. `info`: rules, calendar and pinned rules, as in a session."""

    cursor: Any
    dialect: Dialect
    info: dict[str, Any]


Held = Session | Transaction


def held(place: Held) -> Transaction:
    """The transaction that a session is in, begun if it is in none yet."""
    if isinstance(place, Transaction):
        return place
    now = place.get_transaction()
    known = place.info.get("transaction")
    if now is None or known is None or known[0] is not now:
        connection = place.connection()
        transaction = Transaction(connection.connection.cursor(), connection.dialect, place.info)
        known = place.info["transaction"] = place.get_transaction(), transaction
    found: Transaction = known[1]
    return found
