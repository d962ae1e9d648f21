"""What people write in a table of seasons: weekdays, slots and dates, in French."""

import re
from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

from otanalysis.opening.calendar import MINUTES_A_DAY

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
EVERY_DAY = "tous les jours"
TIME = re.compile(r"\d\d:\d\d")
LOOSE_TIME = re.compile(r"(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?", re.IGNORECASE)
DATE = re.compile(r"(?:(\d{4})-)?(\d\d)-(\d\d)")


def weekdays(text: str) -> frozenset[int]:
    """Return the weekdays (Monday is 0) of "lun-sam", "mar, jeu-ven" or "tous les jours".

    A range may run over Sunday ("sam-lun"). Raises ValueError, in French, for anything else.
    """
    if text.strip().casefold() == EVERY_DAY:
        return frozenset(range(7))
    return frozenset(day for part in text.split(",") for day in _weekday_range(part, text))


def _weekday_range(part: str, text: str) -> list[int]:
    """Return the weekdays of one part between commas."""
    ends = [_weekday(name, text) for name in part.split("-")]
    if len(ends) > 2:
        raise ValueError(_not_days(text))
    return [(ends[0] + n) % 7 for n in range((ends[-1] - ends[0]) % 7 + 1)]


def _weekday(name: str, text: str) -> int:
    """Return the number of a weekday written whole or by its first three letters."""
    word = name.strip().casefold()
    for number, weekday in enumerate(WEEKDAYS):
        if word in (weekday, weekday[:3]):
            return number
    raise ValueError(_not_days(text))


def _not_days(text: str) -> str:
    """Return the message for days written otherwise."""
    return f'jours illisibles : « {text} » ; écrivez par exemple "lun-sam", "mar, jeu-ven" ou "{EVERY_DAY}"'


def spans(slots: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return the first and last minute (0 to 1440) of slots such as "09:30-12:30", in order of time.

    Raises ValueError, in French, for a slot written otherwise, of no length, past midnight, or over another one.
    """
    found = sorted((span(slot), slot) for slot in slots)
    for (before, earlier), (after, later) in pairwise(found):
        if after[0] < before[1]:
            raise ValueError(f"les plages « {earlier} » et « {later} » se chevauchent : écrivez-en une seule")
    return tuple(minutes for minutes, _ in found)


def span(slot: str) -> tuple[int, int]:
    """Return the first and last minute of one slot."""
    start, dash, end = slot.partition("-")
    if not dash or not TIME.fullmatch(start) or not TIME.fullmatch(end):
        raise ValueError(_not_slot(slot))
    first, last = minute(start), minute(end)
    if first == last:
        raise ValueError(
            f'« {slot} » commence et finit à la même heure : écrivez la fermeture, par exemple "{_later(start)}"'
        )
    if last < first:
        raise ValueError(
            f'« {slot} » finit avant de commencer : écrivez "{end}-{start}", '
            f'ou, au-delà de minuit, "{start}-24:00" puis "00:00-{end}" le lendemain'
        )
    return first, last


def minute(time: str) -> int:
    """Return the minutes since midnight of "09:30", from 0 to 1440 ("24:00")."""
    hour, minutes = int(time[:2]), int(time[3:])
    if minutes > 59 or hour * 60 + minutes > MINUTES_A_DAY:
        raise ValueError(f'« {time} » n\'est pas une heure : écrivez une heure de "00:00" à "24:00"')
    return hour * 60 + minutes


def _not_slot(slot: str) -> str:
    """Return the message for a slot written otherwise, with the right spelling when it can be guessed."""
    parts = [_respelt(part) for part in re.split(r"[-–—]|\bà\b", slot)]
    if all(parts) and len(parts) == 2:
        return f'« {slot} » : écrivez "{"-".join(parts)}"'
    if all(parts) and len(parts) == 1:
        return f'« {slot} » : écrivez "{parts[0]}", dans une plage : "{_later(parts[0])}"'
    return f'plage horaire illisible : « {slot} » ; écrivez par exemple "09:30-12:30"'


def _respelt(text: str) -> str:
    """Return a time such as 9h30, 9h or 9:30 as HH:MM; empty when it is not one."""
    found = LOOSE_TIME.fullmatch(text.strip())
    return f"{int(found[1]):02}:{found[2] or '00'}" if found and int(found[1]) <= 24 else ""


def _later(start: str) -> str:
    """Return an example of slot from a time on."""
    hour = int(start[:2])
    return f"{start}-{hour + 3:02}{start[2:]}" if hour < 21 else f"09:00-{start}"


def bounds(text: str) -> tuple[str, str]:
    """Return both ends of a closure: "2025-05-02", "12-25" or a range "A/B" of these.

    Raises ValueError, in French, for dates that do not exist, or an end before its start.
    """
    first, slash, last = text.partition("/")
    found = (first.strip(), last.strip() if slash else first.strip())
    refuse_backward(*found)
    return found


def refuse_backward(start: str, end: str) -> None:
    """Raise ValueError, in French, unless ``start`` and ``end`` are dates of one kind, in order."""
    if has_year(start) != has_year(end):
        raise ValueError(f"« {start} » et « {end} » : écrivez l'année aux deux dates, ou à aucune")
    year = 2024  # a leap year: 02-29 then follows 02-28
    if on(end, year) < on(start, year):
        split = f'écrivez deux périodes, "{start}" à "12-31" et "01-01" à "{end}"'
        remedy = "inversez-les" if has_year(start) else split
        raise ValueError(f"« {end} » vient avant « {start} » : {remedy}")


def has_year(text: str) -> bool:
    """Tell whether a date bears its year; raise ValueError, in French, when it is not a date."""
    return _fields(text)[0] is not None


def every_year(text: str) -> str:
    """Return a day of every year, "07-01"; raises ValueError, in French, for a date with its year or anything else."""
    if not DATE.fullmatch(text):
        raise ValueError(f'date illisible : « {text} » ; écrivez le mois puis le jour, par exemple "07-01"')
    if has_year(text):
        raise ValueError(f'« {text} » vaut pour chaque année ; écrivez "{text[5:]}"')
    return text


def on(text: str, year: int) -> date:
    """Return the date of "2025-07-01", or of "07-01" in ``year``; "02-29" is the last day of February."""
    own, month, day = _fields(text)
    if own is None and (month, day) == (2, 29):
        return date(year, 3, 1) - timedelta(days=1)
    return date(own if own is not None else year, month, day)


def _fields(text: str) -> tuple[int | None, int, int]:
    """Return the year (None: every year), month and day of a date that exists."""
    found = DATE.fullmatch(text)
    if found is None:
        raise ValueError(f'date illisible : « {text} » ; écrivez "07-01" (chaque année) ou "2025-07-01"')
    return _existing(text, int(found[1]) if found[1] else None, int(found[2]), int(found[3]))


def _existing(text: str, year: int | None, month: int, day: int) -> tuple[int | None, int, int]:
    """Return the fields of a date; raise ValueError, in French, when no calendar has it."""
    if not 1 <= month <= 12 or year == 0:
        raise ValueError(f'« {text} » n\'existe pas : écrivez le mois puis le jour, "07-01" pour le 1er juillet')
    last = monthrange(2024 if year is None else year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f'« {text} » n\'existe pas : ce mois finit le "{text[:-2]}{last:02}"')
    return year, month, day
