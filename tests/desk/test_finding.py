import os
from pathlib import Path

import pytest

from twitchwise.desk.finding import find_recordings
from twitchwise.errors import InputError, UnreadableFile


def _names(*paths: Path) -> list[str]:
    return [file.path.name for file in find_recordings(paths)]


def test_a_named_file_counts_whatever_its_name(tmp_path: Path) -> None:
    (file,) = find_recordings([tmp_path / "strange.xyz"])
    assert file.is_named


def test_a_folder_counts_with_its_subfolders_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b.csv", "a.MP4", "picture.png", ".hidden.csv", "deep/c.edf", ".secret/d.csv", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert _names(tmp_path) == ["a.MP4", "b.csv", "c.edf"]
    assert not any(file.is_named for file in find_recordings([tmp_path]))


def test_earlier_results_are_no_recordings(tmp_path: Path) -> None:
    (tmp_path / "calf.csv").touch()
    earlier = tmp_path / "result"
    earlier.mkdir()
    (earlier / "magnified.mp4").touch()
    (earlier / "result.json").write_text('{"recording": {}, "rate_per_min": {}, "twitches": []}')
    assert _names(tmp_path) == ["calf.csv"]


def test_a_file_named_twice_is_measured_once(tmp_path: Path) -> None:
    (tmp_path / "calf.csv").touch()
    (file,) = find_recordings([tmp_path / "calf.csv", tmp_path, tmp_path / "." / "calf.csv"])
    assert file.is_named


def test_a_folder_without_recordings_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.md").touch()
    with pytest.raises(InputError, match="no recording was found"):
        find_recordings([tmp_path])


def test_a_folder_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("does not apply here: this user may read every folder")
    tmp_path.chmod(0)
    try:
        with pytest.raises(UnreadableFile, match="may not be read"):
            find_recordings([tmp_path])
    finally:
        tmp_path.chmod(0o700)
