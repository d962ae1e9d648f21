"""The audits of a territory, from the observatory to the page that shows its offices side by side."""

import json
import os
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from otanalysis.audit.territory import Area, label
from otanalysis.dossier.slugs import is_variant
from otanalysis.dossier.territories import find_territory
from otanalysis.store.address import VARIABLE, read_url
from otanalysis.store.engine import reading
from otanalysis.store.observatory import observatory
from otanalysis.store.schema import AUDITS
from otanalysis.store.tables import KNOWN


def load_territory(territory: str, url: str = "") -> Area:
    """Return a territory with the last audit of each of its offices, in the order of their names, variants left out.

    ``territory`` is the path of its file, looked for from the current folder upwards. ``url`` empty means the
    observatory that the variable OTANALYSIS_STORE names, else the file ``outputs/observatoire.db``. Raises InputError
    for a file or an observatory that cannot be read.

    >>> import otanalysis as ota
    >>> area = ota.load_territory("params/territoires/tarn-et-garonne.yaml")
    >>> area.counted.name, area.counted.offices, len(area.audits)
    ('Tarn-et-Garonne', 10, 1)
    """
    name, counted = find_territory(territory, Path.cwd())
    given = os.environ.get(VARIABLE, "")
    address = read_url(given, VARIABLE) if given and not url else observatory(url).url
    with reading(address, "url") as connection:
        audits = _audits(connection, name)
    told_apart = _told_apart(audits)
    return Area(name, counted, tuple(sorted(told_apart, key=lambda document: (label(document), document["name"]))))


def _told_apart(audits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return documents where offices of one name say which folder each is: rows and charts go by that name."""
    names = Counter(map(label, audits))
    return [
        document | {"office": {**document["office"], "name": f"{label(document)} ({document['name']})"}}
        if names[label(document)] > 1
        else document
        for document in audits
    ]


def _audits(connection: Connection, territory: str) -> list[dict[str, Any]]:
    """Return the documents of the last audits of the offices of a territory; the others are not even parsed."""
    last = select(AUDITS.c.document).join_from(KNOWN, AUDITS, AUDITS.c.id == KNOWN.c.audit).where(KNOWN.c["last"])
    named = json.dumps(territory, ensure_ascii=False).encode()
    texts = (zlib.decompress(packed) for (packed,) in connection.execute(last))
    documents = [json.loads(text) for text in texts if named in text]
    there = [document for document in documents if (document.get("territory") or {}).get("id") == territory]
    return [document for document in there if not is_variant(document["name"])]
