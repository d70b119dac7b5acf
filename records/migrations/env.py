"""How Alembic reaches our tables: over the connection `records.schema.upgrade` hands it."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import records.registers  # noqa: F401

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
