"""The bench of sensor files: its plain peer and its page."""

from pathlib import Path

import numpy as np

from bench.strength_files import main, plain_count
from twitchwise.recordings.model import Quantity
from twitchwise.simulate.strength_motion_walk import WalkWorld, simulate_walk


def test_the_plain_peer_counts_clear_steps() -> None:
    simulated = simulate_walk(WalkWorld(), np.random.default_rng(1))
    assert abs(plain_count(simulated.recording, Quantity.ACCELERATION, 0.3) - 40) <= 4
    assert plain_count(simulated.recording, Quantity.PRESSURE, 0.3) == 0


def test_the_page_holds_what_was_run(shared_data: Path, tmp_path: Path) -> None:
    assert shared_data.is_dir()
    page = tmp_path / "page.md"
    assert main(["real", "--quick", "--write"], page=page) == 0
    text = page.read_text(encoding="utf-8")
    assert "| sample" in text
    assert "`python -m bench.strength_files real`" in text
