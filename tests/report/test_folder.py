import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.report.built_measurements import a_measurement, an_empty_measurement
from twitchwise.errors import InputError, Problem
from twitchwise.recordings.model import Frame, RecordingKind
from twitchwise.report.folder import write_report_folder


class GreyClip:
    """Ten grey frames."""

    width = 64
    height = 48
    rate_hz = 10.0

    def problems_after(self) -> tuple[Problem, ...]:
        return ()

    def frames(self, reduce: int = 1) -> Iterator[Frame]:
        for n in range(10):
            luma = np.full((self.height // reduce, self.width // reduce), 90, dtype=np.uint8)
            yield Frame(time_s=n / 10, luma=luma, is_key=n == 0)


def test_the_folder_holds_every_document(tmp_path: Path) -> None:
    write_report_folder(a_measurement(RecordingKind.VIDEO), tmp_path / "out", clip=GreyClip())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "index.html",
        "intervals.svg",
        "magnified.mp4",
        "map.svg",
        "result.json",
        "timeline.svg",
        "twitches.csv",
    ]
    assert json.loads((tmp_path / "out" / "result.json").read_text())["seen"] is True
    assert "magnified.mp4" in (tmp_path / "out" / "index.html").read_text()


def test_charts_with_nothing_to_draw_are_left_away(tmp_path: Path) -> None:
    write_report_folder(an_empty_measurement(), tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["index.html", "result.json", "timeline.svg", "twitches.csv"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(InputError, match="cannot be written"):
        write_report_folder(a_measurement(), tmp_path / "out")
