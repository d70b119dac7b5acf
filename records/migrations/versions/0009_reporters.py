"""who reported: kept apart from the facts, and who asked to know it

Revision: 0009
Follows: 0008
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table('reporter',
    sa.Column('ref', text(), nullable=False),
    sa.Column('kept', text(), nullable=False),
    sa.Column('sealed', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('ref', name=op.f('pk_reporter')),
    )
    op.create_table('reporter_request',
    sa.Column('ref', text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('asked_by', text(), nullable=False),
    sa.Column('reason', text(), nullable=False),
    sa.Column('decided_by', text(), nullable=False),
    sa.Column('granted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('ref', 'number', name=op.f('pk_reporter_request')),
    )


def downgrade() -> None:
    op.drop_table('reporter_request')
    op.drop_table('reporter')
