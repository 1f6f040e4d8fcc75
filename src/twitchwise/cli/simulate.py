"""`twitchwise simulate`: recordings and people with known truth.

Every option is a field of the simulated world, unit included.
"""

import math
from dataclasses import fields
from enum import EnumType
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, get_type_hints

import typer

from twitchwise.cli.terminal import open_console, printable

if TYPE_CHECKING:
    from twitchwise.simulate.person_world import PersonWorld
    from twitchwise.simulate.write import World

_W = TypeVar("_W", bound="World | PersonWorld")

__all__ = ["simulate"]

Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="The recording to write; its ending sets the form.")]
TruthFile = Annotated[
    Path | None, typer.Option("--truth", metavar="FILE", help="Where the truth goes (JSON); beside --out if not given.")
]
Seed = Annotated[int, typer.Option(help="The same number gives the same recording.", min=0)]
Duration = Annotated[float, typer.Option(help="Length, s.")]
Bank = Annotated[
    Literal["tuning", "testing"],
    typer.Option(help="From which of two collections of units the twitches come; the detector was tuned on the first."),
]
Twitches = Annotated[float, typer.Option(help="Twitches a minute; 0 for none.")]
Units = Annotated[int, typer.Option(help="How many motor units twitch.")]
Doublets = Annotated[float, typer.Option(help="Share of twitches followed by a second 10-110 ms later.")]
Spread = Annotated[float, typer.Option(help="Units differ in size by this factor either way; 1 for all alike.")]

simulate = typer.Typer(
    name="simulate",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Make a recording with known twitches, or a person with known triggers, and a file with the truth about it.",
)


@simulate.command()
def emg(
    *,
    out: Out,
    truth: TruthFile = None,
    seed: Seed = 0,
    duration_s: Duration = 60.0,
    rate_hz: Annotated[float, typer.Option(help="Samples a second.")] = 2048.0,
    rows: Annotated[int, typer.Option(help="Rows of the electrode grid.")] = 8,
    columns: Annotated[int, typer.Option(help="Columns of the electrode grid.")] = 8,
    pitch_mm: Annotated[float, typer.Option(help="Distance of neighbouring electrodes, mm.")] = 8.0,
    montage: Annotated[
        Literal["monopolar", "bipolar"], typer.Option(help="What each channel is measured against.")
    ] = "monopolar",
    bank: Bank = "tuning",
    rate_per_min: Twitches = 30.0,
    n_units: Units = 5,
    doublet_share: Doublets = 0.1,
    amplitude_uv: Annotated[float, typer.Option(help="Size, uV peak to peak on the best channel.")] = 100.0,
    amplitude_spread: Spread = 1.0,
    local: Annotated[bool, typer.Option(help="Units near the skin, which few electrodes see.")] = False,
    noise_uv: Annotated[float, typer.Option(help="Noise at rest, uV RMS in 20-500 Hz.")] = 11.0,
    roughness: Annotated[
        Literal["smooth", "rough"], typer.Option(help="Whether neighbouring channels share most of the noise.")
    ] = "smooth",
    mains_uv: Annotated[float, typer.Option(help="Mains hum, uV RMS.")] = 0.0,
    ecg_uv: Annotated[float, typer.Option(help="Heart artefact, uV peak to peak.")] = 0.0,
    bursts_per_min: Annotated[float, typer.Option(help="Voluntary bursts a minute.")] = 0.0,
    regular_per_min: Annotated[float, typer.Option(help="Stretches of weak regular firing a minute.")] = 0.0,
    dead_channels: Annotated[int, typer.Option(help="Channels without signal.")] = 0,
    clipped_channels: Annotated[int, typer.Option(help="Channels driven into their rail.")] = 0,
) -> None:
    """EMG on electrodes: .npz, .edf or .csv."""
    _simulate("emg", locals())


@simulate.command()
def motion(
    *,
    out: Out,
    truth: TruthFile = None,
    seed: Seed = 0,
    duration_s: Duration = 60.0,
    rate_hz: Annotated[float, typer.Option(help="Samples a second.")] = 100.0,
    clock: Annotated[Literal["steady", "jittery"], typer.Option(help="How well the phone keeps time.")] = "steady",
    bank: Bank = "tuning",
    rate_per_min: Twitches = 20.0,
    n_units: Units = 3,
    doublet_share: Doublets = 0.1,
    amplitude_mg: Annotated[float, typer.Option(help="Size, mg (thousandths of gravity) peak to peak.")] = 20.0,
    amplitude_spread: Spread = 1.0,
    noise_mg: Annotated[float, typer.Option(help="Sensor noise, mg RMS in 5-40 Hz on each axis.")] = 0.6,
    pulse_mg: Annotated[float, typer.Option(help="Heart beat, mg peak to peak.")] = 1.5,
    breathing_mg: Annotated[float, typer.Option(help="Breathing, mg peak to peak.")] = 2.0,
    tremor_mg: Annotated[float, typer.Option(help="Stretches of tremor, mg peak to peak.")] = 0.0,
    bumps_per_min: Annotated[float, typer.Option(help="Small jumps of the sensor a minute.")] = 0.0,
    big_bumps_per_min: Annotated[float, typer.Option(help="Knocks a minute.")] = 0.0,
    movements_per_min: Annotated[float, typer.Option(help="Voluntary movements a minute.")] = 0.0,
    step_mg: Annotated[float, typer.Option(help="Quantisation step, mg.")] = 0.0,
) -> None:
    """A phone lying on a muscle: .csv, .npz, .zip."""
    _simulate("motion", locals())


@simulate.command()
def video(
    *,
    out: Out,
    truth: TruthFile = None,
    seed: Seed = 0,
    duration_s: Duration = 60.0,
    rate_hz: Annotated[float, typer.Option(help="Frames a second.")] = 30.0,
    width: Annotated[int, typer.Option(help="Width, px, even.")] = 960,
    height: Annotated[int, typer.Option(help="Height, px, even.")] = 540,
    surface: Annotated[Literal["skin", "speckle"], typer.Option(help="Skin, or muscle under ultrasound.")] = "skin",
    bank: Bank = "tuning",
    rate_per_min: Twitches = 15.0,
    n_units: Units = 3,
    doublet_share: Doublets = 0.1,
    amplitude_px: Annotated[float, typer.Option(help="Size, px at the centre of the twitch.")] = 1.0,
    amplitude_spread: Spread = 1.0,
    shake_px: Annotated[float, typer.Option(help="Hand shake, px RMS; 0 for a stand.")] = 0.3,
    breathing_px: Annotated[float, typer.Option(help="Slow drift with the breath, px peak to peak.")] = 0.3,
    pulse_px: Annotated[float, typer.Option(help="Heart beat over an artery, px.")] = 0.03,
    noise_grey: Annotated[float, typer.Option(help="Camera noise, grey levels (SD).")] = 1.5,
    exposure_per_min: Annotated[float, typer.Option(help="Steps of the automatic exposure a minute.")] = 0.0,
    jolts_per_min: Annotated[float, typer.Option(help="Knocks of the whole picture a minute.")] = 0.0,
    dropped_per_min: Annotated[float, typer.Option(help="Frames a minute the camera did not store.")] = 0.0,
    codec: Annotated[
        Literal["h264", "hevc", "vp8", "vp9", "av1", "mjpeg"] | None,
        typer.Option(help="Compression; h264, or vp9 for .webm, if not given."),
    ] = None,
    bit_rate: Annotated[int, typer.Option(help="Bits a second.")] = 16_000_000,
    gop: Annotated[int, typer.Option(help="Frames from one key frame to the next.")] = 30,
) -> None:
    """Video of skin: .mp4, .mov, .mkv or .webm."""
    own = {"contrast": _CONTRAST[surface], "codec": codec or ("vp9" if out.suffix.lower() == ".webm" else "h264")}
    _simulate("video", {**locals(), **own})


@simulate.command()
def person(
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="A new or empty folder for the files.")],
    seed: Annotated[int, typer.Option(help="The same number gives the same person.", min=0)] = 0,
    weeks: Annotated[int, typer.Option(help="Length of the diary, weeks.", min=1, max=156)] = 12,
    effect_mean: Annotated[
        float, typer.Option(help="How strong a trigger is: SD over days of what it adds to the log rate.")
    ] = 0.45,
    effect_sd: Annotated[float, typer.Option(help="How much triggers differ in that.")] = 0.15,
    own_load_share: Annotated[
        float, typer.Option(help="Chance that a muscle's own training is a trigger of it.")
    ] = 0.40,
    other_share: Annotated[float, typer.Option(help="The same for any other exposure.")] = 0.12,
    body_wide_share: Annotated[
        float, typer.Option(help="Chance that an exposure acts on all muscles or on none.")
    ] = 0.0,
    typical_count: Annotated[float, typer.Option(help="Twitches a day of a typical muscle.")] = 2.0,
    missing_share: Annotated[float, typer.Option(help="Share of days without an answer.")] = 0.15,
    bad_days_only: Annotated[bool, typer.Option("--bad-days-only", help="Most quiet days are not answered.")] = False,
    patience_cap: Annotated[int | None, typer.Option(help="Counting stops at this number.")] = None,
    wrong_day_share: Annotated[float, typer.Option(help="Share of entries that stand on a wrong day.")] = 0.0,
    spells_per_30_days: Annotated[float, typer.Option(help="Abrupt hot spots of one muscle a month.")] = 0.0,
    drift_fold: Annotated[float, typer.Option(help="How many times as many twitches at the end.")] = 1.0,
    worry_notice: Annotated[float, typer.Option(help="Log rate that a hidden worry adds to what is noticed.")] = 0.0,
    worry_rating: Annotated[float, typer.Option(help="How much of that worry the stress rating shows.")] = 0.0,
) -> None:
    """A person who keeps a diary: workouts as an app exports them, the diary, a table of days, and the truth."""
    from twitchwise.desk.simulating_people import DIARY, WORKOUTS, simulate_person_to_folder
    from twitchwise.simulate.person_world import PersonWorld

    world = _described(PersonWorld, {**locals(), "n_days": 7 * weeks})
    made = simulate_person_to_folder(world, seed=seed, out=out)
    told = (
        f"{out}: {world.n_days} days, {int(made.answered.sum())} of them answered, {len(made.triggers)} triggers. "
        f"To look at it: twitchwise import {out / WORKOUTS} {out / DIARY} --diary {out / 'diary.sqlite'}"
    )
    open_console().print(printable(told), soft_wrap=True)


_CONTRAST = {"skin": 9.0, "speckle": 15.0}  # grey levels that suit each surface, as VideoWorld says


def _simulate(kind_name: str, options: dict[str, Any]) -> None:
    """Make what a command was asked for; `options` are its arguments by name."""
    from twitchwise.desk.simulating import simulate_to_files
    from twitchwise.recordings.model import RecordingKind
    from twitchwise.simulate.write import world_class

    kind, out = RecordingKind(kind_name), options["out"]
    truth_path = options["truth"] or out.parent / f"{out.stem}.truth.json"
    world = _described(world_class(kind), options)
    truth = simulate_to_files(kind, world, seed=options["seed"], out=out, truth_path=truth_path)
    n = len(truth.twitches)
    told = f"{out}: {truth.duration_s:g} s with {n} twitch{'' if n == 1 else 'es'}. The truth: {truth_path}"
    open_console().print(printable(told), soft_wrap=True)


def _described(world_class: "type[_W]", options: dict[str, Any]) -> "_W":
    """The world of these options: they bear the names of its fields, and their words are the values of its terms."""
    types = get_type_hints(world_class)
    given = {field.name: options[field.name] for field in fields(world_class) if field.name in options}
    for name, value in given.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise typer.BadParameter("give a number", param_hint=f"--{name.replace('_', '-')}")
    return world_class(
        **{name: types[name](value) if isinstance(types[name], EnumType) else value for name, value in given.items()}
    )
