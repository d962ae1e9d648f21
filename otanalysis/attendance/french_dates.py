"""Dates as French spreadsheets write them when they save a CSV file: « 14/07/2025 », « 07/2025 », « juil-25 »."""

import re

from otanalysis.attendance.cells import plain
from otanalysis.french import MONTHS

FIGURES = re.compile(r"(?:([0-9]{1,2})/)?([0-9]{1,2})/([0-9]{4})(?: ([0-9]{1,2}):([0-9]{2})(?::00)?)?")
WORDS = re.compile(r"([a-z]{3,9})\.?[- ]([0-9]{4}|[0-9]{2})")


def iso_date(cell: str) -> str:
    """Return such a date as "2025-07", "2025-07-14" or "2025-07-14 15:00", any other cell as it is."""
    return _figures(cell) or _words(plain(cell)) or cell


def _figures(cell: str) -> str:
    found = FIGURES.fullmatch(cell)
    if not found or (found[4] and not found[1]):
        return ""
    day = f"-{found[1]:0>2}" if found[1] else ""
    hour = f" {found[4]:0>2}:{found[5]}" if found[4] else ""
    return f"{found[3]}-{found[2]:0>2}{day}{hour}"


def _words(text: str) -> str:
    found = WORDS.fullmatch(text)
    months = [n for n, month in enumerate(MONTHS, 1) if found and plain(month).startswith(found[1])]
    return f"{'20'[: 4 - len(found[2])]}{found[2]}-{months[0]:02}" if found and len(months) == 1 else ""
