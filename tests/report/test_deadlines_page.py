"""The section « Vie du classement » and the calendar file: what is said, drawn and read back by another program."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from chart_makers import misplaced, texts
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from otanalysis.audit.deadlines import Basis, Deadline, Kind, dated
from otanalysis.audit.document import document_of
from otanalysis.batch.copies import KINDS
from otanalysis.law.records import Standing
from otanalysis.office import audit_params
from otanalysis.report.deadline_calendar import calendar_of
from otanalysis.report.deadline_charts import deadlines_chart
from otanalysis.report.deadline_sections import life, next_step
from tests.conftest import OFFICES, ROOT

TODAY = date(2026, 3, 15)
LONG = "Certificat de la marque de l'Observatoire départemental des offices de tourisme du Sud-Ouest intérieur " * 2
HELD = Deadline(
    Kind.CLASSIFICATION, "Classement en catégorie I", "fin du classement", date(2021, 6, 14), date(2026, 6, 14)
)
SEND = Deadline(
    Kind.RENEWAL, "Renouvellement du classement", "dernier jour pour envoyer la demande", date(2021, 6, 14),
    date(2026, 2, 14), "Envoyer la demande", Basis("Règle.", Standing.DEDUCED, ("Code", "Autre")),
)  # fmt: skip
PAPER = Deadline(Kind.PAPER, LONG, "fin de validité de la pièce", None, date(2026, 12, 31), f"Remplacer « {LONG} »")
GAP = Deadline(Kind.MARK, "Accueil Vélo", "date de fin de la marque non donnée", date(2020, 1, 1), None)


def on(*deadlines, today=TODAY):
    return dated(iter(deadlines), today)


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.fixture(scope="module")
def audits():
    return {name: audit_params(ROOT / "params" / f"{name}.yaml") for name in OFFICES}


@pytest.fixture(scope="module")
def documents(audits):
    return {name: document_of(audit) for name, audit in audits.items()}


@pytest.mark.parametrize(
    ("deadlines", "told"),
    [
        ((), ""),
        ((GAP,), ""),
        ((HELD,), "Prochaine échéance : fin du classement, le 14 juin 2026."),
        (
            (HELD, SEND),
            "À faire sans attendre : envoyer la demande (date passée : 14 février 2026) ; ensuite : fin du classement, "
            "le 14 juin 2026.",
        ),
        ((replace(SEND, day=TODAY), HELD), "Prochaine étape : envoyer la demande, au plus tard le 15 mars 2026."),
        (
            tuple(replace(PAPER, day=date(2025, 1, n), action=f"Remplacer {n}") for n in (1, 2, 3, 4)),
            "À faire sans attendre : remplacer 1 (date passée : 1er janvier 2025), remplacer 2 (date passée : "
            "2 janvier 2025) et 2 actions de plus.",
        ),
    ],
)
def test_one_sentence_says_what_is_late_and_what_comes_next(deadlines, told):
    assert plain(next_step(on(*deadlines))) == told


def test_the_page_of_an_office_says_its_next_step_with_its_day(audits):
    html = plain(life(audits["office-fictif-val-dorbelle"]).html)
    assert "envoyer au préfet la demande de renouvellement du classement, au plus tard le 5 juillet 2026" in html
    assert html.count("<figure") == 1
    assert "règle déduite (source : code du tourisme" in html.lower()
    assert "données illustratives" in html


def test_nothing_is_invented_for_the_real_office(audits, documents):
    html = plain(life(audits["pays-de-serres-en-quercy"]).html)
    assert "date de classement non donnée" in html
    assert "<figure" not in html
    assert [row["day"] for row in documents["pays-de-serres-en-quercy"]["deadlines"]] == [None]


def test_what_cannot_be_is_a_warning(audits):
    audit = audits["office-fictif-val-dorbelle"]
    marks = tuple(mark.model_copy(update={"until": date(2028, 6, 30)}) for mark in audit.dossier.marks)
    html = plain(life(replace(audit, dossier=replace(audit.dossier, marks=marks))).html)
    assert (
        '<p class="warning">Qualité Tourisme : le dossier dit « jusqu&#39;au 30 juin 2028 », ce qui n&#39;est' in html
    )
    assert "Fin de la marque : 31 décembre 2026" in html.replace("%0A", "\n").replace("%20", " ")


def test_the_chart_says_to_who_cannot_see_it_what_it_shows():
    chart = deadlines_chart(on(HELD, SEND, PAPER, GAP), TODAY)
    assert chart.alt.startswith(
        "Frise des échéances au 15 mars 2026. Renouvellement du classement, dernier jour pour envoyer la demande : "
        "14 février 2026 (passé). Classement en catégorie I, fin du classement : 14 juin 2026 (proche)."
    )
    assert [row[0] for row in chart.table.rows] == [date(2026, 2, 14), date(2026, 6, 14), date(2026, 12, 31), None]
    assert plain(chart.table.rows[0][4]) == "Règle. Règle déduite (source : Code ; Autre)."
    assert {"délais du préfet", "jour de l'audit", "fin proche"} <= set(texts(chart.svg))


MARKED = replace(HELD, kind=Kind.MARK)


@pytest.mark.parametrize(
    "deadlines",
    [
        (HELD, SEND, PAPER),
        (replace(MARKED, start=date(1900, 1, 1), day=date(2100, 12, 31)),),
        (replace(MARKED, day=MARKED.start),),
        (replace(MARKED, start=date(2030, 1, 1), day=date(2029, 1, 1)),),
        (replace(PAPER, day=date(1950, 1, 1)), replace(PAPER, day=date(2099, 1, 1))),
        tuple(replace(PAPER, day=date(2026, 1, n)) for n in range(1, 13)),
    ],
)
def test_far_days_and_long_names_stay_on_the_sheet(deadlines):
    assert not misplaced(deadlines_chart(on(*deadlines), TODAY).svg)


def test_without_a_day_there_is_no_chart():
    assert deadlines_chart(on(GAP), TODAY) is None


def events(content):
    return {str(event["summary"]).rsplit(" — ", 1)[0]: event for event in Calendar.from_ical(content).events}


def test_a_calendar_is_read_back_by_the_library_as_it_was_told(documents):
    document = documents["office-fictif-val-dorbelle"]
    found = events(calendar_of(document))
    told = [row for row in document["deadlines"] if row["day"]]
    assert len(found) == 1 + len(told)
    for row in told:
        event = found[f"{row['subject']} : {row['event']}"]
        assert event.decoded("dtstart") == date.fromisoformat(row["day"])
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
        assert event.decoded("dtstamp") == datetime(2026, 3, 15, tzinfo=UTC), "the day of the audit, no clock"
        assert row["rule"] in event["description"]
        assert "Données illustratives." in event["description"]
    send = found["Renouvellement du classement : dernier jour pour envoyer la demande"]
    assert "Règle déduite (source : Code du tourisme, articles L133-1" in send["description"]


def test_one_is_reminded_months_before_and_never_of_what_is_past(documents):
    found = events(calendar_of(documents["office-fictif-val-dorbelle"]))
    days = {
        name: [event.decoded("dtstart") + alarm["trigger"].dt for alarm in event.walk("VALARM")]
        for name, event in found.items()
    }
    assert days["Classement en catégorie II : fin du classement"] == [date(2026, 5, 5), date(2026, 10, 5)]
    assert days["Renouvellement du classement : dernier jour pour envoyer la demande"] == [date(2026, 6, 5)]
    assert days["Tableau de bord 2024 : fin de validité de la pièce"] == []
    assert all(day > TODAY for found in days.values() for day in found)


def test_lines_are_folded_and_signs_escaped_as_the_standard_asks(documents):
    content = calendar_of(documents["office-fictif-val-dorbelle"])
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    whole = content.replace(b"\r\n ", b"").decode()
    assert "le préfet doit avoir le temps de dire ce qui manque\\, puis de décider \\;" in whole


def test_the_same_audit_gives_the_same_bytes_and_a_later_one_the_same_events(documents):
    document = documents["office-fictif-cote-de-brumaire"]
    assert calendar_of(document) == calendar_of(document)
    moved = [{**row, "day": "2031-01-01"} if row["kind"] == "mark" else row for row in document["deadlines"]]
    later = calendar_of({**document, "audit_date": "2026-04-01", "deadlines": moved})
    assert [e["uid"] for e in Calendar.from_ical(later).events] == [
        e["uid"] for e in Calendar.from_ical(calendar_of(document)).events
    ]
    assert not {e["uid"] for e in Calendar.from_ical(later).events} & {
        e["uid"] for e in Calendar.from_ical(calendar_of({**document, "name": "autre"})).events
    }


def test_an_office_without_a_day_has_a_calendar_that_says_what_is_not_known(documents):
    found = events(calendar_of(documents["pays-de-serres-en-quercy"]))
    (event,) = found.values()
    assert event.decoded("dtstart") == date(2023, 9, 30)
    assert "date de classement non donnée" in event["description"]


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), min_size=1, max_size=90)
)
def test_any_name_comes_back_from_a_calendar(name):
    office = {"name": name, "fictitious": False}
    row = {"kind": "paper", "subject": name, "event": "fin", "start": None, "day": "2026-12-31", "state": "coming"}
    row |= {"action": name, "rule": "", "standing": None, "sources": [], "note": "", "illustrative": False}
    head = {"name": "ot", "office": office, "audit_date": "2026-03-15", "verdict": "classable", "category": "I"}
    content = calendar_of({**head, "deadlines": [row, row]})
    _, one, two = Calendar.from_ical(content).events
    assert str(one["summary"]) == f"{name} : fin — {name}"
    assert one["uid"] != two["uid"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028"])
def test_the_end_of_a_line_in_a_name_adds_nothing_to_a_calendar(documents, end):
    document = documents["office-fictif-val-dorbelle"]
    office = {**document["office"], "name": f"Un{end}END:VCALENDAR"}
    calendar = Calendar.from_ical(calendar_of({**document, "office": office}))
    assert calendar["x-wr-calname"] == "Classement : Un END:VCALENDAR"
    assert len(calendar.events) == len(Calendar.from_ical(calendar_of(document)).events)


def test_the_copy_of_a_report_is_made_from_its_machine_s_copy_alone(documents, tmp_path):
    document = documents["office-fictif-cote-de-brumaire"]
    (tmp_path / "audit.json").write_text(json.dumps(document), encoding="utf-8")
    assert KINDS["ics"].file == "calendrier.ics"
    assert KINDS["ics"].make(tmp_path) == calendar_of(document)
