"""The tables: an office has audits, an audit has everything else; an audit that is written never changes.

Only ``audits.revision`` does: among the audits that answer one question (office, category, day, reference year), the
greatest is the last one loaded, which is the one to read. A year of days is one list in one row, four times smaller
and quicker to write than 365 rows; the views ``opening`` and ``attendance`` give a row a day to whoever writes SQL.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

VERSIONS = ("0001", "0002", "0003")
METADATA = MetaData()


def _id() -> Column[int]:
    return Column("id", Integer, Identity(), primary_key=True)


def _of(column: str, table: str, *, key: bool = True) -> Column[int]:
    parent = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(column, Integer, parent, primary_key=key, autoincrement=False, nullable=False)


def _rank() -> Column[int]:
    return Column("rank", Integer, primary_key=True, autoincrement=False)


OFFICES = Table("offices", METADATA, _id(), Column("name", String, nullable=False, unique=True))
EDITIONS = Table(
    "editions",
    METADATA,
    _id(),
    Column("name", String, nullable=False),
    Column("rules", String, nullable=False),  # fingerprint of all that the edition said
    UniqueConstraint("name", "rules", name="editions_once"),
)
AUDITS = Table(
    "audits",
    METADATA,
    _id(),
    _of("office_id", "offices", key=False),
    _of("edition_id", "editions", key=False),
    Column("fingerprint", String(64), nullable=False),  # SHA-256 of audit.json
    Column("revision", Integer, nullable=False),
    Column("category", String, nullable=False),
    Column("audit_date", Date, nullable=False),
    Column("reference_year", Integer, nullable=False),
    Column("verdict", String, nullable=False),
    Column("label", String, nullable=False),  # the office's name as people write it
    Column("fictitious", Boolean, nullable=False),
    Column("fte", Float),
    Column("document", LargeBinary, nullable=False),  # audit.json, deflated
    UniqueConstraint("office_id", "fingerprint", name="audits_once"),
    Index("audits_by_day", "office_id", "audit_date"),
)
FINDINGS = Table(
    "findings",
    METADATA,
    _of("audit_id", "audits"),
    Column("criterion", String, primary_key=True),
    Column("label", String, nullable=False),
    Column("family", String, nullable=False),
    Column("status", String, nullable=False),
    Column("standing", String, nullable=False),
    sqlite_with_rowid=False,
)
REQUIREMENTS = Table(
    "requirements",
    METADATA,
    _of("audit_id", "audits"),
    _rank(),
    Column("criterion", String, nullable=False),
    Column("requirement", String, nullable=False),
    Column("bureau", String, nullable=False),
    Column("label", String, nullable=False),
    Column("status", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("measured", Float),
    Column("threshold", Float),
    Column("margin", Float),
    Column("unit", String, nullable=False),
    Column("standing", String, nullable=False),
    Column("illustrative", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
BUREAUX = Table(
    "bureaux",
    METADATA,
    _of("audit_id", "audits"),
    _rank(),
    Column("bureau", String, nullable=False),
    Column("label", String, nullable=False),
    Column("main", Boolean, nullable=False),
    Column("station_classee", Boolean, nullable=False),
    Column("cumulated", Boolean, nullable=False),
    Column("minutes", String),  # open each day of the year, a JSON list; null when the dossier gives no hours
    Column("described", String, nullable=False),  # "1" for each day that the hours say something about, else "0"
    Column("hors_les_murs", String),  # minutes of reception outside, a JSON list; null when there is none
    Column("illustrative", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
POSITIONS = Table(  # of the bureaux that the dossier places, under their rank
    "positions",
    METADATA,
    _of("audit_id", "audits"),
    _rank(),
    Column("latitude", Float, nullable=False),  # degrees, WGS 84
    Column("longitude", Float, nullable=False),
    Column("source", String, nullable=False),
    Column("illustrative", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
COUNTS = Table(
    "counts",
    METADATA,
    _of("audit_id", "audits"),
    Column("label", String, nullable=False),
    Column("step", String, nullable=False),  # "day" or "month"
    Column("visitors", String, nullable=False),  # of each day or month of the year, a JSON list; null: nobody counted
    Column("illustrative", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
CONTRACTS = Table(
    "contracts",
    METADATA,
    _of("audit_id", "audits"),
    _rank(),
    Column("label", String, nullable=False),
    Column("function", String),
    Column("bureau", String),
    Column("posts", Integer, nullable=False),
    Column("quota", Float, nullable=False),
    Column("months", Float, nullable=False),
    Column("starts", String),  # day of the year, "MM-DD"
    Column("ends", String),
    Column("fte", Float, nullable=False),
    Column("illustrative", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
CLASSIFICATIONS = Table(
    "classifications",
    METADATA,
    _of("audit_id", "audits"),
    Column("category", String, nullable=False),
    Column("since", Date, nullable=False),
    Column("decision", String, nullable=False),
    Column("illustrative", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
MARKS = Table(
    "marks",
    METADATA,
    _of("audit_id", "audits"),
    _rank(),
    Column("name", String, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("fact", String, nullable=False),  # the fact of the dossier that declares it, empty for none
    Column("paper", String, nullable=False),
    Column("illustrative", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
