import io

import pytest
from rich.console import Console

from twitchwise.cli.demo_recordings_text import print_recordings
from twitchwise.desk.demo_recordings import SCENES, Shown, show_recordings
from twitchwise.recordings.model import RecordingKind


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shown, ...]:
    phone = next(scene for scene in SCENES if scene.kind is RecordingKind.MOTION)
    folder = tmp_path_factory.mktemp("demo")
    return show_recordings(folder, seed=0, scenes=[phone], on_progress=lambda _doing, _share: None)


def test_what_is_printed_is_what_was_computed(shown: tuple[Shown, ...]) -> None:
    paper = io.StringIO()
    print_recordings(Console(file=paper, width=80, highlight=False, markup=False), shown)
    text = paper.getvalue()
    row = next(line for line in text.splitlines() if line.startswith(shown[0].scene.title))
    agreement = shown[0].agreement
    counts = (agreement.hits + agreement.misses, agreement.hits, agreement.misses, agreement.false_alarms)
    assert row.removeprefix(shown[0].scene.title).split()[:4] == [str(count) for count in counts]
    assert max(map(len, text.splitlines())) <= 80
