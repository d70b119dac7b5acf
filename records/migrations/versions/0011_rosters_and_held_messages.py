"""who is away and on duty, what a person declines, messages that wait for their hour, and urgent notices first

Revision: 0011
Follows: 0010
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
INSTANT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table('absence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person', TEXT(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('kind', TEXT(), nullable=False),
    sa.Column('substitute', TEXT(), nullable=False),
    sa.Column('entered_by', TEXT(), nullable=False),
    sa.Column('entered_at', INSTANT(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absence')),
    )
    op.create_index(op.f('ix_absence_person'), 'absence', ['person'])
    op.create_table('duty',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('court', TEXT(), nullable=False),
    sa.Column('role', TEXT(), nullable=False),
    sa.Column('person', TEXT(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('entered_by', TEXT(), nullable=False),
    sa.Column('entered_at', INSTANT(), nullable=False),
    sa.Column('replaced_at', INSTANT(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty')),
    )
    op.create_index(op.f('ix_duty_court'), 'duty', ['court'])
    op.create_table('declined_channel',
    sa.Column('person', TEXT(), nullable=False),
    sa.Column('channel', TEXT(), nullable=False),
    sa.PrimaryKeyConstraint('person', 'channel', name=op.f('pk_declined_channel')),
    )
    op.create_table('held_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('notice_id', sa.Integer(), nullable=False),
    sa.Column('person', TEXT(), nullable=False),
    sa.Column('channel', TEXT(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_at', INSTANT(), nullable=False),
    sa.Column('bundle', TEXT(), nullable=False),
    sa.Column('leased_until', INSTANT(), nullable=True),
    sa.ForeignKeyConstraint(['notice_id'], ['notice.id'], name=op.f('fk_held_message_notice_id_notice')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_held_message')),
    sa.UniqueConstraint('notice_id', 'person', 'channel', name=op.f('uq_held_message_notice_id_person_channel')),
    )
    op.create_index(op.f('ix_held_message_next_at'), 'held_message', ['next_at'])
    op.create_table('sent_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('address', TEXT(), nullable=False),
    sa.Column('at', INSTANT(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sent_message')),
    )
    op.create_index(op.f('ix_sent_message_address'), 'sent_message', ['address'])
    op.create_index(op.f('ix_sent_message_at'), 'sent_message', ['at'])
    # A column is only added: no table is made anew, so that no trigger is lost. The index takes the place of the old one.
    op.add_column('notice', sa.Column('priority', sa.Integer(), nullable=False, server_default='1'))
    op.drop_index(op.f('ix_notice_state'), 'notice')
    op.create_index(op.f('ix_notice_state_priority'), 'notice', ['state', 'priority'])


def downgrade() -> None:
    op.drop_index(op.f('ix_notice_state_priority'), 'notice')
    op.create_index(op.f('ix_notice_state'), 'notice', ['state'])
    op.drop_column('notice', 'priority')
    for table in ('sent_message', 'held_message', 'declined_channel', 'duty', 'absence'):
        op.drop_table(table)
