"""Whether two devices logged one workout."""

from datetime import datetime

__all__ = ["SameWorkout"]

_SAME = 0.5  # share of the shorter one that both cover


class SameWorkout:
    """Remembers the last workout of every sport; workouts come in the order of their beginnings."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[datetime, datetime]] = {}

    def was_there(self, sport: str, start: datetime, end: datetime) -> bool:
        """Whether this workout and the last kept one of that sport share at least half of the shorter one."""
        before = self._last.get(sport)
        if before is not None and _share(*before, start, end) >= _SAME:
            return True
        self._last[sport] = start, end
        return False


def _share(start: datetime, end: datetime, other_start: datetime, other_end: datetime) -> float:
    shorter = min(end - start, other_end - other_start).total_seconds()
    both = (min(end, other_end) - max(start, other_start)).total_seconds()
    return both / shorter if shorter > 0 else float(start == other_start)
