from datetime import date

import numpy as np
import pytest
from format_makers import apidae, brute, described, newer, older, on_day, refusal, save, slot

from otanalysis.opening.apidae import read_apidae
from otanalysis.opening.apidae_days import easter
from otanalysis.opening.calendar import days_described, days_open, describes_whole_year

YEAR = ("2025-01-01", "2025-12-31")
MONDAY, MAY_DAY = date(2025, 3, 3), date(2025, 5, 1)


def read(tmp_path, *periods, year=2025, **opening):
    return read_apidae(save(tmp_path, {"objetsTouristiques": [apidae(*periods, **opening)]}), year, "a.json")


def noted(found, text: str) -> bool:
    return any(text in note for note in found.notes)


def test_one_slot_every_day_in_the_older_shape(tmp_path):
    found = read(tmp_path, older(*YEAR))
    assert np.array_equal(found.minutes, brute(2025, lambda d: [(540, 720)]))
    assert describes_whole_year(found)


def test_trap_sauf_lists_the_closed_days(tmp_path):
    assert days_open(read(tmp_path, older(*YEAR, kind="SAUF", days=["DIMANCHE"]))) == 365 - 52


def test_trap_semaine_lists_the_open_days(tmp_path):
    assert days_open(read(tmp_path, older(*YEAR, kind="SEMAINE", days=["DIMANCHE"]))) == 52
    assert days_open(read(tmp_path, older(*YEAR, kind="SEMAINE", days=["TOUS"]))) == 365


@pytest.mark.parametrize(
    ("rank", "days"),
    [("D_1ER", [3, 7, 5]), ("D_DERNIER", [31, 28, 26])],
)
def test_days_of_the_month(tmp_path, rank, days):
    listed = [{"jour": "LUNDI", "jourDuMois": rank}]
    found = read(tmp_path, older("2025-03-01", "2025-05-31", kind="MOIS", ouverturesJourDuMois=listed))
    assert [on_day(found, date(2025, month, day)) for month, day in zip((3, 4, 5), days, strict=True)] == [
        ["09:00-12:00"]
    ] * 3
    assert (days_open(found), days_described(found)) == (3, 92)


def test_trap_periods_of_all_years_hold_by_month_and_day(tmp_path):
    found = read(tmp_path, older("2015-04-01", "2015-09-30", tousLesAns=True))
    assert days_open(found) == 183
    assert on_day(found, date(2025, 4, 1)) == on_day(found, date(2025, 9, 30)) == ["09:00-12:00"]


def test_trap_periods_of_all_years_run_over_new_year(tmp_path):
    found = read(tmp_path, older("2015-11-01", "2016-03-31", tousLesAns=True))
    assert days_open(found) == 90 + 61
    assert not described(found, date(2025, 4, 1))


@pytest.mark.parametrize(
    ("start", "end"), [("2023-01-01", "2023-12-31"), ("2015-03-01", "2016-02-29"), ("2015-01-01", "2024-12-31")]
)
def test_periods_of_all_years_that_last_a_year(tmp_path, start, end):
    assert days_open(read(tmp_path, older(start, end, tousLesAns=True))) == 365


def test_a_period_of_all_years_that_lacks_one_day_of_a_leap_year(tmp_path):
    found = read(tmp_path, older("2024-01-02", "2024-12-31", tousLesAns=True))
    assert days_open(found) == 364


def test_february_29_is_the_last_day_of_february(tmp_path):
    found = read(tmp_path, older("2024-02-01", "2024-02-29", tousLesAns=True))
    assert days_open(found) == 28


@pytest.mark.parametrize(
    ("opens", "closes", "why"),
    [
        (None, "18:00:00", "l'heure d'ouverture manque"),
        ("09:00:00", None, "l'heure de fermeture manque"),
        (None, None, "aucune heure"),
        ("18:00:00", "09:00:00", "impossibles"),
    ],
)
def test_trap_incomplete_hours_are_not_counted_nor_described(tmp_path, opens, closes, why):
    found = read(tmp_path, older(*YEAR, opens=opens, closes=closes, kind="SAUF", days=["LUNDI"]))
    assert days_open(found) == 0
    assert days_described(found) == 52
    assert noted(found, why)


def test_an_unknown_period_leaves_its_days_unknown_even_inside_a_known_one(tmp_path):
    found = read(tmp_path, older(*YEAR), older("2025-07-01", "2025-08-31", closes=None))
    assert days_described(found) == 365 - 62
    assert on_day(found, date(2025, 7, 7)) == ["09:00-12:00"]


def test_exceptional_closures_by_date_and_by_feast(tmp_path):
    closures = [
        {"dateFermeture": "2025-03-03"},
        {"dateSpeciale": "VINGT_CINQ_DECEMBRE"},
        {"dateSpeciale": "ASCENSION"},
        {"dateSpeciale": "LUNDI_PAQUES", "dates": ["2024-04-01", "2025-04-21"]},
        {"dateSpeciale": "FETE_DU_VILLAGE"},
    ]
    found = read(tmp_path, older(*YEAR), fermeturesExceptionnelles=closures)
    for day in (MONDAY, date(2025, 12, 25), date(2025, 5, 29), date(2025, 4, 21)):
        assert on_day(found, day) == []
        assert described(found, day)
    assert days_open(found) == 361
    assert noted(found, "« FETE_DU_VILLAGE »")


def test_exceptional_openings(tmp_path):
    found = read(
        tmp_path, older(*YEAR, kind="SAUF", days=["LUNDI"], ouverturesExceptionnelles=[{"dateOuverture": "2025-03-03"}])
    )
    assert on_day(found, MONDAY) == ["09:00-12:00"]
    assert days_open(found) == 365 - 52 + 1


def test_trap_closed_for_now_counts_nothing_and_says_so(tmp_path):
    found = read(tmp_path, older(*YEAR), fermeTemporairement="FERME_TEMPORAIREMENT")
    assert (days_open(found), days_described(found)) == (0, 0)
    assert found.notes[0].startswith("la fiche se dit fermée temporairement")


def test_not_closed_for_now(tmp_path):
    assert days_open(read(tmp_path, older(*YEAR), fermeTemporairement=False)) == 365


def test_trap_free_text_is_never_dropped(tmp_path):
    text = {"libelleFr": "Fermé si neige."}
    found = read(
        tmp_path,
        older(*YEAR, complementHoraire=text, nom={"libelleFr": "Hiver"}),
        periodeEnClair={"libelleFr": "Toute l'année."},
    )
    assert found.notes[0] == "période en clair : « Toute l'année. »"
    assert "complément, non compté : « Fermé si neige. » (Hiver)" in found.notes


def test_trap_text_and_structure_that_disagree(tmp_path):
    text = {"libelleFr": "Ouvert le dimanche de 10h à 13h. Fermé le lundi."}
    found = read(tmp_path, older(*YEAR, opens="09:30:00", closes="19:00:00", complementHoraire=text))
    assert noted(found, "contradiction à vérifier, le texte dit 10:00, 13:00, la structure 09:30, 19:00")
    assert noted(found, "le texte dit fermé le lundi")


def test_text_and_structure_that_agree(tmp_path):
    text = {"libelleFr": "Tous les jours de 9h à midi, du 1/1 au 31/12/2025. Ouvert le lundi."}
    found = read(tmp_path, older(*YEAR), periodeEnClair=text)
    assert not noted(found, "contradiction")


def test_older_days_that_are_not_those_of_the_schedules(tmp_path):
    period = newer(
        *YEAR, slot("MON", ("09:00", "12:00")), type="OUVERTURE_SEMAINE", ouverturesJournalieres=[{"jour": "MARDI"}]
    )
    assert noted(read(tmp_path, period), "les anciens jours d'ouverture ne sont pas ceux des horaires")


def test_open_all_year_but_not_in_its_periods(tmp_path):
    found = read(tmp_path, older("2025-01-01", "2025-03-31"), ouvertTouteLAnnee="OUVERT_TOUTE_L_ANNEE")
    assert noted(found, "se dit ouverte toute l'année")


def test_text_alone_describes_nothing(tmp_path):
    found = read_apidae(save(tmp_path, {"id": 1, "ouverture": {"periodeEnClair": {"libelleFr": "L'été."}}}), 2025)
    assert days_described(found) == 0
    assert found.notes[0] == "période en clair : « L'été. »"


def test_summer_inside_the_year_adds_and_warns(tmp_path):
    found = read(tmp_path, older(*YEAR), older("2025-07-01", "2025-08-31", opens="10:00:00", closes="19:00:00"))
    assert on_day(found, date(2025, 7, 7)) == ["09:00-19:00"]
    assert noted(found, "est à l'intérieur de")


def test_an_office_by_id_or_name(tmp_path):
    file = save(tmp_path, [apidae(older(*YEAR), id_=7, name="OT du Lac"), apidae(older(*YEAR), id_=8, name="BIT")])
    assert (
        days_open(read_apidae(file, 2025, office="ot du lac")) == days_open(read_apidae(file, 2025, office="8")) == 365
    )
    assert "vouliez-vous dire « OT du Lac » ?" in refusal(lambda: read_apidae(file, 2025, office="OT du Lak"))


def test_wrong_dates_are_told_at_once_with_their_place(tmp_path):
    told = refusal(
        lambda: read(
            tmp_path, older("2025-13-01", "2025-12-31"), older("2025-05-01", "2025-03-01"), older("", "2025-01-01")
        )
    )
    assert "objetsTouristiques[0].ouverture.periodesOuvertures[0].dateDebut" in told
    assert "« 2025-13-01 » n'est pas une date" in told
    assert "vient avant dateDebut" in told
    assert "la date manque" in told


def test_a_year_that_is_not_described(tmp_path):
    told = refusal(
        lambda: read(
            tmp_path, older("2023-11-01", "2024-03-31"), fermeturesExceptionnelles=[{"dateSpeciale": "PREMIER_MAI"}]
        )
    )
    assert "années décrites : 2023, 2024" in told


def test_easter():
    assert [easter(year) for year in (2000, 2025, 2026, 2038)] == [
        date(2000, 4, 23),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2038, 4, 25),
    ]
