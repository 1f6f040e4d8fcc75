"""A self-trial as one JSON object."""

import json

from twitchwise.diary.model import TrialPlan
from twitchwise.report.card_json import card_object
from twitchwise.report.triggers_json import triggers_object
from twitchwise.triggers.find import Triggers

__all__ = ["trial_text"]


def trial_text(plan: TrialPlan, found: Triggers | None = None) -> str:
    """The plan under `trial`; with what was found, in the shape of a search for triggers, beside it.

    Notes
    -----
    `trial`: {exposure, seed, first_day, last_day, blocks: [{first_day, n_days, with}]}.
    """
    whole: dict[str, object] = {
        "trial": {
            "exposure": plan.exposure,
            "seed": plan.seed,
            "first_day": plan.first_day.isoformat(),
            "last_day": plan.last_day.isoformat(),
            "blocks": [
                {"first_day": block.first_day.isoformat(), "n_days": block.n_days, "with": block.is_with}
                for block in plan.blocks
            ],
        },
        "red_flags": card_object(),
    }
    if found is not None:
        whole |= triggers_object(found)
    return json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False)
