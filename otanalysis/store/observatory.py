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
from otanalysis.store.engine import reading
from otanalysis.store.schema import BUREAUX, CLASSIFICATIONS, CONTRACTS, COUNTS, FINDINGS, MARKS, REQUIREMENTS
from otanalysis.store.tables import all_audits, beside, days_of, table_of

AUDITED = ("audit", "office", "category", "audit_date", "reference_year")
OPENING = ("office", "bureau", "label", "main", "day", "minutes", "described", "hors_les_murs", "illustrative")
ATTENDANCE = ("office", "label", "day", "step", "visitors", "illustrative")
YEARLY = ("office", "reference_year")
PASSWORD = "cette adresse contient un mot de passe, qui resterait écrit dans le carnet"  # noqa: S105
PGPASS = "retirez-le de l'adresse, et mettez-le dans le fichier ~/.pgpass ou dans la variable PGPASSWORD"


def observatory(url: str = "") -> "Observatory":
    """Return the observatory at an address, by default the file ``outputs/observatoire.db`` of the project.

    That file is looked for from the current folder upwards. Raises InputError for an address that cannot be read, that
    holds a password, or where there is no observatory.
    """
    if not url:
        places = (base / "outputs" for base in (Path.cwd(), *Path.cwd().parents))
        return Observatory(default_url(next((place for place in places if (place / FILE).exists()), Path("outputs"))))
    address = read_url(url, "url")
    if address.password or "password" in address.query:
        raise InputError([Problem("url", 0, "", PASSWORD, PGPASS)])
    return Observatory(address)


class Observatory:
    """Reads an observatory; each method opens a connection, only reads, and closes it."""

    def __init__(self, url: URL) -> None:
        self.url = url
        with reading(url, "url"):
            pass

    def __repr__(self) -> str:
        return f"Observatory({shown(self.url)!r})"

    def offices(self) -> pd.DataFrame:
        """Return the offices as their last audit tells them.

        Columns: office, label, fictitious, category, edition, audit_date, reference_year, verdict, fte (full-time
        equivalents), audits (how many), first_audit (date).
        """
        table = self.audits()
        known = table.groupby("office")["audit_date"].agg(audits="size", first_audit="min").reset_index()
        last = table[table["current"]].drop_duplicates("office", keep="last")
        told = [
            "office",
            "label",
            "fictitious",
            "category",
            "edition",
            "audit_date",
            "reference_year",
            "verdict",
            "fte",
        ]
        return last[told].merge(known, on="office")

    def audits(self) -> pd.DataFrame:
        """Return every audit, by office and oldest first.

        Columns: audit (its number here), office, label, fictitious, category, edition, rules and fingerprint (SHA-256
        of the edition and of audit.json), audit_date, reference_year, verdict, fte, revision (rank among the audits of
        the same office, category, day and year) and current (it is the last of them).
        """
        return self._read(all_audits())

    def findings(self) -> pd.DataFrame:
        """Return what each current audit says of each criterion.

        Columns: audit, office, category, audit_date, reference_year, criterion, label, family, status ("met",
        "blocking", "undocumented", "not_applicable"), standing (how sure the rule is).
        """
        return self._read(beside(FINDINGS, "current", AUDITED))

    def requirements(self) -> pd.DataFrame:
        """Return what each current audit says of each requirement of the criteria.

        Columns: as ``findings()``, then requirement, bureau (empty for the office), reason, measured, threshold and
        margin (in ``unit``; missing when nothing is counted), illustrative.
        """
        return self._read(beside(REQUIREMENTS, "current", AUDITED))

    def opening(self, office: str = "") -> pd.DataFrame:
        """Return the opening of each bureau on each day, from the last audit of each office and reference year.

        Columns: office, bureau, label, main, day, minutes (open that day, 0 to 1440; missing when the dossier gives no
        hours), described (false: the hours say nothing about that day), hors_les_murs (minutes outside), illustrative.
        """
        lists = {"minutes": "Int64", "described": "bool", "hors_les_murs": "Int64"}
        return self._days(beside(BUREAUX, "last_of_year", YEARLY, office), OPENING, lists)

    def attendance(self, office: str = "") -> pd.DataFrame:
        """Return the visitors counted, from the last audit of each office and reference year.

        Columns: office, label (what was counted), day (the first of the month for counts by month), step ("day" or
        "month"), visitors (persons; missing when nobody counted), illustrative.
        """
        return self._days(beside(COUNTS, "last_of_year", YEARLY, office), ATTENDANCE, {"visitors": "float64"})

    def staff(self) -> pd.DataFrame:
        """Return the contracts, from the last audit of each office and reference year.

        Columns: office, reference_year, label, function, bureau, posts, quota (part of a full time, 0 to 1), months (a
        year), starts and ends (of the presence, "MM-DD"), fte (full-time equivalents), illustrative.
        """
        return self._read(beside(CONTRACTS, "last_of_year", YEARLY))

    def marks(self) -> pd.DataFrame:
        """Return the marks and labels held, from the last audit of each office.

        Columns: office, name, since, until (dates; missing when the mark has no end), fact (that declares it), paper,
        illustrative.
        """
        return self._read(beside(MARKS, "last", ("office",)))

    def classifications(self) -> pd.DataFrame:
        """Return the classification that each office holds, from its last audit.

        Columns: office, category, since (date of the prefect's decision), decision (its reference), illustrative.
        """
        return self._read(beside(CLASSIFICATIONS, "last", ("office",)))

    def _read(self, query: Select[Any]) -> pd.DataFrame:
        with reading(self.url, "url") as connection:
            return table_of(query, connection)

    def _days(self, query: Select[Any], columns: tuple[str, ...], lists: dict[str, str]) -> pd.DataFrame:
        with reading(self.url, "url") as connection:
            return days_of(query, connection, lists)[list(columns)]
