"""The recordings of the demonstration: one of each kind, simulated, measured, and set against truth."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twitchwise.body import find_site
from twitchwise.desk.measuring import PAGE, Progress, measure_file
from twitchwise.desk.simulating import simulate_to_files
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.emg_world import EmgWorld
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.timing import Bank
from twitchwise.simulate.truth import TrueTwitch, Truth
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.simulate.write import World
from twitchwise.twitches.agreement import Agreement, compare_twitches
from twitchwise.twitches.model import Certainty, Exclusion, Measurement, MeasuringOptions

__all__ = ["SCENES", "Scene", "Shown", "show_recordings"]

_TOLERANCE_S = {
    RecordingKind.EMG: 0.025,  # a motor unit potential on the skin lasts 5-20 ms
    RecordingKind.MOTION: 0.05,  # five samples of a phone at 100 Hz
    RecordingKind.VIDEO: 0.1,  # three frames
}


_MAKING_SHARE = 0.4  # of the work on one scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One recording of the demonstration.

    Parameters
    ----------
    title : what it imitates, for the table.
    file : name of the recording; its results lie in a folder of the same name.
    kind, world : what is simulated, with units that no part of the detector was tuned on.
    site : where it is said to come from.
    weight : its share of the whole work, relative to the others.
    """

    title: str
    file: str
    kind: RecordingKind
    world: World
    site: str
    weight: float


SCENES = (
    Scene(
        title="EMG, 64 electrodes",
        file="emg-grid.edf",
        kind=RecordingKind.EMG,
        world=EmgWorld(
            duration_s=60.0,
            bank=Bank.TESTING,
            rate_per_min=30.0,
            n_units=4,
            amplitude_uv=120.0,
            amplitude_spread=1.5,
            bursts_per_min=1.0,
        ),
        site="left-gastrocnemius",
        weight=1.0,
    ),
    Scene(
        title="phone on the muscle",
        file="phone.zip",
        kind=RecordingKind.MOTION,
        world=MotionWorld(
            duration_s=120.0,
            bank=Bank.TESTING,
            rate_per_min=12.0,
            amplitude_mg=20.0,
            amplitude_spread=1.5,
            movements_per_min=1.0,
            bumps_per_min=2.0,
        ),
        site="left-gastrocnemius",
        weight=0.3,
    ),
    Scene(
        title="video of the skin",
        file="skin.mp4",
        kind=RecordingKind.VIDEO,
        world=VideoWorld(
            duration_s=24.0,
            width=640,
            height=360,
            bank=Bank.TESTING,
            rate_per_min=30.0,
            amplitude_px=1.0,
            amplitude_spread=1.5,
            bit_rate=6_000_000,
        ),
        site="right-biceps",
        weight=3.0,
    ),
)
"""Short, so that all of it takes less than a minute on two cores."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shown:
    """What the demonstration found in one recording, and what was true of it.

    Parameters
    ----------
    scene : what was simulated.
    truth : every twitch that was put in.
    measurement : what was measured.
    agreement : clear twitches against the true ones that lie in analysed time.
    n_left_out : true twitches in time that could not be analysed.
    """

    scene: Scene
    truth: Truth
    measurement: Measurement
    agreement: Agreement
    n_left_out: int


def show_recordings(
    folder: Path, *, seed: int, scenes: Sequence[Scene] = SCENES, on_progress: Progress
) -> tuple[Shown, ...]:
    """Simulate one recording of each kind, measure it, and write recordings, truths and pages.

    Parameters
    ----------
    folder : where to write; it is there.
    seed : of the first scene; the next has the next number.
    scenes : what to simulate.
    on_progress : told what is being done and the share of it all.
    """
    total = sum(scene.weight for scene in scenes)
    shown: list[Shown] = []
    recordings = folder / "recordings"
    recordings.mkdir()
    done = 0.0
    for n, scene in enumerate(scenes):
        here = _part_of(on_progress, done / total, scene.weight / total)
        shown.append(_show(scene, seed + n, recordings, folder / Path(scene.file).stem, here))
        done += scene.weight
    from twitchwise.report.summary import write_summary

    pages = [f"{Path(one.scene.file).stem}/{PAGE}" for one in shown]
    write_summary([one.measurement for one in shown], folder, pages=pages)
    return tuple(shown)


def _show(scene: Scene, seed: int, recordings: Path, results: Path, report: Progress) -> Shown:
    path = recordings / scene.file
    report(f"making {scene.file}", 0.0)
    truth = simulate_to_files(
        scene.kind, scene.world, seed=seed, out=path, truth_path=path.with_name(f"{path.stem}.truth.json")
    )
    measurement = measure_file(
        path,
        MeasuringOptions(site=find_site(scene.site)),
        out=results,
        on_progress=_part_of(report, _MAKING_SHARE, 1 - _MAKING_SHARE),
    )
    could_be_seen = [twitch for twitch in truth.twitches if not _lies_in(twitch, measurement.excluded)]
    clear = [twitch for twitch in measurement.twitches if twitch.certainty is Certainty.CLEAR]
    return Shown(
        scene=scene,
        truth=truth,
        measurement=measurement,
        agreement=compare_twitches(clear, could_be_seen, _TOLERANCE_S[scene.kind]),
        n_left_out=len(truth.twitches) - len(could_be_seen),
    )


def _lies_in(twitch: TrueTwitch, excluded: Sequence[Exclusion]) -> bool:
    return any(span.start_s <= twitch.onset_s < span.end_s for span in excluded)


def _part_of(report: Progress, start: float, width: float) -> Progress:
    return lambda doing, share: report(doing, start + width * share)
