"""What people type, as a dossier writes it: « oui », « 30/09/2023 », « anglais et espagnol », « lun-ven 9h30-12h »."""

import re
from collections.abc import Callable, Sequence

from otanalysis.dossier.values import CODES, language_code
from otanalysis.french import MONTHS, joined
from otanalysis.french import number as told
from otanalysis.opening.calendar import OpeningCalendar, OpeningError
from otanalysis.opening.offices import plain
from otanalysis.opening.osm import from_osm
from otanalysis.reading.mistakes import FALSE_WORDS, TRUE_WORDS
from otanalysis.reading.problems import did_you_mean
from otanalysis.reading.records import iso_day

NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%?)", re.ASCII)
DAY_OF_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{1,2})", re.ASCII)
WRITTEN_MONTH = re.compile(rf"(\d{{1,2}})(?:er)?\s+({'|'.join(map(plain, MONTHS))})\b", re.ASCII)
PARTS = {"temps plein": 1.0, "plein temps": 1.0, "mi-temps": 0.5, "mi temps": 0.5}
READ_AS = "lu comme : "
A_LEAP_YEAR = 2024
EXAMPLE = "avril-septembre lun-sam 9h30-12h30, 14h-18h ; fermé les jours fériés"


def yes_no(text: str) -> bool:
    """Return whether the answer is yes; raises ValueError, in French, for anything else."""
    if text.lower() not in TRUE_WORDS | FALSE_WORDS:
        raise ValueError(f"« {text} » n'est ni oui ni non : écrivez « oui » ou « non »")
    return text.lower() in TRUE_WORDS


def day(text: str) -> str:
    """Return a date as "2023-09-30", from « 30/09/2023 » or « 30 septembre 2023 »; raises ValueError, in French."""
    found = iso_day(_in_figures(text))
    if not found:
        raise ValueError(f"« {text} » n'est pas une date : écrivez le jour, le mois et l'année, comme 30/09/2023")
    return found


def day_of_year(text: str) -> str:
    """Return a day of every year as "12-15", from « 15/12 » or « 15 décembre »; raises ValueError, in French."""
    found = DAY_OF_YEAR.fullmatch(_in_figures(text))
    whole = iso_day(f"{found[1]}/{found[2]}/{A_LEAP_YEAR}") if found else ""
    if not whole:
        raise ValueError(f"« {text} » n'est pas un jour de l'année : écrivez le jour et le mois, comme 15/12")
    return whole[5:]


def _in_figures(text: str) -> str:
    """Return a date whose month is in letters as figures: « 1er mai 2024 » gives « 1/5/2024 »."""
    months = [plain(month) for month in MONTHS]
    figures = WRITTEN_MONTH.sub(lambda m: f"{m[1]}/{months.index(m[2]) + 1}/", plain(text))
    return figures.replace("/ ", "/").rstrip("/")


def number(low: float, high: float) -> Callable[[str], int | float]:
    """Return the reader of a number between bounds, « 87,5 » or « 80 % »; it raises ValueError, in French."""

    def read(text: str) -> int | float:
        found = NUMBER.fullmatch("".join(text.split()))
        value = float(found[1].replace(",", ".")) if found else -1.0
        if not found or not low <= value <= high:
            raise ValueError(f"« {text} » : il faut un nombre de {told(low)} à {told(high)}")
        return int(value) if value.is_integer() else value

    return read


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return the reader of a whole number between bounds; it raises ValueError, in French."""

    def read(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not low <= int(text) <= high:
            raise ValueError(f"« {text} » : il faut un nombre entier de {low} à {high}")
        return int(text)

    return read


def part_of_full_time(text: str) -> float:
    """Return a part of a full time, from « temps plein », « mi-temps », « 80 % » or « 0,8 »; raises ValueError."""
    found = NUMBER.fullmatch(text)
    value = (
        float(found[1].replace(",", ".")) / (100 if found[2] else 1)
        if found
        else PARTS.get(text.lower().removeprefix("à ").removeprefix("un "), 0)
    )
    if not 0 < value <= 1:
        raise ValueError(f"« {text} » : écrivez « temps plein », « mi-temps », « 80 % » ou 0,8")
    return round(value, 4)


def languages(text: str) -> list[str]:
    """Return the codes of languages named in French or by their codes; « aucune » is none. Raises ValueError."""
    if text.lower() == "aucune":
        return []
    words = [word.strip() for word in re.split(r"[,;/]|\bet\b", text) if word.strip()]
    unknown = [word for word in words if not language_code(word)]
    if unknown or not words:
        raise ValueError(f"langue inconnue : « {joined(unknown)} » ; écrivez son nom, ou son code ({CODES})")
    return list(dict.fromkeys(map(language_code, words)))


def one_of(choices: Sequence[str], none: str = "") -> Callable[[str], str]:
    """Return the reader of a choice, by its name or its number from 1; ``none`` is one more name, read as empty."""

    def read(text: str) -> str:
        word = plain(text).replace(" ", "_")
        if none and word in {plain(none), "non"}:
            return ""
        if text in choices or word in choices:
            return text if text in choices else word
        if word.isdecimal() and 1 <= int(word) <= len(choices):
            return choices[int(word) - 1]
        raise ValueError(f"« {text} » : {did_you_mean(word, choices)}")

    return read


def some_of(choices: Sequence[str]) -> Callable[[str], list[str]]:
    """Return the reader of several choices separated by commas or « et »; « aucun » is none."""

    def read(text: str) -> list[str]:
        words = [word.strip() for word in re.split(r"[,;/]|\bet\b", text) if word.strip()]
        chosen = [one_of(choices, "aucun")(word) for word in words]
        return [choice for choice in choices if choice in chosen]

    return read


def hours(text: str, year: int) -> tuple[str, OpeningCalendar]:
    """Return hours as OpenStreetMap writes them, with their calendar; raises ValueError, in French."""
    try:
        calendar = from_osm(text, year)
        rewritten = [note.removeprefix(READ_AS) for note in calendar.notes if note.startswith(READ_AS)]
        return (rewritten[0], from_osm(rewritten[0], year)) if rewritten else (text, calendar)
    except OpeningError as error:
        told, for_osm, _ = str(error).partition(" ; écrivez-les à la façon d'OpenStreetMap")
        raise ValueError(f"{told} ; écrivez par exemple « {EXAMPLE} »" if for_osm else told) from None
