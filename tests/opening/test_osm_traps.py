"""The trap table of opening-hours-py 2.1.4: what it reads wrong without a word."""

from datetime import date

import numpy as np
import pytest
from osm_by_hand import WORKDAY, Hours, alsatian_feast, brute, feast, on_holiday, weekday, when, within

from otanalysis.opening.calendar import OpeningError, days_open
from otanalysis.opening.osm import from_osm


def assert_counts(expression: str, days: int, hours: Hours, year: int = 2025, **where: str) -> None:
    """The string opens ``days`` days, and the very minutes that brute force opens."""
    found = from_osm(expression, year, **where)
    assert days_open(found) == days
    assert np.array_equal(found.minutes, brute(year, hours))


def test_trap_public_holidays_without_country():
    hours = when(lambda d: WORKDAY(d) and not feast(d) and not within(d, (11, 10), (11, 30)), (9, 17))
    assert_counts("Mo-Fr 09:00-17:00; Nov 10-Nov 30 off; PH off", 237, hours)


def test_trap_french_school_holidays():
    assert_counts("SH 10:00-18:00", 127, when(on_holiday, (10, 18)), zone="A")


def test_trap_school_holidays_and_weekdays():
    hours = when(lambda d: on_holiday(d) and d.weekday() < 6, (10, 18))
    assert_counts("SH Mo-Sa 10:00-18:00", 105, hours, zone="A")
    assert_counts("SH Mo-Su 10:00-18:00", 127, when(on_holiday, (10, 18)), zone="A")


def test_trap_school_holidays_among_other_rules():
    def hours(day: date) -> list[tuple[float, float]]:
        if feast(day):
            return []
        return [(10, 18)] if on_holiday(day) and day.weekday() < 6 else [(9, 12)] if WORKDAY(day) else []

    assert_counts("Mo-Fr 09:00-12:00; SH Mo-Sa 10:00-18:00; PH off", 272, hours, zone="A")


def test_trap_school_or_public_holidays_and_comma_forms():
    either = when(lambda d: on_holiday(d) or feast(d), (10, 18))
    assert_counts("SH,PH 10:00-18:00", 130, either, zone="A")
    assert_counts("SH,Su 10:00-18:00", 157, when(lambda d: on_holiday(d) or d.weekday() == 6, (10, 18)), zone="A")
    assert_counts("Su,PH 10:00-12:00", 63, when(lambda d: feast(d) or d.weekday() == 6, (10, 12)))


def test_trap_fallback_after_bars():
    found = from_osm('Mo-Fr 09:00-12:00 || "sur rendez-vous"', 2025)
    assert np.array_equal(found.minutes, brute(2025, when(WORKDAY, (9, 12))))
    assert days_open(found) == 261
    assert found.notes == ('à défaut, non compté : "sur rendez-vous"',)


@pytest.mark.parametrize(
    "comment",
    ["sur rendez-vous", "Sur RDV", "uniquement sur R.D.V.", "by appointment", "rendez vous", "sur réservation"],
)
def test_trap_rule_under_appointment(comment):
    found = from_osm(f'Mo-Fr 09:00-12:00; Sa 10:00-12:00 "{comment}"', 2025)
    assert np.array_equal(found.minutes, brute(2025, when(WORKDAY, (9, 12))))
    assert found.notes == (f"non compté, {comment} : Sa 10:00-12:00",)


@pytest.mark.parametrize("rule", ['Sa "sur rdv"', 'Sa 10:00-12:00 open "sur rdv"', 'Sa 10:00-12:00 unknown "sur rdv"'])
def test_trap_appointment_in_other_forms(rule):
    found = from_osm(f"Mo-Fr 09:00-12:00; {rule}", 2025)
    assert days_open(found) == 261
    assert found.notes[0].startswith("non compté, sur rdv : Sa")


def test_trap_appointment_replaces_the_hours_of_its_days():
    found = from_osm('Mo-Sa 09:00-12:00; Sa 14:00-17:00 "sur rdv"', 2025)
    assert np.array_equal(found.minutes, brute(2025, when(WORKDAY, (9, 12))))


@pytest.mark.parametrize(
    "comment", ["sans rendez-vous", "accueil ; SH || +33 PH 10:00+", "no appointment needed", "été"]
)
def test_a_comment_is_kept_and_never_read_as_hours(comment):
    found = from_osm(f'Mo-Fr 09:00-12:00 "{comment}"; PH off', 2025)
    assert np.array_equal(found.minutes, brute(2025, when(lambda d: WORKDAY(d) and not feast(d), (9, 12))))
    assert found.notes == (f"commentaire : {comment} (Mo-Fr 09:00-12:00)",)


def test_trap_unknown_state_is_not_open():
    found = from_osm("Mo-Fr 09:00-12:00; Sa 10:00-12:00 unknown", 2025)
    assert days_open(found) == 261
    assert found.notes == ("non compté, état inconnu : Sa 10:00-12:00",)


def test_trap_regional_public_holidays():
    expression, monday_to_saturday = "Mo-Sa 09:00-12:00; PH off", weekday(0, 1, 2, 3, 4, 5)
    assert_counts(expression, 302, when(lambda d: monday_to_saturday(d) and not feast(d), (9, 12)))
    alsatian = when(lambda d: monday_to_saturday(d) and not alsatian_feast(d), (9, 12))
    for region in ("57", "67", "68", "6AE"):
        assert_counts(expression, 300, alsatian, region=region)


def test_regional_public_holidays_within_a_season():
    hours = when(lambda d: d.month in (4, 12) and (alsatian_feast(d) or d.weekday() == 6), (10, 12))
    assert_counts("Apr,Dec Su,PH 10:00-12:00", 12, hours, region="67")


def test_trap_open_for_several_days_counts_every_day_touched():
    assert_counts("Jul-Aug 00:00-24:00", 62, when(lambda d: d.month in (7, 8), (0, 24)))


REFUSED = {
    "blanks": ("   ", r"vides.*écrivez"),
    "empty": ("", r"vides.*écrivez"),
    "comment only": ('"sur rendez-vous"', r"commentaire n'est pas un horaire.*écrivez"),
    "comment as second rule": ('Mo-Fr 09:00-12:00; "sur rendez-vous"', "commentaire n'est pas un horaire"),
    "open under appointment only": ('open "sur rendez-vous"', "ni jours ni heures"),
    "unknown only": ("unknown", "ni jours ni heures"),
    "bars only": ('|| "sur rdv"', "vides"),
    "rule after bars": ('Mo-Fr 09:00-12:00 || "rdv"; PH off', r"suit « \|\| »"),
    "open end": ("Mo-Fr 10:00+", r"fin inconnue.*écrivez"),
    "open end after a span": ("Mo-Fr 10:00-18:00+", "fin inconnue"),
    "equal bounds": ("Mo-Fr 12:00-12:00", r"même heure.*écrivez"),
    "past midnight": ("Jul-Aug Mo-Th,Su 10:00-19:00; Jul-Aug Fr,Sa 18:00-01:00", r"passe minuit.*18:00-24:00"),
    "past 24:00": ("Fr 18:00-26:00", "passe minuit"),
    "months without time": ("Jul-Aug", r"sans heures.*Jul-Aug 10:00-18:00.*Jul-Aug off"),
    "weekdays without time": ("Mo-Fr", "sans heures"),
    "second rule without time": ("Mo-Fr 10:00-12:00; Sa", "sans heures"),
    "state without time": ("Mo-Fr open", "sans heures"),
    "day and night": ("24/7", r"jour et nuit.*Mo-Su 00:00-24:00"),
    "sun": ("Mo-Fr sunrise-18:00", "heures solaires"),
    "repeated times": ("Mo-Fr 10:00-16:00/01:30", "heures répétées"),
    "public holidays and weekdays": ("PH Mo-Fr 10:00-12:00", r"l'espace veut dire « et ».*Mo-Fr,PH"),
    "weekdays and public holidays": ("Mo-Fr PH 10:00-12:00", "l'espace veut dire « et »"),
    "both holidays and weekdays": ("SH,PH Mo-Fr 10:00-12:00", "l'espace veut dire « et »"),
    "day before a holiday": ("PH -1 day 10:00-12:00", "écrivez les jours fériés seuls"),
    "season of school holidays": ("Jul-Aug SH 10:00-12:00", r"ne se combinent pas.*Jul-Aug.*écrivez les dates"),
    "year of school holidays": ("2025 SH,Mo 10:00-12:00", "ne se combinent pas"),
    "days missing after a comment": ('Mo-Fr 10:00-12:00 "a", 14:00-16:00', "jours manquent"),
    "days missing after a state": ("PH off, 10:00-12:00", "jours manquent"),
    "comment first": ('"été" Mo-Fr 10:00-12:00', r"commentaire mal placé.*fin"),
    "open quote": ('Mo-Fr 10:00-12:00 "rdv', "guillemet non fermé"),
    "days backward": ("Jul 14-10 10:00-12:00", "finit avant de commencer"),
    "year at the end only": ("Dec 20-2026 Jan 5 10:00-12:00", "année donnée à la fin"),
    "no minutes": ("Mo-Fr 10-12", "illisibles"),
    "a lone time": ("Mo-Fr 10:00", "illisibles"),
}


@pytest.mark.parametrize(("expression", "message"), REFUSED.values(), ids=REFUSED)
def test_trap_refused(expression, message):
    with pytest.raises(OpeningError, match=message):
        from_osm(expression, 2025, zone="A")


def test_school_holidays_ask_for_the_zone():
    with pytest.raises(OpeningError, match=r"donnez la zone"):
        from_osm("SH 10:00-18:00", 2025)
