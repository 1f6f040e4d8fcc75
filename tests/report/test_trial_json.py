import json
from datetime import date

from twitchwise.report.trial_json import trial_text
from twitchwise.triggers.find import Triggers
from twitchwise.triggers.trial import plan_trial


def test_a_plan_is_told_block_by_block() -> None:
    plan = plan_trial("caffeine", first_day=date(2026, 3, 2), n_weeks=4, seed=5)
    told = json.loads(trial_text(plan))["trial"]
    assert (told["exposure"], told["seed"], told["last_day"]) == ("caffeine", 5, "2026-03-29")
    assert sum(block["n_days"] for block in told["blocks"]) == 28
    assert [block["with"] for block in told["blocks"]] == [block.is_with for block in plan.blocks]


def test_what_was_found_has_the_shape_of_a_search() -> None:
    plan = plan_trial("caffeine", first_day=date(2026, 3, 2), n_weeks=4, seed=5)
    told = json.loads(trial_text(plan, Triggers(triggers=(), power=None, problems=())))
    assert told.keys() == {"trial", "triggers", "power", "caution", "red_flags", "problems"}
