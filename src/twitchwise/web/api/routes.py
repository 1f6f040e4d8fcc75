"""All addresses of the API."""

from twitchwise.web.api import (
    calm,
    diary,
    evidence,
    files,
    recordings,
    reviews,
    session,
    settings,
    strength,
    triggers,
    why,
)

__all__ = ["ROUTERS"]

_ROOMS = (session, recordings, reviews, diary, why, triggers, strength, calm, files, evidence, settings)

ROUTERS = tuple(each.router for each in _ROOMS)
