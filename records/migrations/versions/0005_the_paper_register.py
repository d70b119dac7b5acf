"""the paper register

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('written_paper',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('entry', sa.Integer(), nullable=False),
    sa.Column('docx_sha256', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('pdf_sha256', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('written_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_written_paper')),
    sa.UniqueConstraint('ref', 'kind', 'entry', 'docx_sha256', 'pdf_sha256', name=op.f('uq_written_paper_ref_kind_entry_docx_sha256_pdf_sha256')),
    )
    op.create_index(op.f('ix_written_paper_ref'), 'written_paper', ['ref'])


def downgrade() -> None:
    op.drop_index(op.f('ix_written_paper_ref'), 'written_paper')
    op.drop_table('written_paper')
