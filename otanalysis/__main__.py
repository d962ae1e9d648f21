"""``python -m otanalysis`` is ``otanalysis``."""

from otanalysis.cli import main

main()
