"""The first version: offices, editions, audits and what they found, hours and visitors day by day, contracts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

OPENING = {
    "sqlite": """
        CREATE VIEW opening AS
        SELECT offices.name AS office, audits.id AS audit_id, bureaux.bureau,
               date(audits.reference_year || '-01-01', '+' || days.key || ' days') AS day,
               CASE WHEN bureaux.minutes IS NOT NULL THEN days.value END AS minutes,
               substr(bureaux.described, days.key + 1, 1) = '1' AS described,
               json_extract(bureaux.hors_les_murs, '$[' || days.key || ']') AS hors_les_murs,
               bureaux.illustrative
        FROM bureaux JOIN audits ON audits.id = bureaux.audit_id JOIN offices ON offices.id = audits.office_id,
             json_each(coalesce(bureaux.minutes, bureaux.hors_les_murs)) AS days
    """,
    "postgresql": """
        CREATE VIEW opening AS
        SELECT offices.name AS office, audits.id AS audit_id, bureaux.bureau,
               make_date(audits.reference_year, 1, 1) + (days.n - 1)::integer AS day,
               days.minutes::integer AS minutes,
               substr(bureaux.described, days.n::integer, 1) = '1' AS described,
               days.hors_les_murs::integer AS hors_les_murs,
               bureaux.illustrative
        FROM bureaux JOIN audits ON audits.id = bureaux.audit_id JOIN offices ON offices.id = audits.office_id,
             ROWS FROM (json_array_elements_text(bureaux.minutes::json),
                        json_array_elements_text(bureaux.hors_les_murs::json))
             WITH ORDINALITY AS days(minutes, hors_les_murs, n)
    """,
}
ATTENDANCE = {
    "sqlite": """
        CREATE VIEW attendance AS
        SELECT offices.name AS office, audits.id AS audit_id,
               date(audits.reference_year || '-01-01', '+' || days.key || ' ' || counts.step) AS day,
               counts.step, days.value AS visitors, counts.illustrative
        FROM counts JOIN audits ON audits.id = counts.audit_id JOIN offices ON offices.id = audits.office_id,
             json_each(counts.visitors) AS days
    """,
    "postgresql": """
        CREATE VIEW attendance AS
        SELECT offices.name AS office, audits.id AS audit_id,
               (make_date(audits.reference_year, 1, 1) + (days.n - 1) * ('1 ' || counts.step)::interval)::date AS day,
               counts.step, days.visitors::double precision AS visitors, counts.illustrative
        FROM counts JOIN audits ON audits.id = counts.audit_id JOIN offices ON offices.id = audits.office_id,
             json_array_elements_text(counts.visitors::json) WITH ORDINALITY AS days(visitors, n)
    """,
}


def _of(column: str, table: str, *, key: bool = True) -> sa.Column[int]:
    parent = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column, sa.Integer, parent, primary_key=key, autoincrement=False, nullable=False)


def upgrade() -> None:
    """Make the tables of an audit."""
    op.create_table(
        "offices",
        sa.Column("id", sa.Integer, sa.Identity(), primary_key=True),
        sa.Column("name", sa.String, nullable=False, unique=True),
    )
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer, sa.Identity(), primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("rules", sa.String, nullable=False),
        sa.UniqueConstraint("name", "rules", name="editions_once"),
    )
    op.create_table(
        "audits",
        sa.Column("id", sa.Integer, sa.Identity(), primary_key=True),
        _of("office_id", "offices", key=False),
        _of("edition_id", "editions", key=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("audit_date", sa.Date, nullable=False),
        sa.Column("reference_year", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("fictitious", sa.Boolean, nullable=False),
        sa.Column("fte", sa.Float),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("office_id", "fingerprint", name="audits_once"),
        sa.Index("audits_by_day", "office_id", "audit_date"),
    )
    _findings()
    _days()
    for view in (OPENING, ATTENDANCE):
        op.execute(view[op.get_context().dialect.name])


def _findings() -> None:
    op.create_table(
        "findings",
        _of("audit_id", "audits"),
        sa.Column("criterion", sa.String, primary_key=True),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("family", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("standing", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "requirements",
        _of("audit_id", "audits"),
        sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("criterion", sa.String, nullable=False),
        sa.Column("requirement", sa.String, nullable=False),
        sa.Column("bureau", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("measured", sa.Float),
        sa.Column("threshold", sa.Float),
        sa.Column("margin", sa.Float),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("standing", sa.String, nullable=False),
        sa.Column("illustrative", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )


def _days() -> None:
    op.create_table(
        "bureaux",
        _of("audit_id", "audits"),
        sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("bureau", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("main", sa.Boolean, nullable=False),
        sa.Column("station_classee", sa.Boolean, nullable=False),
        sa.Column("cumulated", sa.Boolean, nullable=False),
        sa.Column("minutes", sa.String),
        sa.Column("described", sa.String, nullable=False),
        sa.Column("hors_les_murs", sa.String),
        sa.Column("illustrative", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counts",
        _of("audit_id", "audits"),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("visitors", sa.String, nullable=False),
        sa.Column("illustrative", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contracts",
        _of("audit_id", "audits"),
        sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("function", sa.String),
        sa.Column("bureau", sa.String),
        sa.Column("posts", sa.Integer, nullable=False),
        sa.Column("quota", sa.Float, nullable=False),
        sa.Column("months", sa.Float, nullable=False),
        sa.Column("starts", sa.String),
        sa.Column("ends", sa.String),
        sa.Column("fte", sa.Float, nullable=False),
        sa.Column("illustrative", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
