"""Strict reading of the files that people write: every mistake at once, with its place and its correction."""
