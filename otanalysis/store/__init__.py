"""The shared observatory: every audit kept in a database, and read back."""
