"""The dialogue that asks an office what its dossier does not say, in a terminal."""
