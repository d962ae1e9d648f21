"""What papermill finds when it starts: the engine's name, its code only once somebody asks for it.

papermill loads its engines while it is itself half imported, and ours imports papermill.
"""


class LateEngine:
    """Gives what ``CellEngine`` has."""

    def __getattr__(self, name: str) -> object:
        from otanalysis.batch.engine import CellEngine

        return getattr(CellEngine, name)


ENGINE = LateEngine()
