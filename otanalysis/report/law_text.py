"""The order in the terminal: two editions compared, an official text verified."""

from collections.abc import Sequence
from typing import Any

from otanalysis.french import joined, number, quantity
from otanalysis.law.comparison import CategoryChanges, Change, Comparison, Fate, Threshold
from otanalysis.law.records import STANDING_IN_FRENCH, Criterion, Requirement, number_in
from otanalysis.law.verification import Reading, Verified

TITLES = {
    Fate.KEPT: "Conservés",
    Fate.MERGED: "Regroupés",
    Fate.SPLIT: "Scindés",
    Fate.REDRAWN: "Recomposés",
    Fate.NEW: "Nouveaux",
    Fate.DROPPED: "Abandonnés",
}
PARAMETERS = {
    "min_days": "jours d'ouverture par an",
    "min_hours": "heures d'ouverture par an",
    "min_hours_a_day": "heures pour qu'un jour compte",
    "hors_les_murs_min_fte": "ETP pour compter le hors les murs",
    "min_fte": "ETP",
    "min_degree_years": "années d'études après le bac",
    "conditional_months": "mois d'un label sous condition",
    "validity_years": "années de validité",
}


def comparison_text(found: Comparison) -> str:
    """Return two editions compared, as lines for the terminal."""
    lines = [f"De : {found.old.title}", f"À  : {found.new.title}"]
    lines += [f"Catégorie abandonnée : {_category(found.old.categories[c].criteria, c)}." for c in found.dropped]
    lines += [f"Catégorie nouvelle : {_category(found.new.categories[c].criteria, c)}." for c in found.added]
    for category in found.categories:
        lines += ["", *_category_lines(found, category)]
    return "\n".join([*lines, "", *_caveats(found)])


def _caveats(found: Comparison) -> list[str]:
    """Return how criteria were matched, and what an edition that was not wholly read cannot tell."""
    told = ["→ : d'après la nouvelle édition (clé « replaces ») ; ~> : d'après les contrôles et les faits en commun."]
    unread = sum(not criterion.text for criterion in found.new.criteria)
    if unread:
        criteria = f"{quantity(unread, 'critère')} sur {len(found.new.criteria)}"
        told.append(
            f"Le texte officiel de {criteria} de la nouvelle édition n'a pas été lu : « abandonné » et « − » disent "
            "ce que ses données ne demandent pas, pas ce que le texte a supprimé."
        )
    return told


def _category(criteria: Sequence[str], name: str) -> str:
    return f"{name} ({quantity(len(criteria), 'critère')})"


def _category_lines(found: Comparison, category: CategoryChanges) -> list[str]:
    before, after = (len(edition.categories[category.category].criteria) for edition in (found.old, found.new))
    lines = [f"Catégorie {category.category} : {before} critères avant, {after} après"]
    for fate, title in TITLES.items():
        here = [change for change in category.changes if change.fate is fate]
        lines += [f"  {title}"] if here else []
        lines += [line for change in here for line in _change_lines(change)]
    return lines


def _change_lines(change: Change) -> list[str]:
    olds, news = _numbers(change.old), _numbers(change.new)
    shown = joined([criterion.label for criterion in change.new or change.old])
    arrow = "" if not (olds and news) else " → " if change.declared else " ~> "
    lines = [f"    {olds}{arrow}{news}  {shown}"]
    lines += [f"        {threshold_text(threshold)}" for threshold in change.thresholds]
    lines += [f"        + {requirement.label}" for requirement in change.added]
    return lines + [f"        − {requirement.label}" for requirement in change.removed]


def _numbers(criteria: Sequence[Criterion]) -> str:
    return joined([number_in(criterion.id) for criterion in criteria])


def threshold_text(threshold: Threshold) -> str:
    """Return a figure that changes: « jours d'ouverture par an : 240 → 180 (règle rapportée par une source) »."""
    name = PARAMETERS.get(threshold.parameter) or threshold.new.label
    standing = STANDING_IN_FRENCH[threshold.new.standing]
    return f"{name} : {_value(threshold.before)} → {_value(threshold.after)} (règle {standing})"


def _value(value: float | None) -> str:
    return "non compté" if value is None else number(value)


def comparison_document(found: Comparison) -> dict[str, Any]:
    """Return two editions compared, as JSON-ready data (keys in English)."""
    return {
        "old": found.old.id,
        "new": found.new.id,
        "dropped_categories": list(found.dropped),
        "new_categories": list(found.added),
        "categories": {c.category: [_change_document(change) for change in c.changes] for c in found.categories},
    }


def _change_document(change: Change) -> dict[str, Any]:
    return {
        "fate": change.fate.value,
        "old": [criterion.id for criterion in change.old],
        "new": [criterion.id for criterion in change.new],
        "declared": change.declared,
        "thresholds": [
            {
                "old": threshold.old.id,
                "new": threshold.new.id,
                "parameter": threshold.parameter,
                "before": threshold.before,
                "after": threshold.after,
                "standing": threshold.new.standing.value,
            }
            for threshold in change.thresholds
        ],
        "added": _ids(change.added),
        "removed": _ids(change.removed),
    }


def _ids(requirements: Sequence[Requirement]) -> list[str]:
    return [requirement.id for requirement in requirements]


READINGS = {
    Reading.FOUND: "trouvé mot à mot",
    Reading.DIFFERS: "différent",
    Reading.PROPOSED: "à recopier : l'édition n'a pas de texte, le fichier en a un sous ce numéro",
    Reading.ABSENT: "absent",
}


def verification_text(found: Sequence[Verified], edition: str) -> str:
    """Return what a pasted text says of each criterion, and the lines that a person may write."""
    lines = [line for verified in found for line in _verified_lines(verified, edition)]
    if any(line.key.endswith(".text_source") for verified in found for line in verified.lines):
        source = 'OFFICIEL: {title: "<titre et date du texte collé>", url: "<adresse>"}'
        lines += ["", f"Sous « sources » de otanalysis/law/{edition}.yaml, ajoutez : {source}"]
    counts = [_count(found, reading) for reading in Reading]
    return "\n".join([*lines, "", f"{quantity(len(found), 'critère')} : {joined(counts)}. Rien n'a été écrit."])


COUNTED = {
    Reading.FOUND: "trouvé",
    Reading.DIFFERS: "différent",
    Reading.PROPOSED: "à recopier",
    Reading.ABSENT: "absent",
}


def _difference(ours: str, theirs: str) -> str:
    if not ours:
        return f"en plus dans le fichier : « {theirs} »"
    return f"« {ours} » dans l'édition, « {theirs} » dans le fichier" if theirs else f"absent du fichier : « {ours} »"


def _count(found: Sequence[Verified], reading: Reading) -> str:
    many = sum(verified.reading is reading for verified in found)
    return f"{many} {COUNTED[reading]}{'s' if many > 1 and reading is not Reading.PROPOSED else ''}"


def _verified_lines(verified: Verified, edition: str) -> list[str]:
    lines = [f"{number_in(verified.criterion.id):<8} {READINGS[verified.reading]} : {verified.criterion.label}"]
    lines += [f"         {_difference(ours, theirs)}" for ours, theirs in verified.differences]
    lines += [f"         otanalysis/law/{edition}.yaml, ligne {w.line}, {w.key} :\n{w.written}" for w in verified.lines]
    for label, line in verified.rises:
        lines += [f"         Si ce texte dit bien « {label} », ligne {line.line}, {line.key} :\n{line.written}"]
    return lines
