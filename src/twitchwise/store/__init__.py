"""Keeps a diary: one SQLite file, or a PostgreSQL database; backups; migrations."""
