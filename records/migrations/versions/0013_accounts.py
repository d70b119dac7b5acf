"""accounts of the desk, and who has signed in

Revision: 0013
Follows: 0012
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table('account',
    sa.Column('name', TEXT(), nullable=False),
    sa.Column('person', TEXT(), nullable=False),
    sa.Column('duty', TEXT(), nullable=False),
    sa.Column('password', TEXT(), nullable=False),
    sa.Column('must_change', sa.Boolean(), nullable=False),
    sa.Column('factor', TEXT(), nullable=False),
    sa.Column('factor_step', sa.Integer(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('locked_until', TIME(), nullable=True),
    sa.Column('locked', sa.Boolean(), nullable=False),
    sa.Column('created_at', TIME(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_account')),
    )
    op.create_index(op.f('ix_account_person'), 'account', ['person'])
    op.create_table('desk_session',
    sa.Column('token', TEXT(), nullable=False),
    sa.Column('account', TEXT(), nullable=False),
    sa.Column('began_at', TIME(), nullable=False),
    sa.Column('seen_at', TIME(), nullable=False),
    sa.Column('factor', TEXT(), nullable=False),
    sa.PrimaryKeyConstraint('token', name=op.f('pk_desk_session')),
    )
    op.create_index(op.f('ix_desk_session_account'), 'desk_session', ['account'])


def downgrade() -> None:
    op.drop_table('desk_session')
    op.drop_table('account')
