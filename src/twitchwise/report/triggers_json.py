"""A search for triggers as one JSON object."""

import json
import math

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.report.card_json import card_object
from twitchwise.report.triggers_words import DIARY_CAUTION
from twitchwise.triggers.find import Trigger, Triggers

__all__ = ["triggers_object", "triggers_text"]


def triggers_text(found: Triggers) -> str:
    """The object as text."""
    return json.dumps(triggers_object(found), indent=2, ensure_ascii=False, allow_nan=False)


def triggers_object(found: Triggers) -> dict[str, object]:
    """`triggers` (an array), `power`, `caution`, `red_flags`, `problems`.

    Notes
    -----
    `probability`, `rate_ratio` and `power.rate_ratio` are null where there is none; `reason` then says why.
    """
    power = found.power
    return {
        "triggers": [_trigger(trigger) for trigger in found.triggers],
        "power": None
        if power is None
        else {
            "chance": power.chance,
            "rate_ratio": _number(power.rate_ratio),
            "reason": power.rate_ratio.reason if isinstance(power.rate_ratio, NotMeasurable) else "",
            "effects": [
                {
                    "outcome": effect.outcome,
                    "exposure": effect.exposure,
                    "belongs_to": effect.belongs_to,
                    "rate_ratio": _number(effect.rate_ratio),
                    "reason": effect.rate_ratio.reason if isinstance(effect.rate_ratio, NotMeasurable) else "",
                }
                for effect in power.effects
            ],
        },
        "caution": DIARY_CAUTION,
        "red_flags": card_object(),
        "problems": [{"what": each.what, "where": each.where, "remedy": each.remedy} for each in found.problems],
    }


def _trigger(trigger: Trigger) -> dict[str, object]:
    return {
        "outcome": trigger.outcome,
        "exposure": trigger.exposure,
        "belongs_to": trigger.belongs_to,
        "probability": trigger.probability,
        "rate_ratio": _estimate(trigger.rate_ratio),
        "lag_profile": [
            {"lag_days": weight.lag_days, **(_estimate(weight.rate_ratio) or {})} for weight in trigger.lag_profile
        ],
        "days_with": trigger.days_with,
        "days_without": trigger.days_without,
        "verdict": trigger.verdict.value,
        "reason": trigger.reason,
    }


def _estimate(estimate: Estimate | NotMeasurable) -> dict[str, float] | None:
    if isinstance(estimate, NotMeasurable):
        return None
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high, "level": estimate.level}


def _number(value: float | NotMeasurable) -> float | None:
    return value if isinstance(value, float) and math.isfinite(value) else None
