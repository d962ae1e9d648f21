"""The third version: where bureaux are."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table of positions."""
    parent = sa.ForeignKey("audits.id", ondelete="CASCADE")
    op.create_table(
        "positions",
        sa.Column("audit_id", sa.Integer, parent, primary_key=True, autoincrement=False, nullable=False),
        sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("latitude", sa.Float, nullable=False),
        sa.Column("longitude", sa.Float, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("illustrative", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
