"""The observatory as open data: a file for each table, or the map of the bureaux, and the description of it all."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

from otanalysis.dossier.slugs import is_variant
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.store.dictionary import TABLES
from otanalysis.store.observatory import Observatory
from otanalysis.store.package import FILE, exported, package

INSTALL = "installez-le : pip install -c constraints.txt -e '.[parquet]', ou prenez --format csv"

ALL_FICTITIOUS = (
    "tous sont fictifs, ou des variantes",
    "ajoutez --with-invented pour les exporter quand même",
)
EMPTY = ("il n'y a encore aucun audit", "remplissez-le avec « otanalysis run » ou « otanalysis load »")


@dataclass(frozen=True)
class Exported:
    """What an export holds: files, offices, invented ones left out, illustrative rows, bureaux not placed."""

    files: int
    offices: int
    left_out: int
    illustrative: int
    unplaced: int


def export_tables(folder: Path, base: Observatory, kind: str, names: Sequence[str], *, invented: bool) -> Exported:
    """Write the tables of an observatory into an empty folder, and return what they hold; ``kind`` is one of WRITERS.

    ``names`` are the offices to export, all without any. Fictitious offices and variants stay out unless ``invented``.
    Raises InputError for an office that is not there, when none is left, or when Parquet cannot be written here.
    """
    if kind == "parquet" and find_spec("pyarrow") is None:
        raise InputError([Problem("--format", 0, "", "parquet demande pyarrow, qui n'est pas installé", INSTALL)])
    audits = base.audits()
    fictitious = frozenset(audits.loc[audits["fictitious"] | audits["office"].map(is_variant), "office"])
    chosen = _chosen(audits["office"].unique(), names)
    kept = [name for name in chosen if invented or name not in fictitious]
    if not kept:
        raise InputError([Problem("observatoire", 0, "", *(ALL_FICTITIOUS if chosen else EMPTY))])
    illustrative = unplaced = 0
    for name in ["bureaux"] if kind == "geojson" else TABLES:
        table = _told(getattr(base, name)(), name, kept, fictitious)
        illustrative += int(table["illustrative"].sum())
        unplaced += int(table["latitude"].isna().sum()) if kind == "geojson" else 0
        WRITERS[kind](table, folder / f"{name}.{kind}")
    text = json.dumps(package(folder, kind), ensure_ascii=False, indent=1)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")
    return Exported(len(list(folder.iterdir())), len(kept), len(chosen) - len(kept), illustrative, unplaced)


def _chosen(known: Iterable[str], names: Sequence[str]) -> list[str]:
    there = list(known)
    unknown = [name for name in names if name not in there]
    if unknown:
        raise InputError(
            Problem("observatoire", 0, "", f"office inconnu « {name} »", did_you_mean(name, there)) for name in unknown
        )
    return list(dict.fromkeys(names)) or there


def _told(table: pd.DataFrame, name: str, kept: Sequence[str], fictitious: frozenset[str]) -> pd.DataFrame:
    """Return a table of some offices as it is exported, each row saying whether its office is invented."""
    some = table[table["office"].isin(kept)]
    some = some.assign(fictitious=some["office"].isin(fictitious))
    return some[[column.name for column in exported(TABLES[name])]].reset_index(drop=True)


def _csv(table: pd.DataFrame, path: Path) -> None:
    flags: dict[str, Any] = {
        str(name): table[name].map({True: "true", False: "false"}) for name in table.select_dtypes("bool")
    }
    table.assign(**flags).to_csv(path, index=False, date_format="%Y-%m-%d", lineterminator="\n", encoding="utf-8")


def _parquet(table: pd.DataFrame, path: Path) -> None:
    table.to_parquet(path, engine="pyarrow", index=False)


def _geojson(table: pd.DataFrame, path: Path) -> None:
    features = [_feature(row) for row in table.astype(object).to_dict("records")]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _feature(row: dict[Any, Any]) -> dict[str, Any]:
    """Return a bureau as RFC 7946 says it: longitude first, a null geometry for what is not placed."""
    longitude, latitude = row.pop("longitude"), row.pop("latitude")
    placed = not pd.isna(latitude)
    point = {"type": "Point", "coordinates": [round(longitude, 7), round(latitude, 7)]} if placed else None
    return {"type": "Feature", "id": f"{row['office']}/{row['bureau']}", "geometry": point, "properties": row}


WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {"csv": _csv, "parquet": _parquet, "geojson": _geojson}
