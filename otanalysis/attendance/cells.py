"""Cells as people write them: numbers « 6 412 » and « 7 930,0 », dates 45901, « 01/07/2025 », « 12 juil. 2025 ».

Every function takes and returns a series indexed by line; what cannot be read is NaN, NaT or -inf, never a guess.
"""

import functools
import re
import unicodedata
from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd

from otanalysis.attendance.clock import PARIS, local

EMPTY = {"", "nan", "na", "n/a", "null", "none", "-", "–", "—"}
SURE = re.compile(r"[0-9]{1,15}(?:\.[0-9]+)?")
SURE_BY_HAND = re.compile(r"[0-9]{1,15}(?:\.(?![0-9]{3}$)[0-9]+)?")
FIRST_YEAR, LAST_YEAR = "1900", "2200"
SERIALS = (36526, 73051)
OFFSET = r"(?:Z| ?[+-][0-9]{2}:?[0-9]{2})?"
ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?" + OFFSET + ")?)?"
)
FRENCH = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})( [0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
MONTHS |= {"fev": 2, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aou": 8}
WEEKDAY = re.compile(r"^(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*\.? (?=[0-9])")
MONTH_DAY = re.compile(r"(?P<m>[a-z]{3,9})\.? (?P<d>[0-9]{1,2}),? (?P<y>[0-9]{4})(?:,? (?P<t>.+))?")
DAY_MONTH = re.compile(r"(?P<d>[0-9]{1,2})(?:er)? (?P<m>[a-z]{3,9})\.? (?P<y>[0-9]{4})(?:,? (?P<t>.+))?")
MONTH_ONLY = re.compile(r"(?P<m>[a-z]{3,9})\.? (?P<y>[0-9]{4})")
CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?(?: ?([ap])\.?m\.?)?")


def plain(text: str) -> str:
    """Return a text without accents, capitals or double spaces."""
    bare = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode()
    return " ".join(bare.lower().replace("_", " ").split())


def text_of(cell: object) -> str:
    """Return the cell of a workbook as text: dates as ISO 8601, durations and times as HH:MM:SS."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, timedelta):
        return f"{cell // timedelta(hours=1):02}:{cell // timedelta(minutes=1) % 60:02}"
    return cell.isoformat() if isinstance(cell, date | time) else str(cell).strip()


def address(line: int, column: int) -> str:
    """Return the address of a cell: line 12 of the second column is B12."""
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{line}"


def column_number(letters: str) -> int:
    """Return the number, from 1, of the column of these letters."""
    return functools.reduce(lambda left, letter: left * 26 + ord(letter) - 64, letters, 0)


def numbers(cells: pd.Series, by_hand: bool = False) -> pd.Series:
    """Return cells as numbers; an empty cell is NaN, what is no number is -inf.

    ``by_hand``: « 1,250 » and « 1.250 » are refused, they may be 1250 as well as 1,25.
    """
    sure = SURE_BY_HAND if by_hand else SURE
    texts = cells.tolist()
    known = {cell: float(cell) if sure.fullmatch(cell) else _number(cell, by_hand) for cell in set(texts)}
    return pd.Series([known[cell] for cell in texts], cells.index, "float64")


def _number(cell: str, by_hand: bool) -> float:
    bare = "".join(cell.split()).replace(",", ".")
    if bare.lower() in EMPTY:
        return np.nan
    if by_hand and re.fullmatch(r"-?[0-9]{1,3}\.[0-9]{3}", bare):
        return -np.inf
    return float(bare) if re.fullmatch(r"[-+]?[0-9]{1,15}(\.[0-9]+)?", bare) else -np.inf


def moments(cells: pd.Series, zone: str = PARIS) -> pd.DataFrame:
    """Return cells as local naive ``start`` and ``fold``, with ``shape`` (month, day or hour) and ``exact``.

    Dates that bear an offset are converted to the zone (``exact``); the others are local as they are.
    """
    found_iso = (_iso(cell) for cell in cells)
    written = [text if FIRST_YEAR <= text[:4] < LAST_YEAR else "" for text in found_iso]
    zoned = pd.Series([len(text) > 16 and _offset(text) for text in written], cells.index)
    iso = pd.Series(written, cells.index, "str")
    found = pd.DataFrame(
        {"start": pd.to_datetime(iso.mask(zoned), format="ISO8601", errors="coerce"), "fold": np.int8(0)}
    )
    if zoned.any():
        there = local(pd.to_datetime(iso[zoned], format="ISO8601", errors="coerce", utc=True), zone)
        found = there if zoned.all() else found.mask(zoned, there).astype({"fold": "int8"})
    shape = ["month" if len(text) < 8 else "day" if len(text) < 11 else "hour" for text in written]
    return found.assign(shape=shape, exact=zoned)


def _offset(text: str) -> bool:
    return text[-1] == "Z" or "+" in text or "-" in text[16:]


def _iso(cell: str) -> str:
    """Return a date as ISO 8601 text, an empty text when the shape of the cell is none of those known."""
    if ISO.fullmatch(cell):
        return cell
    parts = FRENCH.fullmatch(cell)
    if parts:
        day, month, year, clock = parts.groups(default="")
        return f"{year}-{month}-{day}{clock}"
    return _rarer(cell)


def _ends(rest: str) -> bool:
    return not rest.strip() or (bool(CLOCK.fullmatch(plain(rest))) and not plain(rest).endswith("m"))


def _rarer(cell: str) -> str:
    if re.fullmatch(r"[0-9]{1,2}/[0-9]{4}", cell):
        return f"{cell[-4:]}-{cell[:-5]:0>2}"
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", cell) and SERIALS[0] <= float(cell) < SERIALS[1]:
        return _serial(float(cell))
    parts = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})( .*)?", cell)
    if parts and _ends(parts[4] or ""):
        return f"{parts[3]}-{parts[2]:0>2}-{parts[1]:0>2}{_clock((parts[4] or '').strip())}"
    return _worded(plain(cell))


def _serial(days: float) -> str:
    moment = datetime(1899, 12, 30) + timedelta(minutes=round(days * 1440))
    return moment.isoformat(sep=" ") if days % 1 else moment.date().isoformat()


def _worded(cell: str) -> str:
    """Return « jul 12, 2025 10:00 am », « 12 juil. 2025 » or « juillet 2025 » as ISO 8601 text."""
    bare = WEEKDAY.sub("", cell)
    parts = MONTH_DAY.fullmatch(cell) or DAY_MONTH.fullmatch(bare) or MONTH_ONLY.fullmatch(cell)
    month = _month(parts["m"]) if parts else 0
    if parts is None or not month:
        return ""
    if "d" not in parts.groupdict():
        return f"{parts['y']}-{month:02}"
    clock = _clock(parts["t"] or "")
    return "" if parts["t"] and not clock else f"{parts['y']}-{month:02}-{parts['d']:0>2}{clock}"


def _month(word: str) -> int:
    return MONTHS.get(word[:4], 0) or MONTHS.get(word[:3], 0)


def _clock(written: str) -> str:
    """Return « 9:30 », « 10:00 pm » as « T09:30 »; an empty text when there is no clock."""
    parts = CLOCK.fullmatch(plain(written))
    if not parts:
        return ""
    hour = int(parts[1]) if not parts[3] else int(parts[1]) % 12 + 12 * (parts[3] == "p")
    return f" {hour:02}:{parts[2]}"


def minutes(cells: pd.Series) -> pd.Series:
    """Return hours of a day as minutes from 0 to 1440: 9:30, 12h30, 9 h, 0.5833 and 1.0 (parts of a day); else NaN."""
    return cells.map(_minutes).astype("float64")


def _minutes(cell: str) -> float:
    bare = plain(cell).replace(" ", "").replace(",", ".")
    if re.fullmatch(r"0?\.[0-9]+|0\.0|1\.0", bare):
        return round(float(bare) * 1440)
    parts = re.fullmatch(r"([0-9]{1,2})(?:\.0|[h:]([0-9]{2})?(?::[0-9]{2})?|)", bare)
    found = int(parts[1]) * 60 + int(parts[2] or 0) if parts else np.nan
    return found if found <= 1440 and int(parts[2] or 0 if parts else 0) < 60 else np.nan
