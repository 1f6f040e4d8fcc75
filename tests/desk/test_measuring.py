from pathlib import Path

import numpy as np
import pytest

from twitchwise.desk.finding import FoundFile
from twitchwise.desk.measuring import Outcome, ReadingOptions, measure_file, measure_many, result_names
from twitchwise.errors import InputError, UnreadableFile
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.motion_world import MotionWorld
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.simulate.write import simulate_recording
from twitchwise.twitches.model import MeasuringOptions


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("phone") / "phone.csv"
    world = MotionWorld(duration_s=40.0, amplitude_mg=40.0)
    simulate_recording(RecordingKind.MOTION, path=path, seed=1, world=world)
    return path


@pytest.fixture(scope="module")
def skin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("skin") / "skin.mp4"
    world = VideoWorld(duration_s=12.0, width=160, height=96, bit_rate=2_000_000)
    simulate_recording(RecordingKind.VIDEO, path=path, seed=1, world=world)
    return path


def _named(*paths: Path) -> list[FoundFile]:
    return [FoundFile(path=path, is_named=True) for path in paths]


def test_progress_only_grows_and_ends_whole(phone: Path, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    measure_file(phone, out=tmp_path / "out", on_progress=lambda doing, share: told.append((doing, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert all("phone.csv" in doing for doing, _ in told)


def test_the_progress_of_many_is_that_of_the_whole(phone: Path) -> None:
    shares: list[float] = []
    measure_many(_named(phone, phone), on_progress=lambda _doing, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_nothing_is_written_without_a_folder(phone: Path) -> None:
    before = sorted(phone.parent.iterdir())
    measure_file(phone)
    assert sorted(phone.parent.iterdir()) == before


def test_a_video_gets_a_magnified_clip(skin: Path, tmp_path: Path) -> None:
    measure_file(skin, out=tmp_path / "out")
    assert (tmp_path / "out" / "magnified.mp4").stat().st_size > 0
    assert "magnified.mp4" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_file_removed_while_it_is_read_is_refused(skin: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.mp4"
    gone.write_bytes(skin.read_bytes())

    def remove(doing: str, _share: float) -> None:
        if doing.startswith("measuring"):
            gone.unlink(missing_ok=True)

    with pytest.raises(UnreadableFile) as refused:
        measure_file(gone, out=tmp_path / "out", on_progress=remove)
    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_what_the_person_says_of_a_file_reaches_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    np.savetxt(path, np.random.default_rng(1).normal(0.0, 0.01, (20_000, 4)), delimiter=",", fmt="%.5f")
    told = ReadingOptions(kind=RecordingKind.EMG, rate_hz=1000.0, unit="mV")
    measurement = measure_file(path, reading=told)
    assert measurement.recording.kind is RecordingKind.EMG
    assert measurement.recording.duration_s == pytest.approx(20.0)
    assert measurement.unit == "uV"


def test_the_options_are_kept_in_the_measurement(phone: Path) -> None:
    options = MeasuringOptions(false_alarms_per_min=0.5)
    assert measure_file(phone, options).options is options


def test_one_broken_file_does_not_stop_the_others(phone: Path, tmp_path: Path) -> None:
    broken, notes = tmp_path / "broken.edf", tmp_path / "notes.txt"
    broken.write_bytes(b"0       nothing")
    notes.write_text("no numbers here\n")
    files = [*_named(broken), FoundFile(path=notes, is_named=False), *_named(phone)]
    told: list[Outcome] = []
    outcomes = measure_many(files, out=tmp_path / "out", on_each=told.append)
    assert list(outcomes) == told
    assert [outcome.measurement is not None for outcome in outcomes] == [False, False, True]
    assert [outcome.is_passed_over for outcome in outcomes] == [False, True, False]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"phone", "summary.csv", "summary.html"}


def test_no_folder_is_made_when_nothing_could_be_measured(tmp_path: Path) -> None:
    measure_many(_named(tmp_path / "absent.csv", tmp_path / "gone.csv"), out=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_cannot_be_written_stops_the_work(phone: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InputError, match="not a folder"):
        measure_many(_named(phone), out=tmp_path / "out")


def test_files_of_one_name_get_folders_of_their_own() -> None:
    paths = [Path("a/calf.csv"), Path("b/Calf.mp4"), Path("c/calf.csv"), Path("c/eye.csv")]
    assert result_names(paths) == ["calf", "Calf-2", "calf-3", "eye"]
