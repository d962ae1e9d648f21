"""The guard of OSM strings: what opening-hours-py 2.1.4 would read wrong without a word is refused or set apart."""

import re
from dataclasses import dataclass

from otanalysis.opening.calendar import MINUTES_A_DAY, OpeningError
from otanalysis.opening.osm_library import is_readable

EXAMPLE = "« Apr-Sep Mo-Sa 09:30-12:30,14:00-18:00; Oct-Mar Tu-Fr 10:00-12:00; PH off »"
APPOINTMENT = re.compile(
    r"(?<!\bsans )(?:rendez[- ]?vous|\br\.?d\.?v\b)|(?<!\bno )(?<!\bwithout )\bappointment"
    r"|\bsur (?:réservation|demande)|\bon request",
    re.IGNORECASE,
)
TIME = r"\d{1,2}:\d\d"
SPAN = re.compile(rf"({TIME})\s*-\s*({TIME})")
STATE = re.compile(r"(?:off|closed|open|unknown)$")
ANY_STATE = re.compile(r"\b(?:off|closed|open|unknown)\b", re.IGNORECASE)
SHUT = re.compile(r"(?:off|closed|unknown)$")
SUN = re.compile(r"\b(?:sunrise|sunset|dawn|dusk)\b", re.IGNORECASE)
COMMENT = re.compile(r'(?P<body>[^"]*?)\s*(?:"(?P<index>\d+)")?')
# A comma after a time, a state or a comment starts a rule that adds to the others, unless another time follows it.
RULES = re.compile(rf'(;|(?<=:\d\d),(?!{TIME})|(?<=off),|(?<=closed),|(?<=open),|(?<=unknown),|(?<="),)')
MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"

FORBIDDEN = (
    (SUN, "heures solaires sans position : écrivez des heures, « Mo-Su 09:00-19:00 »"),
    (re.compile(rf"{TIME}\s*\+"), "fin inconnue (« + ») : écrivez l'heure de fermeture, « 10:00-18:00 »"),
    (re.compile(rf"{TIME}\s*/"), "heures répétées (« / ») : écrivez la plage seule, « 10:00-16:00 »"),
    (
        re.compile(rf"(?<!\d\d\d\d ){MONTH} \d+-\d\d\d\d"),
        "année donnée à la fin seulement : écrivez-la aussi au début, « 2025 Dec 20-2026 Jan 5 »",
    ),
    (re.compile(r"24/7$"), "un accueil ouvert jour et nuit : si c'est bien le cas, écrivez « Mo-Su 00:00-24:00 »"),
)


@dataclass(frozen=True)
class Rule:
    """One rule of an OSM string, without its comment; ``adds`` to earlier rules instead of replacing their days."""

    body: str
    adds: bool


def read_rules(expression: str) -> tuple[list[Rule], list[str]]:
    """Return the rules that may be given to the library, and notes in French on what was set apart.

    Raises OpeningError for every string that the library cannot read, or reads wrong.
    """
    text, comments = _mask_comments(expression)
    text, notes = _cut_fallback(text, comments)
    separators, pieces = _split(text)
    rules = []
    for separator, piece in zip(separators, pieces, strict=True):
        body, remark = _judge(piece, comments)
        if separator == "," and re.match(TIME, body):
            raise OpeningError(f"les jours manquent devant « {body} » : répétez-les, « Mo-Fr {body} »")
        rules.append(Rule(body, separator == ","))
        notes += remark
    return rules, notes


def _mask_comments(expression: str) -> tuple[str, list[str]]:
    """Return the string with each comment replaced by its quoted index, and the comments."""
    parts = expression.split('"')
    if len(parts) % 2 == 0:
        raise OpeningError(f'guillemet non fermé dans « {expression} » : un commentaire s\'écrit "entre guillemets"')
    masked = "".join(part if n % 2 == 0 else f'"{n // 2}"' for n, part in enumerate(parts))
    return masked, parts[1::2]


def _cut_fallback(text: str, comments: list[str]) -> tuple[str, list[str]]:
    """Return the string before ``||`` and a note of what follows: the library stops after one slot otherwise."""
    head, bars, tail = text.partition("||")
    if ";" in tail:
        raise OpeningError("une règle suit « || » : placez « || » et ce qui le suit à la fin")
    if not bars:
        return head, []
    return head, [f"à défaut, non compté : {_unmask(tail.strip(), comments)}"]


def _split(text: str) -> tuple[list[str], list[str]]:
    """Return the separators before each rule ("" for the first) and the rules.

    Spaces around commas go first: the library reads ``Mo, We 10:00-12:00`` as open all Monday, night included.
    """
    tidy = re.sub(r"\s*,\s*", ",", re.sub(r"\s+", " ", text.strip()))
    tidy = ANY_STATE.sub(lambda state: state[0].lower(), tidy)
    if not tidy:
        raise OpeningError(f"horaires vides ; écrivez par exemple {EXAMPLE}")
    parts = RULES.split(tidy)
    pieces = [part.strip() for part in parts[::2]]
    if not all(pieces):
        raise OpeningError("règle vide : « ; » et « , » séparent deux règles ; retirez celui qui est en trop")
    return ["", *parts[1::2]], pieces


def _judge(piece: str, comments: list[str]) -> tuple[str, list[str]]:
    """Return the body of one rule, that may be evaluated, and the notes it leaves."""
    found = COMMENT.fullmatch(piece)
    if found is None:
        raise OpeningError(
            f"commentaire mal placé dans « {_unmask(piece, comments)} » : mettez-le à la fin de la règle"
        )
    body, comment = found["body"], comments[int(found["index"])] if found["index"] else ""
    if body in ("", "open", "unknown"):
        raise OpeningError(
            f"ni jours ni heures dans « {_unmask(piece, comments)} », et un commentaire n'est pas un horaire : "
            'écrivez les heures connues avant lui, « Mo-Fr 09:00-12:00 || "sur rendez-vous" »'
        )
    if APPOINTMENT.search(comment) and not SHUT.search(body):
        body = STATE.sub("", body).strip() + " unknown"
    _refuse(body)
    return body, _notes(body, comment)


def _refuse(body: str) -> None:
    """Raise OpeningError when the library cannot read a rule, or reads it wrong."""
    if not is_readable(body):
        raise OpeningError(
            f"horaires illisibles : « {body} » ; écrivez-les à la façon d'OpenStreetMap, par exemple {EXAMPLE}"
        )
    for pattern, message in FORBIDDEN:
        if pattern.search(body):
            raise OpeningError(f"« {body} » : {message}")
    _refuse_backward_dates(body)
    spans = SPAN.findall(body)
    for start, end in spans:
        _refuse_span(start, end)
    if not spans and not SHUT.search(body):
        raise OpeningError(
            f"règle sans heures : « {body} » ; écrivez « {body} 10:00-18:00 », ou « {body} off » si c'est fermé"
        )


def _refuse_span(start: str, end: str) -> None:
    """Raise OpeningError for a span of no length, past midnight, or outside 00:00-24:00."""
    if _minute(start) == _minute(end):
        raise OpeningError(f"« {start}-{end} » commence et finit à la même heure : écrivez l'heure de fermeture")
    if _minute(end) < _minute(start) or _minute(end) > MINUTES_A_DAY:
        raise OpeningError(
            f"« {start}-{end} » passe minuit : écrivez « {start}-24:00 », puis les heures du lendemain à leur jour"
        )


def _refuse_backward_dates(body: str) -> None:
    """Raise OpeningError for days of a month written backward: the library would run into the next month."""
    for month, first, last in re.findall(rf"({MONTH}) (\d+)-(\d+)(?!\d|:)", body):
        if len(last) <= 2 and int(last) < int(first):
            raise OpeningError(f"« {month} {first}-{last} » finit avant de commencer : écrivez les deux mois")


def _notes(body: str, comment: str) -> list[str]:
    """Return what minutes cannot say of a rule: its comment, and that it is not counted."""
    if body.endswith("unknown"):
        return [f"non compté, {comment or 'état inconnu'} : {body.removesuffix('unknown').strip()}"]
    return [f"commentaire : {comment} ({body})"] if comment else []


def _minute(time: str) -> int:
    """Return the minutes since midnight of HH:MM."""
    hour, minute = time.split(":")
    return int(hour) * 60 + int(minute)


def _unmask(text: str, comments: list[str]) -> str:
    """Return masked text with its comments back in their place."""
    return re.sub(r'"(\d+)"', lambda found: f'"{comments[int(found[1])]}"', text)
