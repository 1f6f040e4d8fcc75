"""All addresses of the API."""

from twitchwise.web.api import calm, diary, evidence, files, recordings, session, settings, strength, triggers, why

__all__ = ["ROUTERS"]

ROUTERS = tuple(
    each.router for each in (session, recordings, diary, why, triggers, strength, calm, files, evidence, settings)
)
