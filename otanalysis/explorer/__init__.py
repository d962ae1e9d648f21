"""What an office could change: hours, staff, category, tried by hand and kept as a variant."""
