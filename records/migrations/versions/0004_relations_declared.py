"""what ties a person who declared a conflict to whom it is with

Revision: 0004
Follows: 0003
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A column is only added: the table is not made anew, so that no trigger is lost.
    op.add_column('conflict', sa.Column('relation', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default='other'))
