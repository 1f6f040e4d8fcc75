"""What is due, in plain words and as a JSON object."""

import json
from collections.abc import Iterator

from twitchwise.body import Side
from twitchwise.report.card_json import card_object
from twitchwise.report.strength_words import say_when
from twitchwise.strength.planned import PlannedTest, PlannedTests
from twitchwise.strength.trend_result import State

__all__ = ["plan_lines", "plan_text", "say_plan"]


def say_plan(planned: PlannedTests) -> str:
    """The plan in a sentence."""
    if planned.ends_on is None:
        return (
            'No weekly series is running. "twitchwise strength --start" begins one of 26 weeks, which ends by itself.'
        )
    return f"One sitting a week until {planned.ends_on.isoformat()}; then it ends by itself."


def plan_lines(planned: PlannedTests) -> tuple[str, ...]:
    """Repeats first, then what is due, what is locked, what could be added, and when it would be known."""
    return (
        *_repeats(planned),
        *_due(planned),
        *_locked(planned),
        *_new(planned),
        *(
            f"{region.region.label}: {say_when(region.when_known)}"
            for region in planned.regions
            if region.state in (State.LEARNING, State.OPEN)
        ),
    )


def plan_text(planned: PlannedTests) -> str:
    """The plan as one JSON object: `today`, `ends_on`, `tests`, `regions`, `red_flags`."""
    plain = {
        "today": planned.today.isoformat(),
        "ends_on": None if planned.ends_on is None else planned.ends_on.isoformat(),
        "tests": [
            {
                "test": each.test.id,
                "side": each.side.value,
                "regions": [region.value for region in each.test.regions_of(each.side)],
                "last": None if each.last is None else each.last.isoformat(),
                "due": each.due.isoformat(),
                "repeat_until": None if each.repeat_until is None else each.repeat_until.isoformat(),
                "is_locked": bool(each.reasons),
                "is_to_ask": each.is_to_ask,
                "reasons": list(each.reasons),
            }
            for each in planned.tests
        ],
        "regions": [
            {
                "region": region.region.value,
                "state": region.state.value,
                "weeks_until_known": region.weeks_until_known,
                "falls": [
                    {"percent_per_month": fall.percent_per_month, "weeks": fall.weeks}
                    for fall in region.when_known.falls
                ],
            }
            for region in planned.regions
        ],
        "red_flags": card_object(),
    }
    return json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False)


def _repeats(planned: PlannedTests) -> Iterator[str]:
    for each in planned.tests:
        if each.repeat_until is not None:
            yield (
                f"Repeat, rested: {_name(each)}, on two other days from {each.due.isoformat()} to "
                f"{each.repeat_until.isoformat()}"
            )


def _due(planned: PlannedTests) -> Iterator[str]:
    for each in planned.tests:
        if each.last is not None and each.repeat_until is None and not _is_locked(each):
            when = "now" if each.due <= planned.today else f"on {each.due.isoformat()}"
            yield f"{_name(each)}: due {when} (last on {each.last.isoformat()})"


def _locked(planned: PlannedTests) -> Iterator[str]:
    for reason, names in _by_reason(planned).items():
        yield f"Locked: {', '.join(names)}. {reason}"


def _new(planned: PlannedTests) -> Iterator[str]:
    """Tests that were never done and that nothing speaks against, or whose questions are open."""
    never = [each for each in planned.tests if each.last is None and not _is_locked(each)]
    ready = dict.fromkeys(each.test.id for each in never if not each.is_to_ask)
    to_ask = dict.fromkeys(each.test.id for each in never if each.is_to_ask and each.test.id not in ready)
    if ready:
        yield f"Open to you: {', '.join(ready)}"
    if to_ask:
        yield f"After the questions before them: {', '.join(to_ask)}"
    yield (
        "Two tests of a region have to agree before a fall is said; a test is shown with twitchwise strength test NAME"
    )


def _by_reason(planned: PlannedTests) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for each in planned.tests:
        if _is_locked(each):
            for reason in each.reasons:
                found.setdefault(reason, {})[each.test.id] = None
    return found


def _is_locked(each: PlannedTest) -> bool:
    return bool(each.reasons)


def _name(each: PlannedTest) -> str:
    return each.test.id if each.side is Side.MIDDLE else f"{each.test.id}, {each.side}"
