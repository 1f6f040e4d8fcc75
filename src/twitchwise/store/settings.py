"""What a kept diary holds of the person's choices: how days are cut."""

import re

from sqlalchemy import Connection, delete, insert, select

from twitchwise.diary.moment import DayRule
from twitchwise.store.tables import SETTINGS

__all__ = ["read_rule", "write_rule"]


def write_rule(connection: Connection, rule: DayRule) -> None:
    """Changes how the person's days are cut."""
    connection.execute(delete(SETTINGS).where(SETTINGS.c.name.in_(("cut-hour", "zone"))))
    connection.execute(insert(SETTINGS).values(name="cut-hour", value=str(rule.cut_hour)))
    if rule.zone is not None:
        connection.execute(insert(SETTINGS).values(name="zone", value=rule.zone))


def read_rule(connection: Connection) -> DayRule:
    """How the person's days are cut; the usual way where nothing was chosen."""
    values = {row.name: row.value for row in connection.execute(select(SETTINGS))}
    usual = DayRule()
    hour = values.get("cut-hour", "")
    return DayRule(cut_hour=int(hour) if re.fullmatch(r"\d+", hour) else usual.cut_hour, zone=values.get("zone"))
