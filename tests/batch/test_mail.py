"""The message that tells a batch: read back as a mail program does."""

import email
import html
import re
from datetime import datetime, timedelta, timezone
from email import policy

import pytest

from otanalysis.batch.mail import message, write_mail
from otanalysis.batch.results import Outcome, Result
from otanalysis.cli_run import _tell_mail
from otanalysis.french import unbreakable

WHEN = datetime(2026, 3, 1, 3, 5, tzinfo=timezone(timedelta(hours=1)))
GOOD = [Result(name, Outcome.PRODUCED) for name in ("zoé", "côte d'azur")]
BAD = Result(
    "val <b>",
    Outcome.NOTEBOOK_ERROR,
    "erreur dans la cellule 7 du carnet : ValueError : <script>",
    7,
    ("  a < b", "ValueError: x & y"),
    "Ouvrez le carnet.",
    2.5,
)


def sent(results, path) -> email.message.EmailMessage:
    write_mail(path, results, WHEN)
    return email.message_from_bytes(path.read_bytes(), policy=policy.default)


def parts(mail) -> tuple[str, str]:
    assert mail.get_content_type() == "multipart/alternative"
    text, page = mail.iter_parts()
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    return text.get_content(), page.get_content()


def test_subject_date_and_no_address(tmp_path):
    mail = sent([*GOOD, BAD], tmp_path / "x.eml")
    assert mail["Subject"] == "otanalysis : 3\u00a0offices, 2\u00a0produits, 1\u00a0échec"
    assert mail["Date"].datetime == WHEN
    assert not {"From", "To", "Cc", "Sender", "Message-ID"} & set(mail.keys())
    assert not mail.defects
    assert (tmp_path / "x.eml").read_bytes().isascii()


def test_the_text_tells_failures_first_then_what_is_produced_with_links(tmp_path):
    text, _ = parts(sent([*GOOD, BAD], tmp_path / "x.eml"))
    assert text == (
        "Exécution du 1er mars 2026 à 03\u00a0h\u00a005 : 3\u00a0offices, 2\u00a0produits, 1\u00a0échec.\n\n"
        "val <b> : erreur dans le carnet (cellule 7)\n"
        "erreur dans la cellule 7 du carnet : ValueError : <script>\n"
        "    a < b\n  ValueError: x & y\n"
        "Que faire : Ouvrez le carnet.\n"
        "val <b>/echec.html\n\n"
        "côte d'azur : produit\ncôte d'azur/audit.html\n\n"
        "zoé : produit\nzoé/audit.html\n\n"
        "Tous les offices : index.html\n"
    )


def test_the_page_says_the_same_and_escapes_it(tmp_path):
    _, page = parts(sent([*GOOD, BAD], tmp_path / "x.eml"))
    assert "<script>" not in page
    assert "<b>" not in page
    assert re.findall('href="(.*?)"', page) == [
        "val%20%3Cb%3E/echec.html",
        "c%C3%B4te%20d%27azur/audit.html",
        "zo%C3%A9/audit.html",
        "index.html",
    ]
    seen = html.unescape(re.sub("<[^>]*>", "", page))
    for told in (unbreakable(BAD.message), *BAD.lines, BAD.advice, "(cellule 7)", "zoé : produit"):
        assert told in seen


def test_the_same_results_and_date_give_the_same_bytes_whatever_their_order():
    first = message([*GOOD, BAD], WHEN).as_bytes()
    assert message([BAD, *reversed(GOOD)], WHEN).as_bytes() == first
    assert message(GOOD, WHEN).as_bytes() != first


@pytest.mark.parametrize("line", ["--=_0", "From moi", ".", "=_" + "0" * 32])
def test_no_line_of_a_notebook_ends_the_message(line, tmp_path):
    wicked = Result("a", Outcome.NOTEBOOK_ERROR, line, 1, (line,), "Rien.")
    text, page = parts(sent([wicked], tmp_path / "x.eml"))
    assert text.count(line) >= 2
    assert page.rstrip().endswith("</html>")


def test_a_disk_that_refuses_the_message_is_told(tmp_path, capsys):
    (tmp_path / "x").write_text("a file, not a folder")
    assert _tell_mail(tmp_path / "x" / "nuit.eml", GOOD)
    assert capsys.readouterr().err.startswith(f"Le résumé ne peut pas être écrit dans {tmp_path / 'x' / 'nuit.eml'} : ")
