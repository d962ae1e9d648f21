"""Files that are not there, not text, not YAML, or made to hurt: each says why, and none takes long."""

import os
import time

import pytest

from tests.dossier.office_files import DOSSIER, problems_of, write_office

FILE = "params/ot/dossier.yaml"
BOMB = "a: &a [1, 1]\nb: &b [*a, *a]\n" + "".join(f"{name}: &{name} [*{name}, *{name}]\n" for name in "cdefghij")


def told(folder, raw: bytes | str) -> tuple[int, str]:
    """Return the line and what is said of a dossier made of ``raw``, whose mistakes are all the same."""
    params = write_office(folder)
    (folder / FILE).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    first, *_ = problems = problems_of(params)
    assert all(problem.file == FILE for problem in problems)
    return first.line, f"{first.message} → {first.advice}"


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        ("", 0, "le fichier est vide → écrivez au moins une ligne « clé: valeur »"),
        ("# rien\n", 0, "le fichier est vide"),
        ("{}", 0, "le fichier est vide"),
        ("- a\n- b\n", 1, "le fichier contient une liste → il faut un bloc de lignes « clé: valeur »"),
        ("[]", 1, "le fichier contient une liste"),
        ("bonjour", 1, "le fichier contient une simple valeur"),
        ("false", 1, "le fichier contient une simple valeur"),
        ("office:\n\tname: x\n", 2, "une tabulation ne peut pas aligner les lignes → mettez des espaces"),
        ("office:\n  name: x\n about: y\n", 3, "cette ligne n'est pas alignée avec celles de son bloc"),
        ('office:\n  name: "x\nbureaux: []\n', 2, "guillemet ouvert ici et jamais refermé → fermez-le"),
        ('office:\n  name: "a "b" c"\n', 2, "un guillemet en trop, ou jamais fermé"),
        ("office: {name: x\nbureaux: []\n", 2, "il manque une virgule, ou « } », dans le bloc"),
        ("context: [a, b\nbureaux: []\n", 2, "il manque une virgule, ou « ] », dans la liste"),
        ("office:\n  name: a: b\n", 2, "deux-points inattendus → si le texte contient « : », mettez le texte entre"),
        ("office: - a\n", 1, "tiret inattendu → écrivez la liste sous sa clé"),
        ("a: 1\n---\nb: 2\n", 2, "« --- » commence un second document"),
        ("%YAML 2.0\n---\na: 1\n", 1, "ce n'est pas du YAML : la lecture s'arrête ici"),
        ("? [a, b]\n: c\n", 1, "une clé doit être un mot"),
        ("a: !python/object x\n", 1, "les étiquettes (!) ne sont pas acceptées"),
        (BOMB, 1, "les ancres (&, *) ne sont pas acceptées → répétez le texte"),
        ("a: &a [*a]\n", 1, "les ancres (&, *) ne sont pas acceptées"),
        ("a: " + "[" * 10_000, 1, "trop de blocs les uns dans les autres"),
        ("a: " + "[" * 10_000 + "]" * 10_000, 1, "trop de blocs les uns dans les autres"),
        ("a: " + "{a: " * 5_000 + "}" * 5_000, 1, "trop de blocs les uns dans les autres"),
        ("\n".join(" " * n + "a:" for n in range(900)), 30, "trop de blocs les uns dans les autres"),
        ("a: 1\n" * 200_000, 0, "le fichier compte 1000000 caractères → un dossier en fait quelques milliers"),
    ],
    ids=range(26),
)
def test_what_is_not_a_dossier(tmp_path, raw, line, says):
    start = time.monotonic()
    found, said = told(tmp_path, raw)
    assert (found, said[: len(says)]) == (line, says)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        ("office:\n  name: été\n".encode("latin-1"), 2, "le fichier n'est pas en UTF-8 → enregistrez le fichier en"),
        (DOSSIER.encode("utf-16"), 1, "le fichier est en UTF-16 → enregistrez le fichier en UTF-8"),
        (DOSSIER.encode("utf-16-le"), 1, "caractère invisible, de code 0000"),
        (b"office:\n  name: a\x00b\n", 2, "caractère invisible, de code 0000 → effacez-le"),
        ("office:\n  name: a\u2028b\n".encode(), 2, "caractère invisible, de code 2028"),
        (b"PK\x03\x04\x14\x00", 1, "c'est un classeur ou une archive, pas du texte"),
        (bytes(range(1, 256)), 2, "le fichier n'est pas en UTF-8"),
    ],
    ids=range(7),
)
def test_what_is_not_text(tmp_path, raw, line, says):
    found, said = told(tmp_path, raw)
    assert (found, said[: len(says)]) == (line, says)


@pytest.mark.parametrize(
    "raw", [DOSSIER.encode("utf-8-sig"), DOSSIER.replace("\n", "\r\n").encode()], ids=["BOM", "CRLF"]
)
def test_what_windows_writes_is_read(tmp_path, raw):
    params = write_office(tmp_path)
    (tmp_path / FILE).write_bytes(raw)
    assert problems_of(params) == []


def test_crlf_lines_are_counted_once(tmp_path):
    params = write_office(tmp_path)
    (tmp_path / FILE).write_bytes(DOSSIER.replace("main: true", "main: oui").replace("\n", "\r\n").encode())
    assert [(p.line, p.corrected) for p in problems_of(params)] == [(11, "main: true")]


def test_a_dossier_that_is_missing(tmp_path):
    params = write_office(tmp_path)
    (tmp_path / FILE).unlink()
    (problem,) = problems_of(params)
    assert (problem.file, problem.message) == (FILE, "le fichier n'existe pas")
    assert problem.advice == "dans ce dossier : frequentation.csv"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.mkdir(), "c'est un dossier, il faut un fichier"),
        (os.mkfifo, "ce n'est pas un fichier ordinaire"),
        (lambda path: path.symlink_to(path), "le fichier ne peut pas être lu"),
        (lambda path: path.symlink_to("/dev/zero"), "ce n'est pas un fichier ordinaire"),
        (lambda path: path.symlink_to("nulle-part"), "le fichier n'existe pas"),
    ],
    ids=["folder", "pipe", "loop", "device", "nowhere"],
)
def test_what_is_not_a_file(tmp_path, make, says):
    params = write_office(tmp_path)
    (tmp_path / FILE).unlink()
    make(tmp_path / FILE)
    assert [problem.message for problem in problems_of(params)] == [says]


def test_a_dossier_that_is_a_file(tmp_path):
    params = write_office(tmp_path)
    folder = tmp_path / "params" / "ot"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("x")
    assert [(p.line, p.key, p.message) for p in problems_of(params)] == [
        (1, "dossier", "le dossier « params/ot » n'existe pas")
    ]
