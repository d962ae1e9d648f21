"""What a mayor reads: every change and every margin in plain French."""

import pytest
from case_files import Spell
from change_makers import TEAM, others, plain, told
from made_up import audited

from otanalysis.audit.change_words import of_months, posts


@pytest.mark.parametrize(
    ("opening", "requirement", "text"),
    [
        (
            [Spell(days=179, a_day="8 h")],
            "C04.2",
            "Il manque 1 jour d'au moins 4 h. Le moins coûteux : ouvrir 4 h par jour 1 des 5 mercredis fermés de "
            "juillet, soit 4 h de plus dans l'année.",
        ),
        (
            [Spell(days=179, a_day="8 h")],
            "C04.1",
            "Il manque 1 jour : le jour à ajouter pour « Au moins 180 jours d'au moins 4 heures » y suffit.",
        ),
        (
            [Spell(days=175, a_day="8 h"), Spell(days=1, a_day="3 h 30", start="12-24")],
            "C04.2",
            "Il manque 5 jours d'au moins 4 h. Le moins coûteux : passer de 3 h 30 à 4 h par jour le mercredi "
            "24 décembre, puis ouvrir 4 h par jour 4 des 5 mardis fermés de juillet, soit 16,5 h de plus dans "
            "l'année.",
        ),
        (
            [Spell(days=181, a_day="8 h")],
            "C04.1",
            "1 jour de marge : l'office pourrait en fermer un sans passer sous ce seuil.",
        ),
        ([Spell(days=180, a_day="7 h")], "C04.1", "Juste au seuil : aucun jour à perdre."),
        ([Spell(days=180, a_day="7 h")], "C04.3", "Juste au seuil : aucune heure à perdre."),
        (
            [Spell(days=258, a_day="5 h")],
            "C04.2",
            "78 jours de marge ; mais en fermer plus de 6 pourrait faire manquer « Au moins 1 260 heures d'ouverture "
            "par an (180 jours × 7 heures) ».",
        ),
        (
            [Spell(days=200, a_day="7 h")],
            "C04.3",
            "140 h de marge sur l'année, environ 2 h 30 par semaine, tant que chaque jour garde au moins 4 h.",
        ),
        (
            [Spell(days=200, a_day="6 h")],
            "C04.3",
            "Il manque 60 h. Le moins coûteux : ouvrir une demi-heure de plus 120 jours, parmi les 200 jours "
            "d'ouverture de janvier à juillet, soit 60 h de plus dans l'année.",
        ),
        (
            [Spell(days=100, a_day="8 h", start="05-01")],
            "C04.3",
            "Il manque 460 h ; les 80 jours à ajouter pour « Au moins 180 jours d'au moins 4 heures » en apportent "
            "320 h, il reste 140 h. Le moins coûteux : ouvrir une heure de plus 140 jours, parmi les 180 jours "
            "d'ouverture de l'année, soit 140 h de plus dans l'année.",
        ),
    ],
)
def test_an_opening_is_told_in_a_mayors_words(opening, requirement, text):
    assert told(requirement, opening=tuple(opening)) == text


@pytest.mark.parametrize(
    ("category", "given", "requirement", "text"),
    [
        (
            "II",
            {"staff": TEAM},
            "C15.1",
            "Recruter 1 ETP, soit 1 607 h de travail par an (un temps plein toute l'année).",
        ),
        (
            "II",
            {"staff": TEAM, "other_bureaux": others("Vallée", days=100)},
            "C15.3",
            "Recruter 1,25 ETP en tout : 1 pour le minimum, et pour les autres points d'accueil 0,25 ETP, soit 401 h "
            "de travail par an (un poste à 25 %, ou un saisonnier à plein temps 3 mois).",
        ),
        ("I", {"facts": {"ot_langues_site": ("fr",)}}, "C07.3", "Ajouter 2 langues étrangères."),
        ("I", {"facts": {"ot_langues_site": ("en",)}}, "C07.3", "Ajouter une langue étrangère."),
        ("I", {"facts": {"ot_langues_site": ("en", "de")}}, "C07.3", "Juste au seuil : aucune langue à perdre."),
        ("II", {"facts": {"ot_part_fiches_a_jour": 96}}, "C08.2", "Gagner 4 points : passer de 96 % à 100 %."),
        ("II", {"facts": {"ot_part_fiches_a_jour": 100}}, "C08.2", "Juste au seuil : aucun point à perdre."),
    ],
)
def test_staff_languages_and_shares_are_told(category, given, requirement, text):
    assert told(requirement, audited(category, **given)) == text


@pytest.mark.parametrize(
    ("fte", "text"),
    [
        (0.5, "0,5 ETP, soit 804 h de travail par an (un mi-temps, ou un saisonnier à plein temps 6 mois)"),
        (0.333, "0,34 ETP, soit 536 h de travail par an (un poste à 35 %, ou un saisonnier à plein temps 4 mois)"),
        (1.5, "1,5 ETP, soit 2 411 h de travail par an (un temps plein toute l'année et un mi-temps)"),
        (2, "2 ETP, soit 3 214 h de travail par an (2 temps pleins toute l'année)"),
    ],
)
def test_posts_are_told_and_never_too_few(fte, text):
    assert plain(posts(fte, 1607)) == text


@pytest.mark.parametrize(
    ("months", "text"),
    [
        ([4], "d'avril"),
        ([7, 8], "de juillet et d'août"),
        ([10, 11, 12], "d'octobre à décembre"),
        ([1, 4, 5, 6, 9, 10], "de janvier, d'avril à juin, de septembre et d'octobre"),
        (range(1, 13), "de l'année"),
    ],
)
def test_months_are_told_as_runs(months, text):
    assert of_months(list(months)) == text
