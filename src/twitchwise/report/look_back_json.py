"""The three days before, as JSON."""

import json

from twitchwise.report.card_json import card_object
from twitchwise.triggers.look_back import LookBack

__all__ = ["look_back_object", "look_back_text"]


def look_back_text(look: LookBack) -> str:
    """The object as text."""
    return json.dumps(look_back_object(look), indent=2, ensure_ascii=False, allow_nan=False)


def look_back_object(look: LookBack) -> dict[str, object]:
    """`site`, `at`, `efforts`, `habit`, `unusual`, `not_known`, `not_understood`, `workouts_until`, `red_flags`."""
    habit = look.habit
    return {
        "site": look.site.id,
        "at": look.at.local.isoformat(),
        "efforts": [
            {
                "hours_ago": effort.hours_ago,
                "days_ago": effort.days_ago,
                "hard_sets": effort.hard_sets,
                "exercises": list(effort.exercises),
            }
            for effort in look.efforts
        ],
        "habit": {
            "weeks": habit.weeks,
            "hard_sets_per_week": habit.per_week,
            "hard_sets_last_three_days": habit.recent,
            "ratio": habit.ratio,
            "reason": habit.reason,
        },
        "unusual": [{"what": each.what, "days_ago": each.days_ago} for each in look.unusual],
        "not_known": list(look.not_known),
        "not_understood": list(look.not_understood),
        "workouts_until": None if look.workouts_until is None else look.workouts_until.isoformat(),
        "red_flags": card_object(),
    }
