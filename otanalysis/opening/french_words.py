"""The words of hours written in French, or half in French, as the symbols that their grammar is made of."""

import re
from typing import NamedTuple

from otanalysis.opening.calendar import OpeningError
from otanalysis.opening.offices import plain

OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
OSM_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = (
    ("mo", "lu", "lun", "lundi"),
    ("tu", "ma", "mardi"),
    ("we", "me", "mer", "mercredi"),
    ("th", "je", "jeu", "jeudi"),
    ("fr", "ve", "ven", "vendredi"),
    ("sa", "sam", "samedi"),
    ("su", "di", "dim", "dimanche"),
)
MONTHS = (
    ("jan", "janv", "janvier"),
    ("feb", "fev", "fevr", "fevrier"),
    ("mars",),
    ("apr", "avr", "avril"),
    ("may", "mai"),
    ("jun", "juin"),
    ("jul", "juil", "juill", "juillet"),
    ("aug", "aou", "aout"),
    ("sep", "sept", "septembre"),
    ("oct", "octobre"),
    ("nov", "novembre"),
    ("dec", "decembre"),
)
CLOSED = ("ferme", "fermee", "fermes", "fermees", "closed", "off")
LINKS = ("de", "du", "d'", "le", "les", "des", "l'", "ouvert", "ouverte", "ouverts", "ouvertes")
UNTIL = ("a", "au", "jusqu'a", "jusqu'au")
APPOINTMENT = '"sur rendez-vous"'
PHRASES = (
    (r"(?:les )?jours? feries?", " ph "),
    (r"\bferies?\b", " ph "),
    (r"vacances scolaires", " sh "),
    (r"tous les jours|7\s?j(?:ours)?\s?(?:/|sur)\s?7", " lundi-dimanche "),
    (r"sur (?:rendez[- ]?vous|r\.?d\.?v\.?)", " rdv "),
)
TOKEN = re.compile(
    r"(?P<time>\d{1,2}\s?h\s?(?:[0-5]\d(?!\d))?(?![a-z])|\d{1,2}[:.]\d\d(?!\d))|(?P<year>(?:19|20)\d\d)(?!\d)|(?P<number>\d{1,2}(?:er)?)(?![\d\w])"
    r"|(?P<word>jusqu'au?|[dl]'|[a-z]+\.?)|(?P<mark>[-–—−,;/])|(?P<comment>\x00\d+\x00)|(?P<space>\s+|:(?!\d))"
)


class Symbol(NamedTuple):
    """One symbol: its kind, a letter or a mark, and its text as OSM writes it."""

    kind: str
    text: str


def symbols(expression: str) -> list[Symbol]:
    """Return the symbols of an expression; « mar », Tuesday or March, is of kind "?".

    Kinds: D day, M month, N day of the month, Y year, H holidays, T time, O closed, X except, C comment, and - , ; /.
    Raises OpeningError, in French, at the first word that is not one of hours.
    """
    parts = expression.split('"')
    if len(parts) % 2 == 0:
        raise OpeningError(f"guillemet non fermé dans « {expression} »")
    masked = "".join(plain_keeping_ends(part) if n % 2 == 0 else f"\x00{n}\x00" for n, part in enumerate(parts))
    for pattern, instead in PHRASES:
        masked = re.sub(pattern, instead, masked)
    found, place = [], 0
    while place < len(masked):
        token = TOKEN.match(masked, place)
        if token is None:
            raise OpeningError(f"« {masked[place : place + 12].strip()} » ne se lit pas dans des horaires")
        found += _symbol(token, parts)
        place = token.end()
    return found


def plain_keeping_ends(text: str) -> str:
    """Return a text without accents nor capitals, its first and last spaces kept as one."""
    return " " * text[:1].isspace() + plain(text) + " " * (text[-1:].isspace() and bool(text.strip()))


def _symbol(token: re.Match[str], parts: list[str]) -> list[Symbol]:
    """Return the symbol of a token, none for spaces and link words."""
    kind, text = str(token.lastgroup), token[0]
    if kind == "space":
        return []
    if kind == "comment":
        return [Symbol("C", f'"{parts[int(text.strip(chr(0)))]}"')]
    if kind == "mark":
        return [Symbol("-" if text in "-–—−" else text, text)]
    if kind == "time":
        return [Symbol("T", _time(text))]
    if kind == "word":
        return _word(text.rstrip("."))
    return [Symbol("Y", text) if kind == "year" else Symbol("N", text.removesuffix("er"))]


def _time(text: str) -> str:
    """Return a time as HH:MM."""
    hour, minute = re.split(r"\s?[h:.]\s?", text.strip())[:2]
    return f"{int(hour):02}:{minute or '00'}"


def _word(word: str) -> list[Symbol]:
    """Return the symbol of a word; raises OpeningError for one that has none."""
    for kind, known, written in (("D", DAYS, OSM_DAYS), ("M", MONTHS, OSM_MONTHS)):
        for names, text in zip(known, written, strict=True):
            if word in names:
                return [Symbol(kind, text)]
    single = {"mar": Symbol("?", "mar"), "et": Symbol(",", ","), "sauf": Symbol("X", ""), "midi": Symbol("T", "12:00")}
    single |= {"ph": Symbol("H", "PH"), "sh": Symbol("H", "SH"), "rdv": Symbol("C", APPOINTMENT)}
    if word in single:
        return [single[word]]
    if word in CLOSED or word in UNTIL:
        return [Symbol("O", "off") if word in CLOSED else Symbol("-", "-")]
    if word in LINKS:
        return []
    raise OpeningError(f"« {word} » n'est pas un mot d'horaires")
