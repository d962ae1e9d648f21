"""What people write in a table: each mistake is told what to write instead, at its place."""

import pytest
from pydantic import ValidationError
from table_makers import ALL_DAY, season, table, week

from otanalysis.opening.table import Season, Table, Week
from otanalysis.opening.table_text import spans, weekdays


def messages(error: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return [mistake["msg"] for mistake in error.value.errors()]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("lun-sam", {0, 1, 2, 3, 4, 5}),
        ("mar, jeu-ven", {1, 3, 4}),
        ("sam,dim", {5, 6}),
        ("tous les jours", set(range(7))),
        ("Tous les jours", set(range(7))),
        ("Lundi - Mercredi", {0, 1, 2}),
        ("DIM", {6}),
        ("sam-lun", {5, 6, 0}),
        ("lun,lun-mar", {0, 1}),
    ],
)
def test_weekdays(text, days):
    assert weekdays(text) == days


@pytest.mark.parametrize(
    "text", ["", "lu-ve", "lun-", "lun-mar-mer", "Mo-Fr", "week-end", "lundi au vendredi", "lun;mar"]
)
def test_weekdays_that_cannot_be_read_show_an_example(text):
    with pytest.raises(ValidationError) as error:
        Week.model_validate(week(text))
    assert "jours illisibles" in messages(error)[0]
    assert 'écrivez par exemple "lun-sam"' in messages(error)[0]


def test_slots_are_sorted_minutes():
    assert spans(("14:00-24:00", "00:00-12:30")) == ((0, 750), (840, 1440))
    assert spans(("09:00-12:00", "12:00-14:00")) == ((540, 720), (720, 840))
    assert spans(()) == ()


@pytest.mark.parametrize(
    ("slot", "remedy"),
    [
        ("9h30-12h30", 'écrivez "09:30-12:30"'),
        ("9h30", 'écrivez "09:30", dans une plage'),
        ("9:30-12:30", 'écrivez "09:30-12:30"'),
        ("9h-12h", 'écrivez "09:00-12:00"'),
        ("9-12", 'écrivez "09:00-12:00"'),
        ("9.30-12.30", 'écrivez "09:30-12:30"'),
        ("09:30–12:30", 'écrivez "09:30-12:30"'),
        ("09:30 - 12:30", 'écrivez "09:30-12:30"'),
        ("9h30 à 12h30", 'écrivez "09:30-12:30"'),
        ("23:00-24:30", 'écrivez une heure de "00:00" à "24:00"'),
        ("10:60-12:00", 'écrivez une heure de "00:00" à "24:00"'),
        ("12:00-12:00", "écrivez la fermeture"),
        ("18:00-09:00", 'écrivez "09:00-18:00"'),
        ("24:00-02:00", 'écrivez "02:00-24:00"'),
        ("fermé", 'écrivez par exemple "09:30-12:30"'),
        ("", 'écrivez par exemple "09:30-12:30"'),
        ("09:30-12:30-14:00", 'écrivez par exemple "09:30-12:30"'),
    ],
)
def test_slots_written_otherwise_are_told_how(slot, remedy):
    with pytest.raises(ValidationError) as error:
        Week.model_validate(week("lun", [*ALL_DAY, slot]))
    assert remedy in messages(error)[0]
    assert error.value.errors()[0]["loc"] == ("slots", 2)


def test_slots_of_one_row_do_not_overlap():
    with pytest.raises(ValidationError) as error:
        Week.model_validate(week("lun", ["10:00-12:00", "09:00-10:01"]))
    assert "« 09:00-10:01 » et « 10:00-12:00 » se chevauchent" in messages(error)[0]


@pytest.mark.parametrize(
    ("start", "end", "remedy"),
    [
        ("11-01", "03-31", 'écrivez deux périodes, "11-01" à "12-31" et "01-01" à "03-31"'),
        ("2025-11-01", "2025-03-31", "inversez-les"),
        ("2025-07-01", "08-31", "écrivez l'année aux deux dates"),
        ("07-01", "2025-08-31", "écrivez l'année aux deux dates"),
        ("1er juillet", "08-31", 'écrivez "07-01"'),
        ("7-1", "08-31", 'écrivez "07-01"'),
        ("01/07", "08-31", 'écrivez "07-01"'),
        ("31-07", "08-31", "écrivez le mois puis le jour"),
        ("06-31", "08-31", 'ce mois finit le "06-30"'),
        ("02-30", "08-31", 'ce mois finit le "02-29"'),
        ("2025-02-29", "2025-08-31", 'ce mois finit le "2025-02-28"'),
        ("0000-02-01", "0000-02-02", "n'existe pas"),
    ],
)
def test_season_dates_written_otherwise_are_told_how(start, end, remedy):
    with pytest.raises(ValidationError) as error:
        Season.model_validate(season(start, end))
    assert remedy in messages(error)[0]


@pytest.mark.parametrize("value", ["fermés", "oui", "", True, 1, None, {"lun": 1}, [1], [["10:00-12:00"]]])
def test_public_holidays_are_closed_open_or_slots(value):
    with pytest.raises(ValidationError) as error:
        table(season("01-01", "12-31", week()), holidays=value)
    assert len(messages(error)) == 1
    assert 'écrivez "fermé", "ouvert"' in messages(error)[0]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"public_holidays": None}, ("public_holidays",)),
        ({"seasons": []}, ("seasons",)),
        ({"seasons": "hiver"}, ("seasons",)),
        ({"region": "Alsace"}, ("region",)),
        ({"closures": ["2025-05-02", "12-25/01-02"]}, ("closures", 1)),
        ({"closures": ["02/05/2025"]}, ("closures", 0)),
        ({"fermetures": []}, ("fermetures",)),
        ({"public_holidays": ["9h-12h"]}, ("public_holidays",)),
        (
            {"seasons": [season("01-01", "12-31", {"days": "lun", "slots": [930]})]},
            ("seasons", 0, "week", 0, "slots", 0),
        ),
        ({"seasons": [season("01-01", "12-31", {"days": "lun"})]}, ("seasons", 0, "week", 0, "slots")),
        ({"seasons": [season("1 mai", "12-31")]}, ("seasons", 0, "start")),
    ],
)
def test_mistakes_bear_their_place(changed, place):
    right = {"seasons": [season("01-01", "12-31", week())], "public_holidays": "fermé"}
    with pytest.raises(ValidationError) as error:
        Table.model_validate(right | changed)
    assert [mistake["loc"] for mistake in error.value.errors()] == [place]


def test_public_holidays_must_be_said():
    with pytest.raises(ValidationError, match="public_holidays"):
        Table.model_validate({"seasons": [season("01-01", "12-31", week())]})
