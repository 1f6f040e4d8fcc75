"""What a muscle did in the three days before, from the diary that there is."""

from datetime import datetime
from pathlib import Path

from twitchwise.body import Site
from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import diary_if_any
from twitchwise.desk.writing import now_by_the_clock
from twitchwise.diary.moment import Moment
from twitchwise.errors import InputError
from twitchwise.triggers.look_back import LookBack, look_back

__all__ = ["look_back_in", "moment_from_text"]


def look_back_in(file: Path | None, site: Site, at: Moment | None = None) -> LookBack | None:
    """The look back from `at`, by default from now; None when there is no diary."""
    diary = diary_if_any(file)
    return None if diary is None else look_back(diary, site, at or now_by_the_clock(diary.rule))


def moment_from_text(text: str) -> Moment:
    """The moment that a person types: "2026-11-22", "2026-11-22 21:30", with an offset if they wish.

    Raises
    ------
    InputError
        It is no date, or lies in the future.
    """
    remedy = 'write it like "2026-11-22 21:30" or "2026-11-22"'
    try:
        given = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InputError(what="this is no date or time", where=f'"{text[:40]}"', remedy=remedy) from None
    offset = f"{given:%z}"
    is_date_only = len(text.strip()) <= len("2026-11-22")
    moment = Moment(
        local=given.replace(tzinfo=None),
        zone=f"{offset[:3]}:{offset[3:5]}" if offset else None,
        is_date_only=is_date_only,
    )
    now = utc_now()
    is_future = given > now if offset else moment.local > now.astimezone().replace(tzinfo=None)
    if is_future:
        raise InputError(what="this lies in the future", where=f'"{text[:40]}"', remedy="give a time that has been")
    return moment
