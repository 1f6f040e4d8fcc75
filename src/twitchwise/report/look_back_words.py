"""The look back in words: one sentence, and the whole answer."""

from collections.abc import Sequence

from twitchwise.body import Site
from twitchwise.triggers.look_back import LOOK_BACK_H, Effort, LookBack

__all__ = ["NO_DIARY", "look_back_lines", "look_back_sentence", "no_diary_sentence"]

NO_DIARY = 'there is no diary yet; "twitchwise import" fills one from the file of a workout app'
_MOST_EXERCISES = 3


def look_back_sentence(look: LookBack) -> str:
    """What the muscle did in the three days before, and what else was unusual, in one sentence."""
    parts = [_efforts(look), *(f"{each.what} {_days_ago(each.days_ago)}" for each in look.unusual[:2])]
    return f"In the {LOOK_BACK_H} h before, {look.site.name}: {'; '.join(parts)}."


def no_diary_sentence(site: Site) -> str:
    """What stands there when nothing is known."""
    return f"What did your {site.name} do in the last three days? That is not known here: {NO_DIARY}."


def look_back_lines(look: LookBack) -> tuple[str, ...]:
    """The whole answer, a line each: what the muscle did, against its habit, what else, what is not known."""
    lines = [_effort_line(effort) for effort in look.efforts] or [_no_effort(look)]
    if look.efforts:
        lines.append(_habit_line(look))
    lines += [f"{_capital(each.what)}, {_days_ago(each.days_ago)}." for each in look.unusual]
    if not look.unusual:
        lines.append("Nothing else that is written down stands out in these days.")
    if look.not_understood:
        names = _listed([f'"{name}"' for name in look.not_understood[:_MOST_EXERCISES]])
        lines.append(
            f'Not counted, for their muscles are not known: {names}. "twitchwise diary exercise" explains one.'
        )
    if look.not_known:
        lines.append(f"Not written down for these days: {_listed(look.not_known)}.")
    lines.append(
        "This is what happened before, not a cause: training a muscle one or two days earlier is what people report "
        "most, and nobody has proven the timing."
    )
    return tuple(lines)


def _efforts(look: LookBack) -> str:
    if not look.efforts:
        return _no_effort(look).rstrip(".").lower() if not look.has_workouts else "no training of it is written down"
    said = [f"{_sets(effort.hard_sets)} {_ago(effort)}" for effort in look.efforts[:2]]
    if len(look.efforts) > len(said):
        said.append(f"and {len(look.efforts) - len(said)} more")
    ratio = look.habit.ratio
    return ", ".join(said) + (f", {_times(ratio)} your usual week" if ratio is not None else "")


def _effort_line(effort: Effort) -> str:
    more = len(effort.exercises) - _MOST_EXERCISES
    names = [*effort.exercises[:_MOST_EXERCISES], *([f"{more} more"] if more > 0 else [])]
    return f"{_capital(_ago(effort))}: {_sets(effort.hard_sets)} ({_listed(names)})."


def _habit_line(look: LookBack) -> str:
    habit = look.habit
    if habit.ratio is None:
        return f"How that compares with your habit cannot be said: {habit.reason}."
    return (
        f"In all {_sets(habit.recent)} in three days, {_times(habit.ratio)} your usual week "
        f"({habit.per_week:.1f} hard sets, over the {habit.weeks:.0f} weeks before)."
    )


def _no_effort(look: LookBack) -> str:
    if not look.has_workouts:
        return 'No workout is written down; "twitchwise import" reads the files of workout apps.'
    if look.workouts_until is not None and "training" in look.not_known:
        return f"What it did is not known: the last workout in the diary is of {look.workouts_until.isoformat()}."
    return "No workout of these days used it."


def _sets(hard_sets: float) -> str:
    number = f"{hard_sets:.0f}" if abs(hard_sets - round(hard_sets)) < 0.05 else f"{hard_sets:.1f}"
    return f"{number} hard set{'' if number == '1' else 's'}"


def _ago(effort: Effort) -> str:
    return _days_ago(effort.days_ago) if effort.hours_ago is None else f"{effort.hours_ago:.0f} h ago"


def _days_ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def _times(ratio: float) -> str:
    return f"{ratio:.1f} times"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
