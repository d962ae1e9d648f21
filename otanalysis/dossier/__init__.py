"""The office's file: what it declares, the papers that prove it, its bureaux, its staff."""
