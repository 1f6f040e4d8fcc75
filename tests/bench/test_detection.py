from pathlib import Path

import pytest

from bench.detection import SECTIONS, main
from bench.effort import Effort

_LEAST = Effort(
    emg_s=6.0,
    motion_s=20.0,
    video_s=6.0,
    emg_seeds=1,
    injection_seeds=1,
    motion_seeds=1,
    noise_min=0.2,
    video_noise_min=0.1,
    emg_noise_s=10.0,
    noise_s=12.0,
    coverage_runs=2,
    group_seeds=1,
    most_worlds=1,
)


@pytest.mark.parametrize("section", ["emg", "motion", "groups", "coverage"])
def test_a_section_is_printed_and_stored(section: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "bench-detection.md"
    assert main([section, "--write"], page=page, efforts=(_LEAST, _LEAST)) == 0
    title, _ = SECTIONS[section]
    assert f"## {title}\n" in capsys.readouterr().out
    text = page.read_text()
    assert text.startswith("# Detection\n")
    assert f"python -m bench.detection {section}`" in text
    assert text.count("\n| ---") == text.count("\n### ") >= 1


def test_a_section_without_its_real_file_says_so_and_the_next_one_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWITCHWISE_DATA", str(tmp_path))
    assert main(["ultrasound", "coverage"], efforts=(_LEAST, _LEAST)) == 1
    printed = capsys.readouterr()
    assert "ultrasound: not run" in printed.err
    assert "## Intervals of the rate" in printed.out


def test_an_unknown_section_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["ultrasonics"])
    assert stopped.value.code == 2
