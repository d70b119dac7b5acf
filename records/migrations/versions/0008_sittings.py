"""sittings of the discipline committee: rolls, agendas, attendance, votes, and ballots apart from voters

Revision: 0008
Follows: 0007
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table('committee_roll',
    sa.Column('court', TEXT(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('entered', sa.Integer(), nullable=False),
    sa.Column('seats', sa.Integer(), nullable=False),
    sa.Column('chair', TEXT(), nullable=False),
    sa.Column('members', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('court', 'since', 'entered', name=op.f('pk_committee_roll')),
    )
    op.create_table('sitting',
    sa.Column('ref', TEXT(), nullable=False),
    sa.Column('court', TEXT(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('place', TEXT(), nullable=False),
    sa.Column('opened_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('closed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('ref', name=op.f('pk_sitting')),
    )
    op.create_index(op.f('ix_sitting_court'), 'sitting', ['court'])
    op.create_table('sitting_matter',
    sa.Column('sitting', TEXT(), nullable=False),
    sa.Column('proceeding', TEXT(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('put_off_to', TEXT(), nullable=False),
    sa.PrimaryKeyConstraint('sitting', 'proceeding', name=op.f('pk_sitting_matter')),
    )
    op.create_index(op.f('ix_sitting_matter_proceeding'), 'sitting_matter', ['proceeding'])
    op.create_table('sitting_move',
    sa.Column('sitting', TEXT(), nullable=False),
    sa.Column('member', TEXT(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('move', TEXT(), nullable=False),
    sa.PrimaryKeyConstraint('sitting', 'member', 'at', name=op.f('pk_sitting_move')),
    )
    op.create_table('sitting_vote',
    sa.Column('proceeding', TEXT(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('sitting', TEXT(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('voted', sa.Text(), nullable=False),
    sa.Column('sheet', sa.Text(), nullable=False),
    sa.Column('signed', sa.Text(), nullable=False),
    sa.Column('entered', TEXT(), nullable=False),
    sa.PrimaryKeyConstraint('proceeding', 'number', name=op.f('pk_sitting_vote')),
    )
    op.create_index(op.f('ix_sitting_vote_sitting'), 'sitting_vote', ['sitting'])
    op.create_table('ballot_count',
    sa.Column('proceeding', TEXT(), nullable=False),
    sa.Column('vote', sa.Integer(), nullable=False),
    sa.Column('kind', TEXT(), nullable=False),
    sa.Column('ballots', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('proceeding', 'vote', 'kind', name=op.f('pk_ballot_count')),
    )


def downgrade() -> None:
    op.drop_table('ballot_count')
    op.drop_index(op.f('ix_sitting_vote_sitting'), 'sitting_vote')
    op.drop_table('sitting_vote')
    op.drop_table('sitting_move')
    op.drop_index(op.f('ix_sitting_matter_proceeding'), 'sitting_matter')
    op.drop_table('sitting_matter')
    op.drop_index(op.f('ix_sitting_court'), 'sitting')
    op.drop_table('sitting')
    op.drop_table('committee_roll')
