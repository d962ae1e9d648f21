"""What people type is read as they mean it, and what cannot be read is told in French with what to write."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otanalysis.dossier import answers
from otanalysis.french import LANGUAGES, day
from otanalysis.opening.calendar import hours_open

PEOPLE = answers.number(0.1, 50)
FUNCTION = answers.one_of(("directeur", "responsable"))
MEANS = answers.some_of(("humains", "techniques", "financiers"))
MARK = answers.one_of(("qualite_tourisme", "autre"), "aucune")


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31)))
def test_a_day_is_read_however_it_is_typed(date):
    written = (
        f"{date:%d/%m/%Y}",
        f"{date.day}/{date.month}/{date.year}",
        f"{date:%Y-%m-%d}",
        day(date),
        f"{date:%d.%m.%Y}",
    )
    assert {answers.day(text) for text in written} == {date.isoformat()}
    assert answers.day_of_year(f"{date:%d/%m}") == f"{date:%m-%d}"
    assert answers.day_of_year(day(date).rpartition(" ")[0]) == f"{date:%m-%d}"


@given(st.lists(st.sampled_from(sorted(LANGUAGES)), min_size=1, unique=True))
def test_languages_are_read_by_name_or_code(codes):
    assert answers.languages(", ".join(LANGUAGES[code] for code in codes)) == codes
    assert answers.languages(" et ".join(codes)) == codes


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (answers.yes_no, "Oui", True), (answers.yes_no, "n", False),
        (PEOPLE, "1,5", 1.5), (PEOPLE, "2", 2), (answers.number(0, 10**9), "8 700", 8700),
        (answers.number(0, 100), "80 %", 80), (answers.whole(1, 9), "9", 9),
        (answers.part_of_full_time, "à temps plein", 1), (answers.part_of_full_time, "Mi-temps", 0.5),
        (answers.part_of_full_time, "80 %", 0.8), (answers.part_of_full_time, "0,35", 0.35),
        (answers.languages, "Aucune", []), (answers.languages, "anglais ; anglais", ["en"]),
        (FUNCTION, "Directeur", "directeur"), (FUNCTION, "2", "responsable"),
        (MARK, "Qualité Tourisme", "qualite_tourisme"), (MARK, "aucune", ""), (MARK, "non", ""),
        (MEANS, "financiers et humains", ["humains", "financiers"]), (MEANS, "aucun", []),
    ],
)  # fmt: skip
def test_an_answer(read, text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "says"),
    [
        (answers.yes_no, "peut-être", "écrivez « oui » ou « non »"),
        (answers.day, "31/02/2023", "comme 30/09/2023"), (answers.day, "hier", "comme 30/09/2023"),
        (answers.day_of_year, "32/01", "comme 15/12"), (answers.day_of_year, "1/7/2023", "comme 15/12"),
        (PEOPLE, "0", "de 0,1 à 50"), (PEOPLE, "deux", "de 0,1 à 50"), (PEOPLE, "-1", "de 0,1 à 50"),
        (answers.whole(1, 9), "1,5", "nombre entier de 1 à 9"), (answers.whole(1, 9), "10", "de 1 à 9"),
        (answers.part_of_full_time, "35 h", "mi-temps"), (answers.part_of_full_time, "120 %", "mi-temps"),
        (answers.languages, "anglais et klingon", "« klingon »"), (answers.languages, ", ", "langue inconnue"),
        (FUNCTION, "directrise", "vouliez-vous dire « directeur »"), (FUNCTION, "3", "valeurs connues"),
        (MEANS, "humains et divins", "« divins »"),
    ],
)  # fmt: skip
def test_a_mistake(read, text, says):
    with pytest.raises(ValueError, match=r"\w") as refused:
        read(text)
    assert says in str(refused.value)


def test_hours_are_kept_as_openstreetmap_writes_them():
    osm, calendar = answers.hours("lun-ven 9h-12h, 14h-18h ; fermé les jours fériés", 2023)
    assert osm == "Mo-Fr 09:00-12:00,14:00-18:00; PH off"
    assert (hours_open(calendar), calendar.notes) == (1757, ())
    assert answers.hours(osm, 2023)[0] == osm


@pytest.mark.parametrize(
    ("text", "says"), [("quand il fait beau", "écrivez par exemple « avril"), ("mar 9h-12h", "mardi")]
)
def test_hours_that_cannot_be_read(text, says):
    with pytest.raises(ValueError, match=says) as refused:
        answers.hours(text, 2023)
    assert "OpenStreetMap" not in str(refused.value)
