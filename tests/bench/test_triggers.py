from pathlib import Path

import pytest

from bench.triggers import SECTIONS, main
from bench.triggers_effort import Effort

_LEAST = Effort(
    people=2,
    null_people=2,
    pcmci_people=1,
    spoilt_people=1,
    longest_people=1,
    evidences=1,
    chains=1,
    chain_sweeps=20,
    nuts_chains=0,
)


@pytest.mark.parametrize("section", ["coverage", "evidence", "chains"])
def test_a_section_is_printed_and_stored(section: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "bench-triggers.md"
    assert main([section, "--write"], page=page, efforts=(_LEAST, _LEAST)) == 0
    title, _ = SECTIONS[section]
    assert f"## {title}\n" in capsys.readouterr().out
    text = page.read_text()
    assert text.startswith("# Triggers\n")
    assert f"python -m bench.triggers {section}`" in text
    assert text.count("\n| ---") == text.count("\n### ") >= 1


def test_an_unknown_section_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["powers"])
    assert stopped.value.code == 2
