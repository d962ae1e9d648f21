"""What ``import otanalysis as ota`` offers: objects that show themselves, and tidy tables."""
