"""Mistakes of an attendance file: each with its line, its column and what to write instead."""

import resource
import time

import pytest

from otanalysis.attendance.formats import read_attendance
from otanalysis.attendance.plain_csv import read_csv
from otanalysis.reading.problems import InputError, Problem

HEADER = "date;visiteurs\n"
NOT_NUMBERS = ("nan", "inf", "1e9", "n.c.", "-", "3 pers.", "٣", "0x1F", "1,250,000")


def told(tmp_path, text: str | bytes, year: int = 2023) -> list[Problem]:
    path = tmp_path / "a.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as error:
        read_csv(path, year, "params/ot/a.csv")
    assert {problem.file for problem in error.value.problems} == {"params/ot/a.csv"}
    return list(error.value.problems)


@pytest.mark.parametrize(
    ("text", "line", "says", "corrected"),
    [
        ("", 1, "le fichier est vide → la première ligne doit être « date;visiteurs »", "date;visiteurs"),
        ("jour;nombre\n2023-01-01;3\n", 1, "l'en-tête n'est pas celui attendu", "date;visiteurs"),
        ("visiteurs;date\n3;2023-01-01\n", 1, "l'en-tête n'est pas celui attendu", "date;visiteurs"),
        ("date\tvisiteurs\n2023-01-01\t3\n", 1, "l'en-tête n'est pas celui attendu", "date;visiteurs"),
        ("2023-01-01;3\n", 1, "l'en-tête n'est pas celui attendu", "date;visiteurs"),
        ("\ndate;visiteurs\n2023-01-01;3\n", 1, "la première ligne est vide", "date;visiteurs"),
        (HEADER, 2, "aucun comptage sous l'en-tête → ajoutez une ligne par date", ""),
        (HEADER + "\n \n", 2, "aucun comptage sous l'en-tête", ""),
        (HEADER + "2023-01-01;3;4\n", 2, "« 2023-01-01;3;4 » n'a pas deux cases → écrivez", ""),
        (HEADER + "2023-01-01\n", 2, "« 2023-01-01 » n'a pas deux cases", ""),
        (HEADER + "2023-01-01;3;\n", 2, "« 2023-01-01;3; » n'a pas deux cases", "2023-01-01;3"),
        (HEADER + "2023-01-01,3\n", 2, "« 2023-01-01,3 » n'a pas deux cases", "2023-01-01;3"),
        (HEADER + '"2023-01-01";"3"\n', 2, "pas de guillemets autour des cases", "2023-01-01;3"),
        ("date,visiteurs\n2023-01-01,3,5\n", 2, "« 2023-01-01,3,5 » n'a pas deux cases", ""),
    ],
)
def test_header_and_cells(tmp_path, text, line, says, corrected):
    (problem,) = told(tmp_path, text)
    assert (problem.line, problem.key, problem.corrected) == (line, "", corrected)
    assert f"{problem.message} → {problem.advice}".startswith(says)


@pytest.mark.parametrize(
    ("cell", "says", "better"),
    [
        ("2023.07.14", "« 2023.07.14 » n'est pas une date → écrivez « 2023-07-14 »", "2023-07-14"),
        ("2023-7-14", "« 2023-7-14 » n'est pas une date", "2023-07-14"),
        ("20230714", "n'est pas une date", "2023-07-14"),
        ("14 juillet", "n'est pas une date", ""),
        ("<script>", "n'est pas une date", ""),
        ("{0}", "« {0} » n'est pas une date", ""),
        ("", "la date manque", ""),
        ("2023-07", "« 2023-07 » : les autres dates de ce fichier sont des jours", ""),
        ("2023-07-14 15:00", "les autres dates de ce fichier sont des jours", ""),
        ("2023-02-30", "« 2023-02-30 » n'existe pas → corrigez le mois, le jour ou l'heure", ""),
        ("2023-13-01", "« 2023-13-01 » n'existe pas", ""),
        ("2022-07-14", "la date 2022-07-14 n'est pas de l'année 2023 → corrigez la date, ou reference_year", ""),
        ("9999-12-31", "n'est pas de l'année 2023", ""),
        ("2023-01-01", "la date 2023-01-01 est déjà écrite plus haut → gardez une ligne par date", ""),
    ],
)
def test_dates(tmp_path, cell, says, better):
    (problem,) = told(tmp_path, f"{HEADER}2023-01-01;3\n\n{cell};4\n")
    assert (problem.line, problem.key) == (4, "date")
    assert f"{problem.message} → {problem.advice}".startswith(says) or says in problem.message
    assert problem.corrected == (f"{better};4" if better else "")


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("2023-01-01 25:00", "« 2023-01-01 25:00 » n'existe pas"),
        ("2023-01-01 10:30", "« 2023-01-01 10:30 » n'est pas une date"),
        ("2023-01-01", "les autres dates de ce fichier sont des heures pleines"),
        ("2023-03-26T10:00", "la date 2023-03-26T10:00 est déjà écrite plus haut"),
    ],
)
def test_hours(tmp_path, cell, says):
    (problem,) = told(tmp_path, f"{HEADER}2023-03-26 10:00;3\n{cell};4\n")
    assert (problem.line, problem.key) == (3, "date")
    assert says in problem.message


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("-3", "-3 visiteurs : un nombre négatif est impossible → écrivez 0 ou plus"),
        *((text, f"« {text} » n'est pas un nombre") for text in NOT_NUMBERS),
        ("1.250", "« 1.250 » : un millier, ou des décimales ? → un millier s'écrit sans point"),
        ("1,250", "« 1,250 » : un millier, ou des décimales ?"),
        ("999999999999", "« 999999999999 » visiteurs : c'est impossible → vérifiez ce nombre"),
        ("9" * 400, "c'est impossible"),
    ],
)
def test_counts(tmp_path, cell, says):
    (problem,) = told(tmp_path, f"{HEADER}2023-01-01;0\n2023-01-02;{cell}\n")
    assert (problem.line, problem.key) == (3, "visiteurs")
    assert says in f"{problem.message} → {problem.advice}"


def test_every_kind_of_mistake_is_told_at_once(tmp_path):
    text = HEADER + "2023-01-01;3\n2023-01-01;4\n2023-02-30;5\nx;6\n2023-01-02;x\n2022-01-01;-1\n1;2;3\n"
    assert [(problem.line, problem.key) for problem in told(tmp_path, text)] == [
        (3, "date"),
        (4, "date"),
        (5, "date"),
        (6, "visiteurs"),
        (7, "date"),
        (7, "visiteurs"),
        (8, ""),
    ]


def test_no_readable_date_at_all(tmp_path):
    problems = told(tmp_path, HEADER + "lundi;1\nmardi;-2\n")
    assert [(problem.line, problem.key) for problem in problems] == [(2, "date"), (3, "date"), (3, "visiteurs")]
    assert problems[0].advice == "écrivez « 2023-07 » ou « 2023-07-14 » ou « 2023-07-14 15:00 »"


def test_the_same_mistake_on_many_lines_is_counted(tmp_path):
    problems = told(tmp_path, HEADER + "".join(f"2022-01-{day:02};1\n" for day in range(1, 32)))
    assert [problem.line for problem in problems] == [2, 3, 4, 5, 6, 7]
    assert problems[-1].message == "la même erreur 26 fois de plus, à partir de cette ligne"


def test_more_lines_than_a_year_has_hours(tmp_path):
    lines = "".join(f"{2000 + n // 8000}-01-{n % 28 + 1:02} {n % 24:02}:00;1\n" for n in range(12_000))
    problems = told(tmp_path, HEADER + lines)
    (many,) = [problem for problem in problems if "lignes" in problem.message]
    assert many.line == 10_002
    assert many.message.startswith("12000 lignes, quand une année n'a que 8 784 heures")
    assert many.advice == "gardez les lignes de 2023"


@pytest.mark.slow
def test_fifty_megabytes_with_a_broken_line(tmp_path):
    lines = [f"2023-{n // 28 % 12 + 1:02}-{n % 28 + 1:02} {n % 24:02}:00;12" for n in range(2_500_000)]
    lines[1_250_000] = "cassé"
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    problems = told(tmp_path, HEADER + "\n".join(lines))
    assert time.monotonic() - start < 20, "a few seconds on a machine that does nothing else"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_500_000, "kilobytes"
    assert (problems[-1].line, problems[-1].message) == (1_250_002, "« cassé » n'a pas deux cases")


def test_two_columns_with_other_titles_are_told_the_header_to_write(tmp_path):
    (tmp_path / "counts.csv").write_text("Mois;Visiteurs\n2023-01;3\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_attendance(tmp_path / "counts.csv", "csv", 2023)
    assert "la première ligne doit être « date;visiteurs »" in str(error.value)
