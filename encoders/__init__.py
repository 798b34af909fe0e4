"""Texts in, unit vectors out. Nothing here knows of Django or of the database."""
