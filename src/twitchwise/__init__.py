"""Measures muscle twitches from EMG, a phone's motion sensor or a video.

A recording is read, measured, and the measurement says what was seen, how sure that is, and what could not have been
seen. The public names below are found when they are first used, so that importing the package is quick.

Examples
--------
>>> import tempfile
>>> from pathlib import Path
>>> import twitchwise
>>> with tempfile.TemporaryDirectory() as folder:
...     path = Path(folder) / "phone.csv"
...     world = twitchwise.MotionWorld(duration_s=120.0, rate_per_min=10.0, amplitude_mg=40.0, doublet_share=0.0)
...     truth = twitchwise.simulate_recording(twitchwise.RecordingKind.MOTION, path=path, seed=1, world=world)
...     measurement = twitchwise.measure_twitches(twitchwise.read_recording(path))
>>> found = twitchwise.compare_twitches(measurement.twitches, truth.twitches, tolerance_s=0.1)
>>> found.recall > 0.8
True
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twitchwise.assessment.assess import assess
    from twitchwise.assessment.model import Assessment
    from twitchwise.body import Site, find_site
    from twitchwise.causes.rank import rank_causes
    from twitchwise.causes.ranked import Causes
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.diary.model import Diary
    from twitchwise.errors import (
        InputError,
        NotARecording,
        Problem,
        TwitchwiseError,
        UnknownFormat,
        UnknownName,
        UnreadableFile,
    )
    from twitchwise.estimate import Estimate, NotMeasurable
    from twitchwise.evidence.lookup import cite
    from twitchwise.evidence.red_flags import RedFlagCard, red_flag_card
    from twitchwise.intake.feature import Feature, Reply
    from twitchwise.intake.model import Answers
    from twitchwise.recordings.model import Recording, RecordingKind
    from twitchwise.recordings.open import read_recording
    from twitchwise.simulate.emg_world import EmgWorld
    from twitchwise.simulate.motion_world import MotionWorld
    from twitchwise.simulate.person import simulate_person
    from twitchwise.simulate.person_world import PersonWorld
    from twitchwise.simulate.truth import Truth
    from twitchwise.simulate.video_world import VideoWorld
    from twitchwise.simulate.write import simulate_recording
    from twitchwise.spread.describe import describe_spread
    from twitchwise.spread.model import RedFlagsAnswered, Spread
    from twitchwise.strength.trend import strength_trend
    from twitchwise.strength.trend_result import StrengthTrend
    from twitchwise.triggers.diary_table import table_of_diary
    from twitchwise.triggers.find import Triggers, find_triggers
    from twitchwise.triggers.table import DayTable
    from twitchwise.twitches.agreement import Agreement, compare_twitches
    from twitchwise.twitches.measure import measure_twitches
    from twitchwise.twitches.model import Measurement, MeasuringOptions, Twitch
    from twitchwise.urgency.judge import judge_urgency
    from twitchwise.urgency.level import Urgency
    from twitchwise.urgency.model import Judgement

    __version__: str

__all__ = [
    "Agreement",
    "Answers",
    "Assessment",
    "Causes",
    "DayTable",
    "Diary",
    "EmgWorld",
    "Estimate",
    "Feature",
    "InputError",
    "Judgement",
    "Measurement",
    "MeasuringOptions",
    "MotionWorld",
    "NotARecording",
    "NotMeasurable",
    "PersonWorld",
    "Problem",
    "Recording",
    "RecordingKind",
    "RedFlagCard",
    "RedFlagsAnswered",
    "Reply",
    "Site",
    "Spread",
    "StrengthTrend",
    "Triggers",
    "Truth",
    "Twitch",
    "TwitchwiseError",
    "UnknownFormat",
    "UnknownName",
    "UnreadableFile",
    "Urgency",
    "VideoWorld",
    "__version__",
    "assess",
    "cite",
    "compare_twitches",
    "describe_spread",
    "find_site",
    "find_triggers",
    "judge_urgency",
    "measure_twitches",
    "open_diary",
    "rank_causes",
    "read_recording",
    "red_flag_card",
    "simulate_person",
    "simulate_recording",
    "strength_trend",
    "table_of_diary",
]

_HOMES = {
    "assessment.assess": ("assess",),
    "assessment.model": ("Assessment",),
    "body": ("Site", "find_site"),
    "causes.rank": ("rank_causes",),
    "causes.ranked": ("Causes",),
    "desk.diary_place": ("open_diary",),
    "diary.model": ("Diary",),
    "errors": (
        "InputError",
        "NotARecording",
        "Problem",
        "TwitchwiseError",
        "UnknownFormat",
        "UnknownName",
        "UnreadableFile",
    ),
    "estimate": ("Estimate", "NotMeasurable"),
    "evidence.lookup": ("cite",),
    "evidence.red_flags": ("RedFlagCard", "red_flag_card"),
    "intake.feature": ("Feature", "Reply"),
    "intake.model": ("Answers",),
    "recordings.model": ("Recording", "RecordingKind"),
    "recordings.open": ("read_recording",),
    "simulate.emg_world": ("EmgWorld",),
    "simulate.motion_world": ("MotionWorld",),
    "simulate.person": ("simulate_person",),
    "simulate.person_world": ("PersonWorld",),
    "simulate.truth": ("Truth",),
    "simulate.video_world": ("VideoWorld",),
    "simulate.write": ("simulate_recording",),
    "spread.describe": ("describe_spread",),
    "spread.model": ("RedFlagsAnswered", "Spread"),
    "strength.trend": ("strength_trend",),
    "strength.trend_result": ("StrengthTrend",),
    "triggers.diary_table": ("table_of_diary",),
    "triggers.find": ("Triggers", "find_triggers"),
    "triggers.table": ("DayTable",),
    "twitches.agreement": ("Agreement", "compare_twitches"),
    "twitches.measure": ("measure_twitches",),
    "twitches.model": ("Measurement", "MeasuringOptions", "Twitch"),
    "urgency.judge": ("judge_urgency",),
    "urgency.level": ("Urgency",),
    "urgency.model": ("Judgement",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:  # else every misspelt name would pass the type checker

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from importlib.metadata import version

            found: object = version("twitchwise")
        elif name in _HOME_OF:
            found = getattr(import_module(f"twitchwise.{_HOME_OF[name]}"), name)
        else:
            raise AttributeError(f"module 'twitchwise' has no attribute '{name}'")
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
