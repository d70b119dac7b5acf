"""seals of the ledger, and the algorithm of its digests

Revision: 0006
Follows: 0005
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


# Frozen here as they were; what new databases get stands in records/append_only.py, and a test holds the two together.
TAKEN = {
    'ledger_hash': 'EXISTS (SELECT 1 FROM ledger_hash)',
    'ledger_block': 'EXISTS (SELECT 1 FROM ledger_block WHERE number = NEW.number OR last_entry = NEW.last_entry)',
    'ledger_seal': 'EXISTS (SELECT 1 FROM ledger_seal WHERE number = NEW.number OR size = NEW.size OR digest = NEW.digest)',
}
REFUSED = " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"


def upgrade() -> None:
    op.create_table('ledger_hash',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_ledger_hash')),
    )
    op.create_table('ledger_block',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('last_entry', sa.Integer(), nullable=False),
    sa.Column('nodes', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_ledger_block')),
    sa.UniqueConstraint('last_entry', name=op.f('uq_ledger_block_last_entry')),
    )
    op.create_table('ledger_seal',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('last_entry', sa.Integer(), nullable=False),
    sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('signatures', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_ledger_seal')),
    sa.UniqueConstraint('digest', name=op.f('uq_ledger_seal_digest')),
    sa.UniqueConstraint('size', name=op.f('uq_ledger_seal_size')),
    )
    for table, taken in TAKEN.items():
        if op.get_bind().dialect.name == 'sqlite':
            op.execute(f'CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table}{REFUSED}')
            op.execute(f'CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table}{REFUSED}')
            op.execute(f'CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} WHEN {taken}{REFUSED}')
        else:
            op.execute(
                f"""CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()"""
            )


def downgrade() -> None:
    op.drop_table('ledger_seal')
    op.drop_table('ledger_block')
    op.drop_table('ledger_hash')
