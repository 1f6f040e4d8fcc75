import inspect
import io
from pathlib import Path

from rich.console import Console

from twitchwise.cli.demo import demo
from twitchwise.cli.demo_text import print_demo
from twitchwise.desk.demo import DEMO_SEED, run_demo
from twitchwise.desk.demo_recordings import SCENES
from twitchwise.recordings.model import RecordingKind


def test_recordings_come_first_then_the_person_the_caution_and_last_where_to_look(tmp_path: Path) -> None:
    phone = [scene for scene in SCENES if scene.kind is RecordingKind.MOTION]
    shown = run_demo(tmp_path / "shown", scenes=phone, n_people=1)
    paper = io.StringIO()
    print_demo(Console(file=paper, width=80, highlight=False, markup=False), shown, Path("demo"))
    text = paper.getvalue()
    assert max(map(len, text.splitlines())) <= 80
    order = (
        "Simulated recordings",
        "A simulated person's diary",
        "such people",
        "Three simulated people who test their strength",
        "Three made-up people who ask",
        "Neither the rate nor the place",
        "When to see a doctor",
        "summary.html",
        "uv run twitchwise serve",
    )
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_command_uses_the_seed_of_the_demonstration() -> None:
    assert inspect.signature(demo).parameters["seed"].default == DEMO_SEED
