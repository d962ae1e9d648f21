"""The summary of a batch as a message to send: ``.eml``, text and HTML, what failed first."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from otanalysis.batch.index import FILE as INDEX
from otanalysis.batch.progress import counts
from otanalysis.batch.record import PAGE, REPORT
from otanalysis.batch.results import FAILURES, Outcome, Result
from otanalysis.batch.whole import write_whole
from otanalysis.french import day
from otanalysis.report.html import render


def write_mail(path: Path, results: Sequence[Result], when: datetime) -> None:
    """Write the message of a batch whole; raises OSError when it cannot be written."""
    write_whole(path, message(results, when).as_string())


def message(results: Sequence[Result], when: datetime) -> EmailMessage:
    """Return the message of a batch, without sender nor recipient: who sends it adds them.

    Links are relative to the folder of the outputs. The same results and date give the same bytes.
    """
    ranked = sorted(results, key=lambda result: (result.outcome not in FAILURES, result.name))
    intro = f"Exécution du {day(when)} à {when:%H}\u00a0h\u00a0{when:%M} : {counts(results)}."
    text = "\n\n".join([intro, *(_paragraph(result) for result in ranked), f"Tous les offices : {INDEX}"]) + "\n"
    rows = [(result, result.outcome in FAILURES, _link(result)) for result in ranked]
    html = render("mail", intro=intro, rows=rows, index=INDEX).html
    mail = EmailMessage()
    mail["Subject"] = f"otanalysis : {counts(results)}"
    mail["Date"] = format_datetime(when)
    mail["Content-Language"] = "fr"
    mail.set_content(text, charset="utf-8", cte="quoted-printable")
    mail.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    mail.set_boundary("=_" + hashlib.sha256((text + html).encode()).hexdigest()[:32])
    return mail


def _link(result: Result) -> str:
    lacks_report = result.outcome in FAILURES and result.outcome is not Outcome.NOT_COPIED
    return f"{result.name}/{PAGE if lacks_report else REPORT}"


def _paragraph(result: Result) -> str:
    """Return what the text says of an office."""
    title = f"{result.name} : {result.outcome}" + (f" (cellule {result.cell})" if result.cell else "")
    lines = [title, result.message, *(f"  {line}" for line in result.lines)]
    lines += [f"Que faire : {result.advice}" if result.advice else "", _link(result)]
    return "\n".join(line for line in lines if line)
