"""alerts and their rungs, acknowledgements, and who read a message

Revision: 0012
Follows: 0011
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
HOUR = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table('alert',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', TEXT(), nullable=False),
    sa.Column('kind', TEXT(), nullable=False),
    sa.Column('proceeding', TEXT(), nullable=False),
    sa.Column('court', TEXT(), nullable=False),
    sa.Column('audience', TEXT(), nullable=False),
    sa.Column('clock', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('opened_at', HOUR(), nullable=False),
    sa.Column('state', TEXT(), nullable=False),
    sa.Column('stands_at', TEXT(), nullable=False),
    sa.Column('base_on', sa.Date(), nullable=False),
    sa.Column('next_rung', TEXT(), nullable=False),
    sa.Column('next_at', HOUR(), nullable=True),
    sa.Column('calendar_version', TEXT(), nullable=False),
    sa.Column('held_until', sa.Date(), nullable=True),
    sa.Column('forgotten', sa.Text(), nullable=False),
    sa.Column('ended_at', HOUR(), nullable=True),
    sa.Column('why', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alert')),
    sa.UniqueConstraint('key', name=op.f('uq_alert_key')),
    )
    for column in ('proceeding', 'clock', 'state', 'next_at'):
        op.create_index(op.f(f'ix_alert_{column}'), 'alert', [column])
    op.create_table('alert_rung',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', TEXT(), nullable=False),
    sa.Column('alert', sa.Integer(), nullable=False),
    sa.Column('rung', TEXT(), nullable=False),
    sa.Column('reader', TEXT(), nullable=False),
    sa.Column('owes', sa.Boolean(), nullable=False),
    sa.Column('at', HOUR(), nullable=False),
    sa.Column('state', TEXT(), nullable=False),
    sa.Column('notice', TEXT(), nullable=False),
    sa.ForeignKeyConstraint(['alert'], ['alert.id'], name=op.f('fk_alert_rung_alert_alert')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alert_rung')),
    sa.UniqueConstraint('key', name=op.f('uq_alert_rung_key')),
    )
    op.create_index(op.f('ix_alert_rung_alert'), 'alert_rung', ['alert'])
    op.create_table('acknowledgement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('notice', sa.Integer(), nullable=False),
    sa.Column('person', TEXT(), nullable=False),
    sa.Column('alert', sa.Integer(), nullable=True),
    sa.Column('reason', TEXT(), nullable=False),
    sa.Column('next_on', sa.Date(), nullable=False),
    sa.Column('at', HOUR(), nullable=False),
    sa.ForeignKeyConstraint(['alert'], ['alert.id'], name=op.f('fk_acknowledgement_alert_alert')),
    sa.ForeignKeyConstraint(['notice'], ['notice.id'], name=op.f('fk_acknowledgement_notice_notice')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_acknowledgement')),
    sa.UniqueConstraint('notice', 'person', name=op.f('uq_acknowledgement_notice_person')),
    )
    for column in ('notice', 'person', 'alert'):
        op.create_index(op.f(f'ix_acknowledgement_{column}'), 'acknowledgement', [column])
    op.create_table('reading',
    sa.Column('notice', sa.Integer(), nullable=False),
    sa.Column('person', TEXT(), nullable=False),
    sa.Column('channel', TEXT(), nullable=False),
    sa.Column('at', HOUR(), nullable=False),
    sa.ForeignKeyConstraint(['notice'], ['notice.id'], name=op.f('fk_reading_notice_notice')),
    sa.PrimaryKeyConstraint('notice', 'person', 'channel', name=op.f('pk_reading')),
    )
    op.add_column('delivery', sa.Column('receipt', TEXT(), server_default='', nullable=False))
    # A limit of which people were told before there were alerts says so in one column from now on: its alert is opened by the
    # next morning, and what was told then is not told again. Of the limits that stopped nobody asks.
    clock = sa.table('clock', sa.column('state', sa.Text), sa.column('warned', sa.Boolean), sa.column('overdue', sa.Boolean))
    op.execute(clock.update().where(clock.c.state == 'running', clock.c.overdue == sa.true()).values(warned=True))


def downgrade() -> None:
    op.drop_column('delivery', 'receipt')
    op.drop_table('reading')
    op.drop_table('acknowledgement')
    op.drop_table('alert_rung')
    op.drop_table('alert')
