from pathlib import Path

import numpy as np
import pytest

from bench.strength_screen import DEMANDING, GENTLE, MIDDLE, World, main, people, screened

N = 1500


def _found(world: World, loss_percent: float) -> float:
    return float(np.mean([bool(result.findings) for result in screened(world, loss_percent, N)]))


@pytest.mark.parametrize("world", [GENTLE, MIDDLE, DEMANDING], ids=lambda world: f"{world.needed_share:g}")
def test_healthy_people_are_alarmed_in_few_sittings(world: World) -> None:
    assert _found(world, 0) <= 0.05


def test_a_larger_loss_is_found_more_often() -> None:
    found = [_found(MIDDLE, loss) for loss in (0, 25, 40, 60)]
    assert found == sorted(found)
    assert found[-1] > 0.8


def test_a_loss_of_a_sixth_mostly_passes_which_is_why_the_page_says_so() -> None:
    assert _found(MIDDLE, 15) < 0.1


def test_healthy_sides_differ_as_far_as_those_of_the_studies() -> None:
    answers = list(people(World(name="", needed_share=0.4), 0.0, N, np.random.default_rng(5)))
    ratios = np.array([max(s.left, s.right) / max(min(s.left, s.right), 1.0) for a in answers for s in a.scores[:1]])
    below_20_percent = float(np.mean(1.0 - 1.0 / ratios > 0.2))
    assert 0.15 < below_20_percent < 0.40  # 26 % past 50


def test_the_tables_are_printed_and_stored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    assert main(["--quick", "--write"], page=page, n_people=(20, 20)) == 0
    assert "What the first sitting says" in capsys.readouterr().out
    assert "not validated" in page.read_text(encoding="utf-8")
