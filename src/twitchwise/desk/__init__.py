"""Use-cases: load, call a room, save."""
