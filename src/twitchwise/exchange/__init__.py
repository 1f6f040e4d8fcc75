"""Other programs' files, and our own archive: a file becomes entries of the diary; no store is known here."""
