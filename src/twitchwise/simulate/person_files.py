"""A simulated person's days as a table, and what is true of them as a file."""

import csv
import io
import json
from dataclasses import asdict
from datetime import timedelta

from twitchwise.simulate.person import SimulatedPerson
from twitchwise.simulate.person_exposures import SimulatedExposure

__all__ = ["day_table_text", "person_truth_text"]


def day_table_text(person: SimulatedPerson) -> str:
    """One row a day: counts of each muscle, then exposures in the units people count in; blank for unknown.

    Notes
    -----
    Columns: `date`; the muscles; `<muscle> load` (hard sets), `sleep` (h), `caffeine` (cups), `stress` (0-10),
    `alcohol` (drinks), `medicine` and `illness` (1 or 0), `fluid` (l). `twitchwise triggers --table` reads it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["date", *person.world.muscle_ids, *(_column(exposure) for exposure in person.exposures)])
    values = [*person.counts, *(exposure.values for exposure in person.exposures)]
    for row in range(person.world.n_days):
        day = person.first_day + timedelta(days=row)
        writer.writerow([day.isoformat(), *("" if cell[row] != cell[row] else f"{cell[row]:g}" for cell in values)])
    return text.getvalue()


def person_truth_text(person: SimulatedPerson, *, seed: int) -> str:
    """What truly sets this person's twitching off, as JSON.

    Parameters
    ----------
    person : with the triggers.
    seed : that the person was made with.

    Notes
    -----
    `triggers` is a list of {muscle, exposure, effect_per_sd, lag_effects, has_happened}; `exposure` is the name of its
    column in the table of days, `lag_effects` the log rate for a standard deviation of it, 0 to 3 days later, positive
    in the direction that sets twitching off (less sleep, less fluid).
    """
    columns = {(exposure.kind, exposure.muscle_id): _column(exposure) for exposure in person.exposures}
    truth = {
        "format": "twitchwise simulated person 1",
        "seed": seed,
        "first_day": person.first_day.isoformat(),
        "n_answered": int(person.answered.sum()),
        "triggers": [
            {
                "muscle": trigger.muscle_id,
                "exposure": columns.get((trigger.kind, None)) or columns[trigger.kind, trigger.muscle_id],
                "effect_per_sd": trigger.effect_per_sd,
                "lag_effects": list(trigger.lag_effects),
                "has_happened": trigger.has_happened,
            }
            for trigger in person.triggers
        ],
        "world": asdict(person.world),
    }
    return json.dumps(truth, indent=1) + "\n"


def _column(exposure: SimulatedExposure) -> str:
    return exposure.kind.value if exposure.muscle_id is None else f"{exposure.muscle_id} load"
