"""Cells of a table of hours, in every way that Excel, LibreOffice and people write them."""

import re
from datetime import date, datetime, time, timedelta

from otanalysis.opening.clock import date_of
from otanalysis.opening.days import MONTHS
from otanalysis.opening.notes import hhmm
from otanalysis.opening.offices import plain
from otanalysis.opening.periods import both
from otanalysis.opening.table_text import WEEKDAYS

Cell = object
TIME = re.compile(r"(\d{1,2})\s*[h:]\s*(\d{2})?(?::\d{2})?(?:\s*(?:min|mn))?", re.IGNORECASE)
DAY_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})")
WRITTEN_DATE = re.compile(r"(\d{1,2}|1er)\s+([a-z]+)\.?(?:\s+(\d{4}))?")
SERIAL = range(20000, 80001)  # Excel counts days from 30 December 1899: 1954 to 2119
CLOSED = ("ferme", "fermee", "fermes", "fermeture", "off", "closed", "x")
EVERY_DAY = ("tous les jours", "tous", "lun-dim", "7j/7", "7/7", "tlj")
HOLIDAYS = ("jours feries", "jour ferie", "feries", "ferie", "jf", "ph")
LETTERS = {"lu": 0, "ma": 1, "me": 2, "je": 3, "ve": 4, "sa": 5, "di": 6}


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing, or spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_closed(cell: Cell) -> bool:
    """Tell whether a cell says « fermé »."""
    return isinstance(cell, str) and plain(cell).rstrip(".") in CLOSED


def minute_in(cell: Cell) -> int:
    """Return the minutes since midnight of a cell: a time, 0.5833, « 12h30 », « 24:00 », 1.0, a duration.

    Raises ValueError, in French, for anything else.
    """
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, datetime) and cell.year <= 1900:
        return cell.hour * 60 + cell.minute
    if isinstance(cell, timedelta):
        return _whole(cell.total_seconds() / 60, cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _whole(cell * 1440, cell)
    found = TIME.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if found is None or int(found[2] or 0) > 59:
        raise ValueError(_not_a_time(cell))
    return _whole(int(found[1]) * 60 + int(found[2] or 0), cell)


def _whole(minutes: float, cell: Cell) -> int:
    """Return minutes that are whole, between 0 and 1440; 0.5833 is 14:00 with the digits that a cell keeps."""
    whole = round(minutes)
    if 0 <= whole <= 1440 and abs(minutes - whole) < 0.1:
        return whole
    if isinstance(cell, int | float) and 0 <= minutes <= 1440:
        raise ValueError(f"« {cell} » n'est pas une heure ronde ({hhmm(int(minutes))}) ; écrivez « 09:30 »")
    raise ValueError(_not_a_time(cell))


def _not_a_time(cell: Cell) -> str:
    """Return the message for a cell that is no time."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell) in range(2, 25):
        return f"« {cell:g} » n'est pas une heure ; écrivez « {int(cell):02}:00 »"
    dotted = re.fullmatch(r"(\d{1,2})[.,](\d{2})", cell.strip()) if isinstance(cell, str) else None
    if dotted and int(dotted[1]) <= 24 and int(dotted[2]) <= 59:
        return f"« {cell} » : point ou virgule ; écrivez « {int(dotted[1]):02}:{dotted[2]} »"
    return f"« {shown(cell)} » n'est pas une heure ; écrivez « 09:30 », ou « fermé »"


def shown(cell: Cell) -> str:
    """Return a cell as a person would read it."""
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    return f"{cell:g}" if isinstance(cell, float) else "vide" if is_blank(cell) else str(cell).strip()


def date_in(cell: Cell) -> str:
    """Return the date of a cell, "2025-07-01", or "07-01" when it bears no year.

    Takes dates, « 01/07/2025 », « 1er juillet », « 01/07 » and the number 45901 that Excel shows when the format is
    lost. Raises ValueError, in French, for anything else.
    """
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if abs(cell) < SERIAL.stop and int(cell) in SERIAL:
            return str(date(1899, 12, 30) + timedelta(days=int(cell)))
    elif isinstance(cell, str) and (found := _written_date(cell.strip())):
        return found
    raise ValueError(f"« {shown(cell)} » n'est pas une date ; écrivez « 01/07/2025 », ou « 01/07 » (chaque année)")


def _written_date(text: str) -> str:
    """Return the date of a text, empty when it is not one."""
    if text.isdecimal() and len(text) < 7 and int(text) in SERIAL:
        return date_in(int(text))
    if day := date_of(text):
        return str(day)
    words, figures = WRITTEN_DATE.fullmatch(plain(text)), DAY_MONTH.fullmatch(text)
    if figures:
        return _existing("", int(figures[2]), int(figures[1]))
    months = [n for n, month in enumerate(MONTHS, 1) if words and _same_month(words[2], plain(month))]
    if words is None or len(months) != 1:
        return ""
    return _existing(words[3] or "", months[0], 1 if words[1] == "1er" else int(words[1]))


def _same_month(word: str, month: str) -> bool:
    """Tell whether a word is a month or its usual short form (« juil », « sept », « avr »)."""
    return word == month or (len(word) >= 3 and month.startswith(word))


def _existing(year: str, month: int, day: int) -> str:
    """Return a date that a calendar has, empty otherwise."""
    try:
        date(int(year or 2024), month, day)
    except ValueError:
        return ""
    return f"{year}-{month:02}-{day:02}".lstrip("-")


def kinds_in(cell: Cell) -> tuple[list[int], bool]:
    """Return the kinds of day of a cell (« lun-ven », « mardi, jeudi », « tous les jours »), and if it names holidays.

    Weekdays stand for themselves and for the public holidays that fall on them. Raises ValueError, in French.
    """
    text = plain(cell) if isinstance(cell, str) else ""
    words = [word.strip() for word in re.split(r",|;|/(?!7)|\bet\b|\+", text) if word.strip()]
    weekdays = [day for word in words if word not in HOLIDAYS for day in _weekdays(word, cell)]
    holidays = any(word in HOLIDAYS for word in words)
    if not weekdays and not holidays:
        raise ValueError(_not_days(cell))
    return [*both(weekdays), *(range(7, 14) if holidays else ())], holidays


def _weekdays(word: str, cell: Cell) -> list[int]:
    """Return the weekdays of one word, a day or a range of days."""
    if word in EVERY_DAY:
        return list(range(7))
    ends = [
        _weekday(end, cell) for end in re.split(r"\s*[-–—]\s*|\s+au\s+|\s+a\s+", re.sub(r"^(du|le|les)\s+", "", word))
    ]
    if len(ends) > 2:
        raise ValueError(_not_days(cell))
    return [(ends[0] + n) % 7 for n in range((ends[-1] - ends[0]) % 7 + 1)]


def _weekday(name: str, cell: Cell) -> int:
    """Return the number of a weekday, whole or in its first two or three letters."""
    word = name.strip().rstrip(".").removesuffix("s")
    for number, weekday in enumerate(WEEKDAYS):
        if word in (weekday, weekday[:3]) or LETTERS.get(word) == number:
            return number
    raise ValueError(_not_days(cell))


def _not_days(cell: Cell) -> str:
    """Return the message for a cell that names no days."""
    advice = "écrivez « lun-sam », « mar, jeu », « tous les jours » ou « jours fériés »"
    return f"« {shown(cell)} » : jours illisibles ; {advice}"
