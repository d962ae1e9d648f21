"""The description of an export, ``datapackage.json`` of the Data Package standard: what each file and column holds."""

from pathlib import Path
from typing import Any

from otanalysis.reading.digest import digest
from otanalysis.store.columns import FICTITIOUS, LATITUDE, LONGITUDE
from otanalysis.store.dictionary import TABLES
from otanalysis.store.words import Column, TableWords

FILE = "datapackage.json"
MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}
DESCRIPTION = (
    "Audits d'offices de tourisme selon les critères de leur classement. La colonne « fictitious » marque les offices "
    "qui n'existent pas, la colonne « illustrative » les valeurs inventées pour l'exemple et ce qui en dépend. "
    "Le programme ne classe aucun office : le préfet le fait."
)
SOURCE = "Dossiers des offices de tourisme, audités par otanalysis (audit.json)"
PLACE = (LATITUDE, LONGITUDE)
# The identifier that the Open Definition keeps for data whose licence nobody told.
LICENCE = {"name": "notspecified", "title": "Licence à compléter par l'éditeur"}


def package(folder: Path, kind: str) -> dict[str, Any]:
    """Return the description of the files of a kind that a folder holds, with their weight and fingerprint.

    A table's columns are told in its ``schema``; those of a map, which is no table, in ``properties``.
    """
    told = [
        _resource(folder / f"{name}.{kind}", TABLES[name]) for name in TABLES if (folder / f"{name}.{kind}").exists()
    ]
    return {
        "profile": "data-package",
        "name": "otanalysis-observatoire",
        "title": "Observatoire des offices de tourisme",
        "description": DESCRIPTION,
        "licenses": [LICENCE],
        "sources": [{"title": SOURCE}],
        "resources": told,
    }


def exported(table: TableWords) -> tuple[Column, ...]:
    """Return the columns of an exported table: it always says whether its office is fictitious, after its name."""
    if FICTITIOUS in table.columns:
        return table.columns
    at = [column.name for column in table.columns].index("office") + 1
    return (*table.columns[:at], FICTITIOUS, *table.columns[at:])


def _resource(path: Path, table: TableWords) -> dict[str, Any]:
    kind = path.suffix[1:]
    told = {
        "name": path.stem,
        "title": table.title,
        "description": table.description,
        "path": path.name,
        "format": kind,
        "mediatype": MEDIA[kind],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
    }
    if kind == "geojson":
        return {**told, "properties": [_field(column) for column in exported(table) if column not in PLACE]}
    return {**told, "profile": "tabular-data-resource", "schema": _schema(path.stem, table)}


def _schema(name: str, table: TableWords) -> dict[str, Any]:
    office = {"fields": ["office"], "reference": {"resource": "offices", "fields": ["office"]}}
    return {
        "missingValues": [""],
        "fields": [_field(column) for column in exported(table)],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": [office]} if name != "offices" else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "type": column.kind, "title": column.title}
    if column.description:
        told["description"] = column.description
    if column.unit:
        told["unit"] = column.unit
    constraints = _constraints(column)
    return {**told, "constraints": constraints} if constraints else told


def _constraints(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {} if column.optional else {"required": True}
    if column.among:
        found["enum"] = list(column.among)
    if column.bounds:
        found["minimum"], found["maximum"] = column.bounds
    return found
