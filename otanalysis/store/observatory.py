"""The observatory for analysts: tidy tables, one row a thing, with their columns and units told.

Every table bears ``office``, the name of the folder of its dossier. Audits that a later one replaced (same office,
category, day and year) are in ``audits()`` only, where ``current`` is false.
"""

from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import URL, Select

from otanalysis.reading.problems import InputError, Problem
from otanalysis.store.address import FILE, default_url, read_url, shown
from otanalysis.store.dictionary import TABLES, described
from otanalysis.store.engine import reading
from otanalysis.store.schema import BUREAUX, CLASSIFICATIONS, CONTRACTS, COUNTS, MARKS, REQUIREMENTS
from otanalysis.store.tables import AUDITED, all_audits, beside, criteria, days_of, places, table_of

YEARLY = ("office", "reference_year")
PASSWORD = "cette adresse contient un mot de passe, qui resterait écrit dans le carnet"  # noqa: S105
PGPASS = "retirez-le de l'adresse, et mettez-le dans le fichier ~/.pgpass ou dans la variable PGPASSWORD"


def observatory(url: str = "") -> "Observatory":
    """Return the observatory at an address, by default the file ``outputs/observatoire.db`` of the project.

    That file is looked for from the current folder upwards. Raises InputError for an address that cannot be read, that
    holds a password, or where there is no observatory.

    >>> import otanalysis as ota
    >>> ota.observatory().offices()[["office", "verdict"]]
                         office                  verdict
    0  pays-de-serres-en-quercy  non classable en l'état
    """
    if not url:
        homes = (base / "outputs" for base in (Path.cwd(), *Path.cwd().parents))
        return Observatory(default_url(next((place for place in homes if (place / FILE).exists()), Path("outputs"))))
    address = read_url(url, "url")
    if address.password or "password" in address.query:
        raise InputError([Problem("url", 0, "", PASSWORD, PGPASS)])
    return Observatory(address)


class Observatory:
    """Reads an observatory; each method opens a connection, only reads, and closes it."""

    def __init__(self, url: URL, option: str = "url") -> None:
        self.url, self._option = url, option
        with reading(url, option):
            pass

    def __repr__(self) -> str:
        return f"Observatory({shown(self.url)!r})"

    @described
    def offices(self) -> pd.DataFrame:
        """Return the offices as their last audit tells them."""
        table = self.audits()
        known = table.groupby("office")["audit_date"].agg(audits="size", first_audit="min").reset_index()
        last = table[table["current"]].drop_duplicates("office", keep="last")
        return last.merge(known, on="office")[_names("offices")]

    @described
    def audits(self) -> pd.DataFrame:
        """Return every audit, by office and oldest first."""
        return self._read(all_audits())

    @described
    def findings(self) -> pd.DataFrame:
        """Return what each current audit says of each criterion."""
        return self._read(criteria())

    @described
    def requirements(self) -> pd.DataFrame:
        """Return what each current audit says of each requirement of the criteria."""
        return self._read(beside(REQUIREMENTS, "current", AUDITED))

    @described
    def bureaux(self) -> pd.DataFrame:
        """Return the bureaux and where they are, from the last audit of each office."""
        return self._read(places())

    @described
    def opening(self, office: str = "") -> pd.DataFrame:
        """Return the opening of each bureau on each day, from the last audit of each office and reference year."""
        lists = {"minutes": "Int64", "described": "bool", "hors_les_murs": "Int64"}
        return self._days(beside(BUREAUX, "last_of_year", YEARLY, office), _names("opening"), lists)

    @described
    def attendance(self, office: str = "") -> pd.DataFrame:
        """Return the visitors counted, from the last audit of each office and reference year."""
        lists = {"visitors": "float64"}
        return self._days(beside(COUNTS, "last_of_year", YEARLY, office), _names("attendance"), lists)

    @described
    def staff(self) -> pd.DataFrame:
        """Return the contracts, from the last audit of each office and reference year."""
        return self._read(beside(CONTRACTS, "last_of_year", YEARLY))

    @described
    def marks(self) -> pd.DataFrame:
        """Return the marks and labels held, from the last audit of each office."""
        return self._read(beside(MARKS, "last", ("office",)))

    @described
    def classifications(self) -> pd.DataFrame:
        """Return the classification that each office holds, from its last audit."""
        return self._read(beside(CLASSIFICATIONS, "last", ("office",)))

    def _read(self, query: Select[Any]) -> pd.DataFrame:
        with reading(self.url, self._option) as connection:
            return table_of(query, connection)

    def _days(self, query: Select[Any], columns: list[str], lists: dict[str, str]) -> pd.DataFrame:
        with reading(self.url, self._option) as connection:
            return days_of(query, connection, lists)[columns]


def _names(table: str) -> list[str]:
    return [column.name for column in TABLES[table].columns]
