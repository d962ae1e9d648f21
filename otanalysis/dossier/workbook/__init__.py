"""The dossier as a workbook, for people without YAML: the same data, another writing."""
