"""One person's analysis in a process of its own: python -m bench.triggers_cost DAYS PERSON WITH_POWER.

Prints CPU seconds of the analysis, CPU seconds before it, and the process's peak memory in MB, as JSON.
"""

import json
import resource
import sys
import time
from dataclasses import replace

__all__ = ["main"]


def main(arguments: list[str]) -> None:
    """Analyse one simulated person."""
    from bench.triggers_people import Purpose, make_person, make_table
    from twitchwise.simulate.person_world import PersonWorld
    from twitchwise.triggers.find import find_triggers

    days, person, with_power = (int(argument) for argument in arguments)
    table = make_table(make_person(replace(PersonWorld(), n_days=days), Purpose.BENCH, person))
    start_s = time.process_time()
    find_triggers(table, with_power=bool(with_power))
    end_s = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak_mb = peak / (1 << 20) if sys.platform == "darwin" else peak / (1 << 10)
    sys.stdout.write(json.dumps([end_s - start_s, start_s, peak_mb]))


if __name__ == "__main__":
    main(sys.argv[1:])
