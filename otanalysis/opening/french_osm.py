"""Hours written in French, rewritten as OpenStreetMap writes them; what has no sure reading is refused."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from otanalysis.opening.calendar import OpeningError
from otanalysis.opening.french_words import OSM_DAYS, OSM_MONTHS, Symbol, symbols

DATE = r"(?:NMY-NMY|YMN-YMN|YMN|NMY|NM-NM|N-NM|MN-MN|MN-N|NM|MN|M-M|M)"
DATES = rf"(?P<dates>{DATE}(?:,{DATE})*)?"
DAYS = r"(?P<days>(?:D-D|D|H)(?:,(?:D-D|D|H))*)?"
TIMES = r"(?P<times>[TN]-T(?:[,/]?[TN]-T)*)"
OPEN = re.compile(rf"{DATES}{DAYS}{TIMES}(?P<but>X(?:D-D|D|H)(?:,(?:D-D|D|H))*)?(?P<comment>C?)")
SHUT = re.compile(rf"{DATES}{DAYS}O(?P<comment>C?)")
SHUT_FIRST = re.compile(rf"O{DATES}{DAYS}(?P<comment>C?)")
# A comma after a time, a closure or a comment starts another rule when days, months or holidays follow it.
ANOTHER = re.compile(r"(?<=[TOC]),(?=[DMHNYO](?!-T))")
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MAX_UNSURE = 4


class UnsureError(OpeningError):
    """Hours that can be read in two ways; the message says which, and what to write."""


class Read(NamedTuple):
    """A rule read: its dates, its days, and what follows them, as OSM writes them."""

    dates: str
    days: str
    rest: str
    kinds: frozenset[str]


def normalised(expression: str) -> str:
    """Return French hours as an OSM string: « lun-ven 9h30-12h et 14h-18h ; fermé les jours fériés ».

    Weekdays and months whole or short, « 9h30 », « 09.30 », dashes of all kinds, « du … au », « et », « fermé »,
    « sauf », « jours fériés », « vacances scolaires », « sur rendez-vous », doubled semicolons. Raises OpeningError for
    a word that is not one of hours, UnsureError for what has two readings (« mar », days repeated after a comma).
    """
    head, bars, tail = expression.partition("||")
    found = symbols(head)
    unsure = [n for n, symbol in enumerate(found) if symbol.kind == "?"]
    if len(unsure) > MAX_UNSURE:
        raise UnsureError("« mar » : écrivez « mardi » ou « mars » en toutes lettres")
    readings, refusals = set[str](), list[UnsureError]()
    for kinds in product("DM", repeat=len(unsure)):
        try:
            readings.add(_rewritten(_sure(found, unsure, kinds)))
        except UnsureError as error:
            refusals.append(error)
    readings.discard("")
    if len(readings) + len(refusals) > 1:
        raise UnsureError(
            f"« mar » veut dire mardi ou mars dans « {expression.strip()} » : écrivez-le en toutes lettres"
        )
    if not readings:
        raise next(iter(refusals), OpeningError(f"« {expression.strip()} » ne se lit pas comme des horaires"))
    return readings.pop() + (f" || {tail.strip()}" if bars else "")


def is_unsure(expression: str) -> bool:
    """Tell whether an expression has « mar » in small letters, which OSM readers take for March, outside comments."""
    return any(re.search(r"\bmar\b", part) for part in expression.split('"')[::2])


def _sure(found: Sequence[Symbol], unsure: Sequence[int], kinds: Sequence[str]) -> list[Symbol]:
    """Return the symbols with each « mar » taken for Tuesday (D) or March (M)."""
    taken = {n: Symbol(kind, "Tu" if kind == "D" else "Mar") for n, kind in zip(unsure, kinds, strict=True)}
    return [taken.get(n, symbol) for n, symbol in enumerate(found)]


def _rewritten(found: list[Symbol]) -> str:
    """Return the OSM string of symbols, empty when they follow no grammar."""
    groups = [group for group in _split(found) if group]
    read = [[_rule(part) for part in _parts(group)] for group in groups]
    if not read or not all(rule for rules in read for rule in rules):
        return ""
    sure = [[rule for rule in rules if rule] for rules in read]
    for rules in sure:
        _refuse_repetition(rules)
    _refuse_early_closure([rule for rules in sure for rule in rules])
    return "; ".join(
        ", ".join(f"{rule.dates} {rule.days} {rule.rest}".strip() for rule in rules) for rules in sure
    ).replace("  ", " ")


def _split(found: list[Symbol]) -> Iterator[list[Symbol]]:
    """Give the groups of symbols between semicolons."""
    group: list[Symbol] = []
    for symbol in found:
        if symbol.kind == ";":
            yield group
            group = []
        else:
            group.append(symbol)
    yield group


def _parts(group: list[Symbol]) -> list[list[Symbol]]:
    """Return the rules of a group, that commas and « et » separate."""
    kinds = "".join(symbol.kind for symbol in group).strip(",")
    cuts = [0, *(found.start() for found in ANOTHER.finditer(kinds)), len(kinds)]
    return [group[start + (start > 0) : end] for start, end in pairwise(cuts)]


def _rule(part: list[Symbol]) -> Read | None:
    """Return a rule read, None when its symbols follow no grammar."""
    kinds = "".join(symbol.kind for symbol in part)
    found = OPEN.fullmatch(kinds) or SHUT.fullmatch(kinds) or SHUT_FIRST.fullmatch(kinds)
    if found is None:
        return None
    taken = {name: part[slice(*found.span(name))] if found[name] else [] for name in found.groupdict()}
    dates, days = (
        _dates(taken["dates"]),
        "".join(symbol.text if symbol.kind != "-" else "-" for symbol in taken["days"]),
    )
    comment = "".join(f" {symbol.text}" for symbol in taken["comment"])
    rest = _times(taken["times"]) if "times" in taken else "off"
    if dates is None or rest is None or (rest == "off" and not dates and not days):
        return None
    but = "".join("-" if symbol.kind == "-" else symbol.text for symbol in taken.get("but", [])[1:])
    except_ = f"; {f'{dates} {but}'.strip()} off" if but else ""
    return Read(dates, days, rest + comment + except_, _weekdays(taken["days"]))


def _times(part: list[Symbol]) -> str | None:
    """Return the spans of a rule; « 9-12h » gives its hour to both ends; None for an hour that no day has."""
    texts = [
        f"{int(symbol.text):02}:00" if symbol.kind == "N" else symbol.text for symbol in part if symbol.kind in "TN"
    ]
    if any(text > "24:00" for text in texts):
        return None
    return ",".join(f"{start}-{end}" for start, end in zip(texts[::2], texts[1::2], strict=True))


def _dates(part: list[Symbol]) -> str | None:
    """Return the dates of a rule as OSM writes them, None when a month has no such day."""
    items: list[list[Symbol]] = [[]]
    for symbol in part:
        items.append([]) if symbol.kind == "," else items[-1].append(symbol)
    written = [_date_item(item) for item in items if item]
    return None if None in written else ",".join(text for text in written if text)


def _date_item(item: list[Symbol]) -> str | None:
    """Return one date or range of dates: « 1 au 15 avril » is ``Apr 01-15``, « 1 avril au 3 mai » ``Apr 01-May 03``."""
    at = next((n for n, symbol in enumerate(item) if symbol.kind == "-"), len(item))
    ends = [{symbol.kind: symbol.text for symbol in end} for end in (item[:at], item[at + 1 :]) if end]
    month = next(end["M"] for end in ends if "M" in end)
    whole = [{"M": month} | end for end in ends]
    if any(not _exists(end) for end in whole):
        return None
    texts = [f"{end.get('Y', '')} {end['M']} {int(end['N']):02}".strip() if "N" in end else end["M"] for end in whole]
    if len(texts) == 2 and "M" not in ends[0]:
        return f"{texts[0]}-{int(ends[1]['N']):02}"
    return f"{texts[0]}-{int(ends[1]['N']):02}" if len(texts) == 2 and "M" not in ends[1] else "-".join(texts)


def _exists(end: dict[str, str]) -> bool:
    """Tell whether a month has a day; a month alone always exists."""
    return "N" not in end or 1 <= int(end["N"]) <= LENGTHS[OSM_MONTHS.index(end["M"])]


def _weekdays(part: list[Symbol]) -> frozenset[str]:
    """Return the days that a rule covers, all of them when it names none."""
    found: set[str] = set()
    for n, symbol in enumerate(part):
        if symbol.kind == "-":
            first, last = (OSM_DAYS.index(part[at].text) for at in (n - 1, n + 1))
            found |= {OSM_DAYS[(first + step) % 7] for step in range((last - first) % 7 + 1)}
        elif symbol.kind in "DH":
            found.add(symbol.text)
    return frozenset(found) or frozenset(OSM_DAYS)


def _refuse_early_closure(rules: list[Read]) -> None:
    """Raise UnsureError when a later rule opens again what one closed: OSM's last rule wins, people's may not."""
    for n, rule in enumerate(rules):
        later_kinds = [later.kinds for later in rules[n + 1 :] if not later.rest.startswith("off")]
        feasts = bool({"PH", "SH"} & rule.kinds)
        if rule.rest.startswith("off") and any(feasts or rule.kinds & kinds for kinds in later_kinds):
            what = " ".join(filter(None, (rule.dates, rule.days, "off")))
            raise UnsureError(f"« {what} » : écrivez les fermetures après les ouvertures")


def _refuse_repetition(rules: list[Read]) -> None:
    """Raise UnsureError when a rule after a comma may add to the one before or replace it, or has lost its months."""
    for n, rule in enumerate(rules[1:], 1):
        if not rule.dates and rules[0].dates:
            raise UnsureError(
                f"« {rule.days} {rule.rest} » : répétez les mois devant ces jours, ou mettez un point-virgule"
            )
        if any(rule.kinds & earlier.kinds for earlier in rules[:n]):
            raise UnsureError(
                f"« {rule.days or rule.dates} » vient deux fois : mettez « ; » si « {rule.rest} » remplace, "
                "ou toutes les plages à la suite si elles s'ajoutent, « lun 9h-12h, 14h-18h »"
            )
