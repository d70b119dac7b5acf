"""pools, must-review situations and special reviews

Revision: 0002
Follows: 0001
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Columns are only added: no table is made anew, so that no trigger is lost.
    op.add_column('closed_case', sa.Column('flags', sa.Text(), nullable=False, server_default='[]'))
    op.add_column('season', sa.Column('internal_list', sa.Text(), nullable=True))
    op.add_column('review', sa.Column('pool', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default='random'))
    op.add_column('review', sa.Column('theme', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
    op.create_table('special_review',
    sa.Column('season', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('criteria', sa.Text(), nullable=False),
    sa.Column('manifest', sa.Text(), nullable=False),
    sa.Column('certificate', sa.Text(), nullable=True),
    sa.Column('decided_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['season'], ['season.label'], name=op.f('fk_special_review_season_season')),
    sa.PrimaryKeyConstraint('season', 'name', name=op.f('pk_special_review'))
    )
