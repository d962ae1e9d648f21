"""Everything that a notebook shows of a territory, by the name that a cell calls: each takes a territory.

>>> import otanalysis as ota
>>> area = ota.load_territory("params/territoires/tarn-et-garonne.yaml")
>>> "6 offices classés sur 10" in ota.territory.headline(area).html
True
"""

from otanalysis.report.territory_measures import activity, days, week
from otanalysis.report.territory_sections import blocking, headline, marks, offices, path, sources
from otanalysis.report.territory_sharing import outside, pooling

__all__ = [
    "activity",
    "blocking",
    "days",
    "headline",
    "marks",
    "offices",
    "outside",
    "path",
    "pooling",
    "sources",
    "week",
]
