"""How the person's days are cut, chosen anew."""

from twitchwise.diary.moment import DayRule, zone_named
from twitchwise.errors import InputError
from twitchwise.store.diary_store import DiaryStore

__all__ = ["choose_day_rule"]


def choose_day_rule(store: DiaryStore, *, cut_hour: int, zone: str | None) -> DayRule:
    """Keeps how the days are cut.

    Parameters
    ----------
    store : the diary.
    cut_hour : at which a day begins, 0-23.
    zone : where the person lives, "Europe/Berlin"; None for wherever this computer is.

    Raises
    ------
    InputError
        No such place is known.
    """
    if zone is not None:
        try:
            zone_named(zone)
        except ValueError:
            raise InputError(
                what="no such place is known", where=f'"{zone}"', remedy="write it like Europe/Berlin or +02:00"
            ) from None
    rule = DayRule(cut_hour=cut_hour, zone=zone)
    store.set_rule(rule)
    return rule
