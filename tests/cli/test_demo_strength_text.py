import io
from pathlib import Path

from rich.console import Console

from twitchwise.cli.demo_strength_text import print_strength
from twitchwise.desk.demo_strength import show_strength


def test_three_people_stand_side_by_side_with_their_weeks(tmp_path: Path) -> None:
    shown = show_strength(tmp_path, seed=0, on_progress=lambda _doing, _share: None)
    paper = io.StringIO()
    print_strength(Console(file=paper, width=80, highlight=False, markup=False), shown)
    text = paper.getvalue()
    assert max(map(len, text.splitlines())) <= 80
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    flat = " ".join(text.split())
    assert "truly declines" in flat
    assert f"week {shown.people[1].falls[0].week}" in flat
    assert "week 0: for a" in flat
