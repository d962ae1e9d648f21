"""The sections of the page that shows an edition of the order: each takes an edition and returns what is displayed.

>>> import otanalysis as ota
>>> "19 critères" in ota.order.headline(ota.load_edition("arrete_2019_04_16")).html.replace("\u00a0", " ")
True
"""

from otanalysis.french import joined, quantity
from otanalysis.law.loader import load_catalogue
from otanalysis.law.records import STANDING_IN_FRENCH, Criterion, Edition, Requirement, Standing, number_in
from otanalysis.report.figures import Chart
from otanalysis.report.html import Html, Table, render
from otanalysis.report.order_charts import standings_chart

SCOPES = {
    "main_bureau": "au point d'accueil principal",
    "main_and_station_bureaux": "au point d'accueil principal et à ceux des stations classées",
    "office": "à l'échelle de l'office",
}


def headline(edition: Edition) -> Html:
    """Return the first screen: which order, since when, how many criteria, how much of it was read word for word."""
    requirements = [r for criterion in edition.criteria for r in criterion.requirements]
    read = sum(r.standing is Standing.VERBATIM for r in requirements)
    texts = sum(bool(criterion.text) for criterion in edition.criteria)
    counts = (
        f"{quantity(len(edition.criteria), 'critère')}, {quantity(len(requirements), 'exigence')}. "
        f"Texte officiel lu pour {quantity(texts, 'critère')} ; {quantity(read, 'exigence')} mot à mot."
    )
    return render("order", edition=edition, counts=counts)


def categories(edition: Edition) -> Html:
    """Return which criteria each category asks."""
    every = [(name, category.criteria) for name, category in edition.categories.items()]
    common = set.intersection(*(set(criteria) for _, criteria in every))
    own = [joined([number_in(id_) for id_ in criteria if id_ not in common]) or None for _, criteria in every]
    rows = tuple((name, len(criteria), others) for (name, criteria), others in zip(every, own, strict=True))
    shared = joined([number_in(criterion.id) for criterion in edition.criteria if criterion.id in common])
    told = [f"{quantity(len(common), 'critère')} valent pour toutes les catégories : {shared}."] if common else []
    columns = ("Catégorie", "Critères", "Ceux qui ne valent pas pour toutes")
    return render("tables", paragraphs=told, tables=[Table("Les catégories", columns, rows)], empty="")


def standings(edition: Edition) -> Chart:
    """Return the chart of how many requirements rest on which standing."""
    return standings_chart(edition)


def criteria(edition: Edition) -> Html:
    """Return every criterion by family: wording, requirements, standing, sources, facts and usual papers."""
    groups = [
        {
            "title": family.title,
            "source": f"Intitulé {_whose(family.standing)} ({_titles(edition, family.sources)}).",
            "criteria": [_criterion(edition, c) for c in edition.criteria if c.family == family.id],
        }
        for family in edition.families
    ]
    return render("order_criteria", groups=groups)


def _criterion(edition: Edition, criterion: Criterion) -> dict[str, object]:
    asked = [name for name, category in edition.categories.items() if criterion.id in category.criteria]
    return {
        "number": number_in(criterion.id),
        "label": criterion.label,
        "asked": f"Catégorie{'s' if len(asked) > 1 else ''} {joined(asked)}, {SCOPES[criterion.scope]}.",
        "text": criterion.text,
        "text_source": edition.sources[criterion.text_source].title if criterion.text_source else "",
        "requirements": [_requirement(edition, requirement) for requirement in criterion.requirements],
    }


def _requirement(edition: Edition, requirement: Requirement) -> dict[str, object]:
    catalogue = load_catalogue()
    facts = [catalogue[name] for name in requirement.facts]
    only = [f"« {catalogue[name].label} » : {'oui' if v else 'non'}" for name, v in requirement.applies.items()]
    return {
        "label": requirement.label,
        "sure": requirement.standing is Standing.VERBATIM,
        "standing": f"Règle {_standing(requirement.standing)} ({_titles(edition, requirement.sources)}).",
        "only": f"Seulement pour {joined(only)}." if only else "",
        "papers": joined([fact.evidence for fact in facts if fact.evidence]),
    }


def _whose(standing: Standing) -> str:
    return "lu mot à mot" if standing is Standing.VERBATIM else "d'otanalysis, d'après des sources"


def _standing(standing: Standing) -> str:
    return STANDING_IN_FRENCH[standing]


def _titles(edition: Edition, keys: tuple[str, ...]) -> str:
    return " ; ".join(edition.sources[key].title for key in keys)


def limits(edition: Edition) -> Html:
    """Return what the data does not model, and what the passage from an edition to the next allows."""
    transitions = [f"Transition ({_standing(t.standing)}) : {t.text}" for t in edition.transitions]
    empty = "Tout ce que le texte demande est modélisé."
    return render("paragraphs", paragraphs=[*edition.not_modelled, *transitions], empty=empty)


def wording(edition: Edition) -> Html:
    """Return how a person brings the official wording into the data, and what remains to be read."""
    left = [number_in(criterion.id) for criterion in edition.criteria if not criterion.text]
    told = [
        f"Copiez le texte officiel dans un fichier texte : otanalysis law verify texte.txt --edition {edition.id}",
        "La commande dit, critère par critère, si le texte de l'édition s'y trouve mot à mot, et les lignes à écrire "
        f"dans otanalysis/law/{edition.id}.yaml. Elle n'écrit rien elle-même.",
        "Une exigence ne devient « lue mot à mot » (standing: verbatim) que si le texte dit bien ce qu'elle vérifie.",
        "La mention « sous réserve » quitte les audits dont toutes les règles sont lues mot à mot.",
    ]
    left_in_words = f"Restent à lire : {'critères' if len(left) > 1 else 'critère'} {joined(left)}." if left else ""
    told.append(left_in_words or "Le texte officiel de chaque critère est déjà dans les données.")
    return render("paragraphs", paragraphs=told, empty="")


def sources(edition: Edition) -> Html:
    """Return the sources that the edition names, with their addresses."""
    return render("order_sources", sources=edition.sources)
