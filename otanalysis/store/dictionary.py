"""The dictionary of the observatory's tables: what ``help(observatory)`` shows and what an export describes."""

from collections.abc import Callable
from typing import Any, TypeVar

from otanalysis.store.columns import (
    ANY_BUREAU,
    AUDIT,
    AUDIT_DATE,
    AUDITED,
    BUREAU,
    BUREAU_NAME,
    CATEGORY,
    CRITERION,
    EDITION,
    FICTITIOUS,
    FTE,
    ILLUSTRATIVE,
    LATITUDE,
    LONGITUDE,
    MAIN,
    NAME,
    OFFICE,
    RESTING,
    STANDING,
    STATUS,
    VERDICT,
    YEAR,
)
from otanalysis.store.words import Column, TableWords, meaning

Method = TypeVar("Method", bound=Callable[..., Any])
TABLES = {
    "offices": TableWords(
        "Offices de tourisme",
        "Une ligne par office, tel que son dernier audit le dit",
        (
            OFFICE,
            NAME,
            FICTITIOUS,
            CATEGORY,
            EDITION,
            AUDIT_DATE,
            YEAR,
            VERDICT,
            FTE,
            RESTING,
            Column("audits", "integer", "Nombre d'audits", "Audits de cet office dans l'observatoire", "audit"),
            Column("first_audit", "date", "Date du premier audit"),
        ),
        ("office",),
    ),
    "audits": TableWords(
        "Audits",
        "Une ligne par audit, du plus ancien au plus récent pour chaque office",
        (
            AUDIT,
            OFFICE,
            NAME,
            FICTITIOUS,
            CATEGORY,
            EDITION,
            Column("rules", "string", "Empreinte des règles", "SHA-256 de l'édition appliquée"),
            AUDIT_DATE,
            YEAR,
            VERDICT,
            FTE,
            Column("fingerprint", "string", "Empreinte de l'audit", "SHA-256 de audit.json"),
            Column(
                "revision",
                "integer",
                "Révision",
                "Rang parmi les audits du même office, de la même catégorie, du même jour et de la même année",
            ),
            RESTING,
            Column("current", "boolean", "Audit en vigueur", "Vrai : aucune révision plus récente ne le remplace"),
        ),
        ("audit",),
    ),
    "findings": TableWords(
        "Critères",
        "Une ligne par critère de chaque audit en vigueur",
        (
            *AUDITED,
            CRITERION,
            Column("label", "string", "Intitulé du critère"),
            Column("family", "string", "Famille du critère", "Identifiant de la famille dans l'arrêté"),
            STATUS,
            STANDING,
            RESTING,
        ),
        ("audit", "criterion"),
    ),
    "requirements": TableWords(
        "Exigences des critères",
        "Une ligne par exigence, et par bureau quand elle se vérifie bureau par bureau",
        (
            *AUDITED,
            CRITERION,
            Column("requirement", "string", "Exigence", "Identifiant de l'exigence dans le critère"),
            ANY_BUREAU,
            Column("label", "string", "Intitulé de l'exigence"),
            STATUS,
            Column("reason", "string", "Pourquoi", "Phrase du rapport", optional=True),
            Column(
                "measured", "number", "Valeur mesurée", "Dans l'unité de « unit » ; vide si rien ne se compte", "", True
            ),
            Column("threshold", "number", "Seuil de l'arrêté", "Dans l'unité de « unit »", "", True),
            Column(
                "margin", "number", "Marge", "Valeur moins seuil ; négative quand il manque quelque chose", "", True
            ),
            Column("unit", "string", "Unité de la valeur, du seuil et de la marge", optional=True),
            STANDING,
            ILLUSTRATIVE,
        ),
    ),
    "bureaux": TableWords(
        "Bureaux d'accueil",
        "Une ligne par bureau, d'après le dernier audit de chaque office",
        (
            OFFICE,
            BUREAU,
            BUREAU_NAME,
            MAIN,
            Column("station_classee", "boolean", "En station classée", "Vrai : sur une commune station de tourisme"),
            Column("cumulated", "boolean", "Horaires cumulés", "Vrai : s'ajoute au bureau principal pour l'ouverture"),
            LATITUDE,
            LONGITUDE,
            Column("source", "string", "Source de la position", optional=True),
            Column("illustrative", "boolean", "Position illustrative", "Vrai : position inventée pour l'exemple"),
        ),
        ("office", "bureau"),
    ),
    "opening": TableWords(
        "Ouverture jour par jour",
        "Une ligne par bureau et par jour, d'après le dernier audit de chaque office et de chaque année",
        (
            OFFICE,
            BUREAU,
            BUREAU_NAME,
            MAIN,
            Column("day", "date", "Jour"),
            Column(
                "minutes",
                "integer",
                "Temps d'ouverture",
                "Vide quand le dossier ne donne pas d'horaires",
                "minute",
                True,
                bounds=(0, 1440),
            ),
            Column(
                "described",
                "boolean",
                "Jour décrit",
                "Faux : les horaires ne disent rien de ce jour, ce n'est pas une fermeture",
            ),
            Column(
                "hors_les_murs",
                "integer",
                "Accueil hors les murs",
                "Vide quand il n'y en a pas",
                "minute",
                True,
                bounds=(0, 1440),
            ),
            ILLUSTRATIVE,
        ),
        ("office", "bureau", "day"),
    ),
    "attendance": TableWords(
        "Visiteurs comptés",
        "Une ligne par jour ou par mois, d'après le dernier audit de chaque office et de chaque année",
        (
            OFFICE,
            Column("label", "string", "Ce qui est compté", "Dans la zone, pas au guichet, sauf mention contraire"),
            Column("day", "date", "Jour", "Premier du mois quand on compte par mois"),
            Column("step", "string", "Pas de comptage", "day : par jour ; month : par mois", among=("day", "month")),
            Column(
                "visitors",
                "number",
                "Visiteurs",
                "Vide : personne n'a compté ; 0 : personne n'est venu",
                "visiteur",
                True,
            ),
            ILLUSTRATIVE,
        ),
        ("office", "label", "day", "step"),
    ),
    "staff": TableWords(
        "Contrats",
        "Une ligne par contrat, d'après le dernier audit de chaque office et de chaque année",
        (
            OFFICE,
            YEAR,
            Column("label", "string", "Contrat", "Tel que le dossier l'écrit ; relisez avant de publier"),
            Column("function", "string", "Fonction", optional=True),
            Column(
                "bureau",
                "string",
                "Bureau d'accueil",
                "Vide quand le contrat n'est pas attaché à un bureau",
                optional=True,
            ),
            Column("posts", "integer", "Nombre de postes", "", "poste"),
            Column("quota", "number", "Quotité", "Part d'un temps plein, de 0 à 1", "temps plein", bounds=(0, 1)),
            Column("months", "number", "Durée", "Dans l'année", "mois", bounds=(0, 12)),
            Column("starts", "string", "Début de la présence", "Mois et jour, comme 04-15", optional=True),
            Column("ends", "string", "Fin de la présence", "Mois et jour, comme 09-30", optional=True),
            Column("fte", "number", "Équivalent temps plein", "", "ETP"),
            ILLUSTRATIVE,
        ),
    ),
    "marks": TableWords(
        "Marques et labels",
        "Une ligne par marque tenue, d'après le dernier audit de chaque office",
        (
            OFFICE,
            Column("name", "string", "Marque"),
            Column("since", "date", "Depuis"),
            Column("until", "date", "Jusqu'au", "Vide quand la marque n'a pas de fin", optional=True),
            Column("fact", "string", "Fait déclaré", "Fait du dossier qui la déclare", optional=True),
            Column("paper", "string", "Pièce", "Titre de la pièce qui la prouve", optional=True),
            ILLUSTRATIVE,
        ),
    ),
    "classifications": TableWords(
        "Classements tenus",
        "Une ligne par office classé, d'après son dernier audit",
        (
            OFFICE,
            Column("category", "string", "Catégorie tenue"),
            Column("since", "date", "Date de la décision du préfet"),
            Column("decision", "string", "Référence de la décision", optional=True),
            ILLUSTRATIVE,
        ),
        ("office",),
    ),
}


def described(method: Method) -> Method:
    """Return a method of the observatory, whose help tells the columns of the table that bears its name."""
    lines = [f"    {column.name} : {meaning(column)}" for column in TABLES[method.__name__].columns]
    method.__doc__ = "\n".join([(method.__doc__ or "").rstrip(), "", "Columns:", *lines])
    return method
