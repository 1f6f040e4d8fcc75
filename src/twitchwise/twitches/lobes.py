"""One movement, one twitch: the swings round a larger event, and second finds of the same event, are dropped."""

from twitchwise.twitches.events import Event
from twitchwise.twitches.settings import CoreSettings

__all__ = ["drop_lobes"]


def drop_lobes(events: list[Event], settings: CoreSettings, rate_hz: float) -> list[Event]:
    """Leave out events that lie within the reach of a larger one and are small beside it, or that are the same one.

    Parameters
    ----------
    events : ascending in time.
    rate_hz : of the matrix.
    """
    dropped: set[int] = set()
    kept_by_second: dict[int, list[Event]] = {}
    for i in sorted(range(len(events)), key=lambda i: -events[i].score):
        event = events[i]
        second = int(event.peak / rate_hz)
        near = (o for s in (second - 1, second, second + 1) for o in kept_by_second.get(s, ()))
        if any(_belongs_to(event, other, settings, rate_hz) for other in near):
            dropped.add(i)
        else:
            kept_by_second.setdefault(second, []).append(event)
    return [event for i, event in enumerate(events) if i not in dropped]


def _belongs_to(event: Event, larger: Event, settings: CoreSettings, rate_hz: float) -> bool:
    if abs(event.onset_s - larger.onset_s) < settings.separation_s:
        return True
    before, after = settings.reach_s
    lag_s = (event.peak - larger.peak) / rate_hz
    return -before <= lag_s <= after and event.score**2 < settings.lobe_share * larger.score**2
