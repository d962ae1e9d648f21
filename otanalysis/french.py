"""Numbers and dates as French readers write them."""

import re
from datetime import date

NARROW_SPACE = "\u202f"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
MONTHS_SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
LANGUAGES = {
    "ar": "arabe", "br": "breton", "ca": "catalan", "cs": "tchèque", "da": "danois", "de": "allemand", "el": "grec",
    "en": "anglais", "es": "espagnol", "eu": "basque", "fi": "finnois", "fr": "français", "he": "hébreu",
    "hu": "hongrois", "it": "italien", "ja": "japonais", "ko": "coréen", "nl": "néerlandais", "no": "norvégien",
    "oc": "occitan", "pl": "polonais", "pt": "portugais", "ro": "roumain", "ru": "russe", "sv": "suédois", "tr": "turc",
    "uk": "ukrainien", "zh": "chinois",
}  # fmt: skip
INVARIABLE = {"ETP", "h", "%"}
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def number(value: float, decimals: int = 2) -> str:
    """Return a number with a decimal comma and thin spaces between thousands: 1260.5 gives « 1 260,5 »."""
    text = f"{round(value, decimals):,.{decimals}f}".replace(",", NARROW_SPACE).replace(".", ",")
    text = text.rstrip("0").rstrip(",") if "," in text else text
    return "0" if text == "-0" else text.replace("-", "\u2212")


def quantity(value: float, unit: str) -> str:
    """Return a number and its unit, its first word in the plural from 2 on: « 2 jours d'au moins 4 h »."""
    noun, space, rest = unit.partition(" ")
    plural = "" if noun in INVARIABLE or abs(value) < 2 else "s"
    return f"{number(value)}\u00a0{noun}{plural}{space}{rest}"


def percent(share: float) -> str:
    """Return a share of 1 as a whole percentage: 0.625 gives « 62 % »."""
    return quantity(round(100 * share), "%")


def day(value: date) -> str:
    """Return a date in words: « 1er janvier 2024 »."""
    return f"{'1er' if value.day == 1 else value.day} {MONTHS[value.month - 1]} {value.year}"


def day_of(text: str) -> str:
    """Return a date in words from its text: "2024-01-01" gives « 1er janvier 2024 »."""
    return day(date.fromisoformat(text))


def unbreakable(text: str) -> str:
    """Return a text where no line ends before double punctuation, after « , in a number or before its unit."""
    whole = re.sub(r"(?<!\d)(\d{1,3}) (?=\d{3}(?!\d))", rf"\1{NARROW_SPACE}", text)
    return re.sub(r" (?=[:;?!»])|(?<=«) |(?<=\d) (?=[^\W\d]|%)", "\u00a0", whole)


def language(code: str) -> str:
    """Return the name of a language from its two-letter code, or the code itself."""
    return LANGUAGES.get(code, code)


def capital(text: str) -> str:
    """Return a text with a capital letter."""
    return text[:1].upper() + text[1:]


def joined(words: list[str] | tuple[str, ...]) -> str:
    """Return a list in words: « a, b et c »."""
    return " et ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def duration(minutes: int) -> str:
    """Return a duration as people say it: 90 gives « 1 h 30 », 45 « 45 min »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\u00a0min"
    return f"{hours}\u00a0h" + (f"\u00a0{rest:02}" if rest else "")
