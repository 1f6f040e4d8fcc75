import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest


@pytest.fixture
def days_file(tmp_path: Path) -> Path:
    """A hundred days on which coffee is followed by twitches one day later, and wine by none."""
    rng = np.random.default_rng(4)
    coffee, wine = rng.integers(0, 2, 100), rng.integers(0, 2, 100)
    twitches = rng.poisson(np.where(np.roll(coffee, 1) == 1, 6.0, 1.5))
    columns = zip(twitches, coffee, wine, strict=True)
    rows = [f"{n},{','.join(map(str, row))}" for n, row in enumerate(columns)]
    path = tmp_path / "days.csv"
    path.write_text("\n".join(["day,triceps,coffee,wine", *rows]))
    return path


def table_words(days_file: Path) -> tuple[object, ...]:
    return ("triggers", "--table", days_file, "--outcome", "triceps", "--exposures", "coffee,wine")


def test_a_table_gives_the_finding_the_caution_and_the_card(run: Any, days_file: Path) -> None:
    shown = run(*table_words(days_file))
    said = " ".join(shown.stdout.split())
    assert shown.exit_code == 0
    assert said.startswith("1 likely pattern in 100 answered days.")
    assert "mostly 1 day later" in said
    assert "does not tell harmless twitching from disease" in said
    assert "When to see a doctor" in said


def test_the_page_is_written_where_asked_and_replaced_the_second_time(
    run: Any, days_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "result"
    for _ in range(2):
        shown = run(*table_words(days_file), "--out", out)
        assert shown.exit_code == 0
        assert str(out / "index.html") in shown.stdout
    assert {"index.html", "triggers.json", "days.svg", "lags-1.svg", "days-1.svg"} <= {p.name for p in out.iterdir()}
    assert "1 likely pattern" in (out / "index.html").read_text()


def test_json_is_the_same_on_paper_and_in_the_folder(run: Any, days_file: Path, tmp_path: Path) -> None:
    shown = run(*table_words(days_file), "--json", "--out", tmp_path / "out")
    assert json.loads(shown.stdout) == json.loads((tmp_path / "out" / "triggers.json").read_text())
    assert shown.stderr == ""


def test_a_folder_of_other_things_is_left_alone(run: Any, days_file: Path, tmp_path: Path) -> None:
    shown = run(*table_words(days_file), "--out", tmp_path)
    assert shown.exit_code == 1
    assert "already holds other files" in shown.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["days.csv"]


def test_a_diary_of_a_few_days_says_what_so_many_days_can_find(run: Any, tmp_path: Path) -> None:
    diary = tmp_path / "diary.sqlite"
    for day in ("2026-03-02", "2026-03-03"):
        run("log", "--diary", diary, "--day", day, "--twitches", "left triceps=3", "--coffee", "2")
    run("log", "--diary", diary, "--suspect", "coffee")
    shown = run("triggers", "--diary", diary, "--out", tmp_path / "out")
    said = " ".join(shown.stdout.split())
    assert shown.exit_code == 0
    assert said.startswith("Too early to say anything: 2 answered days of 2.")
    assert "120 days: about" in said
    assert "You suspected 1: 1 needs more days (coffee)." in said
    assert "What so many days can find" in (tmp_path / "out" / "index.html").read_text()


@pytest.mark.parametrize("extra", [("--json",), ("--out", "folder")])
def test_beginning_an_investigation_shows_no_result(run: Any, tmp_path: Path, extra: tuple[str, ...]) -> None:
    shown = run("triggers", "--start", "--diary", tmp_path / "diary.sqlite", *extra)
    assert shown.exit_code == 2
    assert list(tmp_path.iterdir()) == []
