"""The order as data: editions, families, criteria, requirements, and the catalogue of facts."""
