"""dissents of members of the discipline committee, and how far the papers of a matter are written

Revision: 0010
Follows: 0009
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table('dissent',
    sa.Column('proceeding', TEXT(), nullable=False),
    sa.Column('vote', sa.Integer(), nullable=False),
    sa.Column('member', TEXT(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('text', TEXT(), nullable=False),
    sa.Column('salt', TEXT(), nullable=False),
    sa.Column('sha256', TEXT(), nullable=False),
    sa.PrimaryKeyConstraint('proceeding', 'vote', 'member', name=op.f('pk_dissent')),
    )
    op.create_table('papers_written_to',
    sa.Column('ref', TEXT(), nullable=False),
    sa.Column('entry', sa.Integer(), nullable=False),
    sa.Column('failed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('ref', name=op.f('pk_papers_written_to')),
    )


def downgrade() -> None:
    op.drop_table('papers_written_to')
    op.drop_table('dissent')
