"""who looked at what: the index of the entries of reads

Revision: 0007
Follows: 0005
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0007'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('file_read',
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('subject', 'digest', name=op.f('pk_file_read')),
    )
    op.create_index(op.f('ix_file_read_digest'), 'file_read', ['digest'])


def downgrade() -> None:
    op.drop_index(op.f('ix_file_read_digest'), 'file_read')
    op.drop_table('file_read')
