"""The deadlines of an audit as an iCalendar file, from the machine's copy alone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from otanalysis.coherence.scale import load_scale
from otanalysis.french import capital, day
from otanalysis.law.delays import plus_months
from otanalysis.law.records import STANDING_IN_FRENCH, Standing

Data = dict[str, Any]
MADE_BY = "-//otanalysis//Vie du classement//FR"


def calendar_of(document: Data) -> bytes:
    """Return the calendar of an audit's document (that of ``audit.json``): same document, same bytes.

    One event of a whole day for each deadline that has a day, and one for the audit, which tells what is not known.
    An event keeps its UID from one audit to the next, whatever becomes of its day (RFC 5545, RFC 7986).
    """
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _line(f"Classement : {document['office']['name']}"))
    calendar.add_component(_audit(document))
    shown = [deadline for deadline in document["deadlines"] if deadline["day"]]
    keys = [_key(deadline) for deadline in shown]
    for n, deadline in enumerate(shown):
        calendar.add_component(_deadline(deadline, f"{keys[n]}:{keys[:n].count(keys[n])}", document))
    return bytes(calendar.to_ical())


def _audit(document: Data) -> Event:
    """Return the event of the audit's own day: its verdict, and what the dossier does not tell."""
    unknown = [f"{d['subject']} : {d['event']}. {d['rule']}" for d in document["deadlines"] if not d["day"]]
    verdict = f"{capital(document['verdict'])} en catégorie {document['category']}."
    event = _event(document, "audit", date.fromisoformat(document["audit_date"]))
    event.add("summary", _line(f"Audit de classement : {document['office']['name']}"))
    invented = ["Cet office n'existe pas : ses dates sont inventées."] if document["office"]["fictitious"] else []
    event.add("description", "\n".join(map(_line, [verdict, *unknown, *invented])))
    return event


def _line(text: str) -> str:
    """Return a text on one line: a carriage return inside a value would begin another property."""
    return " ".join(text.splitlines())


def _key(deadline: Data) -> str:
    """Return what stays the same of a deadline when its day is corrected: what it is about, and when that began."""
    return f"{deadline['kind']}:{deadline['subject']}:{deadline['start'] or deadline['day']}"


def _deadline(deadline: Data, key: str, document: Data) -> Event:
    last, told = date.fromisoformat(deadline["day"]), f"{deadline['subject']} : {deadline['event']}"
    event = _event(document, key, last)
    event.add("summary", _line(f"{told} — {document['office']['name']}"))
    event.add("description", "\n".join(map(_line, _description(deadline))))
    for before in load_scale().reminders.months_before:
        remind = plus_months(last, -before)
        if remind > date.fromisoformat(document["audit_date"]):
            event.add_component(_alarm(remind - last, f"{told}, le {day(last)}"))
    return event


def _event(document: Data, key: str, when: date) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"otanalysis:{document['name']}:{key}")))
    event.add("dtstamp", datetime.combine(date.fromisoformat(document["audit_date"]), datetime.min.time(), UTC))
    event.add("dtstart", when)
    event.add("dtend", when + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _description(deadline: Data) -> Iterator[str]:
    """Yield the lines of a description: what to do, the rule with its standing and sources, what cannot be."""
    if deadline["action"]:
        yield f"À faire : {deadline['action'][0].lower()}{deadline['action'][1:]}."
    yield deadline["rule"]
    if deadline["standing"]:
        sure = STANDING_IN_FRENCH[Standing(deadline["standing"])]
        yield f"Règle {sure} (source : {' ; '.join(deadline['sources'])})."
    if deadline["note"]:
        yield deadline["note"]
    if deadline["illustrative"]:
        yield "Données illustratives."


def _alarm(before: timedelta, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(text))
    alarm.add("trigger", before)
    return alarm
