"""Choices in French, for the panel and for the variant that keeps them."""

from collections.abc import Iterator

from otanalysis.dossier.records import Bureau
from otanalysis.explorer.choices import Choices, applied, fte_told
from otanalysis.explorer.hours import called
from otanalysis.explorer.present import Present
from otanalysis.french import day_of, joined, number
from otanalysis.law.loader import load_edition
from otanalysis.opening.days import told as yearly
from otanalysis.opening.table import AS_WEEKDAY, CLOSED, Season, Table
from otanalysis.opening.table_text import bounds, has_year, on

LEAP = 2024  # a closure of every year may begin on 29 February
FEASTS = {CLOSED: "fermés", AS_WEEKDAY: "ouverts comme les autres jours"}


def told(present: Present, choices: Choices) -> tuple[str, ...]:
    """Return what differs from the present, a sentence without its full stop for each thing; nothing for no choice."""
    return tuple(_told(present, choices))


def _told(present: Present, choices: Choices) -> Iterator[str]:
    if choices.category:
        yield f"catégorie {choices.category} au lieu de {present.audit.category}"
    if choices.edition:
        yield f"édition : {load_edition(choices.edition).title}"
    for bureau in (point.bureau for point in present.audit.dossier.points):
        yield from _bureau(present, choices, bureau)
    if choices.posts or choices.advisers:
        after, before = fte_told(applied(present.audit.dossier, choices)), fte_told(present.audit.dossier)
        yield f"effectif : {after} au lieu de {before}"


def _bureau(present: Present, choices: Choices, bureau: Bureau) -> Iterator[str]:
    year = present.audit.dossier.year
    if bureau.id in choices.hours:
        yield from _hours(bureau.name, present.hours.get(bureau.id), choices.hours[bureau.id], year)
    if bureau.id in choices.outside:
        yield from _outside(bureau.name, present.outside.get(bureau.id), choices.outside[bureau.id], year)
    if bureau.id in choices.counted:
        yield f"{bureau.name} : {'compté' if choices.counted[bureau.id] else 'non compté'} avec le bureau principal"
    if bureau.id in choices.people:
        before = "" if bureau.people_present is None else f" au lieu de {number(bureau.people_present)}"
        yield f"{bureau.name} : {number(choices.people[bureau.id])} à l'accueil{before}"


def _outside(bureau: str, before: Table | None, after: Table | None, year: int) -> Iterator[str]:
    name = f"{bureau}, hors les murs"
    if after is None:
        yield f"{name} : non compté"
    else:
        yield from _hours(name, before, after, year)


def _hours(name: str, before: Table | None, after: Table, year: int) -> Iterator[str]:
    """Yield each season that is not as before, then the days shut."""
    known = before.seasons if before else ()
    yield from (f"{name}, {called(s, year)} : {week_told(s)}" for s in after.seasons if s not in known)
    if before and before.public_holidays != after.public_holidays:
        yield f"{name} : jours fériés {holidays_told(after)}"
    for word, one, other in (("fermé", after, before), ("rouvert", before, after)):
        days = [closure_told(text) for text in (one.closures if one else ()) if not other or text not in other.closures]
        if days:
            yield f"{name} : {word} {joined(days)}"


def holidays_told(table: Table) -> str:
    """Return what a table does on public holidays: « fermés », or hours."""
    rule = table.public_holidays
    return FEASTS[rule] if isinstance(rule, str) else f"de {joined([_slot(slot) for slot in rule])}"


def week_told(season: Season) -> str:
    """Return the week of a season in words: « lun-sam 9 h 30 – 13 h ; dim fermé »."""
    rows = (f"{row.days} {joined([_slot(slot) for slot in row.slots])}" for row in season.week if row.slots)
    return " ; ".join(rows) or "fermé"


def _slot(slot: str) -> str:
    return "–".join(_hour(time) for time in slot.split("-"))


def _hour(time: str) -> str:
    hour, _, minute = time.partition(":")
    return f"{int(hour)}\u00a0h" + (f"\u00a0{minute}" if minute != "00" else "")


def closure_told(text: str) -> str:
    """Return an exceptional closure in words: « le 2 mai 2025 », « du 25 décembre au 31 décembre » for every year."""
    first, last = (day_of(end) if has_year(end) else yearly(on(end, LEAP)) for end in bounds(text))
    return f"le {first}" if first == last else f"du {first} au {last}"
