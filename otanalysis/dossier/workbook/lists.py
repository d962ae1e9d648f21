"""Cells that hold a list: hours, closures, languages, means, options, as a person writes them on a line."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from otanalysis.french import LANGUAGES, joined
from otanalysis.opening.sheet_cells import date_in, is_closed, kinds_in
from otanalysis.opening.table import AS_WEEKDAY, CLOSED
from otanalysis.opening.table_text import WEEKDAYS, bounds, weekdays
from otanalysis.reading.problems import did_you_mean

CODES = {name: code for code, name in LANGUAGES.items()}
NO_LANGUAGE, NO_MEANS, NO_SLOT = "aucune", "aucun", "aucune plage"
MEANS = ("humains", "techniques", "financiers")
USUAL_LANGUAGES = (NO_LANGUAGE, "anglais", "anglais et espagnol", "anglais et allemand", "anglais et italien")
USUAL_MEANS = (NO_MEANS, *MEANS, "humains, techniques et financiers")
HOUR = r"(\d{1,2})\s*(?:[h:]\s*(\d{2})?)?"
RANGE = re.compile(rf"{HOUR}\s*(?:[-–—]|à)\s*{HOUR}", re.IGNORECASE)
BETWEEN = re.compile(r"(?:[\s,;/+.]|\bet\b)*")
LIST = re.compile(r"\s*(?:[,;/\n]|\bet\b)\s*")
PERIOD = re.compile(r"\s+(?:au|à)\s+|\s*[-–]\s*(?=\d{1,2}/)")
OWN_WORDS = re.compile(r"[\d-]{10}|[\d-]{5,10}\s*/\s*[\d-]{5,10}")  # « 01-05 » alone is the first of May


def raw(value: object) -> str:
    """Return a text, or a list of texts, in the words of the dossier."""
    return value if isinstance(value, str) else " ; ".join(map(str, value)) if isinstance(value, list | tuple) else ""


def written_day(text: str) -> str:
    """Return "07-01" as « 01/07 », "2025-07-01" as « 01/07/2025 »."""
    return "/".join(reversed(text.split("-")))


def weekdays_in(text: str) -> str:
    """Return weekdays as the dossier writes them, from « du lundi au samedi » too; raises ValueError, in French."""
    try:
        weekdays(text)
    except ValueError:
        days, holidays = kinds_in(text)
        if holidays:
            raise ValueError("les jours fériés se disent dans la feuille « Jours fériés »") from None
        return ", ".join(WEEKDAYS[day][:3] for day in dict.fromkeys(day for day in days if day < 7))
    return text


def slots_in(text: str) -> tuple[str, ...]:
    """Return the slots of « 9h30-12h30, 14h à 18h », none for « fermé »; raises ValueError, in French."""
    if is_closed(text):
        return ()
    found = list(RANGE.finditer(text))
    if not found or not BETWEEN.fullmatch(RANGE.sub("", text)):
        raise ValueError(f"« {text} » : écrivez les heures comme 09:30-12:30, 14:00-18:00, ou « fermé »")
    return tuple("{:0>2}:{}-{:0>2}:{}".format(*(part or "00" for part in one.groups())) for one in found)


def written_slots(slots: Iterable[str]) -> str:
    """Return slots on a line, « fermé » when there is none."""
    return ", ".join(slots) or CLOSED


def holidays_in(text: str) -> str | tuple[str, ...]:
    """Return what is done on public holidays: « fermé », « ouvert », or slots."""
    if text.lower().startswith(AS_WEEKDAY):
        return AS_WEEKDAY
    if is_closed(text):
        return CLOSED
    return () if text.lower() == NO_SLOT else slots_in(text)


def written_holidays(rule: str | Iterable[str]) -> str:
    """Return what is done on public holidays, on a line."""
    return rule if isinstance(rule, str) else ", ".join(rule) or NO_SLOT


def closures_in(text: str) -> tuple[str, ...]:
    """Return the closures of « 01/05/2025 ; du 25/12 au 31/12 »; raises ValueError, in French."""
    return tuple(_closure(part.strip()) for part in re.split(r"[;,\n]", text) if part.strip())


def _closure(part: str) -> str:
    if OWN_WORDS.fullmatch(part):
        bounds(part)
        return part
    ends = PERIOD.split(re.sub(r"^(du|le)\s+", "", part))
    return "/".join(date_in(end) for end in ends)


def written_closures(closures: Iterable[str]) -> str:
    """Return closures on a line, in French dates; one with spaces stays in the dossier's own words."""
    return " ; ".join(
        closure if " " in closure else " au ".join(written_day(end) for end in closure.split("/"))
        for closure in closures
    )


def languages_in(text: str) -> tuple[str, ...]:
    """Return the codes of languages named in French or by their codes; raises ValueError for an unknown one."""
    return () if text.lower() in (NO_LANGUAGE, "non") else _each(text, _language)


def _language(word: str) -> str:
    if word.lower() in LANGUAGES:
        return word.lower()
    if word.lower() in CODES:
        return CODES[word.lower()]
    raise ValueError(f"langue inconnue « {word} » : {did_you_mean(word.lower(), CODES)}")


def written_languages(codes: Iterable[str]) -> str:
    """Return languages in French words."""
    return joined([LANGUAGES.get(code, code) for code in codes]) or NO_LANGUAGE


def means_in(text: str) -> tuple[str, ...]:
    """Return the means that an agreement fixes; raises ValueError for one that is none of the three."""
    return () if text.lower() in (NO_MEANS, "non") else _each(text, _means)


def _means(word: str) -> str:
    if word.lower() not in MEANS:
        raise ValueError(f"« {word} » : {did_you_mean(word.lower(), MEANS)}")
    return word.lower()


def joined_or_none(words: Iterable[str]) -> str:
    """Return words as a list in French."""
    return joined(list(words)) or NO_MEANS


def _each(text: str, read: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(read(word) for word in LIST.split(text) if word)


def options_in(text: str) -> dict[str, Any]:
    """Return the options of « sites = Centre », one a line; raises ValueError for a line without « = »."""
    found: dict[str, Any] = {}
    for line in filter(str.strip, text.split("\n")):
        name, sign, value = line.partition("=")
        if not sign:
            raise ValueError(f"« {line} » : écrivez une option par ligne, comme « sites = Centre »")
        found[name.strip()] = _option(value.strip())
    return found


def _option(text: str) -> Any:  # noqa: ANN401
    """Return an option: a text, or what JSON says."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return tuple(value) if isinstance(value, list) else value


def written_options(options: Mapping[str, Any]) -> str | None:
    """Return options, one a line; what is no plain text is in JSON."""
    return "\n".join(f"{name} = {_plain(value)}" for name, value in options.items()) or None


def _plain(value: object) -> str:
    same = isinstance(value, str) and "\n" not in value and _option(value.strip()) == value
    return str(value) if same else json.dumps(value, ensure_ascii=False)
