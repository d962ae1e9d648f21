"""The dialogue about the people of an office: one post after the other."""

from collections.abc import Sequence
from typing import Any

from otanalysis.audit.questions import FUNCTIONS
from otanalysis.dossier import answers
from otanalysis.french import joined
from otanalysis.interview.prompts import ask, ask_if_any, some_text, text_if_any

FEMININE = {"directrice": "directeur", "conseillère": "conseiller"}
NAMED = f"{', '.join(FUNCTIONS[:-1])} ou {FUNCTIONS[-1]}"
QUALIFIED = FUNCTIONS[:2]


def ask_contracts(bureaux: Sequence[str]) -> list[dict[str, Any]]:
    """Return the contracts of an office as its dossier writes them; ``bureaux`` are those that people may belong to."""
    contracts = []
    label: str | None = ask("Un poste : son intitulé, comme « Conseillère en séjour »", some_text)
    while label:
        contracts.append({"label": label, **_contract(bureaux)})
        label = text_if_any("Un autre poste ? Son intitulé (Entrée : c'est tout)")
    return contracts


def function(text: str) -> str:
    """Return a function as contracts name it; raises ValueError, in French, for another one."""
    return answers.one_of(FUNCTIONS)(FEMININE.get(text.lower(), text))


def _contract(bureaux: Sequence[str]) -> dict[str, Any]:
    """Return what is known of a post; what its holder does not say is left out."""
    told: dict[str, Any] = {
        "posts": ask_if_any("Combien de personnes à ce poste (Entrée : 1)", answers.whole(1, 100)),
        "quota": ask("Temps de travail de chacune : temps plein, mi-temps, 80 %", answers.part_of_full_time),
        "function": ask_if_any(f"Fonction : {NAMED} (Entrée : je ne sais pas)", function),
        "months": ask_if_any("Mois travaillés par an (Entrée : 12)", answers.number(0.1, 12)),
    }
    if told["months"] and told["months"] < 12:
        told |= _presence()
    if told["function"] in QUALIFIED:
        told |= _degree()
    if bureaux:
        one = answers.one_of(bureaux)
        told["bureau"] = ask_if_any(f"Dans un seul bureau : {joined(list(bureaux))} (Entrée : non)", one)
    return {key: value for key, value in told.items() if value is not None}


def _presence() -> dict[str, str]:
    start = ask_if_any("Du, comme 01/07 (Entrée : cela varie)", answers.day_of_year)
    return {"start": start, "end": ask("Au, comme 31/08", answers.day_of_year)} if start else {}


def _degree() -> dict[str, Any]:
    years = ask_if_any(
        "Diplôme, en années après le bac : 3 pour une licence (Entrée : je ne sais pas)", answers.whole(0, 10)
    )
    if ask_if_any("Une expérience équivalente a-t-elle été reconnue : oui ou non (Entrée : non)", answers.yes_no):
        return {"degree_years": years, "equivalent_experience": True}
    return {"degree_years": years}
