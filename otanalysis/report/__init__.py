"""The page: French sentences, tables, charts, and the nbconvert template."""
