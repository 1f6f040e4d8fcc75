import inspect
import io
from pathlib import Path

import pytest
from rich.console import Console

from twitchwise.cli.demo import demo
from twitchwise.cli.demo_text import print_demo
from twitchwise.desk.demo import DEMO_SEED, SCENES, Shown, run_demo
from twitchwise.recordings.model import RecordingKind


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shown, ...]:
    phone = next(scene for scene in SCENES if scene.kind is RecordingKind.MOTION)
    return run_demo(tmp_path_factory.mktemp("demo") / "shown", scenes=[phone])


def test_what_is_printed_is_what_was_computed(shown: tuple[Shown, ...]) -> None:
    paper = io.StringIO()
    print_demo(Console(file=paper, width=80, highlight=False, markup=False), shown, Path("demo"))
    text = paper.getvalue()
    row = next(line for line in text.splitlines() if line.startswith(shown[0].scene.title))
    agreement = shown[0].agreement
    counts = (agreement.hits + agreement.misses, agreement.hits, agreement.misses, agreement.false_alarms)
    assert row.removeprefix(shown[0].scene.title).split()[:4] == [str(count) for count in counts]
    assert max(map(len, text.splitlines())) <= 80
    assert (
        text.index("summary.html") < text.index("Neither the rate nor the place") < text.index("When to see a doctor")
    )


def test_the_command_uses_the_seed_of_the_demonstration() -> None:
    assert inspect.signature(demo).parameters["seed"].default == DEMO_SEED
