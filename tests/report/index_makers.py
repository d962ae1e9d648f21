"""Offices of an index, as many as wanted, of every state."""

from datetime import date, timedelta

from otanalysis.audit.outcome import Status
from otanalysis.report.html import STYLE
from otanalysis.report.index import Row, index_page
from otanalysis.report.seasons import Season

LABELS = {f"C{n:02}": f"Ce que demande le critère numéro {n}, en une phrase assez longue" for n in range(1, 20)}
ASKED = {
    "I": [1, 2, 3, 5, 7, 8, 9, 10, 11, 13, 14, 16, 17, 18, 19],
    "II": [1, 2, 3, 4, 6, 8, 9, 10, 12, 14, 15, 17, 19],
}
SUMMER = tuple(10.0 + 40 * (6 <= month <= 7) for month in range(12))
VERDICTS = {"b": "non classable en l'état", "u": "à documenter", "m": "classable sous réserve"}


def statuses(category="II", blocking=(), undocumented=()):
    found = dict.fromkeys(LABELS, Status.NOT_APPLICABLE)
    found |= {f"C{n:02}": Status.MET for n in ASKED[category]}
    found |= {f"C{n:02}": Status.UNDOCUMENTED for n in undocumented}
    return found | {f"C{n:02}": Status.BLOCKING for n in blocking}


def office(name, title="", category="II", blocking=(), undocumented=(), **more):
    verdict = VERDICTS["b" if blocking else "u" if undocumented else "m"]
    told = {"href": f"{name}/audit.html", "audit_date": date(2024, 1, 31), "season": Season(SUMMER, SUMMER)} | more
    found = statuses(category, blocking, undocumented)
    return Row(name, office=title or name, category=category, verdict=verdict, statuses=found, **told)


def several():
    return [
        office("zoe", "Zoé", "I"),
        office("etang", "Étang de l'Ébène", blocking=[15], audit_date=date(2023, 5, 2)),
        office("bois", "Bois Noir", undocumented=[4, 12], audit_date=date(2025, 2, 1)),
        office("gue", "Le Gué", blocking=[15, 19], failure="temps dépassé", why="gue/echec.html"),
        Row("neuf", failure="dossier à corriger", why="neuf/echec.html"),
        Row("use", unreadable=True),
    ]


def many(count):
    """A third of them blocked, a third to document, a failure in fifty."""
    rows = []
    for n in range(count):
        category = "I" if n % 5 == 0 else "II"
        wrong = ASKED[category][n % 7 :: 4]
        found = {"blocking": wrong} if n % 3 == 0 else {"undocumented": wrong} if n % 3 == 1 else {}
        season = Season(tuple(10.0 + (n * month) % 90 for month in range(12)), SUMMER[n % 12 :] + SUMMER[: n % 12])
        failed = {"failure": "temps dépassé", "why": f"office-{n:04}/echec.html"} if n % 50 == 0 else {}
        title = f"Office de tourisme intercommunal du Pays de Brumaire numéro {n}"
        day = date(2023, 1, 1) + timedelta(n)
        rows.append(office(f"office-{n:04}", title, category, audit_date=day, season=season, **found, **failed))
    return rows


def page(rows):
    return index_page(rows, LABELS, STYLE.read_text(encoding="utf-8"))
