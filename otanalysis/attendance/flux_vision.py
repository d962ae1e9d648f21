"""Flux Vision Tourisme (Orange): visitors of a zone by day, estimated from mobile phones; a folder, a zip or a CSV.

Shapes read in the ETL of the Cantal observatory. The files by département, country or age cut the same visitors again.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from otanalysis.attendance.archive import member, opened
from otanalysis.attendance.cells import moments, numbers, plain
from otanalysis.attendance.counts import Counts, attendance_of
from otanalysis.attendance.mistakes import SHOWN, refusal
from otanalysis.attendance.remarks import moment
from otanalysis.attendance.rows import Chosen, chosen, count_mistakes, date_mistakes, pick
from otanalysis.attendance.series import Attendance, Step
from otanalysis.attendance.sheet import Sheet, sheet_of_text
from otanalysis.attendance.workbook import is_workbook
from otanalysis.french import joined, number
from otanalysis.reading.problems import InputError
from otanalysis.reading.text import decode, read_text

EXPECTED = "les colonnes « Date », « ZoneObservation », « Provenance », « CategorieVisiteur » et « Volume »"
ZONES = ("zoneobservation", "zone", "zonenuitee")
CATEGORIES = ("categorievisiteur", "categorievisiteurs")
BREAKDOWNS = {"nomdepartement", "nomregion", "nomnouvelleregion", "pays", "age", "geolife", "csp", "dureesejour",
              "dureesejournum", "zonelieu", "lieunuitee", "lieuactivite"}  # fmt: skip
KINDS = {"diurne": ("TOURISTE", "EXCURSIONNISTE"), "nuitee": ("TOURISTE",)}
MEANING = {"diurne": "présents en journée, touristes et excursionnistes", "nuitee": "nuitées de touristes"}
LOCAL, ELSEWHERE = "local", ("nonlocal", "etranger")


def is_flux_vision(names: Sequence[str]) -> bool:
    """Return whether column names are those of a Flux Vision file."""
    held = set(names)
    return {"date", "provenance", "volume"} <= held and bool(held & set(ZONES)) and bool(held & set(CATEGORIES))


def read_flux_vision(path: Path, year: int, shown: str = "", *, zones: Chosen = ()) -> Attendance:
    """Return the visitors of the zone by day, residents left out: Diurne when it describes the year, else Nuitee.

    ``zones`` chooses zones of observation, needed when there are several. Raises InputError with every mistake.
    """
    shown = shown or str(path)
    sheets = list(_sheets(path, shown))
    if not sheets:
        raise refusal(shown, "aucun fichier Diurne.csv ni Nuitee.csv", "donnez l'archive telle qu'elle a été livrée")
    kinds = {kind: [_rows(sheet) for found, sheet in sheets if found == kind] for kind in KINDS}
    known = sorted({str(z) for tables in kinds.values() for table in tables for z in table["zone"].unique()})
    wanted = _wanted(zones, known, shown)
    for kind, tables in kinds.items():
        table = _visitors(pd.concat(tables, ignore_index=True), kind, wanted) if tables else None
        if table is not None and (table["start"].dt.year == year).any():
            return _attendance(table, kind, year, shown, [*_fallback(kind, kinds), *_added(wanted)])
    years = joined(sorted({str(y) for tables in kinds.values() for t in tables for y in t["start"].dt.year.unique()}))
    raise refusal(shown, f"rien sur {year} : les fichiers décrivent {years}", "donnez les fichiers de cette année")


def _attendance(table: pd.DataFrame, kind: str, year: int, shown: str, notes: list[str]) -> Attendance:
    counted = f"Flux Vision : visiteurs hors résidents ({MEANING[kind]})."
    found = attendance_of(Counts(shown, table, Step.DAY, (counted, *notes), every=False), year)
    zeros = found.visitors.index[found.visitors == 0]
    if not len(zeros):
        return found
    days = joined([moment(day) for day in zeros[:SHOWN]]) + (" …" if len(zeros) > SHOWN else "")
    note = f"Jours à zéro visiteur, peut-être une panne, à vérifier : {number(len(zeros))} ({days})."
    return Attendance(year, Step.DAY, found.visitors, notes=(*found.notes, note))


def kind_of(name: str) -> str:
    """Return « diurne », « nuitee », or nothing for the name of any other file, breakdowns among them."""
    found = re.search(r"(?:^|[ .-])(diurne|nuitee)s?$", plain(Path(name).stem))
    return found[1] if found else ""


def _sheets(path: Path, shown: str) -> Iterator[tuple[str, Sheet]]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if (
                file.is_file()
                and file.suffix.lower() in {".csv", ".zip"}
                and (file.suffix.lower() == ".zip" or kind_of(file.name))
            ):
                yield from _sheets(file, f"{shown}/{file.relative_to(path).as_posix()}")
    elif is_workbook(path):
        with opened(path, shown) as archive:
            for name in sorted(n for n in archive.namelist() if n.lower().endswith(".csv") and kind_of(n)):
                inside = f"{shown}:{name}"
                yield kind_of(name), _whole(decode(member(archive, name, shown), inside), inside)
    else:
        sheet = _whole(read_text(path, shown), shown)
        yield kind_of(path.name) or _guessed(sheet), sheet


def _whole(text: str, shown: str) -> Sheet:
    """Return a file of totals; raises InputError for a breakdown."""
    sheet = sheet_of_text(text, shown, is_flux_vision, EXPECTED)
    cut = BREAKDOWNS & {plain(name) for name in sheet.names}
    if cut:
        message = f"ce fichier découpe les visiteurs ({joined(sorted(cut))}) : il ne les compte pas tous une fois"
        raise refusal(shown, message, "donnez Diurne.csv ou Nuitee.csv", sheet.header)
    return sheet


def _guessed(sheet: Sheet) -> str:
    categories = sheet.cells(sheet.column(*CATEGORIES)).str.upper()
    return "diurne" if (categories == "EXCURSIONNISTE").any() else "nuitee"


def _rows(sheet: Sheet) -> pd.DataFrame:
    dates, volume, origin = sheet.column("date"), sheet.column("volume"), sheet.column("provenance")
    when, counts = moments(sheet.cells(dates)), numbers(sheet.cells(volume))
    origins = sheet.cells(origin).map(plain).str.replace(r"[ -]", "", regex=True)
    problems = date_mistakes(sheet, dates, when) + count_mistakes(sheet, volume, counts)
    unknown = ~origins.isin([LOCAL, *ELSEWHERE])
    problems += sheet.refuse(origin, unknown, "provenance inconnue « {} »", "LOCAL, NONLOCAL ou ETRANGER")
    if problems:
        raise InputError(problems)
    table = when[["start", "fold"]].assign(line=sheet.lines, count=counts, origin=origins)
    table["zone"] = sheet.cells(sheet.column(*ZONES))
    return table.assign(category=sheet.cells(sheet.column(*CATEGORIES)).str.upper()).reset_index(drop=True)


def _visitors(table: pd.DataFrame, kind: str, zones: Sequence[str]) -> pd.DataFrame:
    kept = (table["origin"] != LOCAL) & table["category"].isin(KINDS[kind]) & table["zone"].isin(zones)
    rows = table[kept].reset_index(drop=True)
    return rows.assign(channel=(rows["zone"] + ", " + rows["origin"] + ", " + rows["category"]).astype("category"))


def _wanted(zones: Chosen, known: list[str], shown: str) -> list[str]:
    if len(known) > 1 and not chosen(zones):
        message = f"plusieurs zones d'observation : {joined(known)}"
        raise refusal(
            shown, message, "choisissez par « zones » celle de l'office : les additionner compterait deux fois"
        )
    return pick(zones, known, shown, "zone")


def _added(zones: Sequence[str]) -> list[str]:
    text = "sont additionnées : qui va de l'une à l'autre est compté deux fois."
    return [f"Les zones {joined(list(zones))} {text}"] if len(zones) > 1 else []


def _fallback(kind: str, kinds: dict[str, list[pd.DataFrame]]) -> list[str]:
    if kind == "diurne":
        return []
    why = "ne décrit pas cette année" if kinds["diurne"] else "manque"
    return [f"Diurne {why} : ce sont les nuitées, qui ignorent les excursionnistes."]
