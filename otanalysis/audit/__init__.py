"""Checks, findings, conclusion: pure, no file, no clock, no network."""
