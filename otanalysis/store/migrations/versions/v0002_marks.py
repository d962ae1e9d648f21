"""The second version: classifications and marks, with their dates."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _of(column: str, table: str, *, key: bool = True) -> sa.Column[int]:
    parent = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column, sa.Integer, parent, primary_key=key, autoincrement=False, nullable=False)


def upgrade() -> None:
    """Add the tables of classifications and marks."""
    op.create_table(
        "classifications",
        _of("audit_id", "audits"),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("illustrative", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "marks",
        _of("audit_id", "audits"),
        sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("fact", sa.String, nullable=False),
        sa.Column("paper", sa.String, nullable=False),
        sa.Column("illustrative", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
