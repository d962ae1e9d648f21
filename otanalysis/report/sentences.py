"""French sentences about an audit, for the page and for the terminal."""

from collections.abc import Mapping, Sequence

from otanalysis.attendance.series import Attendance, Step, missing_steps, poor_proxy
from otanalysis.audit.conclusion import number_of
from otanalysis.audit.findings import Audit, Finding, RequirementFinding, to_do, with_status
from otanalysis.audit.outcome import STATUS_IN_FRENCH, Status
from otanalysis.french import capital, joined, quantity

STEPS = {Step.HOUR: "heures", Step.DAY: "jours", Step.MONTH: "mois"}
WORDS = (
    ("ETP", "Équivalent temps plein : un poste à 35 heures toute l'année compte 1, un mi-temps 0,5."),
    (
        "Point d'accueil",
        "Un bureau où l'office reçoit le public ; le principal est celui qui reçoit le plus de visiteurs.",
    ),
    ("Bureau seul", "L'ouverture de ce point d'accueil, sans rien y ajouter."),
    (
        "Bureaux cumulés",
        "Le point d'accueil principal et ceux que l'office lui ajoute pour compter ses jours d'ouverture.",
    ),
    ("Hors les murs", "Un accueil tenu ailleurs que dans un bureau (marché, plage, événement)."),
    ("Pièce", "Le document qui prouve un fait déclaré par l'office."),
)


def verdict(audit: Audit) -> str:
    """Return the verdict as a title: « Non classable en l'état en catégorie II »."""
    return f"{capital(audit.verdict)} en catégorie {audit.category}"


def counts(audit: Audit) -> str:
    """Return how many criteria are met, block or are to document, and which."""
    return counted({status: [number_of(f) for f in with_status(audit.findings, status)] for status in Status})


def counted(numbers: Mapping[Status, list[str]]) -> str:
    """Return how many criteria are met, block or are to document, and which, from their numbers."""
    met = len(numbers[Status.MET])
    asked = met + len(numbers[Status.BLOCKING]) + len(numbers[Status.UNDOCUMENTED])
    parts = [f"{met} critère{_s(met)} rempli{_s(met)} sur {asked}"]
    for status, word in ((Status.BLOCKING, "bloquant"), (Status.UNDOCUMENTED, "à documenter")):
        found = numbers[status]
        plural = _s(len(found)) if status is Status.BLOCKING else ""
        parts += [f"{len(found)} {word}{plural} ({joined(found)})"] if found else []
    return ", ".join(parts) + "."


def figures(audit: Audit) -> list[tuple[str, int, str, str]]:
    """Return how many criteria are met, block and are to document: status, count, word, which ones."""
    asked = sum(f.status is not Status.NOT_APPLICABLE for f in audit.findings)
    met = len(with_status(audit.findings, Status.MET))
    told = [(Status.MET.value, met, f"rempli{_s(met)}", f"sur {asked} critères")]
    for status, word in ((Status.BLOCKING, "bloquant"), (Status.UNDOCUMENTED, "à documenter")):
        found = [number_of(f) for f in with_status(audit.findings, status)]
        plural = _s(len(found)) if status is Status.BLOCKING else ""
        told.append((status.value, len(found), word + plural, _named(found)))
    return told


def _named(numbers: list[str]) -> str:
    return f"critère{_s(len(numbers))} {joined(numbers)}" if numbers else "aucun critère"


def tone(audit: Audit) -> str:
    """Return the worst status of the audit, as the class that colours the page."""
    worst = (Status.BLOCKING, Status.UNDOCUMENTED)
    return next((status.value for status in worst if with_status(audit.findings, status)), Status.MET.value)


def margin(found: RequirementFinding) -> str:
    """Return the margin in words: « il manque 1 ETP », « marge : 56 jours »; empty when nothing is counted."""
    if found.margin is None or found.outcome.status is Status.UNDOCUMENTED:
        return ""
    return gap(found.margin, found.outcome.unit)


def gap(margin: float, unit: str) -> str:
    """Return a margin in words: « il manque 1 ETP », « juste au seuil », « marge : 56 jours »."""
    value = quantity(abs(margin), "point" if unit == "%" else unit)
    if margin < 0:
        return f"il manque {value}"
    return "juste au seuil" if margin == 0 else f"marge : {value}"


def word(status: Status) -> str:
    """Return a status with the sign that says it without colour."""
    signs = {Status.MET: "✓", Status.BLOCKING: "✗", Status.UNDOCUMENTED: "?", Status.NOT_APPLICABLE: "–"}
    return f"{signs[status]} {STATUS_IN_FRENCH[status]}"


def actions(finding: Finding) -> list[str]:
    """Return what to do about a criterion, each action once; for what is only undocumented, what to tell."""
    found = [_action(r) for r in to_do(finding)]
    return list(dict.fromkeys(found))


def _action(found: RequirementFinding) -> str:
    if found.outcome.status is Status.UNDOCUMENTED:
        return f"À documenter : « {found.requirement.label} »."
    return found.requirement.action


def illustrative(audit: Audit) -> str:
    """Return which data are illustrative, as a sentence; empty when none is."""
    dossier = audit.dossier
    kinds = {
        "les horaires d'ouverture": any(p.opening and p.opening.illustrative for p in dossier.points),
        "la fréquentation": dossier.attendance is not None and dossier.attendance.illustrative,
        "l'effectif": dossier.staff is not None and dossier.staff.illustrative,
        "certains constats": any(f.illustrative for f in _declared(audit)),
    }
    named = [kind for kind, is_so in kinds.items() if is_so]
    if not named:
        return ""
    if dossier.office.fictitious:
        return "Cet office n'existe pas : tous ses chiffres sont inventés."
    return f"Ne décrivent pas l'office réel : {joined(named)}. Chaque tableau et chaque graphique concerné le rappelle."


def said(attendance: Attendance | None) -> tuple[str, ...]:
    """Return what must be known of the counts before comparing them with hours: a poor proxy, the reader's notes."""
    if attendance is None:
        return ()
    return tuple(text for text in (poor_proxy(attendance), *attendance.notes) if text)


def counted_by(attendance: Attendance | None) -> str:
    """Return what was counted, by whom, and how much of the year was not."""
    if attendance is None:
        return ""
    missing, steps = missing_steps(attendance), len(attendance.visitors)
    gaps = f"{missing} {STEPS[attendance.step]} sur {steps} sans comptage" if missing else ""
    return ", ".join(text for text in (attendance.label, attendance.source, gaps) if text)


def _declared(audit: Audit) -> Sequence[RequirementFinding]:
    computed = {"bit_ouverture", "ot_effectif", "ot_besoins_accueil"}
    found = (r for f in audit.findings for r in f.requirements)
    return [r for r in found if r.illustrative and not computed & set(r.requirement.facts)]


def _s(count: int) -> str:
    return "s" if count > 1 else ""
