"""French remarks about a series: its gaps, its clock changes."""

from datetime import datetime

import pandas as pd

from otanalysis.attendance.series import Step
from otanalysis.french import MONTHS, day, number

WORDS = {Step.HOUR: ("heure", "heures"), Step.DAY: ("jour", "jours"), Step.MONTH: ("mois", "mois")}


def moment(start: pd.Timestamp | datetime, step: Step | None = None) -> str:
    """Return a start in words: « 12 juillet 2025 à 10 h », « 12 juillet 2025 » or « juillet 2025 »."""
    if step is Step.MONTH:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if step is Step.DAY or (step is None and not (start.hour or start.minute)):
        return day(start)
    clock = f"{start.hour} h {start.minute:02}" if start.minute else f"{start.hour} h"
    return f"{day(start)} à {clock}"


def gaps(visitors: pd.Series, step: Step, skipped: pd.DatetimeIndex) -> list[str]:
    """Return a note about the steps that were not counted, hours that do not exist apart; empty when there is none."""
    missing = visitors.isna() & ~visitors.index.isin(skipped)
    if not missing.any():
        return []
    where = visitors.index[missing]
    runs = int((missing & ~missing.shift(fill_value=False)).sum())
    the = "" if step is Step.MONTH else "le "
    bounds = f"entre {the}{moment(where[0], step)} et {the}{moment(where[-1], step)}"
    where_told = bounds if len(where) > 1 else f"{the}{moment(where[0], step)}"
    periods = f"en {number(runs)} périodes " if runs > 1 else ""
    one, many = WORDS[step]
    told = f"{number(len(where))} {many if len(where) > 1 else one}"
    return [f"Non comptés : {told} de l'année sur {number(len(visitors))}, {periods}{where_told}."]


def hour_words(hour: pd.Timestamp, count: float, counted: bool) -> list[str]:
    """Return the notes about an hour that the clocks skip, given what is counted in it and whether its day is."""
    if count > 0:
        text = f"{number(count)} visiteurs sont comptés le {moment(hour)}, une heure qui n'existe pas"
        return [f"{text} (passage à l'heure d'été) : le fichier est sans doute resté à l'heure d'hiver."]
    return [f"L'heure du {moment(hour)} n'existe pas (passage à l'heure d'été) : elle reste vide."] if counted else []
