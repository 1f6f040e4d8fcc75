"""A file becomes a recording: samples in physical units with true times, gaps and provenance."""
