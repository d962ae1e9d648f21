"""One module a version, never changed once released; ``otanalysis.store.schema`` is where they lead."""
